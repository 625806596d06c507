import fc from "fast-check"
import t from "tap"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import type { Certificate } from "../../../src/domain/grid/certificate.ts"
import { check } from "../../../src/domain/grid/checker.ts"
import * as Diagram from "../../../src/domain/grid/diagram.ts"
import { fromPlanar } from "../../../src/domain/grid/from-planar.ts"
import * as Play from "../../../src/domain/grid/play.ts"
import { toBraid } from "../../../src/domain/grid/to-braid.ts"
import { toPlanar } from "../../../src/domain/grid/to-planar.ts"
import * as Alexander from "../../../src/domain/invariant/alexander.ts"
import * as Jones from "../../../src/domain/invariant/jones.ts"
import * as Subject from "../../../src/domain/invariant/subject.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { random, words } from "../../support/braid.ts"

/** What the checker says of a drawing that no moves follow. */
const verdictOf = (from: Planar.Origin) => {
  const drawn = fromPlanar(Planar.ofOrigin(from))
  const certificate: Certificate = {
    version: 1,
    proof: "grid",
    from,
    columns: drawn.diagram,
    places: drawn.places,
    steps: []
  }
  return { drawn, verdict: check(certificate) }
}
const isDrawn = ({ drawn, verdict }: ReturnType<typeof verdictOf>): boolean =>
  verdict.valid ? drawn.diagram.length === 2 : /^The steps end with/.test(verdict.reason)

const jones = (word: Word.Word) => Jones.polynomial(Subject.of(word))
const alexander = (word: Word.Word) => Alexander.polynomial(Subject.of(word))

t.test("the checker finds every closed braid in its rectangular diagram, arc by arc", async (t) => {
  fc.assert(
    fc.property(words(24, 6), fc.integer({ min: 0, max: 2 }), (word, more) => {
      const result = verdictOf({ word: Array.from(word), strands: Word.strands(word) + more })
      t.ok(isDrawn(result), `${Word.print(word)}: ${JSON.stringify(result.verdict)}`)
    })
  )
})

t.test("and closed braids of hundreds of letters", async (t) => {
  const stream = Stream.make([4000, 1])
  for (const [letters, strands] of [
    [600, 7],
    [900, 90],
    [2000, 4]
  ]) {
    const word = random(stream, letters, strands)
    const result = verdictOf({ word: Array.from(word), strands })
    t.ok(isDrawn(result), `${letters} letters: ${JSON.stringify(result.verdict)}`)
  }
})

t.test("a reduced alternating diagram of c crossings gets c + 2 columns: its arc index", async (t) => {
  for (const [word, columns] of [
    ["1 1 1", 5],
    ["1 -2 1 -2", 6],
    ["1 1 1 1 1", 7],
    ["1 1 1 2 -1 2", 7],
    ["1 1 -2 1 -2 -2", 8],
    ["1 -2 1 -2 1 -2 1 -2", 10]
  ] as const)
    t.equal(fromPlanar(Planar.ofBraid(Word.parse(word))).diagram.length, columns, word)
})

t.test("Jones and Alexander polynomials are the same through every conversion", async (t) => {
  fc.assert(
    fc.property(words(14, 5), (word) => {
      const strands = Word.strands(word)
      const { diagram } = fromPlanar(Planar.ofBraid(word, strands))
      const back = toBraid(diagram)
      const through = toBraid(fromPlanar(toPlanar(diagram)).diagram)
      for (const braid of [back, through]) {
        t.equal(Word.strands(braid.word) <= braid.strands, true)
        if (Planar.components(Planar.ofBraid(word, strands)) > 1) continue
        t.strictSame(jones(braid.word), jones(word), Word.print(word))
        t.strictSame(alexander(braid.word), alexander(word), Word.print(word))
      }
      t.equal(Diagram.components(diagram), Planar.components(Planar.ofBraid(word, strands)))
    }),
    { numRuns: 60 }
  )
})

t.test("KnotTheory's PD of 3_1 is the trefoil with negative crossings", async (t) => {
  const planar = Planar.of([
    [1, 4, 2, 5],
    [3, 6, 4, 1],
    [5, 2, 6, 3]
  ])
  t.strictSame(jones(toBraid(fromPlanar(planar).diagram).word), jones(Word.parse("-1 -1 -1")))
})

t.test("random rectangular diagrams become planar ones and come back", async (t) => {
  const stream = Stream.make([1995, 64])
  for (let draw = 0; draw < 60; draw++) {
    const diagram = Play.knot(stream, 2 + Stream.below(stream, 9))
    const planar = toPlanar(diagram)
    const { crossings, circles } = planar
    t.ok(isDrawn(verdictOf({ crossings, circles })))
    t.equal(Planar.components(planar), 1)
    const braid = toBraid(diagram).word
    if (braid.length > 40) continue
    t.strictSame(jones(toBraid(fromPlanar(planar).diagram).word), jones(braid))
  }
})

t.test("shifts make no other diagram", async (t) => {
  const stream = Stream.make([2006, 190])
  for (let draw = 0; draw < 20; draw++) {
    const n = 3 + Stream.below(stream, 6)
    const diagram = Play.knot(stream, n)
    const shifted = Diagram.shift(diagram, Stream.below(stream, n), Stream.below(stream, n))
    t.strictSame(Diagram.canonical(shifted), Diagram.canonical(diagram))
    t.strictSame(alexander(toBraid(shifted).word), alexander(toBraid(diagram).word))
  }
})

t.test("columns that are no diagram are refused with a sentence", async (t) => {
  t.throws(() => Diagram.of([[0, 1]]), /Column 0 has a mark in row 1; rows are numbered from 0 to 0/)
  t.throws(
    () =>
      Diagram.of([
        [0, 0],
        [1, 1]
      ]),
    /Column 0 has both marks in row 0/
  )
  t.throws(
    () =>
      Diagram.of([
        [0, 1],
        [0, 2],
        [0, 2]
      ]),
    /Row 0 has 3 marks; a row has two/
  )
  t.throws(() => Diagram.of([[0, 1, 2]]), /Column 0 has 3 marks/)
})
