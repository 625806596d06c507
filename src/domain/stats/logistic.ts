/** Logistic regression: a straight line, plane and so on through the odds of a yes. */
import * as Interruption from "../interruption.ts"
import * as Matrix from "./matrix.ts"

export interface Fit {
  readonly intercept: number
  /** One a feature. */
  readonly weights: Float64Array
  /** Newton's steps that were taken. */
  readonly steps: number
}

/**
 * The minimum over intercept and weights of
 *
 *     sum over k  ln(1 + exp(-s_k (intercept + weights . x_k))) + ridge |weights|^2 / 2,   s_k = 1 for yes, -1 for no
 *
 * by Newton's method (iteratively reweighted least squares), each step halved until the sum falls. The minimum is unique
 * for a positive ridge; the intercept is not punished.
 *
 * @param features rows of equal length
 * @param ridge positive, else separable data have no minimum
 * @throws RangeError for no rows, rows of unequal length, and a ridge that is not positive
 *
 * Source: McCullagh and Nelder, Generalized Linear Models, 4.4; le Cessie and van Houwelingen (1992) for the ridge.
 * Cost: some 10 steps of rows x features^2 products.
 */
export const fit = (
  features: ReadonlyArray<ArrayLike<number>>,
  isYes: ReadonlyArray<boolean>,
  ridge: number
): Fit => {
  if (features.length === 0) throw new RangeError("There is nothing to fit: no rows.")
  if (features.length !== isYes.length)
    throw new RangeError(`${features.length} rows do not pair with ${isYes.length} answers.`)
  const size = features[0].length + 1
  if (features.some((row) => row.length !== size - 1)) throw new RangeError("The rows differ in length.")
  if (!(ridge > 0)) throw new RangeError(`A ridge is positive, not ${ridge}.`)
  let now: Float64Array = new Float64Array(size)
  let loss = lossOf(now, features, isYes, ridge)
  let steps = 0
  for (; steps < maximalSteps; steps++) {
    const { gradient, hessian } = slopes(now, features, isYes, ridge)
    const step = Matrix.solve(hessian, gradient)
    const decrement = step.reduce((sum, each, k) => sum + each * gradient[k], 0)
    if (decrement <= 1e-10 * (1 + loss)) {
      // So near, one whole step more is right to rounding.
      now = now.map((each, k) => each - step[k])
      break
    }
    let length = 1
    let next = now
    let lower = loss
    do {
      next = now.map((each, k) => each - length * step[k])
      lower = lossOf(next, features, isYes, ridge)
      length /= 2
    } while (lower > loss && length > 1e-10)
    if (lower > loss) break
    now = next
    loss = lower
  }
  return { intercept: now[0], weights: now.slice(1), steps }
}

const maximalSteps = 100

/** The probability of a yes. */
export const predict = ({ intercept, weights }: Fit, row: ArrayLike<number>): number => {
  const odds = weights.reduce((sum, weight, k) => sum + weight * row[k], intercept)
  return 1 / (1 + Math.exp(-odds))
}

const oddsOf = (at: Float64Array, row: ArrayLike<number>): number => {
  let odds = at[0]
  for (let k = 1; k < at.length; k++) odds += at[k] * row[k - 1]
  return odds
}

const lossOf = (
  at: Float64Array,
  features: ReadonlyArray<ArrayLike<number>>,
  isYes: ReadonlyArray<boolean>,
  ridge: number
): number => {
  let sum = 0
  for (let k = 1; k < at.length; k++) sum += (ridge * at[k] ** 2) / 2
  features.forEach((row, k) => {
    Interruption.look()
    const margin = (isYes[k] ? 1 : -1) * oddsOf(at, row)
    sum += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin
  })
  return sum
}

const slopes = (
  at: Float64Array,
  features: ReadonlyArray<ArrayLike<number>>,
  isYes: ReadonlyArray<boolean>,
  ridge: number
): { readonly gradient: Float64Array; readonly hessian: Float64Array } => {
  const size = at.length
  const gradient = at.map((each, k) => (k === 0 ? 0 : ridge * each))
  const hessian = new Float64Array(size * size)
  // A trace of ridge also on the intercept: where every probability is 0 or 1 its curvature is lost to rounding.
  for (let k = 0; k < size; k++) hessian[k * size + k] = k === 0 ? 1e-12 : ridge
  const entries = new Float64Array(size)
  entries[0] = 1
  features.forEach((row, k) => {
    Interruption.look()
    for (let i = 1; i < size; i++) entries[i] = row[i - 1]
    const p = 1 / (1 + Math.exp(-oddsOf(at, row)))
    const surplus = p - (isYes[k] ? 1 : 0)
    const curvature = p * (1 - p)
    for (let i = 0; i < size; i++) {
      gradient[i] += surplus * entries[i]
      for (let j = 0; j <= i; j++) hessian[i * size + j] += curvature * entries[i] * entries[j]
    }
  })
  return { gradient, hessian }
}
