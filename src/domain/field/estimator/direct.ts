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
import * as Kernel from "../kernel.ts"
import type { Neuron } from "../network.ts"
import * as Tuples from "../tuples.ts"
import * as Wick from "../wick.ts"

export interface Direct {
  /** How many tuples of n inputs there are; vectors have twice as many components. */
  readonly tuples: number
  /**
   * Means over the networks `from` to `from + count` of a batch: G_n of all tuples in the order of
   * `Tuples.multisets`, then kappa_n of all tuples.
   *
   * @param outputs [point][network]: `outputs[point * batch + network]`
   */
  readonly means: (outputs: Float32Array, batch: number, from: number, count: number) => Float64Array
}

/** Networks whose products are held at once: few enough for the first-level cache. */
const chunk = 64

/**
 * Prepares the estimator for the inputs of `neuron` and n = `order`.
 *
 * A sorted n-tuple is a sorted n/2-tuple followed by another that starts no earlier, and both follow each other in
 * lexicographic order. So only products of n/2 outputs are written down, and the sums over networks are dot products
 * of pairs of these. All sums are in f64, in an order that depends on `count` alone.
 *
 * @throws RangeError if `order` is not 2, 4 or 6
 *
 * Cost: one multiplication a network and tuple; n = 6 takes those of n = 4 as well. Not reentrant: the
 * prepared estimator owns its scratch memory.
 */
export const make = (neuron: Neuron, order: number): Direct => {
  if (order !== 2 && order !== 4 && order !== 6)
    throw new RangeError(`The direct estimator knows n-point functions of n = 2, 4 and 6, not ${order}.`)
  const points = neuron.inputs.length
  const K = Kernel.matrix(neuron)
  const gaussian = Wick.gaussian(K, points, order)
  const levels = Tuples.tree(points, order / 2)
  const products = levels.map(({ size }) => new Float64Array(size * chunk))
  /** [depth][first point]: the first tuple of depth + 1 points that starts no earlier than that point. */
  const starts = levels.map((_, depth) =>
    Int32Array.from({ length: points }, (_, first) => Tuples.rank(points, new Array(depth + 1).fill(first)))
  )
  const tuples = Tuples.count(points, order)
  const sums = new Float64Array(tuples)
  const fours = order === 6 ? new Float64Array(Tuples.count(points, 4)) : undefined
  const splits = order === 6 ? Wick.splits(points, 6) : undefined

  const load = (outputs: Float32Array, batch: number, from: number, count: number): void => {
    for (let a = 0; a < points; a++)
      for (let i = 0; i < count; i++) products[0][a * chunk + i] = outputs[a * batch + from + i]
    for (let depth = 1; depth < levels.length; depth++) {
      const { size, parent, last } = levels[depth]
      const longer = products[depth]
      const shorter = products[depth - 1]
      for (let t = 0; t < size; t++) {
        const left = parent[t] * chunk
        const right = last[t] * chunk
        for (let i = 0; i < count; i++) longer[t * chunk + i] = shorter[left + i] * products[0][right + i]
      }
    }
  }

  /** Adds the sums over the chunk of all products of two tuples of one level; four at a time keep the adder busy. */
  const dots = (depth: number, count: number, sums: Float64Array): void => {
    const { size, last } = levels[depth]
    const half = products[depth]
    let at = 0
    for (let s = 0; s < size; s++) {
      const left = s * chunk
      let u = starts[depth][last[s]]
      for (; u + 4 <= size; u += 4) {
        const right = u * chunk
        let sum0 = 0
        let sum1 = 0
        let sum2 = 0
        let sum3 = 0
        for (let i = 0; i < count; i++) {
          const value = half[left + i]
          sum0 += value * half[right + i]
          sum1 += value * half[right + chunk + i]
          sum2 += value * half[right + 2 * chunk + i]
          sum3 += value * half[right + 3 * chunk + i]
        }
        sums[at++] += sum0
        sums[at++] += sum1
        sums[at++] += sum2
        sums[at++] += sum3
      }
      for (; u < size; u++) {
        let sum = 0
        for (let i = 0; i < count; i++) sum += half[left + i] * half[u * chunk + i]
        sums[at++] += sum
      }
    }
  }

  const means = (outputs: Float32Array, batch: number, from: number, count: number): Float64Array => {
    if (outputs.length !== points * batch || from < 0 || count < 1 || from + count > batch)
      throw new RangeError(
        `Networks ${from} to ${from + count} are not in a batch of ${batch} with ${outputs.length} outputs.`
      )
    sums.fill(0)
    fours?.fill(0)
    for (let done = 0; done < count; done += chunk) {
      const some = Math.min(chunk, count - done)
      load(outputs, batch, from + done, some)
      dots(levels.length - 1, some, sums)
      if (fours !== undefined) dots(1, some, fours)
    }
    const vector = new Float64Array(2 * tuples)
    const connected = vector.subarray(tuples)
    for (let t = 0; t < tuples; t++) vector[t] = sums[t] / count
    if (order === 2) connected.set(vector.subarray(0, tuples))
    if (order === 4) for (let t = 0; t < tuples; t++) connected[t] = vector[t] - gaussian[t]
    if (fours !== undefined && splits !== undefined) {
      for (let t = 0; t < tuples; t++) connected[t] = vector[t] + 2 * gaussian[t]
      Wick.addSplits(splits, fours, K, -1 / count, connected)
    }
    return vector
  }
  return { tuples, means }
}
