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
 * In two dimensions R is an integral over an arc of a trigonometric polynomial, which Gauss-Legendre meets to rounding. R(0) is
 * the share of space in a polyhedral cone: in three dimensions the area of a spherical polygon. In more, one of the unit
 * vectors is turned, u(t), from where it coincides with another and cuts nothing off, to where it belongs, by Plackett's
 * identity, which is Schlaefli's:
 *
 *     dR(0)/dt = sum_j (du/dt . v_j) / (2 pi |u - (u . v_j) v_j|)  R(0 | z_u = z_j = 0),   |v_j| = 1
 *
 * with cones of two dimensions less, in pieces that end where their faces change.
 *
 * Error: 1e-13 of prod |v_k|^p_k on all inputs tried, in four to six dimensions, beside angular.ts and other orders of the vectors.
 *
 * Source: Plackett, A reduction formula for normal multivariate integrals, Biometrika 41, 1954; the recursion by parts is
 * that of Kan and Robotti, On moments of folded and truncated multivariate normal distributions, 2017, at mean zero.
 */
import * as Interruption from "../interruption.ts"
import type { Frame } from "./frame.ts"
import * as Legendre from "./legendre.ts"
import * as Tuples from "./tuples.ts"

type Vector = ReadonlyArray<number>

const dot = (u: Vector, v: Vector): number => {
  let sum = 0
  for (let c = 0; c < u.length; c++) sum += u[c] * v[c]
  return sum
}

const norm = (v: Vector): number => Math.hypot(...v)

const along = (u: Vector, scale: number, v: Vector): Vector => u.map((uc, c) => uc + scale * v[c])

/** What of unit vectors is not more than this is rounding. */
const rounding = 1e-12

/** (v_k . g)^power where v_k . g > 0; `unit` has length 1. */
interface Factor {
  readonly unit: Vector
  readonly power: number
}

/**
 * Factors whose directions are within `near` are one, of their mean direction weighted by the powers, which moves moments by
 * the square of the distance; undefined where two are opposite, so that the product vanishes.
 */
const grouped = (factors: ReadonlyArray<Factor>, near: number): ReadonlyArray<Factor> | undefined => {
  const groups: Array<Factor> = []
  for (const factor of factors) {
    if (groups.some((group) => norm(along(factor.unit, 1, group.unit)) <= near)) return undefined
    const at = groups.findIndex((group) => norm(along(factor.unit, -1, group.unit)) <= near)
    if (at < 0) {
      groups.push(factor)
      continue
    }
    const power = groups[at].power + factor.power
    const apart = along(factor.unit, -1, groups[at].unit)
    groups[at] = { unit: unit(along(groups[at].unit, power === 0 ? 0 : factor.power / power, apart)), power }
  }
  return groups
}

/** What maps the hyperplane across `unit` onto D - 1 coordinates, by the reflection that takes `unit` to an axis. */
const across = (unit: Vector): ((v: Vector) => Vector) => {
  const sign = unit[0] < 0 ? -1 : 1
  const w = unit.map((uc, c) => (c === 0 ? uc + sign : uc))
  const square = dot(w, w)
  return (v) => along(v, (-2 * dot(w, v)) / square, w).slice(1)
}

/** The same vectors in as few coordinates as they span. */
const spanned = (vectors: ReadonlyArray<Vector>): ReadonlyArray<Vector> => {
  // Reflections that take the longest vector to the first axis, the longest of what is left of them to the second, and so on.
  let rest = vectors
  const coordinates = vectors.map((): Array<number> => [])
  while (rest[0].length > 0) {
    const lengths = rest.map(norm)
    const longest = lengths.reduce((best, length, k) => (length > lengths[best] ? k : best), 0)
    if (lengths[longest] <= rounding) break
    const axis = unit(rest[longest], lengths[longest])
    rest.forEach((v, k) => void coordinates[k].push(dot(axis, v)))
    rest = rest.map(across(axis))
  }
  return coordinates
}

const unit = (v: Vector, length = norm(v)): Vector => v.map((vc) => vc / length)

/** E[|g|^n] in D dimensions. */
const radial = (D: number, n: number): number => {
  let product = n % 2 === 0 ? 1 : Math.SQRT2 * gammaRatio(D)
  for (let k = n % 2 === 0 ? 2 : 3; k <= n; k += 2) product *= D + k - 2
  return product
}

/** Gamma((D + 1) / 2) / Gamma(D / 2). */
const gammaRatio = (D: number): number => {
  let ratio = D % 2 === 1 ? 1 / Math.sqrt(Math.PI) : Math.sqrt(Math.PI) / 2
  for (let k = D % 2 === 1 ? 1 : 2; k < D; k += 2) ratio *= (k + 1) / k
  return ratio
}

