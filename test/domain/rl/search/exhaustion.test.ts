/** SKEIN_SLOW=1 exhausts Morton's unknot to 17 letters, too: half a minute. */
import t from "tap"
import * as Draft from "../../../../src/domain/braid/draft.ts"
import * as HardUnknots from "../../../../src/domain/braid/hard-unknots.ts"
import * as Move from "../../../../src/domain/braid/move.ts"
import * as Necklace from "../../../../src/domain/braid/necklace.ts"
import * as Word from "../../../../src/domain/braid/word.ts"
import { exhaust } from "../../../../src/domain/rl/search/exhaustion.ts"

const named = (name: string) => HardUnknots.all.find((one) => one.name === name)!.word

/** The same by a search that knows no canonical words: each word as it is written, each move of domain/braid. */
const plainly = (
  start: Word.Word,
  strands: number,
  mostLetters: number
): { words: number; isSolved: boolean } => {
  const necklace = Necklace.make(mostLetters)
  const key = (draft: Draft.Draft) => `${draft.strands}: ${Word.print(Draft.word(draft))}`
  const classes = new Set<string>()
  const seen = new Set<string>()
  const queue: Array<{ word: Word.Word; strands: number }> = []
  const add = (draft: Draft.Draft) => {
    if (seen.has(key(draft))) return
    seen.add(key(draft))
    queue.push({ word: Draft.word(draft), strands: draft.strands })
    Necklace.canonical(necklace, draft.letters, draft.length, draft.strands)
    classes.add(`${draft.strands}: ${necklace.letters.slice(0, draft.length)}`)
  }
  const draft = Draft.make(mostLetters)
  const attempt = (from: { word: Word.Word; strands: number }, move: () => unknown) => {
    Draft.load(draft, from.word, from.strands)
    if (move() !== false) add(draft)
  }
  Draft.load(draft, start, strands)
  add(draft)
  for (const from of queue) {
    attempt(from, () => Move.rotate(draft, 1))
    for (const end of ["high", "low"] as const) attempt(from, () => Move.destabilise(draft, end))
    for (let at = 0; at < from.word.length; at++) {
      attempt(from, () => Move.commute(draft, at))
      attempt(from, () => Move.braid(draft, at))
      attempt(from, () => Move.cancel(draft, at))
      if (from.word.length + 2 > mostLetters) continue
      for (let letter = 1 - from.strands; letter < from.strands; letter++) {
        if (letter !== 0) attempt(from, () => Move.insert(draft, at, letter))
      }
    }
  }
  return { words: classes.size, isSolved: seen.has("1: e") }
}

t.test("as many words as a search by single moves finds", async (t) => {
  for (const [letters, most] of [
    ["1 1 1", 7],
    ["1 -2 1 -2", 6],
    ["1 1 1 2 -1 2", 6]
  ] as const) {
    const word = Word.parse(letters)
    const { words, isSolved } = plainly(word, Word.strands(word), most)
    t.same(
      exhaust(word, most, 1e6),
      { isSolved, isComplete: true, words },
      `${letters} up to ${most} letters`
    )
  }
})

t.test("Morton's unknot is not solved without stabilisation, up to 15 letters", async (t) => {
  const morton = named("Morton")
  t.same(exhaust(morton, 11, 1e6), { isSolved: false, isComplete: true, words: 1 })
  t.same(exhaust(morton, 13, 1e6), { isSolved: false, isComplete: true, words: 2496 })
  t.same(exhaust(morton, 15, 1e6), { isSolved: false, isComplete: true, words: 91_490 })
  t.notOk(exhaust(morton, 15, 1000).isComplete, "giving up is said")
})

t.test(
  "and up to 17",
  { skip: process.env.SKEIN_SLOW === undefined && "SKEIN_SLOW=1 runs it" },
  async (t) => {
    t.same(exhaust(named("Morton"), 17, 1e7), { isSolved: false, isComplete: true, words: 2_767_191 })
  }
)

t.test("what is solvable is solved", async (t) => {
  t.ok(exhaust(named("nasty"), 11, 1e6).isSolved)
  t.ok(exhaust(Word.of([1, 2, -1, 2]), 4, 100).isSolved)
  t.ok(exhaust(Word.empty, 4, 100).isSolved)
})
