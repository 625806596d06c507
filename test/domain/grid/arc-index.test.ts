import t from "tap"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import { fromPlanar } from "../../../src/domain/grid/from-planar.ts"
import { search } from "../../../src/domain/grid/search.ts"
import * as Rolfsen from "../../../src/domain/invariant/rolfsen.ts"
import type { Prime } from "../../../src/domain/invariant/table/table.ts"

/** The first of the table that is not alternating, by crossings. */
const firstOthers: Readonly<Record<number, number>> = { 8: 19, 9: 42, 10: 124 }

/** Less than the crossing number. */
const exceptions: Readonly<Record<string, number>> = {
  "8_19": 7,
  "9_42": 8,
  "9_46": 8,
  "10_124": 8,
  ...Object.fromEntries(
    [128, 132, 136, 139, 140, 142, 145, 160, 161].map((place): [string, number] => [`10_${place}`, 9])
  )
}

/**
 * Arc indices of prime knots: crossings + 2 for alternating ones (Bae and Park), at most the crossings for others (Jin and
 * Park, Prime knots with arc index up to 11, arXiv 1010.3005); all values as KnotInfo lists them.
 */
const arcIndex = ({ name, crossings }: Prime): number => {
  const isAlternating = Number(name.split("_")[1]) < (firstOthers[crossings] ?? Number.POSITIVE_INFINITY)
  return isAlternating ? crossings + 2 : (exceptions[name] ?? crossings)
}

t.test("all prime knots to ten crossings come to their arc index, and none below it", async (t) => {
  for (const prime of Rolfsen.primes) {
    const { diagram } = fromPlanar(Planar.ofBraid(prime.word))
    const found = search(diagram, [18, 0], { trials: 20_000 })
    t.equal(found.diagram.length, arcIndex(prime), prime.name)
    t.equal(found.circles, 0, prime.name)
  }
})
