import { readFileSync } from "node:fs"
import t from "tap"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import { apart } from "../../../src/domain/grid/apart/apart.ts"
import { fromPlanar } from "../../../src/domain/grid/from-planar.ts"
import * as Link from "../../../src/domain/grid/link.ts"
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

/** Of each prime link to eight crossings, directions of components aside, LinkInfo's PD code. */
const links = new Map(
  readFileSync(new URL("../../golden/links.csv", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(2)
    .map((line): readonly [string, ReadonlyArray<ReadonlyArray<number>>] => {
      const [name, pd] = line.split(";")
      return [name.split("{")[0], pd.split("|").map((code) => code.split(" ").map(Number))]
    })
)

t.test("prime links come to theirs, none below it, and none of them comes apart", async (t) => {
  t.ok(links.size > 40)
  for (const [name, pd] of links) {
    const { diagram } = fromPlanar(Planar.of(pd))
    const found = search(diagram, [18, 0], { trials: 20_000 })
    // The same theorems as of knots, of links that are not split.
    if (/^L\d+a/.test(name)) t.equal(found.diagram.length, pd.length + 2, name)
    else t.ok(found.diagram.length <= pd.length, name)
    t.equal(found.circles, 0, name)
    t.equal(apart(Link.of(diagram), found.moves, [18, 1], { trials: 20_000 }).pieces.length, 1, name)
  }
})
