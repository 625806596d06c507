/**
 * Twisted Alexander polynomials of a knot, at a root of unity in a finite field: Wada's invariant (Topology 33, 1994) of the
 * permutations by which a finite group acts. These tell apart mutants that share all that is counted in colouring.ts.
 *
 * With t for each meridian x and its permutation A(x), Fox derivatives d obey d(x y) = dx + t A(x) dy. The derivatives of all
 * stretches follow from those of the free ones; passes that are left over give rows that must vanish. Without one of these
 * rows and without the first free stretch, of permutation A, the invariant is det(rows) / det(t A - 1): defined but for its
 * sign and powers of t, which are gone in its power 2 {@link root}.
 */
import * as Colouring from "./colouring.ts"
import type { Class } from "./finite.ts"
import type * as Passes from "./passes.ts"

/** A prime whose squares doubles hold, 1 modulo 62. */
const field = 67_108_739

/** The order of t: a prime, which no permutation of few points has. */
const root = 31

const product = (a: number, b: number): number => (a * b) % field

const power = (base: number, exponent: number): number => {
  let result = 1
  for (let square = base, e = exponent; e > 0; e = Math.floor(e / 2), square = product(square, square))
    if (e % 2 === 1) result = product(result, square)
  return result
}

/** An element of order {@link root}. */
const t = (() => {
  for (let base = 2; ; base++) {
    const candidate = power(base, (field - 1) / root)
    if (candidate !== 1) return candidate
  }
})()

const reciprocal = (a: number): number => power(a, field - 2)

/** Changes the matrix. */
const determinant = (rows: ReadonlyArray<Float64Array>): number => {
  const left = [...rows]
  let value = 1
  for (let column = 0; column < left.length; column++) {
    const pivot = left.findIndex((row, i) => i >= column && row[column] !== 0)
    if (pivot < 0) return 0
    if (pivot !== column) {
      ;[left[pivot], left[column]] = [left[column], left[pivot]]
      value = field - value
    }
    const top = left[column]
    value = product(value, top[column])
    const scale = reciprocal(top[column])
    for (let i = column + 1; i < left.length; i++) {
      const factor = product(left[i][column], scale)
      if (factor === 0) continue
      for (let j = column; j < left.length; j++)
        left[i][j] = (left[i][j] + field - product(factor, top[j])) % field
    }
  }
  return value
}

type Derivative = ReadonlyArray<Float64Array>

/** How often each value comes up among the colourings: `value:count` by values, in one text. */
export const values = (knot: Passes.Passes, steps: ReadonlyArray<Passes.Step>, colours: Class): string => {
  const { over, sign } = knot
  const { permutations } = colours
  const points = permutations[0].length
  const free = steps.filter(({ pass }) => pass < 0).map(({ target }) => target)
  const width = points * (free.length - 1)
  const forward = t
  const back = reciprocal(t)
  /** a + scale b */
  const add = (a: Derivative, b: Derivative, scale: number): Derivative =>
    a.map((row, i) => row.map((value, j) => (value + product(scale, b[i][j])) % field))
  /** t A d, or its inverse for sign -1. */
  const act = (colour: number, sign: number, d: Derivative): Derivative => {
    const moved = d.map(() => new Float64Array(0))
    permutations[colour].forEach((to, from) => {
      const [source, target] = sign > 0 ? [from, to] : [to, from]
      moved[target] = d[source].map((value) => product(value, sign > 0 ? forward : back))
    })
    return moved
  }
  const minus = field - 1
  /** d of o^s x o^-s, whose colour is known. */
  const turned = (
    s: number,
    o: number,
    dO: Derivative,
    x: number,
    dX: Derivative,
    result: number
  ): Derivative =>
    s > 0
      ? add(add(dO, act(o, 1, dX), 1), act(result, 1, dO), minus)
      : act(o, -1, add(add(dX, dO, minus), act(x, 1, dO), 1))
  const count = over.length
  const tally = new Map<number, number>()
  Colouring.each(knot, steps, colours, (colour) => {
    const d: Array<Derivative> = []
    const along = (pass: number, to: number): Derivative =>
      turned(sign[pass], colour[over[pass]], d[over[pass]], colour[pass], d[pass], colour[to])
    const rows: Array<Float64Array> = []
    for (const { target, pass, checks } of steps) {
      const next = (pass + 1) % count
      if (pass < 0) {
        const block = free.indexOf(target) - 1
        d[target] = Array.from({ length: points }, (_, i) => {
          const row = new Float64Array(width)
          if (block >= 0) row[points * block + i] = 1
          return row
        })
      } else if (pass === target)
        d[target] = turned(
          -sign[pass],
          colour[over[pass]],
          d[over[pass]],
          colour[next],
          d[next],
          colour[target]
        )
      else d[target] = along(pass, target)
      for (const check of checks) {
        const to = (check + 1) % count
        rows.push(...add(along(check, to), d[to], minus))
      }
    }
    const meridian = Array.from({ length: points }, (_, i) => {
      const row = new Float64Array(points)
      row[i] = minus
      return row
    })
    permutations[0].forEach((to, from) => {
      meridian[to][from] = (meridian[to][from] + forward) % field
    })
    const value = product(determinant(rows.slice(0, width)), reciprocal(determinant(meridian)))
    const unit = power(value, 2 * root)
    tally.set(unit, (tally.get(unit) ?? 0) + 1)
  })
  return [...tally]
    .sort(([a], [b]) => a - b)
    .map(([value, times]) => `${value}:${times}`)
    .join(" ")
}
