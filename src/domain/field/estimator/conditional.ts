/**
 * Estimators that integrate over the output layer by hand. Given the last hidden layer, f is Gaussian over the output
 * weights and bias, of covariance
 *
 *     S_ab = biasStd^2 + (weightStd^2 / N) sum_j phi_j(a) phi_j(b),   E[S] = K,   D = S - K
 *
 * so that sums over pairings of S take the place of products of outputs. `rao-blackwell` is the direct estimator with
 * that done; `centred` drops from it all terms whose mean is known to be zero:
 *
 *                    rao-blackwell                                        centred
 *     n = 4  G4      sum_3 S S                                            sum_3 K K + kappa4
 *            kappa4  sum_3 S S - sum_3 K K                                sum_3 D D
 *     n = 6  G6      sum_15 S S S                                         sum_15 K K K + sum_15 kappa4 K + kappa6
 *            kappa6  sum_15 S S S - sum_15 (sum_3 S S) K + 2 sum_15 KKK   sum_15 D D D
 *
 * and both have G2 = S. Everything is computed from averages of D, D D and D D D: the two differ by terms linear in the
 * first, and nothing of order 1 cancels. Where E[S] is not known, in deep networks, only rao-blackwell is valid, and its
 * connected parts are centred on the block's own mean of S, without bias: the sample covariance and the third
 * k-statistic of S.
 *
 * Networks with weights (tilt.ts), whose K is known, give weighted averages of D, D D and D D D: what is known has no weight,
 * and so no noise of it.
 *
 * Source: the law of total cumulance over the output layer; compare cumulant.ts.
 */
import * as Interruption from "../../interruption.ts"
import * as Kernel from "../kernel.ts"
import type { NetworkShape } from "../network.ts"
import * as Tuples from "../tuples.ts"
import * as Wick from "../wick.ts"
import * as Averages from "./averages.ts"
import * as Estimator from "./estimator.ts"
import * as Unbiased from "./unbiased.ts"

/** Networks whose D is held at once. */
const chunk = 256

/**
 * What turns averages of products of n/2 pairs into their sum over the pairings of each tuple of n points.
 */
const pairing = (points: number, order: number): ((averages: ArrayLike<number>) => Float64Array) => {
  const pairs = Tuples.count(points, 2)
  const matchings = Wick.matchings(order)
  const tuples = Tuples.multisets(points, order)
  const where = Int32Array.from(
    tuples.flatMap((tuple) =>
      matchings.map((matching) => {
        const ranks = matching.map(([i, j]) => Tuples.rank(points, [tuple[i], tuple[j]]))
        return Tuples.rank(
          pairs,
          ranks.sort((p, q) => p - q)
        )
      })
    )
  )
  const each = matchings.length
  return (averages) =>
    Float64Array.from(tuples, (_, t) => {
      let sum = 0
      for (let at = t * each; at < (t + 1) * each; at++) sum += averages[where[at]]
      return sum
    })
}

/** Sums over neurons of phi(a) phi(b) of one network, two runs of `width` values. Four sums keep the adder busy. */
const dot = (values: Float32Array | Float64Array, a: number, b: number, width: number): number => {
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0]
  let j = 0
  for (; j + 4 <= width; j += 4) {
    sum0 += values[a + j] * values[b + j]
    sum1 += values[a + j + 1] * values[b + j + 1]
    sum2 += values[a + j + 2] * values[b + j + 2]
    sum3 += values[a + j + 3] * values[b + j + 3]
  }
  for (; j < width; j++) sum0 += values[a + j] * values[b + j]
  return sum0 + sum1 + (sum2 + sum3)
}

/**
 * Prepares the estimator for n = `order`.
 *
 * @throws RangeError if `order` is not 2, 4 or 6, or for `centred` where E[S] is not known; taking, where it is not
 *   known, from fewer than n/2 networks
 *
 * Cost: N multiplications a network and pair of inputs, then one a network and multiset of n/2 pairs: with 6 inputs
 * 21 N, and 231 (n = 4) or 2002 (n = 6). Not reentrant.
 */
