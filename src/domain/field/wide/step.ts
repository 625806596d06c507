/**
 * How a hidden layer of infinite width takes covariances and tangent kernels from its inputs z to those of the next
 * layer, for all pairs of a point x with a row of points x':
 *
 *     K <- biasStd^2 + weightStd^2 E[s(z) s(z')],   Theta <- K + weightStd^2 E[s'(z) s'(z')] Theta
 *
 * What an expectation depends on are the variances q, q' of z and z', which belong to the points, their covariance, and
 *
 *     across = sqrt(q q' - covariance^2) = sqrt(q q') |sin t|,   t the angle between z and z' as vectors,
 *
 * which covariances alone do not say where t is close to 0 or pi: rounding of 1e-16 in them is an angle of 1e-8.
 */

/** Points on one side of the pairs, at one layer. */
export interface Points {
  /** q, the variance of what goes into the layer. */
  readonly variances: Float64Array
  /** sqrt(q). */
  readonly deviations: Float64Array
}

/** The pairs of one point with the columns; a step puts what they are after the layer in the place of what they were. */
export interface Row {
  readonly covariances: Float64Array
  readonly across: Float64Array
  readonly Theta: Float64Array
}

export interface Layer {
  /** weightStd^2 and biasStd^2. */
  readonly weight: number
  readonly bias: number
  readonly rows: Points
  readonly columns: Points
  /** The same points before the next layer. */
  readonly next: { readonly rows: Points; readonly columns: Points }
}

/** Carries the first `count` pairs of the point `a` through the layer. */
export type Step = (row: Row, a: number, count: number) => void

/** What the layer's points have in common is computed once. */
export type Make = (layer: Layer) => Step
