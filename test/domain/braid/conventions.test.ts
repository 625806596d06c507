/**
 * The conventions of braids on one page, executed. Whoever compares with another program starts here.
 */
import t from "tap"
import * as Certificate from "../../../src/domain/braid/certificate.ts"
import * as Checker from "../../../src/domain/braid/checker.ts"
import { collapse } from "../../../src/domain/braid/collapse.ts"
import * as Draft from "../../../src/domain/braid/draft.ts"
import * as Move from "../../../src/domain/braid/move.ts"
import * as Permutation from "../../../src/domain/braid/permutation.ts"
import * as Word from "../../../src/domain/braid/word.ts"

const letters = (draft: Draft.Draft) => Array.from(Draft.word(draft))
const draft = (...word: Array<number>) => Draft.of(Word.of(word), 10)

t.test("letters", (t) => {
  t.equal(Word.writhe(Word.of([1, 1, 1])), 3, "a positive letter is a positive crossing")
  t.equal(Word.strands(Word.of([1, -4])), 5, "letter i crosses the strands at places i and i+1, from 1")
  t.equal(Word.strands(Word.empty), 1, "the empty word is the unknot on one strand")
  t.same(Array.from(Word.parse("1 -2 3")), [1, -2, 3])
  t.equal(Word.print(Word.of([1, -2, 3])), "1 -2 3")
  t.end()
})

t.test("words", (t) => {
  const w = Word.of([1, 2, -3])
  t.same(Array.from(Word.inverse(w)), [3, -2, -1], "inverse: backwards and turned over")
  t.same(Array.from(Word.mirror(w)), [-1, -2, 3], "mirror: turned over")
  t.same(Array.from(Word.reverse(w)), [-3, 2, 1], "reverse: backwards")
  t.same(Array.from(Word.rotate(w, 1)), [2, -3, 1], "rotation by 1: the first letter goes to the end")
  t.same(Array.from(Word.canonicalRotation(w)), [-3, 1, 2], "canonical: least, signed letters compared")
  t.end()
})

t.test("the strand that begins at place i ends at place p[i], places from 0", (t) => {
  t.same(Array.from(Permutation.of([1, 2])), [2, 0, 1], "the word is read from left to right")
  t.equal(Permutation.components([1, 1]), 2)
  t.end()
})

t.test("moves", (t) => {
  const w = draft(1, 2, -1)
  Move.braid(w, 0)
  t.same(letters(w), [-2, 1, 2], "sigma_1 sigma_2 sigma_1^-1 = sigma_2^-1 sigma_1 sigma_2")
  Move.conjugate(w, 1)
  t.same(letters(w), [1, -2, 1, 2, -1], "conjugation by g: g w g^-1")
  Move.rotate(w, 1)
  t.same(letters(w), [-2, 1, 2, -1, 1], "rotation by 1: shift left")
  Move.rotate(w, -2)
  t.same(letters(w), [-1, 1, -2, 1, 2], "rotation by a negative number: shift right")
  Move.stabilise(w, "high", -1)
  t.same(letters(w), [-1, 1, -2, 1, 2, -3], "high: a letter at the end, one more strand")
  Move.stabilise(w, "low", 1)
  t.same(letters(w), [-2, 2, -3, 2, 3, -4, 1], "low: the others move up by one")
  t.equal(w.strands, 5)
  collapse(w)
  t.same(letters(w), [], "SmartCollapse shortens it to nothing")
  t.equal(w.strands, 2, "the closure had two components")
  t.end()
})

t.test("the closure depends on the strands: the empty word on n strands is n unlinked circles", (t) => {
  const w = draft(1, -1)
  collapse(w)
  t.same([letters(w), w.strands], [[], 2])
  t.end()
})

t.test("a certificate: places from 0, strands of both ends, steps as lists", (t) => {
  const w = draft(1, 2, -1)
  w.trace = []
  Move.braid(w, 0)
  Move.destabilise(w, "low")
  const certificate = Certificate.make(
    { word: Word.of([1, 2, -1]), strands: 3 },
    { word: Draft.word(w), strands: 2 },
    w.trace
  )
  t.same(certificate, {
    version: 1,
    from: [1, 2, -1],
    to: [-1, 1],
    strands: [3, 2],
    steps: [
      ["braid", 0],
      ["rotate", 2],
      ["destabilise", "low", 1],
      ["rotate", -1]
    ]
  })
  t.same(Checker.check(certificate), { valid: true })
  t.end()
})
