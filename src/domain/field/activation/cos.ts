/**
 * cos(z): random Fourier features. The usual ones have a phase that is uniform on the circle; here it is the bias,
 * N(0, biasStd^2) as for all activations, and the kernel keeps a part that is not a function of x - x':
 *
 *     C = exp(-(q11 + q22) / 2) cosh(q12)
 *       = (exp(-weightStd^2 |x - x'|^2 / (2 d)) + exp(-2 biasStd^2 - weightStd^2 |x + x'|^2 / (2 d))) / 2
 *     E[sin z_1 sin z_2] = exp(-(q11 + q22) / 2) sinh(q12)
 *     E[cos z_1 ... cos z_n] = 2^-n sum over signs exp(-Var(z_1 +- ... +- z_n) / 2),   any d
 *
 * so that all is exact at every width. With biasStd of 3 and more the second part is below 1e-8, and the phase as good as
 * uniform.
 *
 * Source: Rahimi and Recht, Random features for large-scale kernel machines, 2007; cos is the mean of two exponentials,
 * and those of Gaussians are known. The inputs are erf's, which is our choice: Halverson, Maiti, Stoner (arXiv 2008.08601)
 * have no cos.
 */
import * as Inputs from "../inputs.ts"
import * as Pairing from "../pairing.ts"
import * as Preactivation from "../preactivation.ts"
import * as Tuples from "../tuples.ts"
import type * as Variation from "../variation.ts"
import type { Activation } from "./activation.ts"

/** The signs of n numbers whose first is +. */
const signs = (n: number): ReadonlyArray<ReadonlyArray<number>> =>
  n === 1 ? [[1]] : signs(n - 1).flatMap((before) => [-1, 1].map((sign) => [...before, sign]))

/** E[prod cos z_a]; the first sign may be +, by symmetry. */
const moment = (neuron: Preactivation.Preactivation, tuple: Tuples.Tuple): number => {
  const all = signs(tuple.length)
  const sum = all.reduce(
    (total, each) => total + Math.exp(-Preactivation.combined(neuron, tuple, each, tuple, each) / 2),
    0
  )
  return sum / all.length
}

/**
 * cos z_a cos z_b = (cos(z_a + z_b) + cos(z_a - z_b)) / 2, and with A, B, C such sums, a = Cov(B, C) and so on,
 * p = cosh(a) - 1, s = sinh(a),
 *
 *     cum(cos A, cos B)        = exp(-(Var A + Var B) / 2) (cosh(c) - 1) = exp(-Var(A -+ B) / 2) (1 - exp(-|c|))^2 / 2
 *     cum(cos A, cos B, cos C) = exp(-(Var A + Var B + Var C) / 2) (p q + p r + q r + p q r - s t u)
 *
 * without differences of moments, which all are 1 near the origin without bias.
 */
const cumulants = (neuron: Preactivation.Preactivation, order: 4 | 6): Float64Array => {
  const points = neuron.inputs.length
  /** z_a + z_b and z_a - z_b, by numbers of the pair and the sign. */
  const sums = Tuples.multisets(points, 2).flatMap((pair) =>
    [1, -1].map((sign) => ({ pair, signs: [1, sign] }))
  )
  const count = sums.length
  const numberOf = ([a, b]: Pairing.Pair) => 2 * Tuples.rank(points, a < b ? [a, b] : [b, a])
  const variance = (...some: ReadonlyArray<readonly [number, number]>): number => {
    const all = some.flatMap(([A]) => sums[A].pair)
    const signs = some.flatMap(([A, sign]) => sums[A].signs.map((each) => sign * each))
    return Preactivation.combined(neuron, all, signs, all, signs)
  }
  const shared = sums.map((A) =>
    Float64Array.from(sums, (B) => Preactivation.combined(neuron, A.pair, A.signs, B.pair, B.signs))
  )
  /** exp(-Var(A + sign B) / 2) */
  const [same, opposite] = [1, -1].map((sign) =>
    sums.map((_, A) => Float64Array.from(sums, (_, B) => Math.exp(-variance([A, 1], [B, sign]) / 2)))
  )
  const one = Float64Array.from({ length: count }, (_, A) => Math.exp(-shared[A][A] / 2))
  const meanOfThree = (A: number, B: number, C: number): number => {
    const total = shared[A][A] + shared[B][B] + shared[C][C]
    let sum = 0
    for (const s of [1, -1])
      for (const t of [1, -1]) {
        const crossed = s * shared[A][B] + t * shared[A][C] + s * t * shared[B][C]
        sum += Math.exp(-(total < 100 ? total + 2 * crossed : variance([A, 1], [B, s], [C, t])) / 2)
      }
    return sum / 4
  }
  const two = (A: number, B: number): number => {
    const c = shared[A][B]
    return ((c < 0 ? same : opposite)[A][B] * Math.expm1(-Math.abs(c)) ** 2) / 2
  }
  const three = (A: number, B: number, C: number): number => {
    const [a, b, c] = [shared[B][C], shared[A][C], shared[A][B]]
    const [least, most] = [
      Math.min(Math.abs(a), Math.abs(b), Math.abs(c)),
      Math.max(Math.abs(a), Math.abs(b), Math.abs(c))
    ]
    // Where all are large sinh cancels cosh, but moments do not cancel.
    if (least > 0.5 || most > 300) {
      const pair = (D: number, E: number) => (same[D][E] + opposite[D][E]) / 2
      const single = one[A] * pair(B, C) + one[B] * pair(A, C) + one[C] * pair(A, B)
      return meanOfThree(A, B, C) - single + 2 * one[A] * one[B] * one[C]
    }
    const p = 2 * Math.sinh(a / 2) ** 2
    const q = 2 * Math.sinh(b / 2) ** 2
    const r = 2 * Math.sinh(c / 2) ** 2
    const odd = Math.sinh(a) * Math.sinh(b) * Math.sinh(c)
    return one[A] * one[B] * one[C] * (p * q + p * r + q * r + p * q * r - odd)
  }
  const signs = [0, 1]
  return Pairing.sums(points, order, {
    two: (first, second) => {
      const [A, B] = [numberOf(first), numberOf(second)]
      let sum = 0
      for (const s of signs) for (const t of signs) sum += two(A + s, B + t)
      return sum / 4
    },
    three: (first, second, third) => {
      const [A, B, C] = [numberOf(first), numberOf(second), numberOf(third)]
      let sum = 0
      for (const s of signs) for (const t of signs) for (const u of signs) sum += three(A + s, B + t, C + u)
      return sum / 8
    }
  })
}

