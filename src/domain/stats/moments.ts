/**
 * Mean and scatter of weighted vectors, mergeable in any grouping up to rounding.
 *
 * A vector is itself a mean over `weight` independent replicates (a block), so that its variance is sigma^2 / weight
 * and the scatter of blocks of unequal length still tells sigma:
 *
 *     mean = sum w x / W,   m2 = sum w (x - mean)^2,   W = sum w,   E[m2] = (count - 1) sigma^2
 *
 * Source: Chan, Golub, LeVeque 1979, with weights.
 */
export interface Moments {
  /** How many vectors. */
  readonly count: number
  /** W. */
  readonly weight: number
  /** Of each component; empty if count is 0. */
  readonly mean: Float64Array
  readonly m2: Float64Array
}

/** Of no vectors: the identity of {@link merge}. */
export const empty: Moments = {
  count: 0,
  weight: 0,
  mean: new Float64Array(0),
  m2: new Float64Array(0)
}

/** Of one vector. */
export const of = (weight: number, vector: Float64Array): Moments => ({
  count: 1,
  weight,
  mean: vector,
  m2: new Float64Array(vector.length)
})

/**
 * Of the vectors of both:
 *
 *     mean = mean_a + (mean_b - mean_a) w_b / W,   m2 = m2_a + m2_b + (mean_b - mean_a)^2 w_a w_b / W
 *
 * @throws RangeError if the vectors differ in length
 */
export const merge = (a: Moments, b: Moments): Moments => {
  if (a.count === 0) return b
  if (b.count === 0) return a
  if (a.mean.length !== b.mean.length)
    throw new RangeError(`Moments of ${a.mean.length} and of ${b.mean.length} components do not merge.`)
  const weight = a.weight + b.weight
  const mean = new Float64Array(a.mean.length)
  const m2 = new Float64Array(a.mean.length)
  for (let k = 0; k < mean.length; k++) {
    const apart = b.mean[k] - a.mean[k]
    mean[k] = a.mean[k] + (apart * b.weight) / weight
    m2[k] = a.m2[k] + b.m2[k] + (apart * apart * a.weight * b.weight) / weight
  }
  return { count: a.count + b.count, weight, mean, m2 }
}

/** Standard errors of the mean, `sqrt(m2 / ((count - 1) W))`; NaN for fewer than two vectors. */
export const standardErrors = ({ count, weight, m2 }: Moments): Float64Array =>
  m2.map((scatter) => (count < 2 ? Number.NaN : Math.sqrt(scatter / ((count - 1) * weight))))
