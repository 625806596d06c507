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
import * as Preactivation from "../preactivation.ts"
import * as Tuples from "../tuples.ts"
import type * as Variation from "../variation.ts"
import type { Activation } from "./activation.ts"

/** E[prod cos z_a], q [a][b] flat; the first sign may be +, by symmetry. */
const moment = (q: Float64Array, points: number, tuple: Tuples.Tuple): number => {
  /** The sum over the signs from `next` on, given those before: `along[b]` is the covariance of their sum with z_b. */
  const signs = (next: number, variance: number, along: ReadonlyArray<number>): number => {
    if (next === tuple.length) return Math.exp(-variance / 2)
    const a = tuple[next]
    let sum = 0
    for (const sign of [-1, 1])
      sum += signs(
        next + 1,
        variance + q[a * (points + 1)] + 2 * sign * along[a],
        along.map((c, b) => c + sign * q[a * points + b])
      )
    return sum / 2
  }
  const [first] = tuple
  return signs(1, q[first * (points + 1)], Array.from(q.subarray(first * points, (first + 1) * points)))
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
      const q = Preactivation.covariances(neuron)
      const points = neuron.inputs.length
      return Array.from({ length: order }, (_, depth) =>
        Float64Array.from(Tuples.multisets(points, depth + 1), (tuple) => moment(q, points, tuple))
      )
    }
  },
  deep: { isExact: () => false, variation },
  isHomogeneous: false,
  biasStd: 1,
  inputs: { gaussianProcess: Inputs.bothSides, coupling: Inputs.forCouplings, couplingScale: 0.01 },
  couplings: { width: 5, cutoff: 100, integrals: () => undefined, far: "zero" },
  seconds: 5.1e-10
}
