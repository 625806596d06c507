/**
 * Labelled words that somebody gives, in place of those that are drawn: as one text, which is what a config holds of them,
 * and as a data set.
 *
 *     text = item { " " item }
 *     item = ( "+" | "-" ) [ "0" | "1" | "2" ] ":" word      a knot or an unknot; for train, validation or test
 *     word = letter { letter }                               a is sigma_1, A its inverse, up to z
 *          | integer { "," integer }                         where a generator beyond the 26th occurs
 */
import * as Word from "../braid/word.ts"
import * as Interruption from "../interruption.ts"
import * as Screen from "../invariant/screen.ts"
import type { DataSet } from "./data-set.ts"
import type { Example } from "./example.ts"
import { ring } from "./example.ts"
import * as Split from "./split.ts"

export interface Given {
  readonly word: Word.Word
  readonly label: "knot" | "unknot"
  /** Where it belongs; null: where the rule of {@link Split} puts it. */
  readonly split: Split.Split | null
}

/** What all words of a text have in common. */
export interface Extent {
  readonly words: number
  readonly fewestLetters: number
  readonly letters: number
  /** The largest generator. */
  readonly generators: number
}

const letters = 26

const spelt = (word: Word.Word): string =>
  Word.strands(word) - 1 > letters
    ? word.join(",")
    : Array.from(word, (letter) => String.fromCharCode(letter > 0 ? 96 + letter : 64 - letter)).join("")

const read = (text: string): Word.Word =>
  Word.of(
    /\d/.test(text)
      ? text.split(",").map(Number)
      : Array.from(text, (letter) => {
          const code = letter.charCodeAt(0)
          return code > 96 ? code - 96 : 64 - code
        })
  )

const signs = { knot: "+", unknot: "-" } as const

export const print = (all: ReadonlyArray<Given>): string =>
  all
    .map(
      ({ word, label, split }) =>
        `${signs[label]}${split === null ? "" : Split.names.indexOf(split)}:${spelt(word)}`
    )
    .join(" ")

const item = /^([+-])([012]?):([A-Za-z]+|-?\d+(?:,-?\d+)*)$/

const parseItem = (text: string): Given => {
  const [, sign, split, word] = item.exec(text) ?? []
  if (word === undefined) throw new SyntaxError(`"${text.slice(0, 40)}" is no labelled word, such as +:aaa.`)
  return {
    word: read(word),
    label: sign === "+" ? "knot" : "unknot",
    split: split === "" ? null : Split.names[Number(split)]!
  }
}

/** What was parsed last: a text has up to millions of characters, and is asked about again and again. */
interface Known {
  readonly text: string
  readonly all: ReadonlyArray<Given>
  readonly extent: Extent
  /** By what is kept apart. */
  readonly splits: Map<Split.Apart, DataSet>
}

const known: Array<Known> = []
const kept = 4

const of = (text: string): Known => {
  const place = known.findIndex((each) => each.text === text)
  const found = place < 0 ? made(text) : known.splice(place, 1)[0]!
  known.unshift(found)
  known.length = Math.min(known.length, kept)
  return found
}

const made = (text: string): Known => {
  const all = text.split(" ").map(parseItem)
  const lengths = all.map(({ word }) => word.length)
  const extent = {
    words: all.length,
    fewestLetters: lengths.reduce((a, b) => Math.min(a, b)),
    letters: lengths.reduce((a, b) => Math.max(a, b)),
    generators: all.reduce((most, { word }) => Math.max(most, Word.strands(word) - 1), 1)
  }
  return { text, all, extent, splits: new Map() }
}

/** Throws a SyntaxError for a text that is none, and a RangeError for a letter that there is not. */
export const parse = (text: string): ReadonlyArray<Given> => of(text).all

/** Throws as {@link parse}. */
export const extent = (text: string): Extent => of(text).extent

const exampleOf = ({ word, label }: Given): Example => ({
  word,
  strands: Word.strands(word),
  writhe: Word.writhe(word),
  label,
  // The program may prove more; what it says of a label that it did not prove is where it comes from.
  proof: label === "knot" && Screen.isKnotted(word) ? "determinant" : "given"
})

/**
 * The words in their splits, those of each in the order of a hash of their rings, whatever their order in the text: the first
 * few of them are as good a sample as any.
 */
export const splits = (text: string, apart: Split.Apart): DataSet => {
  const { all, splits } = of(text)
  const before = splits.get(apart)
  if (before !== undefined) return before
  const set: Record<Split.Split, Array<Example>> = { train: [], validation: [], test: [] }
  for (const given of all) {
    Interruption.look()
    set[given.split ?? Split.of(given.word, apart)].push(exampleOf(given))
  }
  const sorted = (examples: ReadonlyArray<Example>) =>
    examples
      .map((example) => ({ example, hash: Word.hash(example.word), name: ring(example.word) }))
      .sort((a, b) => a.hash - b.hash || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
      .map(({ example }) => example)
  const found = { train: sorted(set.train), validation: sorted(set.validation), test: sorted(set.test) }
  splits.set(apart, found)
  return found
}

/** So many of them in each split, at most all that there are. */
export const take = (
  text: string,
  apart: Split.Apart,
  words: Readonly<Record<Split.Split, number>>
): DataSet => {
  const all = splits(text, apart)
  const first = (split: Split.Split) => all[split].slice(0, words[split])
  return { train: first("train"), validation: first("validation"), test: first("test") }
}