const arcRule = Legendre.rule(16)

/** The arc of directions in the plane in which all factors are positive; undefined where there is none. */
const arcOf = (units: ReadonlyArray<Vector>): readonly [low: number, high: number] | undefined => {
  const first = Math.atan2(units[0][1], units[0][0])
  let low = first - Math.PI / 2
  let high = first + Math.PI / 2
  for (const v of units) {
    let angle = Math.atan2(v[1], v[0])
    angle += 2 * Math.PI * Math.round((first - angle) / (2 * Math.PI))
    low = Math.max(low, angle - Math.PI / 2)
    high = Math.min(high, angle + Math.PI / 2)
  }
  return high > low ? [low, high] : undefined
}

const inPlane = (factors: ReadonlyArray<Factor>): number => {
  const arc = arcOf(factors.map(({ unit }) => unit))
  if (arc === undefined) return 0
  const [low, high] = arc
  const degree = factors.reduce((sum, { power }) => sum + power, 0)
  if (degree === 0) return (high - low) / (2 * Math.PI)
  let sum = 0
  for (let i = 0; i < arcRule.nodes.length; i++) {
    const phi = (low + high) / 2 + ((high - low) / 2) * arcRule.nodes[i]
    const [cos, sin] = [Math.cos(phi), Math.sin(phi)]
    let product = arcRule.weights[i]
    for (const { unit, power } of factors) product *= Math.max(0, unit[0] * cos + unit[1] * sin) ** power
    sum += product
  }
  return (radial(2, degree) * sum * (high - low)) / (4 * Math.PI)
}

const cross = ([a, b, c]: Vector, [x, y, z]: Vector): Vector => [b * z - c * y, c * x - a * z, a * y - b * x]

/** The angle between unit vectors, without loss where they nearly coincide or are nearly opposite. */
const angle = (u: Vector, v: Vector): number => 2 * Math.atan2(norm(along(u, -1, v)), norm(along(u, 1, v)))

/** The share of the sphere in three dimensions: a polygon cut out side by side, and the excess of its angles. */
const polygon = (units: ReadonlyArray<Vector>): number => {
  let sides = units.slice(0, 2)
  /** Corner k is between side k and the next. */
  const cornersOf = (of: ReadonlyArray<Vector>) => of.map((side, k) => cross(side, of[(k + 1) % of.length]))
  let corners = cornersOf(sides)
  // Two great circles: of the two corners, one has the first side before it, seen from outside, the other the second.
  for (const cut of units.slice(2)) {
    const inside = corners.map((corner) => dot(corner, cut) > 0)
    if (inside.every(Boolean)) continue
    if (!inside.some(Boolean)) return 0
    const count = sides.length
    // Sides go from the corner before them to their own; the cut replaces those whose corners are all outside.
    const kept: Array<Vector> = []
    for (let k = 0; k < count; k++) {
      const before = inside[(k + count - 1) % count]
      if (before || inside[k]) kept.push(sides[k])
      if (before && !inside[k]) kept.push(cut)
    }
    sides = kept
    corners = cornersOf(sides)
  }
  const count = sides.length
  let excess = -(count - 2) * Math.PI
  for (let k = 0; k < count; k++) excess += Math.PI - angle(sides[k], sides[(k + 1) % count])
  return Math.max(0, excess) / (4 * Math.PI)
}

const [few, many] = [Legendre.rule(12), Legendre.rule(20)]

/** Absolute error of an integral over a piece that is taken as it is: where the integrand is an integral itself, above its own. */
const settled = (D: number): number => (D < 6 ? 1e-15 : 2e-14)

/** The integral from `low` to `high`, halved where two rules differ. */
const integral = (
  f: (t: number) => number,
  low: number,
  high: number,
  tolerance: number,
  depth = 0
): number => {
  const [middle, half] = [(low + high) / 2, (high - low) / 2]
  const by = ({ nodes, weights }: typeof few): number => {
    let sum = 0
    for (let i = 0; i < nodes.length; i++) sum += weights[i] * f(middle + half * nodes[i])
    return half * sum
  }
  const value = by(many)
  if (Math.abs(value - by(few)) <= tolerance || depth === 12) return value
  return integral(f, low, middle, tolerance, depth + 1) + integral(f, middle, high, tolerance, depth + 1)
}

/** All ways to take `size` of the items. */
const choices = <Item>(items: ReadonlyArray<Item>, size: number): ReadonlyArray<ReadonlyArray<Item>> =>
  size === 0
    ? [[]]
    : items.flatMap((item, at) => choices(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]))