/** Standard deviation of z at most: of larger ones z knows too few digits of its angle, in f32 and in the sums over signs. */
const widest = 1000

const refusal = (q: number): string | undefined =>
  q <= widest ** 2
    ? undefined
    : `The angles of these neurons have a standard deviation of ${Number(Math.sqrt(q).toPrecision(2))}, ` +
      `and beyond ${widest} too few of their digits are known; use smaller inputs or deviations.`

/** C and E[sin sin], the sum and the difference of two exponentials: a derivative by a variance is a factor -1/2. */
const variation: Variation.Of = (q11, q22, q12) => {
  const near = Math.exp(q12 - (q11 + q22) / 2) / 2
  const far = Math.exp(-q12 - (q11 + q22) / 2) / 2
  const [C, S] = [near + far, near - far]
  return {
    q11: -C / 2,
    q22: -C / 2,
    q12: S,
    q11q11: C / 4,
    q22q22: C / 4,
    q12q12: C,
    q11q12: -S / 2,
    q22q12: -S / 2
  }
}

export const cos: Activation = {
  value: Math.cos,
  derivative: (z) => -Math.sin(z),
  /** (-1)^k cos(pi y / 2), z = pi (k + y / 2), |y| <= 1; absolute error 2e-7 + 2e-7 |z| in f32. */
  single: (z) => {
    const k = Math.floor(z * 0.3183098861837907 + 0.5)
    const y = 2 * (z * 0.3183098861837907 - k)
    const x = y * y
    let p = ((-0.0000238249185 * x + 0.00091772484) * x - 0.0208626884) * x + 0.253669323
    p = (p * x - 1.23370053) * x + 1
    return p * (1 - 2 * (k - 2 * Math.floor(k * 0.5)))
  },
  mean: (q) => Math.exp(-q / 2),
  covariance: (q11, q22, q12) => (Math.exp(q12 - (q11 + q22) / 2) + Math.exp(-q12 - (q11 + q22) / 2)) / 2,
  derivatives: (q11, q22, q12) =>
    (-Math.sign(q12) * Math.exp(Math.abs(q12) - (q11 + q22) / 2) * Math.expm1(-2 * Math.abs(q12))) / 2,
  between: (neuron, x, y) =>
    (Math.exp(-Preactivation.distance(neuron, x, y) / 2) +
      Math.exp(-Preactivation.distance(neuron, x, y, 1) / 2)) /
    2,
  refusal,
  moments: {
    refusal: (neuron) =>
      refusal(Math.max(...neuron.inputs.map((x) => Preactivation.covariance(neuron, x, x)))),
    of: (neuron, order) => {
      const points = neuron.inputs.length
      return Array.from({ length: order }, (_, depth) =>
        Float64Array.from(Tuples.multisets(points, depth + 1), (tuple) => moment(neuron, tuple))
      )
    },
    cumulants
  },
  deep: { isExact: () => false, variation, gain: (q) => q },
  isHomogeneous: false,
  biasStd: 1,
  inputs: { gaussianProcess: Inputs.bothSides, coupling: Inputs.forCouplings, couplingScale: 0.01 },
  couplings: { width: 5, cutoff: 100, integrals: () => undefined, far: "zero" },
  seconds: 5.1e-10
}