export const make = (shape: NetworkShape, order: number, centred: boolean): Estimator.Estimator => {
  if (order !== 2 && order !== 4 && order !== 6)
    throw new RangeError(`Conditional estimators know n-point functions of n = 2, 4 and 6, not ${order}.`)
  const known = Kernel.isExact(shape)
  if (centred && !known)
    throw new RangeError("The centred estimator takes networks whose 2-point function is known.")
  const { width, weightStd, biasStd, inputs } = shape
  const points = inputs.length
  const K = Kernel.matrix(shape)
  const pairs = Tuples.multisets(points, 2)
  const averages = Averages.make(
    pairs.length,
    [1, 2, 3].filter((degree) => 2 * degree <= order)
  )
  const fourOf = pairing(points, order >= 4 ? 4 : 0)
  const sixOf = pairing(points, order === 6 ? 6 : 0)
  const [K2, K4, K6] = [2, 4, 6].map((n) => Wick.gaussian(K, points, n <= order ? n : 0))
  const [splits4, splits6] = [4, 6].map((n) => Wick.splits(points, n <= order ? n : 0))
  const [pairings4, pairings6] = [4, 6].map((n) => Wick.prepare(points, !known && n <= order ? n : 0))
  const scale = weightStd ** 2 / width
  const deviations = new Float64Array(pairs.length * chunk)

  const four = (count: number, d: Float64Array, DD: Float64Array): Float64Array => {
    const linear = new Float64Array(DD.length)
    Wick.addSplits(splits4, K2, d, 1, linear)
    const raw = DD.map((value, t) => value + linear[t])
    if (known) {
      const kappa = centred ? DD : raw
      return Estimator.join(
        kappa.map((value, t) => value + K4[t]),
        kappa
      )
    }
    const dd = pairings4(d)
    return Estimator.join(
      raw.map((value, t) => value + K4[t]),
      DD.map((value, t) => ((value - dd[t]) * count) / (count - 1))
    )
  }

  const six = (count: number, d: Float64Array, DD: Float64Array, DDD: Float64Array): Float64Array => {
    const full = DDD.map((value, t) => value + K6[t])
    Wick.addSplits(splits6, DD, K, 1, full)
    if (!centred) Wick.addSplits(splits6, K4, d, 1, full)
    const kappa = DDD.slice()
    if (known && !centred) Wick.addSplits(splits6, K4, d, -1, kappa)
    if (!known) {
      Wick.addSplits(splits6, DD, d, -1, kappa)
      const ddd = pairings6(d)
      const bias = count ** 2 / ((count - 1) * (count - 2))
      for (let t = 0; t < kappa.length; t++) kappa[t] = bias * (kappa[t] + 2 * ddd[t])
    }
    return Estimator.join(full, kappa)
  }

  return {
    source: "features",
    weighs: "network",
    tuples: Tuples.count(points, order),
    add: (values, batch, from, count, weights) => {
      if (values.length !== points * batch * width || from < 0 || from + count > batch)
        throw new RangeError(
          `Networks ${from} to ${from + count} are not in a batch of ${batch} with ${values.length} values.`
        )
      for (let done = 0; done < count; done += chunk) {
        const some = Math.min(chunk, count - done)
        for (let i = 0; i < some; i++) {
          Interruption.look()
          const network = from + done + i
          pairs.forEach(([a, b], p) => {
            const sum = dot(values, (a * batch + network) * width, (b * batch + network) * width, width)
            deviations[p * chunk + i] = biasStd ** 2 + scale * sum - K[a * points + b]
          })
        }
        averages.add(deviations, chunk, 0, some, weights?.subarray(from + done))
      }
    },
    take: () => {
      const { count, means } = averages.take()
      if (!known && count < order / 2)
        throw new RangeError(`A block of ${count} networks is too small for an unbiased kappa${order}.`)
      const d = Unbiased.square(means[0], points)
      if (order === 2) {
        const G = means[0].map((value, t) => value + K2[t])
        return Estimator.join(G, G)
      }
      return order === 4 ? four(count, d, fourOf(means[1])) : six(count, d, fourOf(means[1]), sixOf(means[2]))
    }
  }
}