/** By elimination with the largest pivot. */
const determinant = (rows: ReadonlyArray<Vector>): number => {
  const left = rows.map((row) => [...row])
  let product = 1
  for (let column = 0; column < left.length; column++) {
    let pivot = column
    for (let row = column; row < left.length; row++)
      if (Math.abs(left[row][column]) > Math.abs(left[pivot][column])) pivot = row
    if (left[pivot][column] === 0) return 0
    if (pivot !== column) {
      ;[left[pivot], left[column]] = [left[column], left[pivot]]
      product = -product
    }
    product *= left[column][column]
    for (let row = column + 1; row < left.length; row++) {
      const factor = left[row][column] / left[column][column]
      for (let c = column; c < left.length; c++) left[row][c] -= factor * left[column][c]
    }
  }
  return product
}

/** The vectors without those that are sums of two others, and cut nothing off; undefined where three leave nothing. */
const binding = (units: ReadonlyArray<Vector>): ReadonlyArray<Vector> | undefined => {
  for (const [k, v] of units.entries())
    for (const [i, first] of units.entries())
      for (const [j, second] of units.entries()) {
        if (k === i || k === j || j <= i) continue
        const c = dot(first, second)
        const square = dot(along(second, -c, first), along(second, -c, first))
        const b = (dot(v, second) - c * dot(v, first)) / square
        const a = dot(v, first) - b * c
        if (norm(along(along(v, -a, first), -b, second)) > rounding) continue
        if (a >= 0 && b >= 0) return binding(units.toSpliced(k, 1))
        if (a <= 0 && b <= 0) return undefined
      }
  return units
}

/** The share of z_u = z_v = 0 in which the others are positive; 0 where a third hyperplane through it cuts it off. */
const edge = (u: Vector, v: Vector, others: ReadonlyArray<Vector>): number => {
  const project = across(u)
  const side = project(v)
  const length = norm(side)
  if (length <= rounding) return 0
  const further = across(unit(side, length))
  const left: Array<Vector> = []
  for (const other of others) {
    const rest = project(other)
    const inside = further(rest)
    const size = norm(inside)
    if (size > rounding) {
      left.push(unit(inside, size))
      continue
    }
    // other = a u + b v
    const b = dot(rest, side) / (length * length)
    const a = dot(other, u) - b * dot(v, u)
    if (a < 0 || b < 0) return 0
  }
  return share(left)
}

/** The share of space in which all of these unit vectors have positive products with a direction. */
const share = (vectors: ReadonlyArray<Vector>): number => {
  const groups = grouped(
    vectors.map((unit) => ({ unit, power: 0 })),
    rounding
  )
  if (groups === undefined) return 0
  if (groups.length < 2) return groups.length === 0 ? 1 : 1 / 2
  const bound = binding(groups.map(({ unit }) => unit))
  if (bound === undefined) return 0
  const units = spanned(bound)
  const D = units[0].length
  if (D === 1) return 0
  if (D === 2) return inPlane(units.map((unit) => ({ unit, power: 0 })))
  if (D === 3) return polygon(units)
  Interruption.look()
  const [target, from, ...rest] = units
  const others = [from, ...rest]
  const alpha = angle(from, target)
  /** Across `from`, in the plane of both. */
  const normal = unit(along(target, -dot(from, target), from))
  const at = (t: number): Vector => from.map((fc, c) => Math.cos(t) * fc + Math.sin(t) * normal[c])
  const ends = new Set([0, alpha])
  for (const some of choices(others, D - 1)) {
    // det(u(t), ...) = cos(t) det(from, ...) + sin(t) det(normal, ...)
    const [c, s] = [determinant([from, ...some]), determinant([normal, ...some])]
    const zero = Math.atan2(-c, s)
    for (const t of [zero, zero + Math.PI]) if (t > 1e-9 && t < alpha - 1e-9) ends.add(t)
  }
  const rate = (t: number): number => {
    const u = at(t)
    const velocity = at(t + Math.PI / 2)
    let sum = 0
    for (const [j, v] of others.entries()) {
      const apart = norm(along(u, -dot(u, v), v))
      const speed = j === 0 ? -1 : apart <= rounding ? 0 : dot(velocity, v) / apart
      if (speed !== 0) sum += (speed / (2 * Math.PI)) * edge(u, v, others.toSpliced(j, 1))
    }
    return sum
  }
  const pieces = [...ends].sort((x, y) => x - y)
  let value = share(others)
  for (let piece = 1; piece < pieces.length; piece++)
    value += integral(rate, pieces[piece - 1], pieces[piece], settled(D))
  return Math.max(0, value)
}

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
 * @throws RangeError where two ways to compute a moment differ by more than 1e-11 prod |v_a|
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
        throw new RangeError(
          `The moment of the inputs ${Tuples.label(tuple)} is known to ${Math.abs(value - again)} alone.`
        )
      return scale * value
    })
  })
}
