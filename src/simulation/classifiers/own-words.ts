/**
 * A file of labelled words -> the text that a config holds of them. All that is wrong is told with its place: what is no
 * word, a link, a label that can be disproved, and words that would stand in two splits.
 *
 * Words may be in any notation that ends in a braid: integers, letters, powers, names of the table, rectangular diagrams.
 */
import * as Word from "../../domain/braid/word.ts"
import { ring } from "../../domain/decision/example.ts"
import * as Given from "../../domain/decision/given.ts"
import * as Split from "../../domain/decision/split.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import { toBraid } from "../../domain/grid/to-braid.ts"
import * as Alexander from "../../domain/invariant/alexander.ts"
import * as ConnectedSum from "../../domain/invariant/connected-sum.ts"
import * as Laurent from "../../domain/invariant/laurent.ts"
import * as Screen from "../../domain/invariant/screen.ts"
import * as Subject from "../../domain/invariant/subject.ts"
import * as KnotInfo from "../../domain/invariant/table/knotinfo.ts"
import * as Table from "../../domain/invariant/table/table.ts"
import * as Verdict from "../../domain/invariant/verdict.ts"
import * as Grid from "../../domain/notation/grid.ts"
import * as Read from "../../domain/notation/read.ts"
import type { FileFault, FileRecord, FromFile } from "../contract.ts"

/** Letters of a word, as many as a model may read. */
const mostLetters = 4096

/** Throws a SyntaxError or a RangeError with a sentence. */
export const wordOf = (text: string): Word.Word => {
  const read = Read.readWord(text)
  switch (read.form) {
    case "braid": {
      const { word, strands } = read.braid
      if (strands > Word.strands(word))
        throw new RangeError(
          `Strands that no letter names are circles: the closure on ${strands} strands is a link.`
        )
      return word
    }
    case "name":
      return ConnectedSum.word(
        read.name.map(({ name, isMirrored }) => ({
          prime: Table.find(KnotInfo.tables.knotinfo, name),
          mirror: isMirrored
        }))
      )
    case "grid":
      return toBraid(Grid.parse(text)).word
    case "pd":
    case "dt":
    case "gauss":
      throw new RangeError(`This is ${Read.title[read.form]}, of which no braid word is made: give one.`)
    default:
      return nothingLeft(read, "form")
  }
}

const wordIn = (text: string): Word.Word => {
  const word = wordOf(text)
  if (word.length === 0) throw new RangeError("The word has no letters, and there is nothing to see in it.")
  if (word.length > mostLetters)
    throw new RangeError(`The word has ${word.length} letters; a model reads ${mostLetters} at most.`)
  const components = Subject.components(Subject.of(word))
  if (components > 1)
    throw new RangeError(
      `The word closes to a link of ${components} components, which is neither knot nor unknot.`
    )
  return word
}

/** Why a label cannot be; undefined where nothing within reach says so. */
const disproof = ({ word, label }: Pick<Given.Given, "word" | "label">): string | undefined => {
  const subject = Subject.of(word)
  const isKnotted = Screen.isKnotted(word)
  switch (label) {
    case "unknot": {
      const alexander = Alexander.polynomial(subject)
      if (alexander === null || Laurent.isEqual(alexander, Laurent.one)) return undefined
      return `The word is called an unknot, and its Alexander polynomial is ${Laurent.print(alexander)}: it is a knot.`
    }
    case "knot": {
      if (isKnotted) return undefined
      const verdict = Verdict.quick(subject)
      return verdict?.verdict === "unknot"
        ? `The word is called a knot, and it is the unknot: ${verdict.sentence}`
        : undefined
    }
    default:
      return nothingLeft(label, "label")
  }
}

const isLabel = (text: string): text is Given.Given["label"] => text === "knot" || text === "unknot"
const isSplit = (text: string): text is Split.Split => Split.names.some((name) => name === text)

const quoted = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text)

/** Gives the event loop a turn now and then: signals are heard. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export const read: FromFile["read"] = async (records) => {
  const faults: Array<FileFault> = []
  const all: Array<Given.Given> = []
  /** By their rings: the first record of a word, and its line. */
  const first = new Map<string, { readonly given: Given.Given; readonly line: number }>()
  const isSplitGiven = records.some(({ cells }) => cells.has("split"))
  for (const [k, record] of records.entries()) {
    if (k % 100 === 99) await pause()
    const found = one(record, isSplitGiven)
    if ("faults" in found) {
      faults.push(...found.faults)
      continue
    }
    const { given } = found
    all.push(given)
    const place = record.cells.get("word")!
    const fault = (message: string) => faults.push({ line: place.line, column: place.column, message })
    const name = ring(given.word)
    const before = first.get(name)
    if (before === undefined) first.set(name, { given, line: record.line })
    else if (before.given.label !== given.label)
      fault(`The same closed word is called ${titles[before.given.label]} in line ${before.line}.`)
    else if (before.given.split !== given.split)
      fault(
        `The same closed word is for ${before.given.split} in line ${before.line}: what is learnt on the one would be tested on the other.`
      )
    const why = before === undefined ? disproof(given) : undefined
    if (why !== undefined) fault(why)
  }
  return faults.length > 0 ? { faults } : { text: Given.print(all) }
}

const titles = { knot: "a knot", unknot: "an unknot" } as const

const one = (
  { line, cells }: FileRecord,
  isSplitGiven: boolean
): { readonly given: Given.Given } | { readonly faults: ReadonlyArray<FileFault> } => {
  const faults: Array<FileFault> = []
  const cell = (name: "word" | "label" | "split") => cells.get(name)
  const fault = (name: "word" | "label" | "split", message: string): undefined => {
    const { line: at, column } = cell(name) ?? { line, column: 1 }
    faults.push({ line: at, column, message })
    return undefined
  }
  const word = ((): Word.Word | undefined => {
    const text = cell("word")?.text
    if (text === undefined)
      return fault("word", 'There is no word: a braid word is expected, such as "1 -2 1 -2" or aBaB.')
    try {
      return wordIn(text)
    } catch (cause) {
      if (!(cause instanceof SyntaxError || cause instanceof RangeError)) throw cause
      return fault("word", `${quoted(text.trim())} is no word of a knot: ${cause.message}`)
    }
  })()
  const label = cell("label")?.text.trim() ?? ""
  if (!isLabel(label)) fault("label", `A label is knot or unknot, not ${quoted(label)}.`)
  const split = cell("split")?.text.trim() ?? ""
  if (isSplitGiven && !isSplit(split))
    fault(
      "split",
      `A split is train, validation or test, and each record has one or none has; this is ${quoted(split)}.`
    )
  if (word === undefined || !isLabel(label) || faults.length > 0) return { faults }
  return { given: { word, label, split: isSplit(split) ? split : null } }
}
