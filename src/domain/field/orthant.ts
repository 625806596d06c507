/**
 * Moments of relu neurons in any number of dimensions, one tuple of inputs at a time:
 *
 *     R(p) = E[prod_k (v_k . g)^p_k  where all v_k . g > 0],   g standard normal in D dimensions, p_k >= 0
 *
 * Where some p_i is positive, integration by parts over z_i = v_i . g leaves moments of lower powers, and, where the
 * derivative meets a step z_j > 0 of power 0, moments within the hyperplane z_j = 0, of one dimension less:
 *
 *     R(p) = sum_j (v_i . v_j) [p'_j > 0:  p'_j R(p' - e_j),   p'_j = 0:  R(p' without j | z_j = 0) / (sqrt(2 pi) |v_j|)],
 *     p' = p - e_i
 *
 * In two dimensions R is an integral over an arc of a trigonometric polynomial, which Gauss-Legendre meets to rounding; R(0) is
 * the share of space in a cone (solid-angle.ts).
 *
 * Error: 1e-12 of prod |v_k|^p_k on all inputs tried, beside angular.ts and other orders of the vectors.
 *
 * Source: the recursion by parts is that of Kan and Robotti, On moments of folded and truncated multivariate normal
 * distributions, 2017, at mean zero.
 */

import { Uncomputable } from "../uncomputable.ts"
import type { Factor, Vector } from "./direction.ts"
import { across, along, dot, grouped, inPlane, norm, radial, rounding, spanned, unit } from "./direction.ts"
import type { Frame } from "./frame.ts"
import { share } from "./solid-angle.ts"
import * as Tuples from "./tuples.ts"

/** Inputs whose directions are nearer than this to each other count as one. */
const indistinct = 1e-8

const rootOfTwoPi = Math.sqrt(2 * Math.PI)

/** R of unit vectors; see above. */
const reduced = (factors: ReadonlyArray<Factor>, near = rounding): number => {
  const groups = grouped(factors, near)
  if (groups === undefined) return 0
  if (groups.length === 0) return 1
  const units = spanned(groups.map(({ unit }) => unit))
  const D = units[0].length
  const powers = groups.map(({ power }) => power)
  if (D === 1) return radial(1, powers[0]) / 2
  if (D === 2) return inPlane(units.map((unit, k) => ({ unit, power: powers[k] })))
  const found = new Map<string, number>()
  const of = (p: ReadonlyArray<number>): number => {
    const name = p.join()
    const known = found.get(name)
    if (known !== undefined) return known
    const value = byParts(p)
    found.set(name, value)
    return value
  }
  const within = (j: number, p: ReadonlyArray<number>): number => {
    const project = across(units[j])
    let scale = 1 / rootOfTwoPi
    const rest: Array<Factor> = []
    for (const [k, v] of units.entries()) {
      if (k === j) continue
      const inside = project(v)
      const length = norm(inside)
      scale *= length ** p[k]
      rest.push({ unit: unit(inside, length), power: p[k] })
    }
    return scale * reduced(rest)
  }
  const byParts = (p: ReadonlyArray<number>): number => {
    const i = p.findIndex((power) => power > 0)
    if (i < 0) return share(units)
    const less = p.with(i, p[i] - 1)
    let sum = 0
    for (const [j, v] of units.entries()) {
      const product = j === i ? 1 : dot(units[i], v)
      if (product === 0) continue
      sum += product * (less[j] > 0 ? less[j] * of(less.with(j, less[j] - 1)) : within(j, less))
    }
    return sum
  }
  return of(powers)
}

/** Of unit vectors, one a factor of the product; equal ones may repeat. */
const moment = (units: ReadonlyArray<Vector>): number =>
  reduced(
    units.map((unit) => ({ unit, power: 1 })),
    indistinct
  )

/** Two orders of the vectors take different ways to the same number; how far these may be apart. */
const tolerance = 1e-11

/** Directions at an angle between {@link indistinct} and this lose digits, and so do those that are so nearly opposite. */
const close = 1e-3

/** Seconds that a tuple takes, by how many dimensions it spans; generous. */
const seconds = [0, 1e-6, 1e-5, 5e-4, 4e-3, 1.5e-2, 5]

/** Seconds that may be taken. */
const affordable = 90

const distinct = (tuple: Tuples.Tuple): number => new Set(tuple).size

/** Estimated seconds of {@link moments}. */
const cost = (frame: Frame, order: number): number => {
  const D = frame[0].length
  let sum = 0
  for (let n = 4; n <= order; n += 2)
    for (const tuple of Tuples.multisets(frame.length, n)) sum += seconds[Math.min(D, distinct(tuple))]
  return sum
}

/** Why the moments cannot be computed, as a sentence; undefined where they can. */
export const refusal = (frame: Frame, order: number): string | undefined => {
  const units = frame.filter((v) => norm(v) > 0).map((v) => unit(v))
  for (const [a, u] of units.entries())
    for (const v of units.slice(a + 1)) {
      const apart = Math.min(norm(along(u, -1, v)), norm(along(u, 1, v)))
      if (apart > indistinct && apart < close)
        return (
          `The exact ${order}-point function of relu would lose digits, as two of these inputs point the same way, or opposite ways, ` +
          `to ${apart.toExponential(0)}, and inputs and bias span ${frame[0].length} dimensions; 3 dimensions are computed otherwise.`
        )
    }
  const taken = cost(frame, order)
  return taken <= affordable
    ? undefined
    : `The exact ${order}-point function of relu would take some ${Math.ceil(taken / 60)} minutes on these inputs ` +
        `(${frame[0].length} dimensions); use fewer of them.`
}

/**
 * E[prod relu(v_a . g)] of all tuples of 1 ... `order` points; [n - 1][tuple], of which only even n are written.
 *
 * @throws Uncomputable where two ways to compute a moment differ by more than 1e-11 prod |v_a|
 *
 * Cost: a tuple that spans four dimensions some 2 ms, five 10 ms, six seconds.
 */
export const moments = (frame: Frame, order: number): ReadonlyArray<Float64Array> => {
  const lengths = frame.map(norm)
  const units = frame.map((v, a) => (lengths[a] === 0 ? v : unit(v, lengths[a])))
  return Array.from({ length: order }, (_, depth) => {
    const tuples = Tuples.multisets(frame.length, depth + 1)
    if (depth % 2 === 0) return new Float64Array(tuples.length)
    return Float64Array.from(tuples, (tuple) => {
      const scale = tuple.reduce((product, a) => product * lengths[a], 1)
      if (scale === 0) return 0
      const value = moment(tuple.map((a) => units[a]))
      const again = moment(tuple.toReversed().map((a) => units[a]))
      if (Math.abs(value - again) > tolerance)
        throw new Uncomputable(
          `The moment of the inputs ${Tuples.label(tuple)} is known to ${Math.abs(value - again)} alone.`
        )
      return scale * value
    })
  })
}
