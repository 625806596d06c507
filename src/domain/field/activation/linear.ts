/**
 * linear(z) = z: networks that are linear in x, and no Gaussian process for all that.
 *
 *     C = q12,   E[z_1 ... z_n] = sum over pairings of prod q
 *
 * Deep networks are exact at any depth, with biases too. Given a layer, the inputs of the neurons of the next are
 * independent and Gaussian, with covariance S' = biasStd^2 + (weightStd^2 / N) sum_j z_j z_j, z_j Gaussian of covariance S.
 * The means of S', of sums over pairings of S' S' and of S' S' S' follow from those of S by Wick's theorem over the N
 * neurons, so that the connected functions of a neuron's input, from kappa = 0 and K = q before the first layer, go as
 *
 *     K'      = biasStd^2 + weightStd^2 K
 *     kappa4' = weightStd^4 ((1 + 2/N) kappa4 + (2/N) sum_3 K K)
 *     kappa6' = weightStd^6 ((1 + 2/N) (1 + 4/N) kappa6 + (4/N + 8/N^2) sum_15 kappa4 K + (8/N^2) sum_15 K K K)
 *
 * to f after the last hidden layer. Without bias G4 = sum_3 K K (1 + 2/N)^depth and
 * G6 = sum_15 K K K ((1 + 2/N) (1 + 4/N))^depth, the moments of a product of chi-squared numbers.
 *
 * Source: the recursion is derived here by the law of total cumulance, where biases drop out of all but K; for the
 * products see Hanin and Nica, Products of many large random matrices and gradients in deep neural networks, arXiv
 * 1812.05994. The inputs are relu's, which is our choice: Halverson, Maiti, Stoner (arXiv 2008.08601) have no linear nets.
 */
import * as Inputs from "../inputs.ts"
import * as Preactivation from "../preactivation.ts"
import * as Tuples from "../tuples.ts"
import * as Wick from "../wick.ts"
import type { Activation, Correlators, Layers } from "./activation.ts"

const correlators = (network: Layers, order: 4 | 6): Correlators => {
  const { width: N, depth, weightStd, biasStd } = network
  const points = network.inputs.length
  const splits = Wick.splits(points, order === 6 ? 6 : 0)
  let K = Preactivation.covariances(network)
  let four = new Float64Array(Tuples.count(points, 4))
  let six = new Float64Array(order === 6 ? Tuples.count(points, 6) : 0)
  for (let layer = 0; layer < depth; layer++) {
    const pairs = Wick.gaussian(K, points, 4)
    if (order === 6) {
      const triples = Wick.gaussian(K, points, 6)
      six = six.map((kappa, t) => (1 + 2 / N) * (1 + 4 / N) * kappa + (8 / N ** 2) * triples[t])
      Wick.addSplits(splits, four, K, 4 / N + 8 / N ** 2, six)
      six = six.map((kappa) => weightStd ** 6 * kappa)
    }
    four = four.map((kappa, t) => weightStd ** 4 * ((1 + 2 / N) * kappa + (2 / N) * pairs[t]))
    K = K.map((C) => biasStd ** 2 + weightStd ** 2 * C)
  }
  const connected = order === 4 ? four : six
  const gaussian = Wick.gaussian(K, points, order)
  const full = connected.map((kappa, t) => kappa + gaussian[t])
  if (order === 6) Wick.addSplits(splits, four, K, 1, full)
  return { full, connected }
}

export const linear: Activation = {
  value: (z) => z,
  derivative: () => 1,
  single: (z) => z,
  mean: () => 0,
  covariance: (_q11, _q22, q12) => q12,
  derivatives: () => 1,
  moments: {
    refusal: () => undefined,
    of: (neuron, order) => {
      const q = Preactivation.covariances(neuron)
      return Array.from({ length: order }, (_, depth) => Wick.gaussian(q, neuron.inputs.length, depth + 1))
    }
  },
  deep: {
    isExact: () => true,
    correlators,
    variation: () => ({ q11: 0, q22: 0, q12: 1, q11q11: 0, q22q22: 0, q12q12: 0, q11q12: 0, q22q12: 0 })
  },
  isHomogeneous: true,
  biasStd: 0,
  inputs: { gaussianProcess: Inputs.oneSide, coupling: Inputs.oneSide, couplingScale: 1 },
  couplings: { width: 20, cutoff: 100, integrals: () => undefined, far: "grows" },
  seconds: 1.4e-10
}
