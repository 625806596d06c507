/** The module draws the very words of the TypeScript reference. */
import { readFileSync } from "node:fs"
import t from "tap"
import { compile, prior } from "../../../scripts/build-simd.ts"
import * as Simd from "../../../src/accelerator/simd/prior.ts"
import * as Certificate from "../../../src/domain/braid/certificate.ts"
import * as Checker from "../../../src/domain/braid/checker.ts"
import * as Draft from "../../../src/domain/braid/draft.ts"
import * as Prior from "../../../src/domain/braid/prior.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Key from "../../../src/domain/random/key.ts"
import * as Stream from "../../../src/domain/random/stream.ts"

/** Whether the trace leads to this very word from the empty one. */
const isProved = (draft: Draft.Draft, word: Word.Word): boolean => {
  const end = { word: Draft.word(draft), strands: draft.strands }
  const certificate = Certificate.make({ word: Word.empty, strands: 1 }, end, draft.trace!)
  return Word.equals(end.word, word) && Checker.check(certificate).valid
}

/** Compares `count` words of either kind; `strands` 0 for unknots. */
const agree = (letters: number, moves: number, strands: number, count: number): string | undefined => {
  const isKnot = strands > 0
  const options = isKnot ? { letters, moves, strands } : { letters, moves }
  const sampler = Simd.open(options)
  const draft = Prior.draft(options)
  const stream = Stream.make([0, 0])
  for (let k = 0; k < count; k++) {
    const key = Key.child([0x9e3779b9, letters], k)
    Stream.restart(stream, key)
    if (isKnot) Prior.randomKnot(draft, stream, { letters, moves, strands })
    else Prior.randomUnknot(draft, stream, options)
    const word = (isKnot ? sampler.knot(key) : sampler.unknot(key)).slice()
    if (!isKnot && !isProved(sampler.traced(key), word)) return `no proof of ${Word.print(word)}`
    if (!Word.equals(word, Draft.word(draft)))
      return `${Word.print(word)} for ${Word.print(Draft.word(draft))}`
  }
}

t.test("unknots are the reference's", async (t) => {
  for (const [letters, moves, count] of [
    [4, 3, 500],
    [6, 4, 500],
    [9, 10, 3000],
    [10, 40, 200],
    [30, 10, 200],
    [96, 10, 10]
  ])
    t.equal(agree(letters, moves, 0, count), undefined, `${letters} letters, ${moves} moves`)
})

t.test("knots are the reference's", async (t) => {
  for (const [letters, moves, strands, count] of [
    [3, 1, 2, 500],
    [9, 1, 6, 2000],
    [9, 10, 3, 2000],
    [9, 10, 5, 2000],
    [12, 60, 4, 200],
    [30, 10, 5, 1000],
    [96, 10, 12, 200],
    [96, 3, 40, 50]
  ])
    t.equal(agree(letters, moves, strands, count), undefined, `${letters}, ${moves}, ${strands}`)
})

t.test("words of 64 letters and of more collapse to the same", async (t) => {
  for (const [letters, moves] of [
    [44, 30],
    [60, 5],
    [64, 3],
    [65, 3]
  ])
    t.equal(agree(letters, moves, 6, 60), undefined, `${letters} letters, ${moves} moves`)
})

t.test("options that no word can meet get a sentence", async (t) => {
  t.throws(() => Simd.open({ letters: 5, moves: 10 }), /No unknot of 5 letters/)
  t.throws(() => Simd.open({ letters: 9, moves: 10, strands: 1 }), /2 to 1000 strands/)
  t.throws(() => Simd.open({ letters: 9, moves: 20000 }), /A draft holds/)
  t.throws(() => Simd.open({ letters: 9, moves: 10 }).knot([1, 2]), /not 0\./)
})

t.test("the committed module is what its source compiles to", async (t) => {
  t.equal(readFileSync(prior.file, "utf8"), await compile(prior))
})
