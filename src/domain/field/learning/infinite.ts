/**
 * What a random network that learns is at infinite width: a Gaussian process at every time. The tangent kernel Theta stays
 * what it was, so that f moves as a linear model does: with X the n inputs that are learned from and y their targets,
 *
 *     f_t(x) = f_0(x) - A_t(x) (f_0(X) - y),   A_t(x) = Theta(x, X) G_t
 *     G_t = (1 - (1 - rate Theta)^t) / Theta       after t steps of gradient descent
 *     G_t = (1 - exp(-rate t Theta)) / Theta       by gradient flow, after the time rate t
 *     E f_t(x) = A_t(x) y
 *     cov(f_t(x), f_t(x')) = K(x, x') - A_t(x) K(X, x') - K(x, X) A_t(x')^T + A_t(x) K(X, X) A_t(x')^T
 *
 * where Theta without arguments is Theta(X, X), and K the covariance of f_0.
 *
 * Source: Lee et al., arXiv 1902.06720, equations 8 to 16.
 */
import * as Matrix from "../../stats/matrix.ts"

/** All of points are the inputs of a lesson: the first n are learned from. */
export interface Process {
  /** K, [point][point] flat. */
  readonly covariance: Float64Array
  /** Theta, [point][point] flat. */
  readonly tangent: Float64Array
  readonly targets: ReadonlyArray<number>
  readonly rate: number
}

export interface Moment {
  /** A_t, [point][n] flat. */
  readonly transfer: Float64Array
  /** [point] */
  readonly mean: Float64Array
  /** [point][point] flat. */
  readonly covariance: Float64Array
}

/** By steps of gradient descent, or by gradient flow. */
export const motions = ["descent", "flow"] as const
export type Motion = (typeof motions)[number]

/**
 * What of an error that decays by the eigenvalue x = rate lambda is gone after t steps. Where x is small nothing cancels; it
 * may be zero, or rounding below it.
 */
const gone: Readonly<Record<Motion, (x: number, t: number) => number>> = {
  descent: (x, t) => (x < 0.5 ? -Math.expm1(t * Math.log1p(-x)) : 1 - (1 - x) ** t),
  flow: (x, t) => -Math.expm1(-x * t)
}

/** A_t of all points, from what stands in the memory of the thread that made it. */
export interface Motions {
  readonly at: (motion: Motion, t: number) => Moment
  /** Of Theta(X, X), largest first: gradient descent converges for rates below 2 over the first. */
  readonly eigenvalues: Float64Array
}

/** Eigenvalues of Theta(X, X), largest first. */
const decompose = (tangent: Float64Array, points: number, n: number): Matrix.Eigen => {
  const among = new Float64Array(n * n)
  for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) among[a * n + b] = tangent[a * points + b]
  return Matrix.eigen(among, n)
}

/** Above this rate gradient descent diverges at infinite width: 2 over the largest eigenvalue of Theta(X, X). */
export const fastest = (tangent: Float64Array, points: number, n: number): number =>
  2 / decompose(tangent, points, n).values[0]

/**
 * @throws RangeError if kernels and targets do not belong together
 *
 * Cost: 10 n^3 products once, then n points^2 a time.
 */
export const make = ({ covariance: K, tangent, targets, rate }: Process): Motions => {
  const points = Math.round(Math.sqrt(tangent.length))
  const n = targets.length
  if (tangent.length !== points ** 2 || K.length !== points ** 2 || n > points)
    throw new RangeError(
      `Kernels of ${K.length} and ${tangent.length} entries and ${n} targets do not belong together.`
    )
  const { values, vectors } = decompose(tangent, points, n)
  /** Theta(x, X) u of all points, by eigenvector. */
  const along = vectors.map((u) =>
    Float64Array.from({ length: points }, (_, x) =>
      u.reduce((sum, ua, a) => sum + tangent[x * points + a] * ua, 0)
    )
  )

  const transferAt = (motion: Motion, t: number): Float64Array => {
    const transfer = new Float64Array(points * n)
    values.forEach((lambda, e) => {
      const share = lambda === 0 ? rate * t : gone[motion](rate * lambda, t) / lambda
      for (let x = 0; x < points; x++)
        for (let a = 0; a < n; a++) transfer[x * n + a] += along[e][x] * share * vectors[e][a]
    })
    return transfer
  }

  /** B K B^T, where f_t = B f_0 + A y: B is 1 less A in the first n columns. */
  const spread = (transfer: Float64Array): Float64Array => {
    const left = K.slice()
    for (let x = 0; x < points; x++)
      for (let a = 0; a < n; a++)
        for (let z = 0; z < points; z++) left[x * points + z] -= transfer[x * n + a] * K[a * points + z]
    const both = left.slice()
    for (let x = 0; x < points; x++)
      for (let z = 0; z < points; z++)
        for (let a = 0; a < n; a++) both[x * points + z] -= left[x * points + a] * transfer[z * n + a]
    return both
  }

  return {
    eigenvalues: values,
    at: (motion, t) => {
      const transfer = transferAt(motion, t)
      const mean = Float64Array.from({ length: points }, (_, x) =>
        targets.reduce((sum, y, a) => sum + transfer[x * n + a] * y, 0)
      )
      return { transfer, mean, covariance: spread(transfer) }
    }
  }
}
