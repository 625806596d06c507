import t from "tap"
import * as Certificate from "../../../src/domain/braid/certificate.ts"
import * as Checker from "../../../src/domain/braid/checker.ts"
import { collapse } from "../../../src/domain/braid/collapse.ts"
import * as Draft from "../../../src/domain/braid/draft.ts"
import * as Permutation from "../../../src/domain/braid/permutation.ts"
import * as Prior from "../../../src/domain/braid/prior.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { alexander, trefoil } from "../../support/burau.ts"

const point = 7654321n

t.test("random unknots: N letters, one component, collapsed, Alexander 1, certified", (t) => {
  const stream = Stream.make([31, 0])
  for (const [letters, count] of [
    [4, 50],
    [6, 50],
    [7, 50],
    [9, 400],
    [30, 30],
    [96, 2]
  ]) {
    const options = { letters, moves: 10 }
    const draft = Prior.draft(options)
    draft.trace = []
    for (let k = 0; k < count; k++) {
      Prior.randomUnknot(draft, stream, options)
      const word = Draft.word(draft)
      const to = { word, strands: draft.strands }
      const proof = Certificate.reverse(Certificate.make({ word: Word.empty, strands: 1 }, to, draft.trace))
      const verdict = Checker.check(proof)
      if (!verdict.valid) t.fail(verdict.reason)
      if (word.length !== letters || Word.strands(word) !== draft.strands) t.fail(Word.print(word))
      if (Permutation.components(word) !== 1) t.fail(Word.print(word))
      if (letters < 96 && alexander(word, draft.strands, point) !== 1n) t.fail(Word.print(word))
      draft.trace = null
      collapse(draft)
      if (!Word.equals(Draft.word(draft), word)) t.fail(`${Word.print(word)} can be collapsed`)
      draft.trace = []
    }
  }
  t.pass()
  t.end()
})

t.test("random knots: N letters, one component, all signs and generators in use", (t) => {
  const stream = Stream.make([32, 0])
  for (const letters of [3, 4, 9, 30, 96])
    for (const strands of [2, 3, 4, 6]) {
      const options = { letters, moves: 4, strands }
      const draft = Prior.draft(options)
      for (let k = 0; k < 50; k++) {
        Prior.randomKnot(draft, stream, options)
        const word = Draft.word(draft)
        const isKnot = word.length === letters && Permutation.components(word) === 1
        if (!isKnot || Word.strands(word) !== draft.strands) t.fail(Word.print(word))
      }
    }
  t.pass()
  t.end()
})

/**
 * A word of up to 9 crossings with Alexander 1 is the unknot, and with the trefoil's it is a trefoil. The paper's
 * sample at N = 9: about a quarter of its knots are trefoils; as printed, a tenth to a quarter of the draws are unknots.
 */
t.test("random knots at N = 9, M = 2 on 4 strands are unknots and trefoils as often as the paper's", (t) => {
  const options = { letters: 9, moves: 2, strands: 4 }
  const draft = Prior.draft(options)
  const stream = Stream.make([33, 0])
  let unknots = 0
  let trefoils = 0
  const draws = 2000
  for (let k = 0; k < draws; k++) {
    Prior.randomKnot(draft, stream, options)
    const value = alexander(draft.letters.subarray(0, draft.length), draft.strands, point)
    if (value === 1n) unknots++
    else if (value === trefoil(point)) trefoils++
  }
  t.ok(unknots > 0.1 * draws && unknots < 0.25 * draws, `${unknots} unknots`)
  const share = trefoils / (draws - unknots)
  t.ok(Math.abs(share - 0.25) < 0.04, `trefoils are ${share} of the knots`)
  t.end()
})

t.test("mirror symmetry: the prior's writhe is zero on average, odds 1 in 15 000", (t) => {
  const options = { letters: 9, moves: 10, strands: 4 }
  const draft = Prior.draft(options)
  const stream = Stream.make([34, 0])
  for (const draw of [Prior.randomUnknot, Prior.randomKnot]) {
    let [sum, squares] = [0, 0]
    const draws = 3000
    for (let k = 0; k < draws; k++) {
      draw(draft, stream, options)
      const writhe = Word.writhe(draft.letters.subarray(0, draft.length))
      sum += writhe
      squares += writhe * writhe
    }
    t.ok(Math.abs(sum) < 4 * Math.sqrt(squares), `${draw.name}: ${sum / draws}`)
  }
  t.end()
})

t.test("a random Markov move: stabilisation half of the time, each conjugation equally often", (t) => {
  const stream = Stream.make([35, 0])
  const start = Word.of([1, 2, 3])
  const draft = Draft.of(start, 10)
  const counts = new Map<string, number>()
  const draws = 40000
  for (let k = 0; k < draws; k++) {
    Draft.load(draft, start)
    Prior.randomMarkovMove(draft, stream)
    const seen = Word.print(Draft.word(draft))
    counts.set(seen, (counts.get(seen) ?? 0) + 1)
  }
  const conjugations = [-3, -2, -1, 1, 2, 3].map((g) => [`${g} 1 2 3 ${-g}`, 1 / 12] as const)
  const expected = new Map([...conjugations, ["1 2 3 4", 1 / 4], ["1 2 3 -4", 1 / 4]] as const)
  t.same(new Set(counts.keys()), new Set(expected.keys()))
  for (const [word, p] of expected) {
    const deviation = (counts.get(word) ?? 0) - p * draws
    t.ok(Math.abs(deviation) < 4.5 * Math.sqrt(p * (1 - p) * draws), `${word}: ${deviation}`)
  }
  t.end()
})

t.test("same stream, same words; options that no word can meet get a sentence", (t) => {
  const options = { letters: 30, moves: 10, strands: 5 }
  const [a, b] = [Prior.draft(options), Prior.draft(options)]
  b.trace = []
  Prior.randomUnknot(a, Stream.make([1, 9]), options)
  Prior.randomUnknot(b, Stream.make([1, 9]), options)
  t.same(Draft.word(a), Draft.word(b), "recording changes nothing")
  const stream = Stream.make([0, 0])
  const unknot = (letters: number, moves: number) => () => Prior.randomUnknot(a, stream, { letters, moves })
  const knot = (letters: number, moves: number, strands: number) => () =>
    Prior.randomKnot(a, stream, { letters, moves, strands })
  for (const letters of [1, 2, 3, 5]) t.throws(unknot(letters, 10), /survives SmartCollapse/)
  t.throws(unknot(0, 10), new RangeError("A random word has 1 letter or more, not 0."))
  t.throws(unknot(9, 0), new RangeError("Between two collapses there is 1 move or more, not 0."))
  t.throws(unknot(9, 2), /make 3 or more at a time/)
  t.throws(knot(2, 10, 3), /survives SmartCollapse/)
  t.throws(knot(9, 10, 1), new RangeError("A random knot is drawn on 2 to 1000 strands, not 1."))
  t.throws(knot(4, 1, 2), /odd word/)
  t.throws(
    () => Prior.randomKnot(b, stream, options),
    new RangeError("Random letters are no moves: they cannot be traced.")
  )
  t.end()
})
