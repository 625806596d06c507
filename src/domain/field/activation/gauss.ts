/**
 * gauss(z) = exp(z - q), q = Var z: an exponential normalised at each point x, so that the kernel is Gaussian.
 *
 *     phi(x) = exp(w . x + b) / sqrt(exp(2 (biasStd^2 + weightStd^2 |x|^2 / d)))
 *     C = exp(q12 - (q11 + q22) / 2) = exp(-weightStd^2 |x - x'|^2 / (2 d))
 *     E[gauss' gauss'] = C,   as q is a number that the inputs fix, and no function of the weights
 *     E[phi_1 ... phi_n] = exp((n^2/2 - n) biasStd^2 + weightStd^2 / (2 d) (|sum x|^2 - 2 sum |x|^2)),   any d
 *
 * A second layer would take exponentials of sums whose variance is a sum of log-normals: at finite width not even the
 * 2-point function exists.
 *
 * Source: Halverson, Maiti, Stoner, arXiv 2008.08601; the moments are those of a log-normal.
 */
import * as Closed from "../action/closed.ts"
import * as Compensated from "../compensated.ts"
import * as Inputs from "../inputs.ts"
import * as Pairing from "../pairing.ts"
import * as Preactivation from "../preactivation.ts"
import * as Tuples from "../tuples.ts"
import type { Activation } from "./activation.ts"

/**
 * log M of the points of a tuple. |sum x|^2 - 2 sum |x|^2 is the sum of the products of all pairs of points, those of a
 * point with itself with a minus: far from the origin it cancels.
 */
const exponent = (
  { inputs, weightStd, biasStd }: Preactivation.Preactivation,
  tuple: Tuples.Tuple
): number => {
  const n = tuple.length
  const d = inputs[0].length
  const left = new Float64Array(n * n * d)
  const right = new Float64Array(n * n * d)
  let at = 0
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      for (let c = 0; c < d; c++, at++) {
        left[at] = inputs[tuple[i]][c]
        right[at] = i === j ? -inputs[tuple[j]][c] : inputs[tuple[j]][c]
      }
  return (n ** 2 / 2 - n) * biasStd ** 2 + (weightStd ** 2 / (2 * d)) * Compensated.dot(left, right)
}

/** Exponents at most: beyond, exp is more than a number here can be, or what is made of it would be. */
const largest = 690

const refusal = (neuron: Preactivation.Preactivation, order: number): string | undefined => {
  // As |sum x|^2 <= n sum |x|^2.
  const q = Math.max(...neuron.inputs.map((x) => Preactivation.covariance(neuron, x, x)))
  if ((order ** 2 / 2 - order) * q <= largest) return undefined
  for (let n = 2; n <= order; n += 2)
    for (const tuple of Tuples.multisets(neuron.inputs.length, n)) {
      const power = exponent(neuron, tuple)
      if (!(power <= largest))
        return (
          `The exact ${order}-point function of gauss is as large as exp(${power.toPrecision(3)}) on inputs ${Tuples.label(tuple)}, ` +
          `beyond the numbers there are here; use smaller inputs or deviations.`
        )
    }
  return undefined
}

/**
 * Products of pairs are log-normal: with A = z_a + z_b and so on, p = exp(Cov(A, B)) - 1, and C_A = E[phi_a phi_b],
 *
 *     cum(phi_a phi_b, phi_c phi_d) = C_A C_B p
 *     cum of three pairs            = C_A C_B C_C (p q + p r + q r + p q r)
 *
 * without differences of moments, which all are 1 near the origin without bias.
 */
const cumulants = (neuron: Preactivation.Preactivation, order: 4 | 6): Float64Array => {
  const { inputs } = neuron
  const points = inputs.length
  type Pair = readonly [number, number]
  const ones = [1, 1]
  const shared = (A: Pair, B: Pair) => Preactivation.combined(neuron, A, ones, B, ones)
  const C = ([a, b]: Pair) => Math.exp(-Preactivation.distance(neuron, inputs[a], inputs[b]) / 2)
  const M = (...pairs: ReadonlyArray<Pair>) => Math.exp(exponent(neuron, pairs.flat()))
  return Pairing.sums(points, order, {
    two: (A, B) => {
      const c = shared(A, B)
      return Math.abs(c) < 1 ? C(A) * C(B) * Math.expm1(c) : M(A, B) - C(A) * C(B)
    },
    three: (A, B, D) => {
      const shares = [shared(A, B), shared(A, D), shared(B, D)]
      const product = C(A) * C(B) * C(D)
      if (shares.some((c) => Math.abs(c) > 30))
        return M(A, B, D) - M(A, B) * C(D) - M(A, D) * C(B) - M(B, D) * C(A) + 2 * product
      const [p, r, s] = shares.map(Math.expm1)
      return product * (p * r + p * s + r * s + p * r * s)
    }
  })
}

export const gauss: Activation = {
  value: (z, q) => Math.exp(z - q),
  derivative: (z, q) => Math.exp(z - q),
  logarithm: (z, q) => z - q,
  mean: (q) => Math.exp(-q / 2),
  covariance: (q11, q22, q12) => Math.exp(q12 - (q11 + q22) / 2),
  derivatives: (q11, q22, q12) => Math.exp(q12 - (q11 + q22) / 2),
  // From the distance, which does not cancel far from the origin.
  between: (neuron, x, y) => Math.exp(-Preactivation.distance(neuron, x, y) / 2),
  moments: {
    refusal,
    of: (neuron, order) =>
      Array.from({ length: order }, (_, depth) =>
        Float64Array.from(Tuples.multisets(neuron.inputs.length, depth + 1), (tuple) =>
          Math.exp(exponent(neuron, tuple))
        )
      ),
    cumulants
  },
  deep: {
    refusal: (depth) =>
      `A gauss network has one hidden layer, not ${depth}: at finite width its deeper layers have no finite variance.`,
    isExact: () => false
  },
  isHomogeneous: false,
  biasStd: 1,
  // It grows fast, and the paper stays close to 0.
  inputs: {
    gaussianProcess: (dIn) => Inputs.scaled(Inputs.bothSides(dIn), 0.01),
    coupling: Inputs.forCouplings,
    couplingScale: 0.01
  },
  couplings: {
    width: 1000,
    cutoff: Infinity,
    integrals: (neuron, L) => (L === Infinity ? Closed.gauss(neuron) : undefined),
    far: "zero"
  },
  seconds: 2e-10
}
