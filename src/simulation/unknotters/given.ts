/**
 * Unknots that somebody gives, in place of those that are drawn: as one text, which is what a config holds of them, and as
 * what games begin with.
 *
 *     text = a line with the name and the digest of the file, and [item, ...] in JSON
 *     item = { line, name, word: [letter, ...] }              a braid word
 *          | { line, name, diagram: [[row, row], ...] }       a rectangular diagram, each column its two rows
 */
import * as Word from "../../domain/braid/word.ts"
import * as Diagram from "../../domain/grid/diagram.ts"
import { toBraid } from "../../domain/grid/to-braid.ts"
import { settled } from "../../domain/rl/environment/grid.ts"
import * as Unravelling from "../../domain/rl/environment/unravelling.ts"

/** One of them. */
export interface Given {
  /** Where it stands in its file. */
  readonly line: number
  /** What tables call it. */
  readonly name: string
  readonly start: { readonly word: Word.Word } | { readonly diagram: Diagram.Diagram }
}

/** What an item of the text is. */
interface Item {
  readonly line: number
  readonly name: string
  readonly word?: ReadonlyArray<number>
  readonly diagram?: Diagram.Diagram
}

/** The line of a text that has them. */
export const print = (all: ReadonlyArray<Given>): string =>
  JSON.stringify(
    all.map(({ line, name, start }): Item => {
      return "word" in start
        ? { line, name, word: Array.from(start.word) }
        : { line, name, diagram: start.diagram }
    })
  )

/** The first line of a text, without the digest. */
export const fileOf = (text: string): string => text.slice(0, text.indexOf("\n")).replace(/ sha256:\S*$/, "")

const isItem = (value: unknown): value is Item => {
  if (typeof value !== "object" || value === null) return false
  const { line, name, word, diagram } = value as Partial<Item>
  return (
    Number.isInteger(line) &&
    typeof name === "string" &&
    (word === undefined) !== (diagram === undefined) &&
    (word === undefined || (Array.isArray(word) && word.length > 0 && word.every(Number.isInteger))) &&
    (diagram === undefined || (Array.isArray(diagram) && diagram.every(Array.isArray)))
  )
}

const read = (text: string): ReadonlyArray<Given> => {
  const items: unknown = JSON.parse(text.slice(text.indexOf("\n") + 1))
  if (!(Array.isArray(items) && items.length > 0 && items.every(isItem)))
    throw new SyntaxError("The text is no list of unknots.")
  return items.map(({ line, name, word, diagram }) => {
    const start = word === undefined ? { diagram: Diagram.of(diagram!) } : { word: Word.of(word) }
    return { line, name, start }
  })
}

/** What was asked of a text: it may be long, and is asked about again and again. */
interface Known {
  readonly text: string
  readonly all: ReadonlyArray<Given>
  words?: ReadonlyArray<Word.Word>
  diagrams?: ReadonlyArray<Diagram.Diagram>
}

const known: Array<Known> = []
const kept = 4

const of = (text: string): Known => {
  const place = known.findIndex((each) => each.text === text)
  const found = place < 0 ? { text, all: read(text) } : known.splice(place, 1)[0]!
  known.unshift(found)
  known.length = Math.min(known.length, kept)
  return found
}

/** Throws a SyntaxError for a text that is none, and a RangeError for a letter or a diagram that there is not. */
export const parse = (text: string): ReadonlyArray<Given> => of(text).all

/** The words that games begin with: of a diagram the braid that is read off it. Throws as {@link parse}. */
export const words = (text: string): ReadonlyArray<Word.Word> => {
  const found = of(text)
  found.words ??= found.all.map(({ start }) => ("word" in start ? start.word : toBraid(start.diagram).word))
  return found.words
}

/** The diagrams that games begin with, none of which has a destabilisation left. Throws as {@link parse}. */
export const diagrams = (text: string): ReadonlyArray<Diagram.Diagram> => {
  const found = of(text)
  found.diagrams ??= found.all.map(({ start }) =>
    "word" in start ? Unravelling.ofWord(start.word) : settled(start.diagram)
  )
  return found.diagrams
}
