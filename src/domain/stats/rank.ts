/** Statistics of order: they change under no increasing map of the values. */
import type { Interval } from "./normal.ts"
import { z95 } from "./normal.ts"

/** The rank of each value, from 1 for the least; equal values share the mean of their ranks. */
export const ranks = (values: ArrayLike<number>): Float64Array => {
  const order = Uint32Array.from({ length: values.length }, (_, k) => k).sort((a, b) => values[a] - values[b])
  const rank = new Float64Array(values.length)
  for (let from = 0, to: number; from < order.length; from = to) {
    to = from + 1
    while (to < order.length && values[order[to]] === values[order[from]]) to++
    for (let k = from; k < to; k++) rank[order[k]] = (from + 1 + to) / 2
  }
  return rank
}

export interface Correlation extends Interval {
  /** NaN where one side does not vary. */
  readonly rho: number
  readonly count: number
}

/**
 * Spearman's rank correlation of pairs (x_k, y_k), ties at their mean ranks, with a 95 % interval:
 *
 *     rho = Pearson's correlation of the ranks
 *     artanh(low, high) = artanh(rho) +- z sqrt((1 + rho^2 / 2) / (n - 3))
 *
 * The interval is -1 to 1 for fewer than four pairs, and all NaN where rho is.
 *
 * @throws RangeError if the lengths differ
 *
 * Source of the interval: Bonett and Wright, Sample size requirements for estimating Pearson, Kendall and Spearman
 * correlations (Psychometrika 65, 2000). Cost: two sorts.
 */
export const spearman = (x: ArrayLike<number>, y: ArrayLike<number>): Correlation => {
  const n = x.length
  if (y.length !== n) throw new RangeError(`${n} values do not pair with ${y.length}.`)
  const [a, b] = [ranks(x), ranks(y)]
  const mean = (n + 1) / 2
  let [xx, xy, yy] = [0, 0, 0]
  for (let k = 0; k < n; k++) {
    xx += (a[k] - mean) ** 2
    xy += (a[k] - mean) * (b[k] - mean)
    yy += (b[k] - mean) ** 2
  }
  const rho = xx === 0 || yy === 0 ? Number.NaN : Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)))
  if (n < 4) return { rho, count: n, low: -1, high: 1 }
  const reach = z95 * Math.sqrt((1 + rho ** 2 / 2) / (n - 3))
  const bound = (side: number) => (Math.abs(rho) === 1 ? rho : Math.tanh(Math.atanh(rho) + side * reach))
  return { rho, count: n, low: bound(-1), high: bound(1) }
}

export interface Area extends Interval {
  readonly area: number
}

/**
 * The area under the receiver operating characteristic: the chance that a positive scores higher than a negative, a tie
 * counting a half, from m positives and n negatives, with a 95 % interval:
 *
 *     area = (sum of the positives' ranks - m (m + 1) / 2) / (m n)
 *     low and high solve |area - a| = z sqrt(V(a))
 *     V(a) = a (1 - a) (1 + (s - 1) ((1 - a) / (2 - a) + a / (1 + a))) / (m n),   s = (m + n) / 2
 *
 * The interval has a length also where the two do not overlap. Without positives or without negatives the area is NaN,
 * between 0 and 1.
 *
 * @param isPositive of each score
 * @throws RangeError if the lengths differ
 *
 * Source: Mann and Whitney (1947); the interval is method 5 of Newcombe, Confidence intervals for an effect size measure
 * based on the Mann-Whitney statistic, part 2 (Statistics in Medicine 25, 2006). Cost: a sort.
 */
export const areaUnderCurve = (scores: ArrayLike<number>, isPositive: ArrayLike<boolean>): Area => {
  if (scores.length !== isPositive.length)
    throw new RangeError(`${scores.length} scores do not pair with ${isPositive.length} labels.`)
  const rank = ranks(scores)
  let [m, sum] = [0, 0]
  for (let k = 0; k < rank.length; k++) {
    if (!isPositive[k]) continue
    m++
    sum += rank[k]
  }
  const n = rank.length - m
  if (m === 0 || n === 0) return { area: Number.NaN, low: 0, high: 1 }
  const area = (sum - (m * (m + 1)) / 2) / (m * n)
  const reach = (a: number) => {
    const pairs = ((m + n) / 2 - 1) * ((1 - a) / (2 - a) + a / (1 + a))
    return z95 * Math.sqrt((a * (1 - a) * (1 + pairs)) / (m * n))
  }
  // |area - a| - reach(a) changes its sign once between the area and each end.
  const bound = (end: number) => {
    let [inside, outside] = [area, end]
    for (let step = 0; step < 60; step++) {
      const middle = (inside + outside) / 2
      if (Math.abs(area - middle) < reach(middle)) inside = middle
      else outside = middle
    }
    return inside
  }
  return { area, low: area === 0 ? 0 : bound(0), high: area === 1 ? 1 : bound(1) }
}
