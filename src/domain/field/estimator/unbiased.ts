/**
 * Connected functions from the sample moments of n independent draws of random functions, without bias.
 *
 * The product of two sample means is no unbiased estimate of the product of the means: of its n^2 terms, n pair a draw
 * with itself. But those sum to a sample moment of higher order, which is at hand, so they are taken out:
 *
 *     <ab><cd>      ->  (n <ab><cd> - <abcd>) / (n - 1)
 *     <abcd><ef>    ->  (n <abcd><ef> - <abcdef>) / (n - 1)
 *     <ab><cd><ef>  ->  (n^2 <ab><cd><ef> - n sum_3 <abcd><ef> + 2 <abcdef>) / ((n - 1) (n - 2))
 *
 * Source: these are Hoeffding's U-statistics; for cumulants, Fisher's k-statistics.
 */
import * as Wick from "../wick.ts"

/** [tuple] of even n points: sample moments; their order tells n. */
type Moment = Float64Array

/** Weights of the highest moment, of <abcd><ef> and of <ab><cd><ef>. */
interface Weights {
  readonly high: number
  readonly split: number
  readonly triple: number
}

/** A pair function given by its sorted pairs, [a][b] flat. */
export const square = (pairs: ArrayLike<number>, points: number): Float64Array => {
  const flat = new Float64Array(points * points)
  let at = 0
  for (let a = 0; a < points; a++)
    for (let b = a; b < points; b++, at++) {
      flat[a * points + b] = pairs[at]
      flat[b * points + a] = pairs[at]
    }
  return flat
}

export interface Unbiased {
  /**
   * `high M_abcd - sum_3 C_ab C_cd` of all tuples of four points.
   *
   * @throws RangeError for fewer than two draws
   */
  readonly four: (n: number, m2: Moment, m4: Moment, high: number) => Float64Array
  /**
   * `high M_abcdef - split sum_15 M_abcd C_ef + triple sum_15 C_ab C_cd C_ef` of all tuples of six points.
   *
   * @throws RangeError for fewer than three draws, or if not prepared for order 6
   */
  readonly six: (n: number, moments: ReadonlyArray<Moment>, weights: Weights) => Float64Array
}

/** Prepares the sums over pairings up to n = `order`. */
export const make = (points: number, order: number): Unbiased => {
  const pairings = Wick.prepare(points, order >= 4 ? 4 : 0)
  const triplets = Wick.prepare(points, order === 6 ? 6 : 0)
  const splits = Wick.splits(points, order === 6 ? 6 : 0)
  return {
    four: (n, m2, m4, high) => {
      if (n < 2) throw new RangeError(`An unbiased kappa4 takes two draws at least, not ${n}.`)
      const pairs = pairings(square(m2, points))
      return m4.map((M, t) => high * M - (n * pairs[t] - 3 * M) / (n - 1))
    },
    six: (n, [m2, m4, m6], { high, split, triple }) => {
      if (n < 3) throw new RangeError(`An unbiased kappa6 takes three draws at least, not ${n}.`)
      if (order !== 6) throw new RangeError(`Six points were not prepared for, but ${order}.`)
      const C = square(m2, points)
      const triples = triplets(C)
      const products = new Float64Array(m6.length)
      Wick.addSplits(splits, m4, C, 1, products)
      return m6.map((M, t) => {
        const Q = (n * products[t] - 15 * M) / (n - 1)
        const T = (n * n * triples[t] - 3 * n * products[t] + 30 * M) / ((n - 1) * (n - 2))
        return high * M - split * Q + triple * T
      })
    }
  }
}
