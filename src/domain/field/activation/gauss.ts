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
import * as Inputs from "../inputs.ts"
import * as Preactivation from "../preactivation.ts"
import * as Tuples from "../tuples.ts"
import type { Activation } from "./activation.ts"

const moment = ({ inputs, weightStd, biasStd }: Preactivation.Preactivation, tuple: Tuples.Tuple): number => {
  const n = tuple.length
  const d = inputs[0].length
  let exponent = (n ** 2 / 2 - n) * biasStd ** 2
  for (let c = 0; c < d; c++) {
    let sum = 0
    let squares = 0
    for (const a of tuple) {
      sum += inputs[a][c]
      squares += inputs[a][c] ** 2
    }
    exponent += (weightStd ** 2 / (2 * d)) * (sum ** 2 - 2 * squares)
  }
  return Math.exp(exponent)
}

export const gauss: Activation = {
  value: (z, q) => Math.exp(z - q),
  derivative: (z, q) => Math.exp(z - q),
  logarithm: (z, q) => z - q,
  covariance: (q11, q22, q12) => Math.exp(q12 - (q11 + q22) / 2),
  derivatives: (q11, q22, q12) => Math.exp(q12 - (q11 + q22) / 2),
  // From the distance, which does not cancel far from the origin.
  between: (neuron, x, y) => Math.exp(-Preactivation.distance(neuron, x, y) / 2),
  moments: {
    refusal: () => undefined,
    of: (neuron, order) =>
      Array.from({ length: order }, (_, depth) =>
        Float64Array.from(Tuples.multisets(neuron.inputs.length, depth + 1), (tuple) => moment(neuron, tuple))
      )
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
