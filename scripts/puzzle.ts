/**
 * Writes the page "Knot or not?": rows of closed braids of 5, 10, 25 and 30 crossings to judge by eye, half of them
 * unknots on average, with the answers on a second page. Every answer is proven: unknots by the moves that made them,
 * which the checker replays, knots by an invariant.
 *
 * Words come from the prior of "Learning to Unknot" (2010.16263) at the row's number of letters. Of 5 letters it has no
 * unknot, for SmartCollapse takes all of them apart, and few knots: unknots of that row are made by the same moves
 * without the collapse, and its knots are words of random letters.
 *
 * Usage: node scripts/puzzle.ts [--seed n] [--each n] [--output page.html]
 */
import { writeFileSync } from "node:fs"
import { parseArgs } from "node:util"
import * as Draft from "../src/domain/braid/draft.ts"
import * as Move from "../src/domain/braid/move.ts"
import * as Permutation from "../src/domain/braid/permutation.ts"
import * as Prior from "../src/domain/braid/prior.ts"
import type * as Word from "../src/domain/braid/word.ts"
import * as Finding from "../src/domain/invariant/finding.ts"
import * as Subject from "../src/domain/invariant/subject.ts"
import { child } from "../src/domain/random/key.ts"
import * as Stream from "../src/domain/random/stream.ts"
import * as Puzzle from "../src/drawing/braid/puzzle.ts"

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "20101626" },
    each: { type: "string", default: "5" },
    output: { type: "string", default: "puzzle.html" }
  }
})

const natural = (name: "seed" | "each"): number => {
  const number = Number(values[name])
  if (Number.isInteger(number) && number >= 0 && number < 2 ** 32) return number
  throw new RangeError(`--${name} is an integer from 0 on, not ${values[name]}.`)
}

/** An unknot of few letters, not collapsed; at least one of its generators stands in it twice. */
const looseUnknot = (draft: Draft.Draft, stream: Stream.Stream, letters: number): void => {
  Draft.clear(draft)
  while (draft.length !== letters || draft.strands > letters) {
    if (draft.length >= letters) Draft.clear(draft)
    Prior.randomMarkovMove(draft, stream)
    Move.braidRound(draft, Stream.below(stream, draft.length))
  }
}

/** Throws an Error if the moves that made it do not hold. */
const unknot = (stream: Stream.Stream, letters: number): Word.Word => {
  const options = { letters, moves: 10 }
  const draft = Prior.draft(options)
  draft.trace = []
  if (letters < 6) looseUnknot(draft, stream, letters)
  else Prior.randomUnknot(draft, stream, options)
  Finding.ofUnknot(draft)
  return Draft.word(draft)
}

const randomLetters = (stream: Stream.Stream, letters: number, strands: number): Word.Word =>
  Int16Array.from({ length: letters }, () => (1 + Stream.below(stream, strands - 1)) * Stream.sign(stream))

/** Drawn on half as many strands as letters, so that the picture is about as wide as an unknot's. */
const knot = (stream: Stream.Stream, letters: number): Word.Word => {
  const options = { letters, moves: 10, strands: Math.round(letters / 2) }
  const draft = Prior.draft(options)
  for (;;) {
    if (letters >= 6) Prior.randomKnot(draft, stream, options)
    const word = letters < 6 ? randomLetters(stream, letters, 3) : Draft.word(draft)
    if (Permutation.components(word) === 1 && Finding.ofKnot(Subject.of(word)).label === "knot") return word
  }
}

const seed = natural("seed")
const rows = [5, 10, 25, 30].map((letters) =>
  Array.from({ length: natural("each") }, (_, k): Puzzle.Puzzle => {
    const stream = Stream.make(child(child([seed, 0], letters), k))
    return Stream.sign(stream) > 0
      ? { word: unknot(stream, letters), answer: "unknot" }
      : { word: knot(stream, letters), answer: "knot" }
  })
)

writeFileSync(values.output, Puzzle.page(rows))
