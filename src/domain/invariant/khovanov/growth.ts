import type * as Planar from "../../diagram/planar.ts"
import { nothingLeft } from "../../exhaustive.ts"
import * as Interruption from "../../interruption.ts"
import * as Cobordism from "./cobordism.ts"
import * as Matching from "./matching.ts"
import * as Plan from "./plan.ts"

/** By matching: Euler characteristics of its summands, by quantum degree. */
type Characteristic = Map<Matching.Matching, Map<number, number>>

/**
 * How many summands complexes pass through, added over the crossings of a diagram: a bound from below, by a first pass over
 * graded Euler characteristics alone. Each is an alternating sum of numbers of summands; of connected alternating ones
 * all have one sign, and the bound is attained. The pass ends where the sum is beyond `most`, which bounds its cost, too.
 */
export const of = (diagram: Planar.Diagram, most: number): number => {
  const matchings: Array<Matching.Matchings> = []
  const ofPoints = (points: number) => {
    matchings[points / 2] ??= Matching.make(points, false)
    return matchings[points / 2]
  }
  let points = 0
  let now: Characteristic = new Map([[Matching.intern(ofPoints(0), new Uint8Array(0)), new Map([[0, 1]])]])
  let sum = 0
  for (const step of Plan.of(diagram).steps) {
    switch (step.kind) {
      case "open":
        points += 2
        now = opened(now, ofPoints(points))
        break
      case "close":
        points -= 2
        now = joined(now, Cobordism.strip(ofPoints(points), step.x, step.y, false), null)
        break
      case "cross":
        now = joined(now, Cobordism.strip(ofPoints(points), step.x, step.y, true), step.plain)
        break
      default:
        return nothingLeft(step, "step")
    }
    if (step.kind !== "cross") continue
    for (const polynomial of now.values()) for (const x of polynomial.values()) sum += Math.abs(x)
    if (sum > most) return sum
  }
  return sum
}

const opened = (now: Characteristic, to: Matching.Matchings): Characteristic =>
  new Map([...now].map(([a, polynomial]) => [Matching.opened(to, a), polynomial]))

/** In which degree the whole itself is, and its product with e. */
const degrees: Readonly<Record<"first" | "second", readonly [0 | 1, 0 | 1]>> = {
  first: [0, 1],
  second: [1, 0]
}

/** With `plain`, the whole itself beside what is joined. */
const joined = (
  now: Characteristic,
  strip: Cobordism.Strip,
  plain: "first" | "second" | null
): Characteristic => {
  const next: Characteristic = new Map()
  const add = (a: Matching.Matching, polynomial: ReadonlyMap<number, number>, h: 0 | 1, q: number) => {
    if (!next.has(a)) next.set(a, new Map())
    const sum = next.get(a)!
    for (const [degree, x] of polynomial) sum.set(degree + q, (sum.get(degree + q) ?? 0) + (h === 0 ? x : -x))
  }
  const [own, product] = plain === null ? [null, 0 as const] : degrees[plain]
  for (const [a, polynomial] of now) {
    Interruption.look()
    const { matching, loop } = Cobordism.image(strip, a)
    for (const shift of loop ? [1, -1] : [0]) add(matching, polynomial, product, product + shift)
    if (own !== null) add(a, polynomial, own, own)
  }
  return next
}
