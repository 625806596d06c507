import fc from "fast-check"
import t from "tap"
import * as HardUnknots from "../../../src/domain/braid/hard-unknots.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import { parts } from "../../../src/domain/diagram/parts.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import { reduce } from "../../../src/domain/diagram/reduce.ts"
import * as Tangle from "../../../src/domain/diagram/tangle.ts"
import * as Marks from "../../../src/domain/grid/marks.ts"
import * as Play from "../../../src/domain/grid/play.ts"
import { toPlanar } from "../../../src/domain/grid/to-planar.ts"
import * as Jones from "../../../src/domain/invariant/jones.ts"
import * as Laurent from "../../../src/domain/invariant/laurent.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { random, words } from "../../support/braid.ts"
import { golden } from "../../support/knots.ts"
import { fingerprint } from "../../support/links.ts"

t.test("a diagram under change that nothing changed is the same diagram", async (t) => {
  fc.assert(
    fc.property(words(30, 7), (word) => {
      const diagram = Planar.ofBraid(word)
      t.equal(fingerprint(Tangle.toDiagram(Tangle.of(diagram))), fingerprint(diagram))
    })
  )
})

t.test("a reduced diagram is one, of the same oriented link, and has no more crossings", async (t) => {
  fc.assert(
    fc.property(words(60, 7), (word) => {
      const diagram = Planar.ofBraid(word)
      const reduced = reduce(diagram)
      t.strictSame(Planar.of(reduced.crossings, reduced.circles), reduced, "planar, arcs from 0")
      t.ok(reduced.crossings.length <= word.length)
      t.equal(fingerprint(reduced), fingerprint(diagram), Word.print(word))
    }),
    { numRuns: 300 }
  )
})

t.test("hundreds of crossings, the same way each time", async (t) => {
  const stream = Stream.make([19, 1])
  for (const [letters, strands] of [
    [200, 8],
    [200, 30],
    [500, 12]
  ]) {
    const diagram = Planar.ofBraid(random(stream, letters, strands), strands)
    const reduced = reduce(diagram)
    t.ok(reduced.crossings.length < 0.8 * letters, `${letters} crossings become ${reduced.crossings.length}`)
    t.equal(fingerprint(reduced), fingerprint(diagram))
    t.strictSame(reduce(diagram), reduced)
  }
})

t.test("words of the primes to ten crossings reduce to as many crossings as the name says", async (t) => {
  const larger = golden().filter(({ name, word }) => {
    const reduced = reduce(Planar.ofBraid(word))
    t.equal(fingerprint(reduced), fingerprint(Planar.ofBraid(word)), name)
    return reduced.crossings.length > Number(name.split("_")[0])
  })
  t.ok(larger.length <= 2, larger.map(({ name }) => name).join(" "))
})

t.test("classical hard unknots, and unknots of inverse play, come apart", async (t) => {
  for (const { name, word } of HardUnknots.all) {
    const reduced = reduce(Planar.ofBraid(Word.of(word)))
    t.strictSame(reduced, { crossings: [], circles: 1 }, name)
  }
  const stream = Stream.make([19, 3])
  const marks = Play.room(24)
  let untied = 0
  for (let game = 0; game < 40; game++) {
    Play.unknot(marks, stream, 24, 60)
    const planar = toPlanar(Marks.diagram(marks))
    if (reduce(planar).crossings.length === 0) untied++
  }
  t.ok(untied >= 38, `${untied} of 40`)
})

t.test("links come apart into pieces and summands", async (t) => {
  const sizes = (text: string) =>
    parts(Planar.ofBraid(Word.parse(text))).map((sum) => sum.map(({ crossings }) => crossings.length).sort())
  t.strictSame(sizes("1 1 1"), [[3]])
  t.strictSame(sizes("1 1 1 2 2 2"), [[3, 3]])
  t.strictSame(sizes("1 1 1 3 -4 3 -4"), [[3], [4]])
  t.strictSame(sizes("1 1 2 2 4 4 4"), [[2, 2], [3]])
  t.strictSame(sizes("1 1 1 2 -2"), [[3], []], "a circle beside it")
  t.strictSame(sizes("1 -1 3 3"), [[2], [], []])
  t.strictSame(sizes("1 2 3"), [[]], "the unknot has no summand")
})

t.test("the Jones polynomial of a sum is the product of its summands'", async (t) => {
  for (const text of ["1 1 1 2 2 2", "1 -2 1 -2 3 3 3 4 -3 4", "1 1 1 1 1 -2 -2 -2 3 2 3 -2"]) {
    const jones = (diagram: Planar.Diagram) => Jones.ofDiagram(diagram)
    const diagram = Planar.ofBraid(Word.parse(text))
    const [sum] = parts(diagram)
    const product = sum.map(jones).reduce(Laurent.multiply, Laurent.one)
    t.equal(Laurent.key(product), Laurent.key(jones(diagram)), text)
  }
})
