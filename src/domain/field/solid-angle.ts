/**
 * The share of space in the cone in which all v_k . g are positive. In three dimensions it is the area of a spherical
 * polygon. In more, one of the unit vectors is turned, u(t), from where it coincides with another and cuts nothing off, to where
 * it belongs, by Plackett's identity, which is Schlaefli's:
 *
 *     d share/dt = sum_j (du/dt . v_j) / (2 pi |u - (u . v_j) v_j|)  share(cone of the others in z_u = z_j = 0),   |v_j| = 1
 *
 * with cones of two dimensions less, in pieces that end where their faces change.
 *
 * Source: Plackett, A reduction formula for normal multivariate integrals, Biometrika 41, 1954.
 */
import * as Interruption from "../interruption.ts"
import type { Vector } from "./direction.ts"
import { across, along, dot, grouped, inPlane, norm, rounding, spanned, unit } from "./direction.ts"
import * as Legendre from "./legendre.ts"

const cross = ([a, b, c]: Vector, [x, y, z]: Vector): Vector => [b * z - c * y, c * x - a * z, a * y - b * x]

/** The angle between unit vectors, without loss where they nearly coincide or are nearly opposite. */
const angle = (u: Vector, v: Vector): number => 2 * Math.atan2(norm(along(u, -1, v)), norm(along(u, 1, v)))

/**
 * In three dimensions: a polygon, the excess of its angles over those of a flat one. It begins as what two planes leave, with
 * two corners, and further sides are cut off it.
 */
const polygon = (units: ReadonlyArray<Vector>): number => {
  let sides = units.slice(0, 2)
  /** Corner k is between side k and the next. */
  const cornersOf = (of: ReadonlyArray<Vector>) => of.map((side, k) => cross(side, of[(k + 1) % of.length]))
  let corners = cornersOf(sides)
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
export const share = (vectors: ReadonlyArray<Vector>): number => {
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
