/**
 * The direct estimator of n-point functions: products of network outputs, averaged over networks.
 *
 *     n = 2   G2 = f f,              kappa2 = f f
 *     n = 4   G4 = f f f f,          kappa4 = G4 - sum_3 K K
 *     n = 6   G6 = f f f f f f,      kappa6 = G6 - sum_15 f f f f K + 2 sum_15 K K K
 *     n = 8   G8 = f f f f f f f f
 *
 * Where K is known (one hidden layer) the connected part is a mean over networks. In deep networks it is not, and
 * products of sample means take its place, freed of their bias (see unbiased.ts); so blocks of networks have to be
 * large. kappa8 is not estimated: beside G6 K it contains G4 G4.
 *
 * Source: Halverson, Maiti, Stoner, arXiv 2008.08601, for G_n. Its noise is of order 1 a network at any width, while
 * kappa_n falls as N^(1 - n/2): at large widths the signal drowns, and other estimators are needed.
 */
import * as Gram from "../gram.ts"
import * as Kernel from "../kernel.ts"
import type { Neuron } from "../network.ts"
import * as Tuples from "../tuples.ts"
import * as Wick from "../wick.ts"
import * as Estimator from "./estimator.ts"
import * as Unbiased from "./unbiased.ts"

/** Outputs of networks `from` to `from + count`, so that products of `order` have the weight: each factor a root of it. */
const weighted = (
  values: Float32Array | Float64Array,
  weights: Float64Array,
  order: number,
  batch: number,
  from: number,
  count: number
): Float32Array => {
  const roots = weights.subarray(from, from + count).map((weight) => weight ** (1 / order))
  const outputs = new Float32Array((values.length / batch) * count)
  for (let at = 0, start = from; at < outputs.length; start += batch)
    for (let i = 0; i < count; i++, at++) outputs[at] = values[start + i] * roots[i]
  return outputs
}

/**
 * Prepares the estimator for the inputs of `neuron` and n = `order`, with products summed by `gram`.
 *
 * @throws RangeError if `order` is not 2, 4, 6 or 8; taking, where K is not known, from fewer than n/2 networks
 *
 * Cost: that of the sums; n = 6 takes those of n = 4 as well. Not reentrant.
 */
export const make = (neuron: Neuron, order: number, gram: Gram.Make = Gram.make): Estimator.Estimator => {
  if (![2, 4, 6, 8].includes(order))
    throw new RangeError(`The direct estimator knows n-point functions of n = 2, 4, 6 and 8, not ${order}.`)
  const points = neuron.inputs.length
  const known = Kernel.isExact(neuron)
  const K = Kernel.matrix(neuron)
  const gaussian = Wick.gaussian(K, points, order)
  const unbiased = Unbiased.make(points, known ? 0 : order)
  const splits = Wick.splits(points, order === 6 ? 6 : 0)
  const lower = { 2: [], 4: known ? [] : [2], 6: known ? [4] : [2, 4], 8: [] }[order] ?? []
  const orders = [...lower, order]
  const grams = orders.map((n) => gram(points, n))
  const sums = orders.map((n) => new Float64Array(Tuples.count(points, n)))
  let added = 0

  /** From the moments of `lower` and of `order`. */
  const connected = (count: number, means: ReadonlyArray<Float64Array>): Float64Array => {
    const G = means[means.length - 1]
    if (order === 2) return G
    if (order === 8) return G.map(() => Number.NaN)
    if (!known)
      return order === 4
        ? unbiased.four(count, means[0], G, 1)
        : unbiased.six(count, means, { high: 1, split: 1, triple: 2 })
    if (order === 4) return G.map((value, t) => value - gaussian[t])
    const kappa = G.map((value, t) => value + 2 * gaussian[t])
    Wick.addSplits(splits, means[0], K, -1, kappa)
    return kappa
  }

  return {
    source: "outputs",
    weighs: "network",
    tuples: Tuples.count(points, order),
    add: (values, batch, from, count, weights) => {
      for (const [k, { sums: of }] of grams.entries()) {
        const some =
          weights === undefined
            ? of(values instanceof Float32Array ? values : Float32Array.from(values), batch, from, count)
            : of(weighted(values, weights, orders[k], batch, from, count), count, 0, count)
        for (let t = 0; t < some.length; t++) sums[k][t] += some[t]
      }
      added += count
    },
    take: () => {
      const count = added
      const means = sums.map((sum) => sum.map((value) => value / count))
      added = 0
      for (const sum of sums) sum.fill(0)
      return Estimator.join(means[means.length - 1], connected(count, means))
    }
  }
}
