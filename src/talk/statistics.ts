/**
 * Figures with their doubt: what decides a claim is never a number alone, but the interval that holds the truth in 95 of
 * 100 cases.
 *
 * What an interval covers is what varies between the values that it was made of. Repeats of a classifier share their words,
 * so that the scatter of their accuracies is that of trainings alone; the words tested add {@link share}'s part, by
 * {@link plus}.
 */
import type { Interval } from "../domain/stats/normal.ts"
import * as Student from "../domain/stats/student.ts"

export interface Estimate {
  readonly value: number
  /** NaN where it is not known: one value has no scatter. */
  readonly standardError: number
  /** Degrees of freedom behind the standard error, for Student's t; infinite where it is known for itself. */
  readonly freedom: number
}

export const of = (value: number, standardError: number, freedom = Number.POSITIVE_INFINITY): Estimate => ({
  value,
  standardError,
  freedom
})

/** Of a number that is in no doubt. */
export const exactly = (value: number): Estimate => of(value, 0)

/** 95 %: value +- t standardError, with t of Student's distribution. Everything where the error is not known. */
export const interval = ({ value, standardError, freedom }: Estimate): Interval => {
  if (standardError === 0) return { low: value, high: value }
  if (!Number.isFinite(standardError) || !(freedom >= 1))
    return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
  const reach = Student.quantile(0.975, freedom) * standardError
  return { low: value - reach, high: value + reach }
}

/** The mean of n independent values, with sqrt(sum (x - mean)^2 / (n (n - 1))) and n - 1 degrees of freedom. */
export const mean = (values: ReadonlyArray<number>): Estimate => {
  const n = values.length
  const value = values.reduce((sum, x) => sum + x, 0) / n
  const scatter = values.reduce((sum, x) => sum + (x - value) ** 2, 0)
  return of(value, n < 2 ? Number.NaN : Math.sqrt(scatter / (n * (n - 1))), n - 1)
}

/**
 * The mean of one point's trainings, which share their words: their scatter alone, and none of a single one, which has none;
 * what is in doubt about the words comes by {@link plus}.
 */
export const overTrainings = (values: ReadonlyArray<number>): Estimate =>
  values.length < 2 ? exactly(values[0] ?? Number.NaN) : mean(values)

/**
 * The share k / n of successes in independent trials, with sqrt(p (1 - p) / (n + 4)), p = (k + 2) / (n + 4), which is no
 * zero where all succeed.
 *
 * Source: Agresti and Coull, Approximate is better than "exact" (The American Statistician 52, 1998).
 */
export const share = (k: number, n: number): Estimate => {
  const p = (k + 2) / (n + 4)
  return of(k / n, Math.sqrt((p * (1 - p)) / (n + 4)))
}

/**
 * sum c_k x_k of independent estimates:
 *
 *     variance = sum v_k,   v_k = (c_k standardError_k)^2,   freedom = variance^2 / sum (v_k^2 / freedom_k)
 *
 * Source: Satterthwaite, Biometrics Bulletin 2 (1946), and Welch, Biometrika 34 (1947).
 *
 * @throws RangeError if there are not as many of both
 */
export const combination = (
  coefficients: ReadonlyArray<number>,
  estimates: ReadonlyArray<Estimate>
): Estimate => {
  if (coefficients.length !== estimates.length)
    throw new RangeError(`${coefficients.length} coefficients do not go with ${estimates.length} estimates.`)
  let [value, variance, spread] = [0, 0, 0]
  estimates.forEach((each, k) => {
    const part = (coefficients[k] * each.standardError) ** 2
    value += coefficients[k] * each.value
    variance += part
    spread += part ** 2 / each.freedom
  })
  return of(value, Math.sqrt(variance), spread === 0 ? Number.POSITIVE_INFINITY : variance ** 2 / spread)
}

/** k x: in another unit, say. */
export const times = (k: number, { value, standardError, freedom }: Estimate): Estimate =>
  of(k * value, Math.abs(k) * standardError, freedom)

/** a - b of independent ones: Welch's. */
export const difference = (a: Estimate, b: Estimate): Estimate => combination([1, -1], [a, b])

/** What there is no number of. */
const nothing = exactly(Number.NaN)

/** Their mean, each counting the same; NaN of none. */
export const average = (estimates: ReadonlyArray<Estimate>): Estimate =>
  estimates.length === 0
    ? nothing
    : combination(
        estimates.map(() => 1 / estimates.length),
        estimates
      )

/** Their mean where they are of the same words, so that it is no better known than the least known of them. */
export const ofSameWords = (estimates: ReadonlyArray<Estimate>): Estimate => {
  const { value } = average(estimates)
  const [widest = nothing] = [...estimates].sort((a, b) => b.standardError - a.standardError)
  return { ...widest, value }
}

/** With another source of error, independent of what is in it, of which the standard error is known for itself. */
export const plus = (estimate: Estimate, standardError: number): Estimate =>
  combination([1, 1], [estimate, of(0, standardError)])

export interface Measured {
  readonly x: number
  readonly y: Estimate
}

/** What a point counts. */
const weight = {
  equal: () => 1,
  errors: ({ standardError }: Estimate) => standardError ** -2
} as const
export type Weights = keyof typeof weight

/**
 * The slope of least squares as a combination of the y:
 *
 *     slope = sum w (x - X) y / sum w (x - X)^2,   X = sum w x / sum w
 *
 * All NaN for fewer than two different x.
 */
export const tilt = (x: ReadonlyArray<number>, w = x.map(() => 1)): ReadonlyArray<number> => {
  const total = w.reduce((sum, each) => sum + each, 0)
  const middle = x.reduce((sum, each, k) => sum + w[k] * each, 0) / total
  const spread = x.reduce((sum, each, k) => sum + w[k] * (each - middle) ** 2, 0)
  return x.map((each, k) => (spread > 0 ? (w[k] * (each - middle)) / spread : Number.NaN))
}

/**
 * The slope of the line through independent points that has the least sum of squares: {@link tilt} with w = 1, or
 * w = 1 / standardError^2 where `weights` is "errors". Its error is that of the points, carried through by
 * {@link combination}, not their distance from the line: a trend may well be bent, and is judged by its mean slope.
 *
 * "errors" is for errors that are well known, and unequal: weights from the scatter of a few values are too often large by
 * chance.
 *
 * NaN for fewer than two different x, and for "errors" where one is zero or not known.
 */
export const slope = (points: ReadonlyArray<Measured>, weights: Weights = "equal"): Estimate =>
  points.length === 0
    ? nothing
    : combination(
        tilt(
          points.map(({ x }) => x),
          points.map(({ y }) => weight[weights](y))
        ),
        points.map(({ y }) => y)
      )

/** Where the whole interval is, seen from a number; "open" where it holds that number. */
export type Side = "above" | "below" | "open"

export const side = (estimate: Estimate, of = 0): Side => {
  const { low, high } = interval(estimate)
  if (low > of) return "above"
  return high < of ? "below" : "open"
}
