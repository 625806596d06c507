import t from "tap"
import * as Certificate from "../../../src/domain/braid/certificate.ts"
import * as Checker from "../../../src/domain/braid/checker.ts"
import { collapse } from "../../../src/domain/braid/collapse.ts"
import * as Draft from "../../../src/domain/braid/draft.ts"
import { knotify } from "../../../src/domain/braid/knotify.ts"
import * as Permutation from "../../../src/domain/braid/permutation.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { random } from "../../support/braid.ts"
import { alexander } from "../../support/burau.ts"

const collapsed = (letters: Array<number>, strands?: number) => {
  const draft = Draft.make(letters.length + 1)
  Draft.load(draft, Word.of(letters), strands)
  collapse(draft)
  return { word: Array.from(Draft.word(draft)), strands: draft.strands }
}

t.test("by hand", (t) => {
  const unknot = { word: [], strands: 1 }
  t.same(collapsed([1]), unknot)
  t.same(collapsed([1, 2, -3, 4]), unknot, "destabilisation")
  t.same(collapsed([1, 2, 4, -2, -4, 2, 3, 4]), unknot)
  t.same(
    collapsed([1, 3, -1, 1, 2, 3, 3]),
    { word: [1, 1, 1], strands: 2 },
    "a pair that commutes past 3; lower ends"
  )
  t.same(
    collapsed([2, 1, 1, 1, -2]),
    { word: [1, 1, 1], strands: 3 },
    "across the end; the free strand is kept"
  )
  t.same(collapsed([4, 2, 1, 2, 1, 2, 3, -2]), { word: [1, 2, 1, 2], strands: 3 })
  t.same(collapsed([1, -1]), { word: [], strands: 2 }, "two unlinked circles")
  t.same(collapsed([1, -2, 1, -2]), { word: [1, -2, 1, -2], strands: 3 }, "the figure-8 knot stays")
  t.same(collapsed([]), unknot)
  t.end()
})

const place = (draft: Draft.Draft): Certificate.Place => {
  return { word: Draft.word(draft), strands: draft.strands }
}

/** Whether a pair cancels cyclically past commuting letters, or an end generator is single: by trying everything. */
const canShorten = (word: Word.Word, strands: number): boolean => {
  const letters = Array.from(word)
  const count = (g: number) => letters.filter((x) => Math.abs(x) === g).length
  if (count(1) === 1 || count(strands - 1) === 1) return true
  return letters.some((letter, i) => {
    for (let k = 1; k < letters.length; k++) {
      const other = letters[(i + k) % letters.length]
      if (other === -letter) return true
      if (Math.abs(Math.abs(other) - Math.abs(letter)) < 2) return false
    }
    return false
  })
}

t.test("same link, never longer, nothing left to do; its trace is a certificate", (t) => {
  const stream = Stream.make([11, 0])
  let knots = 0
  for (let k = 0; k < 6000; k++) {
    const w = random(stream, 1 + Stream.below(stream, 24), 2 + Stream.below(stream, 7))
    const draft = Draft.of(w)
    draft.trace = []
    collapse(draft)
    const after = Draft.word(draft)
    const from = { word: w, strands: Word.strands(w) }
    const verdict = Checker.check(Certificate.make(from, place(draft), draft.trace))
    if (!verdict.valid) t.fail(`${Word.print(w)}: ${verdict.reason}`)
    if (Permutation.components(after, draft.strands) !== Permutation.components(w)) t.fail(Word.print(w))
    if (canShorten(after, draft.strands)) t.fail(`${Word.print(w)} only became ${Word.print(after)}`)
    if (Permutation.components(w) === 1) {
      knots++
      if (alexander(after, draft.strands, 1234567n) !== alexander(w, from.strands, 1234567n))
        t.fail(Word.print(w))
    }
    const again = Draft.of(w)
    collapse(again)
    if (!Word.equals(Draft.word(again), after)) t.fail(`traced and untraced differ for ${Word.print(w)}`)
  }
  t.ok(knots > 1000, `${knots} knots`)
  t.end()
})

t.test("Knotify makes knots, by one crossing less than there were components", (t) => {
  const stream = Stream.make([12, 0])
  for (let k = 0; k < 3000; k++) {
    const w = random(stream, Stream.below(stream, 20), 2 + Stream.below(stream, 8))
    const draft = Draft.of(w, 20)
    const appended = knotify(draft, stream)
    const after = Draft.word(draft)
    if (appended !== Permutation.components(w) - 1) t.fail(Word.print(w))
    if (!Word.equals(after.slice(0, w.length), w)) t.fail(Word.print(w))
    if (Permutation.components(after, draft.strands) !== 1) t.fail(Word.print(w))
  }
  t.throws(() => knotify(Draft.of(Word.of([1, 1]), 0), stream), RangeError)
  t.end()
})
