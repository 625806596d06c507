/** Principal components: the directions in which a cloud of points is widest. */
import * as Matrix from "./matrix.ts"

export interface Components {
  /** Of the points: what is subtracted from each. */
  readonly mean: Float64Array
  /** Of the points along each direction, largest first: squares over count - 1. */
  readonly variances: Float64Array
  /** Variances over their sum; NaN where all points are one. */
  readonly shares: Float64Array
  readonly directions: ReadonlyArray<Float64Array>
  /** Of each point, its coordinates along the directions. */
  readonly coordinates: ReadonlyArray<Float64Array>
}

/**
 * The eigenvectors of the covariance sum (x - mean) (x - mean)^T / (n - 1), and the points in their coordinates. With
 * no more points than coordinates the points' own products are used, whose eigenvalues are the same but for zeros: there
 * are as many components as coordinates, or as points less one.
 *
 * @param points two or more of equal length
 * @throws RangeError for fewer points, or of unequal length
 *
 * Source: Pearson (1901); Jolliffe, Principal Component Analysis, 3.5. Cost: min(points, length)^3, some tens of times.
 */
export const of = (points: ReadonlyArray<ArrayLike<number>>): Components => {
  const n = points.length
  if (n < 2) throw new RangeError(`Principal components need two points or more, not ${n}.`)
  const length = points[0].length
  if (points.some((point) => point.length !== length))
    throw new RangeError("Principal components need points of equal length.")
  const mean = new Float64Array(length)
  for (const point of points) for (let k = 0; k < length; k++) mean[k] += point[k] / n
  const centred = points.map((point) => mean.map((m, k) => point[k] - m))
  const directions = length < n ? alongAxes(centred, length) : alongPoints(centred)
  const coordinates = centred.map((point) => Float64Array.from(directions, (each) => dot(each, point)))
  const variances = Float64Array.from(directions, (_, j) =>
    coordinates.reduce((sum, each) => sum + each[j] ** 2 / (n - 1), 0)
  )
  const total = variances.reduce((sum, each) => sum + each, 0)
  return { mean, variances, shares: variances.map((each) => each / total), directions, coordinates }
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, k) => sum + x * b[k], 0)

const alongAxes = (points: ReadonlyArray<Float64Array>, length: number): ReadonlyArray<Float64Array> => {
  const covariance = new Float64Array(length * length)
  for (const point of points)
    for (let i = 0; i < length; i++)
      for (let j = 0; j < length; j++) covariance[i * length + j] += point[i] * point[j]
  return Matrix.eigen(covariance, length).vectors
}

/** With X the points in rows: if X X^T u = s u then X^T u has X^T X's eigenvalue s. */
const alongPoints = (points: ReadonlyArray<Float64Array>): ReadonlyArray<Float64Array> => {
  const n = points.length
  const products = Float64Array.from({ length: n * n }, (_, k) =>
    dot(points[Math.floor(k / n)], points[k % n])
  )
  const { values, vectors } = Matrix.eigen(products, n)
  // The last one is constant over the points: their sum, which is zero.
  return vectors.slice(0, n - 1).map((u, j) => {
    const direction = points[0].map((_, k) => u.reduce((sum, weight, i) => sum + weight * points[i][k], 0))
    const norm = Math.sqrt(dot(direction, direction))
    return values[j] <= 1e-24 * values[0] ? direction.fill(0) : direction.map((entry) => entry / norm)
  })
}
