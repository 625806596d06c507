/** Half-spaces v . g > 0, and products of powers of v . g over their common part, as directions: vectors of length 1. */
import * as Legendre from "./legendre.ts"

export type Vector = ReadonlyArray<number>

export const dot = (u: Vector, v: Vector): number => {
  let sum = 0
  for (let c = 0; c < u.length; c++) sum += u[c] * v[c]
  return sum
}

export const norm = (v: Vector): number => Math.hypot(...v)

export const along = (u: Vector, scale: number, v: Vector): Vector => u.map((uc, c) => uc + scale * v[c])

/** What of unit vectors is not more than this is rounding. */
export const rounding = 1e-12

/** (v_k . g)^power where v_k . g > 0; `unit` has length 1. */
export interface Factor {
  readonly unit: Vector
  readonly power: number
}

/**
 * Factors whose directions are within `near` are one, of their mean direction weighted by the powers, which moves moments by
 * the square of the distance; undefined where two are opposite, so that the product vanishes.
 */
export const grouped = (factors: ReadonlyArray<Factor>, near: number): ReadonlyArray<Factor> | undefined => {
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
export const across = (unit: Vector): ((v: Vector) => Vector) => {
  const sign = unit[0] < 0 ? -1 : 1
  const w = unit.map((uc, c) => (c === 0 ? uc + sign : uc))
  const square = dot(w, w)
  return (v) => along(v, (-2 * dot(w, v)) / square, w).slice(1)
}

/** The same vectors in as few coordinates as they span. */
export const spanned = (vectors: ReadonlyArray<Vector>): ReadonlyArray<Vector> => {
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

export const unit = (v: Vector, length = norm(v)): Vector => v.map((vc) => vc / length)

/** E[|g|^n] in D dimensions. */
export const radial = (D: number, n: number): number => {
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

export const inPlane = (factors: ReadonlyArray<Factor>): number => {
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
