/**
 * Random knots of one distribution, read off rectangular diagrams: of the diagrams of knots with n columns each has the
 * same probability. Its braid goes through SmartCollapse, so that no cancellation gives an unknot away, and is kept where
 * it then has the letters that are asked for.
 */
import { collapse } from "../braid/collapse.ts"
import * as Draft from "../braid/draft.ts"
import type * as Prior from "../braid/prior.ts"
import * as Play from "../grid/play.ts"
import { toBraid } from "../grid/to-braid.ts"
import * as Interruption from "../interruption.ts"
import * as Stream from "../random/stream.ts"

export interface Options {
  readonly letters: number
  readonly columns: number
}

/** Columns: with fewer every knot is the unknot, with more the unknot is too rare to be waited for. */
const [fewest, most] = [5, 32]

/**
 * Letters of a diagram of n columns before the collapse, in the mean: n columns, (n - 2) / 3 rows between the marks of
 * one, each of which is under way there with probability 1/2.
 */
export const meanLetters = (columns: number): number => (columns * (columns - 2)) / 6

/** Columns with which words of so many letters are about as frequent as they get; one is for what the collapse removes. */
export const columnsFor = (letters: number): number => Math.round(2 + Math.sqrt(1 + 6 * letters))

/** Beyond so many letters hardly two words have the same exponents, which pairs of a knot and an unknot must. */
const longest = 48

/** Whether words of so many letters turn up at all: in one diagram of a thousand or more, by trial. */
const isLikely = (letters: number, columns: number): boolean => {
  const mean = meanLetters(columns)
  return letters >= mean / 4 && letters <= 2 * mean
}

interface Fault {
  readonly option: "letters" | "columns"
  readonly message: string
}

/** What leaves no words of one of these lengths, drawn with so many columns, or with as many as fit each. */
export const faults = (lengths: ReadonlyArray<number>, columns?: number): ReadonlyArray<Fault> => {
  const fault = (option: Fault["option"], message: string): ReadonlyArray<Fault> => [{ option, message }]
  const long = lengths.find((letters) => letters > longest)
  if (long !== undefined)
    return fault(
      "letters",
      `Of words with ${long} letters from rectangular diagrams hardly two have the same exponents: ask for ${longest} letters at most.`
    )
  if (columns === undefined) return []
  if (!Number.isInteger(columns) || columns < fewest || columns > most)
    return fault(
      "columns",
      `Diagrams of knots are drawn with ${fewest} to ${most} columns, not ${columns}: with fewer all are unknots, with more fewer than one in 40.`
    )
  const unlikely = lengths.find((letters) => !isLikely(letters, columns))
  if (unlikely === undefined) return []
  return fault(
    "columns",
    `Hardly any diagram with ${columns} columns has a word of ${unlikely} letters: ask for about ${columnsFor(unlikely)} columns.`
  )
}

/** Diagrams that are tried for one word. */
const patience = 20_000

/** Words that may be drawn for nothing: each takes about a millisecond. */
export const draws = 20_000

/** Throws a RangeError where no diagram of a great many has the letters. */
export const sampler = ({ letters, columns }: Options): Pick<Prior.Sampler, "knot"> => {
  const stream = Stream.make([0, 0])
  const draft = Draft.make(columns * columns)
  return {
    knot: (key) => {
      Stream.restart(stream, key)
      for (let diagrams = 0; diagrams < patience; diagrams++) {
        Interruption.look()
        const { word } = toBraid(Play.knot(stream, columns))
        if (word.length < letters) continue
        Draft.load(draft, word)
        collapse(draft)
        if (draft.length === letters) return Draft.word(draft)
      }
      throw new RangeError(
        `Of ${patience} rectangular diagrams with ${columns} columns none has a word of ${letters} letters: ` +
          `ask for about ${columnsFor(letters)} columns.`
      )
    }
  }
}
