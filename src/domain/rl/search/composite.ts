import { collapse } from "../../braid/collapse.ts"
import * as Draft from "../../braid/draft.ts"
import * as HardUnknots from "../../braid/hard-unknots.ts"
import * as Word from "../../braid/word.ts"
import * as Stream from "../../random/stream.ts"
import * as Expansion from "./expansion.ts"

export interface Options {
  /** The word has so many letters, or a few more. */
  readonly letters: number
  /** And stands on so many strands, 4 or more. */
  readonly strands: number
}

/**
 * A random unknot that is hard to untie: a connected sum of hard unknots (hard-unknots.ts, each as it is or mirrored),
 * as many as fit the strands and two thirds of the letters, with trivial strands to make up the number; then a random
 * walk by the moves of a search, relations mostly, detours while letters are lacking, which mixes the summands. A
 * sum is unknotted only if each summand is, and each has a hill of its own to be got over.
 *
 * Random unknots of the prior, by contrast, come down by relations alone.
 *
 * Throws a RangeError for fewer than 4 strands, or letters too few to be on so many strands.
 */
export const draw = (stream: Stream.Stream, { letters, strands }: Options): Word.Word => {
  if (!(strands >= 4 && letters >= 2 * strands)) {
    throw new RangeError(`There is no hard unknot of ${letters} letters on ${strands} strands here.`)
  }
  const expansion = Expansion.make({
    mostLetters: letters + 20,
    mostStrands: strands,
    stabilises: false,
    pairs: "any"
  })
  for (;;) {
    const draft = Draft.of(mix(expansion, stream, sum(stream, letters, strands), letters, strands))
    collapse(draft)
    if (draft.strands === strands && draft.length >= letters) return Draft.word(draft)
  }
}

/** The walk: the word may have as many letters as its share of the turns, and a few more, which a collapse takes back. */
const mix = (
  expansion: Expansion.Expansion,
  stream: Stream.Stream,
  start: Word.Word,
  letters: number,
  strands: number
): Word.Word => {
  const turns = 4 * letters
  let word = start
  for (let turn = 0; turn < turns; turn++) {
    const kept: Array<Word.Word> = []
    const grown: Array<Word.Word> = []
    const mayGrow = word.length < ((letters + 4) * (turn + 1)) / turns
    Expansion.expand(expansion, word, word.length, strands, () => {
      const { draft } = expansion
      if (draft.strands < strands || draft.length < word.length) return
      if (draft.length === word.length) kept.push(Draft.word(draft))
      else if (mayGrow) grown.push(Draft.word(draft))
    })
    const pool = grown.length > 0 ? grown : kept
    if (pool.length > 0) word = pool[Stream.below(stream, pool.length)]
  }
  return word
}

/** Summands side by side, each sharing a strand with the next, and single crossings to make up the strands. */
const sum = (stream: Stream.Stream, letters: number, strands: number): Word.Word => {
  const parts: Array<Word.Word> = []
  let shift = 0
  let length = 0
  for (;;) {
    const fitting = HardUnknots.all.filter(
      ({ word }) => shift + Word.strands(word) <= strands && 3 * (length + word.length) <= 2 * letters
    )
    if (fitting.length === 0) break
    const { word } = fitting[Stream.below(stream, fitting.length)]
    const sign = Stream.sign(stream)
    const by = shift
    parts.push(word.map((letter) => sign * (letter + Math.sign(letter) * by)))
    shift += Word.strands(word) - 1
    length += word.length
  }
  while (shift + 1 < strands) parts.push(Word.of([Stream.sign(stream) * ++shift]))
  return Word.multiply(...parts)
}
