/**
 * Conjugate gradients for `A x = b`, A symmetric and positive definite and known only by its products, one step at a
 * time: who owns the products computes `A p` for the `direction` p wherever and however it likes, then calls
 * {@link step}.
 *
 *     alpha = r.r / p.Ap,  x += alpha p,  r' = r - alpha A p,  p = r' + (r'.r' / r.r) p
 *
 * Source: Hestenes and Stiefel, "Methods of conjugate gradients for solving linear systems" (1952), section 3. In f64;
 * in exact arithmetic it ends after as many steps as A has different eigenvalues.
 */
export interface Descent {
  /** x, from 0. */
  readonly solution: Float64Array
  /** r = b - A x. */
  readonly residual: Float64Array
  /** p, along which the next step goes. */
  readonly direction: Float64Array
  /** r.r. */
  readonly square: number
  readonly steps: number
  /** Whether the last step changed nothing. */
  readonly isStuck: boolean
}

/** Arrays that a step may write to, in place of new ones: those of the descent itself, say, which is then no more what it was. */
export type Room = Pick<Descent, "solution" | "residual" | "direction">

/** At x = 0. */
export const begin = (b: Float64Array): Descent => ({
  solution: new Float64Array(b.length),
  residual: b.slice(),
  direction: b.slice(),
  square: dot(b, b),
  steps: 0,
  isStuck: false
})

/**
 * One step.
 *
 * @param product A times `direction`
 * @returns the descent unchanged, but for its count, and stuck, where p.Ap is not positive: A is not definite, or r is 0
 */
export const step = (descent: Descent, product: Float64Array, room?: Room): Descent => {
  const { solution, residual, direction, square, steps } = descent
  const curvature = dot(direction, product)
  if (!(curvature > 0)) return { ...descent, steps: steps + 1, isStuck: true }
  const alpha = square / curvature
  const x = along(solution, alpha, direction, room?.solution)
  const r = along(residual, -alpha, product, room?.residual)
  const next = dot(r, r)
  const p = along(r, next / square, direction, room?.direction)
  return { solution: x, residual: r, direction: p, square: next, steps: steps + 1, isStuck: false }
}

/** from + share direction. */
const along = (
  from: Float64Array,
  share: number,
  direction: Float64Array,
  out: Float64Array = new Float64Array(from.length)
): Float64Array => {
  for (let k = 0; k < out.length; k++) out[k] = from[k] + share * direction[k]
  return out
}

/** The sum of products, in order. */
export const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k]
  return sum
}
