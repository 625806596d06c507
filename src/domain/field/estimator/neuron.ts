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
  const averages = Averages.make(
    points,
    [2, 4, 6].filter((n) => n <= order)
  )

  return {
    source: "features",
    tuples: Tuples.count(points, order),
    add: (values, batch, from, count) => averages.add(values, batch * width, from * width, count * width),
    take: () => {
      const { count, means } = averages.take()
      const [m2, m4] = means
      if (order === 2) {
        const G = m2.map((C) => biasStd ** 2 + weightStd ** 2 * C)
        return Estimator.join(G, G)
      }
      const kappa4 = unbiased.four(count, m2, m4, 3).map((value) => (weightStd ** 4 / width) * value)
      if (order === 4)
        return Estimator.join(
          kappa4.map((value, t) => value + gaussian4[t]),
          kappa4
        )
      const kappa6 = unbiased
        .six(count, means, { high: 15, split: 3, triple: 2 })
        .map((value) => (weightStd ** 6 / width ** 2) * value)
      const full = kappa6.map((value, t) => value + gaussian6[t])
      Wick.addSplits(splits, kappa4, K, 1, full)
      return Estimator.join(full, kappa6)
    }
  }
}
