/**
 * The single-neuron estimator: with one hidden layer all neurons of all networks are independent and alike, and the
 * exact functions are made of the moments of one (see cumulant.ts), so those are averaged over all neurons:
 *
 *     G2     = biasStd^2 + weightStd^2 C12
 *     kappa4 = (weightStd^4 / N)   (3 M_1234 - sum_3 C C)                                 G4 = sum_3 K K + kappa4
 *     kappa6 = (weightStd^6 / N^2) (15 M_123456 - 3 sum_15 M_abcd C_ef + 2 sum_15 C C C)   G6 = sum_15 KKK + sum_15 kappa4 K + kappa6
 *
 * The formulas are not linear in the moments, so a block's are put into them by statistics without bias (unbiased.ts),
 * which leaves nothing to correct: blocks average, and their scatter is the error (for a mean of blocks, the jackknife
 * that leaves out one block gives the same). What is lost against moments of all blocks together is one part in the
 * number of neurons of a block. No estimator symmetric in the networks has less variance: it is the centred one, averaged
 * over all ways to deal out the neurons to networks.
 *
 * Neurons with weights (tilt.ts) meet themselves in products of means with the square of the weight, so there C is not
 * measured but known. The formulas are then written as the centred moments that they are, with v = phi phi - C,
 *
 *     kappa4 = (weightStd^4 / N) sum_3 E[w v v]     kappa6 = (weightStd^6 / N^2) sum_15 E[w v v v]     G2 = K + weightStd^2 E[w v]
 *
 * which are means over neurons, of no more variance.
 */
import * as Kernel from "../kernel.ts"
import * as Network from "../network.ts"
import * as Tuples from "../tuples.ts"
import * as Wick from "../wick.ts"
import * as Averages from "./averages.ts"
import * as Estimator from "./estimator.ts"
import * as Unbiased from "./unbiased.ts"

/**
 * Prepares the estimator for n = `order`.
 *
 * @throws RangeError if `order` is not 2, 4 or 6, or for more than one hidden layer; taking, from fewer than n/2 neurons
 *
 * Cost: one multiplication a neuron and tuple: with 6 inputs 147 a neuron for n = 4, 609 for n = 6. Not reentrant.
 */
export const make = (shape: Network.NetworkShape, order: number): Estimator.Estimator => {
  if (order !== 2 && order !== 4 && order !== 6)
    throw new RangeError(
      `The single-neuron estimator knows n-point functions of n = 2, 4 and 6, not ${order}.`
    )
  if (Network.layers(shape) !== 1)
    throw new RangeError("The single-neuron estimator takes networks of one hidden layer.")
  const { width, weightStd, biasStd, inputs } = shape
  const points = inputs.length
  const K = Kernel.matrix(shape)
  const [gaussian4, gaussian6] = [4, 6].map((n) => Wick.gaussian(K, points, n <= order ? n : 0))
  const splits = Wick.splits(points, order === 6 ? 6 : 0)
  const unbiased = Unbiased.make(points, order)
  const C = Kernel.features(shape)
  const [pairs, pairs4, pairs6] = [2, 4, 6].map((n) => Wick.gaussian(C, points, n <= order ? n : 0))
  const splits4 = Wick.splits(points, order >= 4 ? 4 : 0)
  const averages = Averages.make(
    points,
    [2, 4, 6].filter((n) => n <= order)
  )

  /** Sum of the weights since the last time; undefined where there are none. */
  let total: number | undefined

  /** Of draws without weights, from their moments: `sum_3 E[v v]`, and `sum_15 E[v v v]` for order 6. */
  const measured = (count: number, means: ReadonlyArray<Float64Array>) => ({
    four: unbiased.four(count, means[0], means[1], 3),
    six: order === 6 ? unbiased.six(count, means, { high: 15, split: 3, triple: 2 }) : undefined
  })
  /** The same of weighted moments, and the mean of the weights. */
  const centred = (weight: number, [m2, m4, m6]: ReadonlyArray<Float64Array>) => {
    const four = m4.map((M, t) => 3 * M + weight * pairs4[t])
    Wick.addSplits(splits4, m2, C, -1, four)
    const six = m6?.map((M, t) => 15 * M - weight * pairs6[t])
    if (six !== undefined) {
      Wick.addSplits(splits, m4, C, -3, six)
      Wick.addSplits(splits, pairs4, Unbiased.square(m2, points), 1, six)
    }
    return { four, six }
  }

  return {
    source: "features",
    weighs: "neuron",
    tuples: Tuples.count(points, order),
    add: (values, batch, from, count, weights) => {
      averages.add(values, batch * width, from * width, count * width, weights)
      if (weights === undefined) return
      total ??= 0
      for (let k = from * width; k < (from + count) * width; k++) total += weights[k]
    },
    take: () => {
      const { count, means } = averages.take()
      const weight = total === undefined ? undefined : total / count
      total = undefined
      if (order === 2) {
        const excess = weight === undefined ? 0 : 1 - weight
        const G = means[0].map((M, t) => biasStd ** 2 + weightStd ** 2 * (M + excess * pairs[t]))
        return Estimator.join(G, G)
      }
      const { four, six } = weight === undefined ? measured(count, means) : centred(weight, means)
      const kappa4 = four.map((value) => (weightStd ** 4 / width) * value)
      if (order === 4 || six === undefined)
        return Estimator.join(
          kappa4.map((value, t) => value + gaussian4[t]),
          kappa4
        )
      const kappa6 = six.map((value) => (weightStd ** 6 / width ** 2) * value)
      const full = kappa6.map((value, t) => value + gaussian6[t])
      Wick.addSplits(splits, kappa4, K, 1, full)
      return Estimator.join(full, kappa6)
    }
  }
}
