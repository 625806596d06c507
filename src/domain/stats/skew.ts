/**
 * Moments with a third one, by which a mean tells how far its law is from a normal one. To the moments of blocks of
 * `weight` replicates each,
 *
 *     m3 = sum w^2 (x - mean)^3,   E[m3] ~ count kappa_3,   kappa_3 the third cumulant of one replicate
 *
 * mergeable like these; exactly where the blocks of either side weigh the same.
 */
import * as Moments from "./moments.ts"

export interface Skew extends Moments.Moments {
  /** sum w^2. */
  readonly squares: number
  /** Of each component; empty if count is 0. */
  readonly m3: Float64Array
}

/** Of no vectors: the identity of {@link merge}. */
export const empty: Skew = { ...Moments.empty, squares: 0, m3: new Float64Array(0) }

/** Of one vector. */
export const of = (weight: number, vector: Float64Array): Skew => ({
  ...Moments.of(weight, vector),
  squares: weight ** 2,
  m3: new Float64Array(vector.length)
})

/** sum w^2 (x - mean')^3 of one side about the mean of both. */
const about = ({ weight, squares, mean, m2, m3 }: Skew, middle: Float64Array, k: number): number => {
  const apart = mean[k] - middle[k]
  return m3[k] + (3 * apart * m2[k] * squares) / weight + apart ** 3 * squares
}

/**
 * Of the vectors of both:
 *
 *     m3 = sum over sides of m3_s + 3 d_s m2_s (sum w^2 / W)_s + d_s^3 (sum w^2)_s,   d_s = mean_s - mean
 *
 * @throws RangeError if the vectors differ in length
 */
export const merge = (a: Skew, b: Skew): Skew => {
  if (a.count === 0) return b
  if (b.count === 0) return a
  const both = Moments.merge(a, b)
  const m3 = both.mean.map((_, k) => about(a, both.mean, k) + about(b, both.mean, k))
  return { ...both, squares: a.squares + b.squares, m3 }
}

/** The squared skewness of an exponential law. */
const exponential = 4

/**
 * How many of `count` draws count, of a law with the squared skewness gamma^2: so many of an exponential law have a mean that
 * is as skewed,
 *
 *     n_eff = 4 / G at most count,   G = gamma^2 / count the squared skewness of the mean
 *
 * A standard error is as good as the mean is normal: the score (mean - truth) / error has the mean -sqrt(G) / 2 and the
 * variance 1 + 7 G / 4, that is -0.1 and 1.07 where n_eff is 100. G is large by rare, large values, which most samples lack.
 *
 * Source: the expansion of Student's t, Hall, The Bootstrap and Edgeworth Expansion (1992), section 2.6.
 */
export const effective = (count: number, squared: number): number =>
  squared === 0 ? count : Math.min(count, (exponential * count) / squared)

/**
 * gamma^2 of one replicate, of each component, from the skewness g of the blocks: gamma^2 / W = (g^2 - 6 / count) / count,
 * which is the same however replicates are blocked. 6 / count is what blocks of a normal law show by chance; below that,
 * zero. NaN for fewer than three blocks.
 *
 * Source of 6 / count: Fisher (1930).
 */
export const squared = ({ count, weight, m2, m3 }: Skew): Float64Array =>
  m3.map((third, k) => {
    if (count < 3) return Number.NaN
    if (m2[k] === 0) return 0
    const cumulant = (third * count) / ((count - 1) * (count - 2))
    const variance = m2[k] / (count - 1)
    return Math.max(0, cumulant ** 2 / variance ** 3 - (6 * weight) / count ** 2)
  })
