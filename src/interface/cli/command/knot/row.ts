/** What a line of a file with knots comes to, as a row of a table. */
import * as Word from "../../../../domain/braid/word.ts"
import { invariants } from "../../../../domain/invariant/catalogue.ts"
import { type Invariant, isWanted } from "../../../../domain/invariant/invariant.ts"
import * as Subject from "../../../../domain/invariant/subject.ts"
import type { Chirality } from "../../../../domain/invariant/table/chirality.ts"
import type { Form } from "../../../../domain/notation/read.ts"
import { type Cell, type Column, noUnit, type Row } from "../../../../simulation/table.ts"
import * as Reading from "../../argument/reading.ts"
import * as Facts from "./facts.ts"

/** A line that holds a knot: with a tab, what is before the last one is its label. */
export interface Line {
  /** From 1. */
  readonly number: number
  readonly label: string | null
  readonly text: string
}

/** Lines that hold a knot: neither empty nor a comment, which begins with #. */
export const lines = (text: string): ReadonlyArray<Line> =>
  text.split(/\r\n|\r|\n/).flatMap((line, i) => {
    if (/^\s*(#|$)/.test(line)) return []
    const tab = line.lastIndexOf("\t")
    return [
      { number: i + 1, label: tab < 0 ? null : line.slice(0, tab).trim(), text: line.slice(tab + 1).trim() }
    ]
  })

/** A knot that a line says, and what is asked of it. */
interface Context {
  readonly line: Line
  readonly form: Form
  readonly crossings: number
  readonly subject: Subject.Subject
  readonly wanted: Facts.Wanted
  /** Sentences about cells that could not be filled. */
  readonly notes: Array<string>
}

/** A column, and its cell for a knot: whatever it takes is computed when it is asked for. */
export interface Field {
  readonly name: string
  readonly column: Column
  readonly cell: (context: Context) => Cell
}

const field = (name: string, type: Column["type"], description: string, cell: Field["cell"]): Field => ({
  name,
  column: { type, description, unit: noUnit[type] },
  cell
})

/** 64 bits are what a column holds. */
const mostInteger = 2n ** 63n

/** An invariant is an integer where that of the unknot is. */
const ofInvariant = (invariant: Invariant): Field => {
  const { name, title, show } = invariant
  if (!Number.isInteger(show(Subject.of(Word.empty))?.json))
    return field(name, "text", title, ({ subject }) => {
      const value = show(subject)
      return value === null || value.json === null ? null : value.text
    })
  return field(name, "integer", title, ({ subject, notes }) => {
    const value = show(subject)
    if (value === null || value.json === null) return null
    if (typeof value.json === "number") return value.json
    const whole = BigInt(value.text)
    if (whole < mostInteger && whole >= -mostInteger) return whole
    notes.push(`its ${title} is ${whole}; a column of integers holds 64 bits, and has nothing there.`)
    return null
  })
}

/** All columns that there are, in their order. */
export const fields = (wanted: Facts.Wanted): ReadonlyArray<Field> => [
  field("line", "integer", "The line of the file", ({ line }) => line.number),
  field("label", "text", "What stands before the tab of the line", ({ line }) => line.label),
  field("knot", "text", "The knot as it was given", ({ line }) => line.text),
  field("form", "text", "The form it was read in: braid, pd, dt, gauss, grid or name", ({ form }) => form),
  field("crossings", "integer", "Crossings, or letters, as it was given", ({ crossings }) => crossings),
  field("components", "integer", "Components of the link", ({ subject }) => Subject.components(subject)),
  ...invariants.filter((each) => isWanted(each, wanted)).map(ofInvariant),
  field(
    "name",
    "text",
    "The knot's name where it is proven; nothing for links",
    ({ subject, wanted }) => Facts.name(subject, wanted).name
  ),
  field(
    "possibly",
    "text",
    "Names that its invariants allow, where none is proven",
    ({ subject, wanted }) => {
      const { possibly } = Facts.name(subject, wanted)
      return possibly.length === 0 ? null : possibly.join(" or ")
    }
  ),
  field(
    "verdict",
    "text",
    "unknot, knot, link or undecided",
    ({ subject, wanted }) => Facts.verdict(subject, wanted).verdict
  ),
  field(
    "proof",
    "text",
    "What the verdict rests on",
    ({ subject, wanted }) => Facts.verdict(subject, wanted).proof
  )
]

/** Letters or crossings beyond which a knot is not looked at. */
export const mostCrossings = 1000

/** How lines are read. */
export interface Told {
  readonly form: Form | undefined
  readonly strands: number | undefined
  /** Whose mirror images names stand for. */
  readonly chirality: Chirality | undefined
  /** Names of the columns that are asked for. */
  readonly columns: ReadonlyArray<string>
}

/** What a line comes to: a row, with what is to be said about it, or why there is none. */
export type Outcome = { readonly line: number } & (
  | { readonly row: Row; readonly notes: ReadonlyArray<string> }
  | { readonly fault: string }
)

/** What makes the rows of lines. */
export const maker = (told: Told, wanted: Facts.Wanted): ((line: Line) => Outcome) => {
  const make = rowOf(told, wanted)
  return (line) => {
    try {
      return { line: line.number, ...make(line) }
    } catch (cause) {
      if (cause instanceof SyntaxError || cause instanceof RangeError)
        return { line: line.number, fault: cause.message }
      throw cause
    }
  }
}

/** It throws a SyntaxError or a RangeError with a sentence where the line says no knot. */
const rowOf = (
  { form, strands, chirality, columns }: Told,
  wanted: Facts.Wanted
): ((line: Line) => { readonly row: Row; readonly notes: ReadonlyArray<string> }) => {
  const read = Reading.reader(chirality)
  const asked = fields(wanted).filter(({ name }) => columns.includes(name))
  return (line) => {
    const knot = read(line.text, form, strands)
    const { given } = knot
    const crossings = "word" in given ? given.word.length : given.crossings.length
    if (crossings > mostCrossings)
      throw new RangeError(`it has ${crossings} crossings; at most ${mostCrossings} are looked at`)
    const subject = "word" in given ? Subject.ofBraid(given) : Subject.ofDiagram(given)
    const notes: Array<string> = []
    const context = { line, form: knot.form, crossings, subject, wanted, notes }
    const row: Record<string, Cell> = {}
    for (const { name, cell } of asked) row[name] = cell(context)
    return { row, notes }
  }
}
