import t from "tap"
import * as HardUnknots from "../../../src/domain/braid/hard-unknots.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Certificate from "../../../src/domain/grid/certificate.ts"
import { check } from "../../../src/domain/grid/checker.ts"
import * as Diagram from "../../../src/domain/grid/diagram.ts"
import { fromPlanar } from "../../../src/domain/grid/from-planar.ts"
import * as Marks from "../../../src/domain/grid/marks.ts"
import * as Play from "../../../src/domain/grid/play.ts"
import { search } from "../../../src/domain/grid/search.ts"
import { shorten } from "../../../src/domain/grid/shorten.ts"
import { untie } from "../../../src/domain/grid/untie.ts"
import * as Walk from "../../../src/domain/grid/walk.ts"
import * as Stream from "../../../src/domain/random/stream.ts"

const ofWord = (word: Word.Word, strands = Word.strands(word)): Planar.Origin => ({
  word: Array.from(word),
  strands
})

t.test("the classical hard unknots come to a circle, with proofs that hold", async (t) => {
  for (const { name, word } of HardUnknots.all) {
    const { certificate } = untie(ofWord(word), [1, 2], { trials: 1e6 })
    t.ok(certificate !== undefined, name)
    const read = Certificate.decode(JSON.parse(JSON.stringify(certificate)))
    t.strictSame(check(read), { valid: true }, name)
  }
})

t.test("a certificate with one move changed is refused, or is a proof too", async (t) => {
  const { certificate } = untie(ofWord(HardUnknots.all[4].word), [1, 2], { trials: 1e6 })
  const { steps } = certificate!
  let refused = 0
  steps.forEach(([move, of, at], i) => {
    for (const other of [
      [move, of, at + 1],
      [move, of === "rows" ? "columns" : "rows", at],
      [move === "join" ? "exchange" : "join", of, at]
    ] as ReadonlyArray<Certificate.Step>)
      if (!check({ ...certificate!, steps: steps.with(i, other) }).valid) refused++
    if (!check({ ...certificate!, steps: steps.toSpliced(i, 1) }).valid) refused++
  })
  t.ok(refused > 3.8 * steps.length, `${refused} of ${4 * steps.length}`)
  const refuse = (change: Partial<Certificate.Certificate>, reason: RegExp) => {
    const verdict = check({ ...certificate!, ...change })
    t.match(verdict, { valid: false, reason })
  }
  refuse({ steps: steps.slice(0, -1) }, /end with 3 columns, not with 2/)
  refuse({ from: ofWord(Word.of([1, 1, 1])) }, /crossings have a place, and the diagram has 3/)
  const mirrored = certificate!.from
  if ("word" in mirrored)
    refuse(
      { from: { ...mirrored, word: mirrored.word.map((letter) => -letter) } },
      /goes elsewhere in the drawing/
    )
  refuse({ places: certificate!.places.with(0, certificate!.places[1]) }, /stands where another does/)
  refuse({ columns: certificate!.columns.with(0, [0, 0]) }, /Column 0 has both marks in row 0/)
})

t.test("what is no knot's proof is none", async (t) => {
  // Two circles are no unknot, though two columns are left of them.
  const split = untie(ofWord(Word.empty, 2), [1, 2], { trials: 1e4 })
  t.equal(split.certificate, undefined)
  t.equal(split.circles, 1)
  const { places, diagram } = fromPlanar(Planar.ofBraid(Word.empty, 2))
  const claim: Certificate.Certificate = {
    version: 1,
    proof: "grid",
    from: ofWord(Word.empty, 2),
    columns: diagram,
    places,
    steps: [["join", "columns", 0]]
  }
  t.match(check(claim), { valid: false, reason: /marks in 2 common lines, not in one/ })
})

t.test("one strand and the empty word are a circle without a move", async (t) => {
  const { certificate } = untie(ofWord(Word.empty, 1), [1, 2], { trials: 10 })
  t.strictSame(certificate?.steps, [])
  t.strictSame(certificate?.columns, Diagram.circle)
})

t.test("the trefoil never comes below 5 columns in a million moves, nor 4_1 below 6", async (t) => {
  for (const [text, least] of [
    ["1 1 1", 5],
    ["1 -2 1 -2", 6]
  ] as const) {
    const walk = Walk.make(fromPlanar(Planar.ofBraid(Word.parse(text))).diagram, [3, 1], 1 << 22)
    Walk.run(walk, 1_000_000)
    t.equal(walk.n, least, text)
  }
})

t.test("links come apart: unlinked circles go, linked ones stay", async (t) => {
  const found = (word: string, strands?: number) =>
    search(fromPlanar(Planar.ofBraid(Word.parse(word), strands)).diagram, [7, 7], { trials: 100_000 })
  t.match(found("1 -1"), { circles: 1, diagram: { length: 2 } })
  t.match(found("1 1"), { circles: 0, diagram: { length: 4 } })
  t.match(found("1 1 1", 3), { circles: 1, diagram: { length: 5 } })
})

t.test("a search is the same for the same budget of trials, and ends where it is over", async (t) => {
  const start = fromPlanar(Planar.ofBraid(HardUnknots.all[4].word)).diagram
  const budget = { trials: 50_000 }
  t.strictSame(search(start, [4, 4], budget), search(start, [4, 4], budget))
  let looks = 0
  const trefoil = fromPlanar(Planar.ofBraid(Word.parse("1 1 1"))).diagram
  const { trials } = search(trefoil, [1, 1], { trials: 1e12, isOver: () => ++looks > 10 })
  t.ok(trials < 1e7)
})

t.test("shorter lists of moves lead to the same diagram", async (t) => {
  const stream = Stream.make([5, 5])
  for (let draw = 0; draw < 30; draw++) {
    const start = Play.knot(stream, 8 + Stream.below(stream, 8))
    const walk = Walk.make(start, [draw, 1], 1 << 14)
    Walk.run(walk, 4000)
    const moves = Walk.moves(walk)
    const shorter = shorten(start, moves)
    t.ok(shorter.length <= moves.length)
    const marks = Marks.of(start)
    for (const move of shorter) {
      if (move < 0x2_0000) t.ok(Marks.mayExchange(marks, move))
      Marks.apply(marks, move)
    }
    t.strictSame(Marks.diagram(marks), Marks.diagram(walk))
  }
})

t.test("inverse play makes unknots, of every size", async (t) => {
  const stream = Stream.make([9, 9])
  const marks = Play.room(24)
  for (let draw = 0; draw < 40; draw++) {
    Play.unknot(marks, stream, 3 + Stream.below(stream, 22), 20)
    const diagram = Marks.diagram(marks)
    t.equal(Diagram.components(diagram), 1)
    t.equal(search(diagram, [draw, 0], { trials: 2_000_000 }).diagram.length, 2)
  }
})
