/**
 * Exact n-point functions of a network of any width N, n = 2, 4, 6. Given the hidden neurons, f is Gaussian over the
 * output weights and bias, whence, with C and M the one-neuron moments of 2 and more factors,
 *
 *     kappa4(1234) = weightStd^4 / N   (3 M_1234 - C12 C34 - C13 C24 - C14 C23)
 *     kappa6(1..6) = weightStd^6 / N^2 (15 M_123456 - 3 sum_15 M_abcd C_ef + 2 sum_15 C C C)
 *     G4 = sum_3 K K + kappa4
 *     G6 = sum_15 K K K + sum_15 kappa4(abcd) K_ef + kappa6
 *
 * with sums over the splits 4|2 and the pairings of six. Where moments cancel, activations have these differences themselves,
 * see `Moments.cumulants`. Odd functions vanish. kappa_n is the connected function.
 *
 * Deep networks have closed forms where the activation names one, see `Deep.correlators`.
 *
 * Source: the law of total cumulance over the output layer; compare Halverson, Maiti, Stoner, arXiv 2008.08601.
 */
import type { Correlators } from "./activation/activation.ts"
import * as Activation from "./activation/list.ts"
import * as Kernel from "./kernel.ts"
import * as Moment from "./moment.ts"
import type { NetworkShape, Neuron } from "./network.ts"
import * as Network from "./network.ts"
import * as Wick from "./wick.ts"

/** 3 M_1234 - sum C C of all tuples. */
const ofFour = (neuron: Neuron, C: Float64Array, order: number): Float64Array => {
  const known = Activation.of(neuron.activation).moments.cumulants?.(neuron, 4)
  if (known !== undefined) return known
  const pairs = Wick.gaussian(C, neuron.inputs.length, 4)
  return Moment.moments(neuron, order)[3].map((M, t) => 3 * M - pairs[t])
}

/** 15 M_123456 - 3 sum M_abcd C_ef + 2 sum C C C of all tuples. */
const ofSix = (neuron: Neuron, C: Float64Array): Float64Array => {
  const known = Activation.of(neuron.activation).moments.cumulants?.(neuron, 6)
  if (known !== undefined) return known
  const M = Moment.moments(neuron, 6)
  const triples = Wick.gaussian(C, neuron.inputs.length, 6)
  const sums = M[5].map((M6, t) => 15 * M6 + 2 * triples[t])
  Wick.addSplits(Wick.splits(neuron.inputs.length, 6), M[3], C, -3, sums)
  return sums
}

/** Why there is no exact n-point function, as a sentence; undefined where there is. */
export const refusal = (shape: NetworkShape, order: number): string | undefined => {
  if (order !== 2 && order !== 4 && order !== 6)
    return `Exact n-point functions have n = 2, 4 or 6, not ${order}.`
  const depth = Network.layers(shape)
  if (depth === 1) return Moment.refusal(shape, order)
  const { deep } = Activation.of(shape.activation)
  return deep.correlators !== undefined && deep.isExact(shape)
    ? undefined
    : `With ${depth} hidden layers n-point functions are exact for linear, and for relu without bias on inputs that are positive multiples of one.`
}

/**
 * G_n and kappa_n of all tuples of n = `order` inputs.
 *
 * @throws RangeError with the sentence of {@link refusal}
 *
 * Cost: that of the moments, which are kept from call to call and are the same for every width.
 */
export const correlators = (shape: NetworkShape, order: number): Correlators => {
  const { width, weightStd, inputs } = shape
  const refused = refusal(shape, order)
  if (refused !== undefined) throw new RangeError(refused)
  const points = inputs.length
  const K = Kernel.matrix(shape)
  const gaussian = Wick.gaussian(K, points, order)
  if (order === 2) return { full: gaussian, connected: gaussian }
  const depth = Network.layers(shape)
  const { correlators: deep } = Activation.of(shape.activation).deep
  if (depth > 1 && deep !== undefined) return deep({ ...shape, depth }, order === 4 ? 4 : 6, K)
  const C = Kernel.features(shape)
  const four = ofFour(shape, C, order).map((sum) => (weightStd ** 4 / width) * sum)
  if (order === 4) return { full: four.map((kappa, t) => kappa + gaussian[t]), connected: four }
  const connected = ofSix(shape, C).map((sum) => (weightStd ** 6 / width ** 2) * sum)
  const full = gaussian.map((G, t) => G + connected[t])
  Wick.addSplits(Wick.splits(points, 6), four, K, 1, full)
  return { full, connected }
}
