/**
 * A file of unknots -> the text that a config holds of them. All that is wrong is told with its place: what is no knot, what
 * is knotted as far as that can be seen at once, and names that stand twice.
 *
 * Any notation will do. A text of letters or numbers that might be something else is a braid word, and planar diagrams, DT and
 * Gauss codes become rectangular diagrams.
 */
import * as Word from "../../domain/braid/word.ts"
import * as Planar from "../../domain/diagram/planar.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import { fromPlanar } from "../../domain/grid/from-planar.ts"
import * as Subject from "../../domain/invariant/subject.ts"
import * as Verdict from "../../domain/invariant/verdict.ts"
import * as Grid from "../../domain/notation/grid.ts"
import * as Read from "../../domain/notation/read.ts"
import type { FileFault, FileRecord, FromFile } from "../contract.ts"
import * as Given from "./given.ts"

/** Letters, or crossings: of more no game has room. */
const most = 1000

type Start = Given.Given["start"]

/** What is asked about, and what a game begins with. Throws a SyntaxError or a RangeError with a sentence. */
const knotOf = (text: string): { readonly subject: Subject.Subject; readonly start: Start } => {
  const reading = Read.readWord(text)
  switch (reading.form) {
    case "braid": {
      const { word, strands } = reading.braid
      if (word.length === 0) throw new RangeError("The word has no letters, and there is nothing to untie.")
      requireRoom(word.length, "letters")
      if (strands > Word.strands(word))
        throw new RangeError(`Strands that no letter names are circles: it closes to a link.`)
      return { subject: Subject.of(word), start: { word } }
    }
    case "name":
      throw new RangeError("A name says which knot it is, not how it is tangled.")
    case "grid":
      requireRoom(reading.diagram.crossings.length, "crossings")
      return { subject: Subject.ofDiagram(reading.diagram), start: { diagram: Grid.parse(text) } }
    case "pd":
    case "dt":
    case "gauss": {
      const { diagram } = reading
      requireRoom(diagram.crossings.length, "crossings")
      const subject = Subject.ofDiagram(diagram)
      return {
        subject,
        start: { diagram: fromPlanar(Planar.of(diagram.crossings, diagram.circles)).diagram }
      }
    }
    default:
      return nothingLeft(reading, "form")
  }
}

const requireRoom = (size: number, unit: string): void => {
  if (size > most) throw new RangeError(`It has ${size} ${unit}; ${most} are the most.`)
}

const startOf = (text: string): Start => {
  const { subject, start } = knotOf(text)
  const components = Subject.components(subject)
  if (components > 1)
    throw new RangeError(`It is a link of ${components} components, and games are about knots.`)
  const verdict = Verdict.quick(subject)
  if (verdict?.verdict === "knot")
    throw new RangeError(`It is knotted, and nothing unties it. ${verdict.sentence}`)
  return start
}

const quoted = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text)

/** Gives the event loop a turn now and then: signals are heard. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export const read: FromFile["read"] = async (records) => {
  const faults: Array<FileFault> = []
  const all: Array<Given.Given> = []
  /** By names: the lines that have them. */
  const lines = new Map<string, number>()
  for (const [k, record] of records.entries()) {
    if (k % 100 === 99) await pause()
    const found = one(record)
    if ("message" in found) {
      faults.push(found)
      continue
    }
    const before = lines.get(found.name)
    lines.set(found.name, before ?? found.line)
    if (before === undefined) all.push(found)
    else {
      const { line, column } = record.cells.get("name") ?? { line: record.line, column: 1 }
      faults.push({
        line,
        column,
        message: `${quoted(found.name)} is the name of the unknot in line ${before}.`
      })
    }
  }
  return faults.length > 0 ? { faults } : { text: Given.print(all) }
}

const one = ({ line, cells }: FileRecord): Given.Given | FileFault => {
  const knot = cells.get("word")
  if (knot === undefined)
    return { line, column: 1, message: 'There is no word: a braid word is expected, such as "1 -2 -1 2 1".' }
  try {
    return { line, name: cells.get("name")?.text.trim() ?? `line ${line}`, start: startOf(knot.text) }
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof RangeError)) throw cause
    const message = `${quoted(knot.text.trim())} cannot be untied: ${cause.message}`
    return { line: knot.line, column: knot.column, message }
  }
}
