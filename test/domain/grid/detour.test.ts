import { readFileSync } from "node:fs"
import t from "tap"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Detour from "../../../src/domain/grid/detour.ts"
import * as Diagram from "../../../src/domain/grid/diagram.ts"
import { fromPlanar } from "../../../src/domain/grid/from-planar.ts"
import * as Link from "../../../src/domain/grid/link.ts"
import * as Play from "../../../src/domain/grid/play.ts"
import { search } from "../../../src/domain/grid/search.ts"
import { toBraid } from "../../../src/domain/grid/to-braid.ts"
import * as Alexander from "../../../src/domain/invariant/alexander.ts"
import * as Jones from "../../../src/domain/invariant/jones.ts"
import * as Stream from "../../../src/domain/random/stream.ts"

/** Of each prime up to ten crossings KnotInfo's PD code, and how many columns its grid diagram has: its arc index. */
const published = readFileSync(new URL("../../golden/knotinfo.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(2)
  .map((line) => {
    const [name, , pd, , , grid] = line.split(";")
    const marks: ReadonlyArray<readonly [number, number]> = JSON.parse(grid)
    return { name, pd: JSON.parse(pd), arcIndex: marks.length / 2 }
  })

t.test("planar diagrams of all primes to ten crossings come to the arc index, some by detours", async (t) => {
  let byDetours = 0
  for (const { name, pd, arcIndex } of published) {
    const found = search(fromPlanar(Planar.of(pd)).diagram, [18, 0], { trials: 20_000 }).diagram
    const smaller = Detour.smaller(Link.of(found), [18, 1], 40)
    t.equal(smaller.length, arcIndex, name)
    if (smaller.length < found.length) byDetours++
  }
  t.equal(published.length, 249)
  t.ok(byDetours > 0)
})

t.test("detours change neither the knot nor, where they find nothing, its diagram", async (t) => {
  const stream = Stream.make([18, 21])
  const jones = (diagram: Diagram.Diagram) => {
    const { word, strands } = toBraid(diagram)
    return [Jones.of(word, strands), Alexander.of(word, strands)]
  }
  let found = 0
  for (let draw = 0; draw < 60; draw++) {
    const diagram = Play.knot(stream, 8 + Stream.below(stream, 4))
    const link = Link.of(diagram)
    const smaller = Detour.smaller(link, [draw, 1], 2)
    if (smaller === link) continue
    found++
    t.strictSame(jones(Diagram.of(Link.diagram(smaller))), jones(diagram))
  }
  t.ok(found > 20, `${found}`)
  const trefoil = Link.of(
    search(fromPlanar(Planar.ofBraid(Int16Array.of(1, 1, 1))).diagram, [1, 1], { trials: 100 }).diagram
  )
  t.equal(Detour.smaller(trefoil, [1, 1], 1000), trefoil, "nothing is below 5")
  const eight = Link.of(
    search(fromPlanar(Planar.ofBraid(Int16Array.of(1, -2, 1, -2))).diagram, [1, 1], { trials: 100 }).diagram
  )
  t.equal(eight.length, 6)
  t.equal(Detour.smaller(eight, [1, 1], 1000), eight, "nothing is below 6")
})

t.test("a column is split at any place, in both ways, and the link is the same", async (t) => {
  const stream = Stream.make([18, 22])
  for (let draw = 0; draw < 60; draw++) {
    const link = Link.of(Play.knot(stream, 6 + Stream.below(stream, 4)))
    const [at, row] = [Stream.below(stream, link.length), Stream.below(stream, link.length + 1)]
    const split = Link.split(link, at, row, draw % 2 === 0)
    const joined = Link.follow(split, [0x2_0000 + at])
    t.strictSame(joined, link)
    t.strictSame(Link.turned(Link.turned(split)), split)
  }
})
