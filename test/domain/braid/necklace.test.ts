import t from "tap"
import * as Draft from "../../../src/domain/braid/draft.ts"
import * as Move from "../../../src/domain/braid/move.ts"
import * as Necklace from "../../../src/domain/braid/necklace.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { random } from "../../support/braid.ts"

const necklace = Necklace.make(40)

const canonical = (word: Word.Word, strands: number): string => {
  Necklace.canonical(necklace, word, word.length, strands)
  return necklace.letters.slice(0, word.length).join(" ")
}

/** Every word that shifts and relation 1 reach, by plain breadth-first search. */
const reachable = (word: Word.Word): Set<string> => {
  const seen = new Set([word.join(" ")])
  const queue = [word]
  for (const one of queue) {
    const found = [Word.rotate(one, 1)]
    for (let at = 0; at + 1 < one.length; at++) {
      const draft = Draft.of(one)
      if (Move.commute(draft, at)) found.push(Draft.word(draft))
    }
    for (const each of found) {
      if (seen.has(each.join(" "))) continue
      seen.add(each.join(" "))
      queue.push(each)
    }
  }
  return seen
}

const isFull = (word: Word.Word, strands: number) => new Set(word.map(Math.abs)).size === strands - 1

t.test("one word for exactly what shifts and relation 1 reach, by exhaustion", async (t) => {
  const stream = Stream.make([31, 0])
  const classes = new Map<string, Set<string>>()
  let words = 0
  for (let k = 0; k < 400; k++) {
    const strands = 3 + Stream.below(stream, 3)
    const word = random(stream, 4 + Stream.below(stream, 3), strands)
    if (!isFull(word, strands)) continue
    const name = canonical(word, strands)
    const all = reachable(word)
    if (!all.has(name)) t.fail(`${name} is not reached from ${Word.print(word)}`)
    for (const one of all) {
      words++
      if (canonical(Word.parse(one), strands) !== name) t.fail(`${one} and ${Word.print(word)}`)
    }
    const before = classes.get(name)
    if (before !== undefined && ![...before].every((one) => all.has(one))) t.fail("two classes of one name")
    classes.set(name, all)
  }
  t.ok(classes.size > 150 && words > 4000, `${classes.size} classes, ${words} words`)
})

t.test(
  "longer words: shifts and relation 1 at random places keep it; the order is where its letters stand",
  async (t) => {
    const stream = Stream.make([32, 0])
    for (let k = 0; k < 300; k++) {
      const strands = 4 + Stream.below(stream, 5)
      const word = random(stream, 30, strands)
      if (!isFull(word, strands)) continue
      const name = canonical(word, strands)
      const draft = Draft.of(word)
      for (let move = 0; move < 60; move++) {
        Move.rotate(draft, Stream.below(stream, 30))
        Move.commute(draft, Stream.below(stream, 29))
      }
      if (canonical(Draft.word(draft), strands) !== name) t.fail(Word.print(word))
      const placed = Array.from(necklace.order.subarray(0, 30), (at) => draft.letters[at])
      if (placed.join(" ") !== name) t.fail("the order")
      if (new Set(necklace.order.subarray(0, 30)).size !== 30) t.fail("each place once")
    }
  }
)

t.test("no knot, no necklace", async (t) => {
  t.throws(() => canonical(Word.of([1, 3, 1, 3]), 4), RangeError)
  t.throws(() => canonical(Word.of([1]), 3), RangeError)
  t.equal(canonical(Word.empty, 1), "")
})
