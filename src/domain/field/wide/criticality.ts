/**
 * Where kernels go in deep networks of infinite width, and how fast.
 *
 *     q <- V(q) = biasStd^2 + weightStd^2 E[s(z)^2],   z of variance q           to a fixed point q*, from the inputs' own
 *     c <- R(c) = (biasStd^2 + weightStd^2 E[s(z) s(z')]) / q*,   z, z' of variance q* and correlation c
 *
 *     chi_perpendicular = R'(1) = weightStd^2 E[s'(z)^2]       what a layer makes of small angles: order below 1, chaos above
 *     chi_parallel      = V'(q*)                               of small differences of length
 *     chi               = R'(c*) = weightStd^2 E[s'(z) s'(z')] at the stable fixed point c* of R: 1 in order, less in chaos
 *
 * so that correlations come to c* as chi^depth: over -1 / log chi layers, without end where chi is 1. R has no negative
 * Taylor coefficient, so it is convex on [0, 1], where R(1) = 1: there is one other fixed point if chi_perpendicular > 1,
 * and none if not.
 *
 * Source: Poole, Lahiri, Raghu, Sohl-Dickstein, Ganguli, arXiv 1606.05340; Schoenholz, Gilmer, Ganguli, Sohl-Dickstein,
 * arXiv 1611.01232, for the depths; Roberts, Yaida, Hanin, The Principles of Deep Learning Theory, arXiv 2106.10165, chapter
 * 5, for the two chi.
 */
import * as Interruption from "../../interruption.ts"
import * as Activation from "../activation/list.ts"
import * as Kernels from "./kernels.ts"

export interface Law {
  readonly activation: Activation.Name
  readonly weightStd: number
  readonly biasStd: number
}

export type Phase = "ordered" | "critical" | "chaotic"

export interface Criticality {
  readonly variance: number
  readonly perpendicular: number
  readonly parallel: number
  readonly phase: Phase
  /** c*; undefined where q* is 0, and correlations have no map. */
  readonly correlation: number | undefined
  /** R'(c*); undefined as c*. */
  readonly chi: number | undefined
  /** Layers over which correlations come e times nearer to c*; undefined as c*, Infinity where it is no exponential. */
  readonly layers: number | undefined
}

/** Differences of chi from 1 that are rounding: near it q* is known to its root alone. */
const rounding = 1e-7

const steps = 2000

/** Variances below this part of the first one tend to 0: as 1 / depth where chi is 1. */
const negligible = 1e-6

/**
 * The fixed point of a map that iteration comes to, by Aitken's extrapolation from three values each; undefined where it
 * comes to none, or to infinity.
 */
const fixed = (map: (q: number) => number, from: number): number | undefined => {
  let q = from
  for (let step = 0; step < steps; step++) {
    Interruption.look()
    const first = map(q)
    const second = map(first)
    if (!(second < 1e100)) return undefined
    if (second < negligible * from && map(0) === 0) return 0
    if (Math.abs(second - first) <= 1e-15 * second) return second
    const bend = second - first - (first - q)
    const guess = second - (second - first) ** 2 / bend
    // Not back to where the values come from: a fixed point there repels them.
    const isAhead = (guess - second) * (second - first) > 0 || (second - first) * (first - q) < 0
    q = isAhead && guess > 0 && guess < 1e100 ? guess : second
  }
  return undefined
}

/** V'(q), by differences of the fifth order. */
const slope = (map: (q: number) => number, q: number): number => {
  const h = 2 ** -9 * q
  return (8 * (map(q + h) - map(q - h)) - (map(q + 2 * h) - map(q - 2 * h))) / (12 * h)
}

/**
 * From the variance of an input before the first layer. Undefined where variances grow without end.
 *
 * Cost: some hundreds of C, which take 0.1 to 10 ms each for tanh, and nothing for others.
 */
export const of = ({ activation, weightStd, biasStd }: Law, q: number): Criticality | undefined => {
  const { covariance, derivatives } = Activation.of(activation)
  const [bias, weight] = [biasStd ** 2, weightStd ** 2]
  const square = Kernels.squareOf(activation)
  const through = (each: number) => bias + weight * square(each)
  const variance = fixed(through, q)
  if (variance === undefined) return undefined
  // At 0 what it tends to there: relu' has no value.
  const near = Math.max(variance, 1e-30)
  const perpendicular = weight * derivatives(near, near, near)
  const excess = perpendicular - 1
  const phase = excess > rounding ? "chaotic" : excess < -rounding ? "ordered" : "critical"
  const point = { variance, perpendicular, phase } as const
  if (variance === 0)
    return { ...point, parallel: perpendicular, correlation: undefined, chi: undefined, layers: undefined }
  const parallel = slope(through, variance)
  const correlation =
    excess > rounding
      ? other((c) => (bias + weight * covariance(variance, variance, c * variance)) / variance)
      : 1
  const chi =
    correlation === 1 ? perpendicular : weight * derivatives(variance, variance, correlation * variance)
  const layers = Math.abs(excess) <= rounding ? Infinity : -1 / Math.log(chi)
  return { ...point, parallel, correlation, chi, layers }
}

/** The fixed point of R below 1, by halving. */
const other = (map: (c: number) => number): number => {
  let [low, high] = [0, 1 - 1e-12]
  for (let step = 0; step < 60 && high - low > 1e-15; step++) {
    const middle = (low + high) / 2
    if (map(middle) > middle) low = middle
    else high = middle
  }
  return (low + high) / 2
}
