/** Resampling: how far a mean would move, had other members of the same population been drawn. */
import * as Distribution from "../random/distribution.ts"
import type { Key } from "../random/key.ts"
import * as Threefry from "../random/threefry.ts"

/** The interval between the percentiles (1 - level) / 2 and (1 + level) / 2 of the resampled means. */
export interface Band {
  readonly low: number
  readonly high: number
}

const level = 0.95
const resamples = 1000

/**
 * The 95 % percentile band of the mean of `values`, from 1000 resamples drawn from the stream `key`. With `weights` a member
 * of the population counts for so many in the mean.
 *
 * @throws RangeError if there are no values
 *
 * Source: Efron and Tibshirani, An Introduction to the Bootstrap, 13.3. Cost: 1000 draws a value.
 */
export const band = (values: ArrayLike<number>, key: Key, weights?: ArrayLike<number>): Band => {
  const n = values.length
  if (n === 0) throw new RangeError("A mean of no values has no band.")
  const words = new Uint32Array(n + (n & 1))
  const means = new Float64Array(resamples)
  for (let resample = 0; resample < resamples; resample++) {
    Threefry.fill(key[0], key[1], resample, 0, words)
    let sum = 0
    let all = 0
    for (let k = 0; k < n; k++) {
      const drawn = Math.floor(Distribution.uniform(words[k]) * n)
      const weight = weights?.[drawn] ?? 1
      sum += weight * values[drawn]
      all += weight
    }
    means[resample] = sum / all
  }
  means.sort()
  const percentile = (p: number): number => {
    const at = p * (resamples - 1)
    const below = Math.floor(at)
    const above = Math.min(below + 1, resamples - 1)
    return means[below] + (at - below) * (means[above] - means[below])
  }
  return { low: percentile((1 - level) / 2), high: percentile((1 + level) / 2) }
}
