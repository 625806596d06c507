/** What a line of a file with knots comes to, as a row of a table. */
import * as Word from "../../../../domain/braid/word.ts"
import { nothingLeft } from "../../../../domain/exhaustive.ts"
import { invariants } from "../../../../domain/invariant/catalogue.ts"
import type { Invariant } from "../../../../domain/invariant/invariant.ts"
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
  text.split(/\r?\n/).flatMap((line, i) => {
    if (/^\s*(#|$)/.test(line)) return []
    const tab = line.lastIndexOf("\t")
    return [
      { number: i + 1, label: tab < 0 ? null : line.slice(0, tab).trim(), text: line.slice(tab + 1).trim() }
    ]
  })

const column = (type: Column["type"], description: string): Column => ({
  type,
  description,
  unit: noUnit[type]
})

const isWanted = ({ name, effort }: Invariant, { slow, asked }: Facts.Wanted): boolean => {
  switch (effort) {
    case "quick":
      return true
    case "slow":
      return slow
    case "asked":
      return asked.includes(name)
    default:
      return nothingLeft(effort, "effort")
  }
}

/** An invariant, and whether it is an integer: that of the unknot tells. */
interface Shown {
  readonly invariant: Invariant
  readonly isInteger: boolean
}

const shown = (wanted: Facts.Wanted): ReadonlyArray<Shown> =>
  invariants
    .filter((each) => isWanted(each, wanted))
    .map((invariant) => ({
      invariant,
      isInteger: Number.isInteger(invariant.show(Subject.of(Word.empty))?.json)
    }))

/** @param isLabelled whether some line has a label */
export const columns = (wanted: Facts.Wanted, isLabelled: boolean): Readonly<Record<string, Column>> => ({
  line: column("integer", "The line of the file"),
  ...(isLabelled ? { label: column("text", "What stands before the tab of the line") } : {}),
  knot: column("text", "The knot as it was given"),
  form: column("text", "The form it was read in: braid, pd, dt, gauss, grid or name"),
  crossings: column("integer", "Crossings, or letters, as it was given"),
  components: column("integer", "Components of the link"),
  ...Object.fromEntries(
    shown(wanted).map(({ invariant: { name, title }, isInteger }) => [
      name,
      column(isInteger ? "integer" : "text", title)
    ])
  ),
  name: column("text", "The knot's name where it is proven; nothing for links"),
  possibly: column("text", "Names that its invariants allow, where none is proven"),
  verdict: column("text", "unknot, knot, link or undecided"),
  proof: column("text", "What the verdict rests on")
})

/** 64 bits are what a column holds. */
const mostInteger = 2n ** 63n

const cell = ({ invariant, isInteger }: Shown, subject: Subject.Subject): Cell => {
  const value = invariant.show(subject)
  if (value === null) return null
  if (!isInteger) return value.text
  if (typeof value.json === "number") return value.json
  const whole = BigInt(value.text)
  if (whole >= mostInteger || whole < -mostInteger)
    throw new RangeError(`its ${invariant.title} is ${whole}, and a column holds 64 bits`)
  return whole
}

/** Letters or crossings beyond which a knot is not looked at. */
export const mostCrossings = 1000

/** How lines are read. */
export interface Told {
  readonly form: Form | undefined
  readonly strands: number | undefined
  /** Whose mirror images names stand for. */
  readonly chirality: Chirality | undefined
}

/** What a line comes to: a row, or why there is none. */
export type Outcome = { readonly row: Row } | { readonly line: number; readonly fault: string }

/** What makes the rows of lines. */
export const maker = (told: Told, wanted: Facts.Wanted): ((line: Line) => Outcome) => {
  const make = rowOf(told, wanted)
  return (line) => {
    try {
      return { row: make(line) }
    } catch (cause) {
      if (cause instanceof SyntaxError || cause instanceof RangeError)
        return { line: line.number, fault: cause.message }
      throw cause
    }
  }
}

/** It throws a SyntaxError or a RangeError with a sentence where the line says no knot. */
const rowOf = ({ form, strands, chirality }: Told, wanted: Facts.Wanted): ((line: Line) => Row) => {
  const read = Reading.reader(chirality)
  const cells = shown(wanted)
  return (line) => {
    const knot = read(line.text, form, strands)
    const { given } = knot
    const crossings = "word" in given ? given.word.length : given.crossings.length
    if (crossings > mostCrossings)
      throw new RangeError(`it has ${crossings} crossings; at most ${mostCrossings} are looked at`)
    const subject = "word" in given ? Subject.ofBraid(given) : Subject.ofDiagram(given)
    const { verdict, proof } = Facts.verdict(subject, wanted)
    const { name, possibly } = Facts.name(subject, wanted)
    const values: Record<string, Cell> = {
      line: line.number,
      label: line.label,
      knot: line.text,
      form: knot.form,
      crossings,
      components: Subject.components(subject)
    }
    for (const each of cells) values[each.invariant.name] = cell(each, subject)
    values.name = name
    values.possibly = possibly.length === 0 ? null : possibly.join(" or ")
    values.verdict = verdict
    values.proof = proof
    return values
  }
}
