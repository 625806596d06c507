/**
 * The direct estimator of n-point functions: products of network outputs, averaged over networks. The covariance K is
 * known, so the connected part is estimated, network by network, without bias:
 *
 *     n = 2   G2 = f f,            kappa2 = f f
 *     n = 4   G4 = f f f f,        kappa4 = G4 - sum_3 K K
 *     n = 6   G6 = f f f f f f,    kappa6 = G6 - sum_15 f f f f K + 2 sum_15 K K K
 *
 * Source: Halverson, Maiti, Stoner, arXiv 2008.08601, for G_n. Its noise is of order 1 a network at any width, while
 * kappa_n falls as N^(1 - n/2): at large widths the signal drowns, and other estimators are needed.
 */
import * as Gram from "../gram.ts"
import * as Kernel from "../kernel.ts"
import type { Neuron } from "../network.ts"
import * as Wick from "../wick.ts"

export interface Direct {
  /** How many tuples of n inputs there are; vectors have twice as many components. */
  readonly tuples: number
  /**
   * Means over the networks `from` to `from + count` of a batch: G_n of all tuples in the order of
   * `Tuples.multisets`, then kappa_n of all tuples.
   *
   * @param outputs [point][network]: `outputs[point * batch + network]`
   * @throws RangeError if the networks are not in the batch
   */
  readonly means: (outputs: Float32Array, batch: number, from: number, count: number) => Float64Array
}

/**
 * Prepares the estimator for the inputs of `neuron` and n = `order`, with products summed by `gram`.
 *
 * @throws RangeError if `order` is not 2, 4 or 6
 *
 * Cost: that of the sums; n = 6 takes those of n = 4 as well.
 */
export const make = (neuron: Neuron, order: number, gram: Gram.Make = Gram.make): Direct => {
  if (order !== 2 && order !== 4 && order !== 6)
    throw new RangeError(`The direct estimator knows n-point functions of n = 2, 4 and 6, not ${order}.`)
  const points = neuron.inputs.length
  const K = Kernel.matrix(neuron)
  const gaussian = Wick.gaussian(K, points, order)
  const tuples = gaussian.length
  const full = gram(points, order)
  const fours = order === 6 ? gram(points, 4) : undefined
  const splits = order === 6 ? Wick.splits(points, 6) : undefined

  const means = (outputs: Float32Array, batch: number, from: number, count: number): Float64Array => {
    const vector = new Float64Array(2 * tuples)
    const connected = vector.subarray(tuples)
    const sums = full.sums(outputs, batch, from, count)
    for (let t = 0; t < tuples; t++) vector[t] = sums[t] / count
    if (order === 2) connected.set(vector.subarray(0, tuples))
    if (order === 4) for (let t = 0; t < tuples; t++) connected[t] = vector[t] - gaussian[t]
    if (fours !== undefined && splits !== undefined) {
      for (let t = 0; t < tuples; t++) connected[t] = vector[t] + 2 * gaussian[t]
      Wick.addSplits(splits, fours.sums(outputs, batch, from, count), K, -1 / count, connected)
    }
    return vector
  }
  return { tuples, means }
}
