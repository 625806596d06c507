/** Khovanov homology of planar diagrams, over fields and over the integers. */

import type * as Planar from "../../diagram/planar.ts"
import { nothingLeft } from "../../exhaustive.ts"
import * as Complex from "./complex.ts"
import * as Plan from "./plan.ts"
import * as Ring from "./ring.ts"
import * as Smith from "./smith.ts"

/** What is not zero, by homological degree h and quantum degree q. */
export type Homology = ReadonlyArray<Group>

export interface Group {
  readonly h: number
  readonly q: number
  readonly rank: number
}

/** Over the integers. */
export type Integral = ReadonlyArray<IntegralGroup>

export interface IntegralGroup extends Group {
  /** Orders of the cyclic summands, prime powers. */
  readonly torsion: ReadonlyArray<number>
}

/** What was too large: after how many crossings it was given up, and with how many summands. */
export interface Refusal {
  readonly crossings: number
  readonly summands: number
}

export const isRefusal = (result: unknown): result is Refusal =>
  typeof result === "object" && result !== null && "crossings" in result

/** The complex of a diagram, without open ends; a refusal where it takes more than `most` of {@link Complex.Complex.work}. */
export const complexOf = (
  diagram: Planar.Diagram,
  ring: Ring.Ring,
  deformed: boolean,
  most: number
): Complex.Complex | Refusal => {
  const plan = Plan.of(diagram)
  const complex = Complex.empty(ring, deformed, plan.points, plan.h, plan.q)
  let crossings = 0
  for (const step of plan.steps) {
    take(complex, step)
    if (step.kind === "cross") crossings++
    if (!Complex.eliminate(complex, most)) return { crossings, summands: complex.summands.length }
  }
  return complex
}

/** Takes a step of a plan. */
export const take = (complex: Complex.Complex, step: Plan.Step): void => {
  switch (step.kind) {
    case "open":
      Complex.open(complex)
      break
    case "close":
      Complex.close(complex, step.x, step.y)
      break
    case "cross":
      Complex.cross(complex, step.x, step.y, step.plain)
      break
    default:
      nothingLeft(step, "step")
  }
}

/** Khovanov homology over the field of `prime` elements. */
export const overField = (diagram: Planar.Diagram, prime: number, most: number): Homology | Refusal => {
  const complex = complexOf(diagram, Ring.of(prime), false, most)
  if (isRefusal(complex)) return complex
  const groups = new Map<string, { h: number; q: number; rank: number }>()
  for (const { h, q } of complex.summands) {
    const key = `${h},${q}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { h, q, rank: 1 })
    else group.rank++
  }
  return sorted([...groups.values()])
}

/**
 * Khovanov homology over the integers: units alone are removed from the differential, so that the complex that is left has
 * the homology of the whole one, and the elementary divisors of what is left of the differential are the torsion.
 */
export const overIntegers = (diagram: Planar.Diagram, most: number): Integral | Refusal => {
  const complex = complexOf(diagram, Ring.of(Ring.integers), false, most)
  if (isRefusal(complex)) return complex
  const degrees = new Map<string, Array<Complex.Summand>>()
  for (const a of complex.summands) {
    const key = `${a.h},${a.q}`
    const known = degrees.get(key)
    if (known === undefined) degrees.set(key, [a])
    else known.push(a)
  }
  // By degree: what leads out of it.
  const leading = new Map<string, ReturnType<typeof Smith.divisors>>()
  for (const [key, summands] of degrees) leading.set(key, Smith.divisors(summands.map(rowOf(degrees))))
  return sorted(
    [...degrees].flatMap(([key, summands]) => {
      const { h, q } = summands[0]
      const before = leading.get(`${h - 1},${q}`)
      const rank = summands.length - leading.get(key)!.rank - (before?.rank ?? 0)
      const torsion = before?.torsion ?? []
      return rank === 0 && torsion.length === 0 ? [] : [{ h, q, rank, torsion }]
    })
  )
}

/** The row of a summand in the matrix of the differential: columns by place in their degree. */
const rowOf = (degrees: ReadonlyMap<string, ReadonlyArray<Complex.Summand>>) => {
  const places = new Map<Complex.Summand, number>()
  for (const summands of degrees.values()) for (const [place, a] of summands.entries()) places.set(a, place)
  return (a: Complex.Summand): Smith.Row => {
    const row: Smith.Row = new Map()
    for (const [b, f] of a.out) row.set(places.get(b)!, BigInt(f[1]))
    return row
  }
}

const sorted = <A extends Group>(groups: Array<A>): Array<A> => groups.sort((a, b) => a.h - b.h || a.q - b.q)
