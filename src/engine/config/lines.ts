/**
 * Long lists of points, one a line in JSON, as a run's own study.yaml has them: a million of these would be beyond the YAML
 * parser, which takes 2 kB a value. They are set aside before it, and each is read when it is asked for.
 */

import type { Place } from "./fault.ts"
import * as Numeral from "./numeral.ts"
import { type Entry, entriesOf, type Mapping, type Value } from "./value.ts"

/** Fewer lines than this are left to YAML, which knows the place of each value in them. */
const fewest = 100

/** Lines that follow each other, `- {…}` each with the same indentation. */
export interface Run {
  readonly text: string
  /** Of its first line, counted from 1. */
  readonly line: number
  readonly indent: number
  /** Where the map of each line starts and ends. */
  readonly bounds: ReadonlyArray<number>
}

export interface SetAside {
  /** The text with one line in the place of each run: an item that {@link runOf} recognises. */
  readonly text: string
  readonly runs: ReadonlyArray<Run>
  /** The line in the file of a line of `text`. */
  readonly lineOf: (line: number) => number
}

const mark = "lines of json"

/** Whether JSON writes it as it stands: then no key is given twice, and YAML would read the same. */
const isJson = (text: string): boolean => {
  try {
    const plain = JSON.stringify(JSON.parse(text))
    return plain === text || Numeral.inYaml(plain) === text
  } catch {
    return false
  }
}

const lengthOf = (run: Run): number => run.bounds.length / 2

/** The runs of a text, in order. */
const runsOf = (text: string): ReadonlyArray<Run> => {
  const runs: Array<Run> = []
  let bounds: Array<number> = []
  let indent = -1
  const end = (line: number) => {
    if (bounds.length >= 2 * fewest) runs.push({ text, line: line - bounds.length / 2, indent, bounds })
    bounds = []
    indent = -1
  }
  let line = 1
  for (let start = 0; start < text.length; line++) {
    const newline = text.indexOf("\n", start)
    const stop = newline === -1 ? text.length : newline
    let at = start
    while (text[at] === " ") at += 1
    const isItem = text.startsWith("- {", at) && text[stop - 1] === "}" && isJson(text.slice(at + 2, stop))
    if (!isItem || at - start !== indent) end(line)
    if (isItem) {
      indent = at - start
      bounds.push(at + 2, stop)
    }
    start = stop + 1
  }
  end(line)
  return runs
}

export const setAside = (text: string): SetAside => {
  const runs = runsOf(text)
  if (runs.length === 0) return { text, runs, lineOf: (line) => line }
  const pieces: Array<string> = []
  let from = 0
  for (const [index, run] of runs.entries()) {
    pieces.push(text.slice(from, run.bounds[0]), `{ ${mark}: ${index} }`)
    from = run.bounds[run.bounds.length - 1]
  }
  const lineOf = (line: number): number => {
    let real = line
    for (const run of runs) if (real > run.line) real += lengthOf(run) - 1
    return real
  }
  return { text: pieces.join("") + text.slice(from), runs, lineOf }
}

/** The run that an item stands for. */
export const runOf = (item: Value, runs: ReadonlyArray<Run>): Run | undefined => {
  if (runs.length === 0 || item.kind !== "map" || item.entries.size !== 1) return undefined
  const index = item.entries.get(mark)?.value
  return index?.kind === "scalar" && typeof index.value === "number" ? runs[index.value] : undefined
}

/** One line, read each time that it is asked; all in it has the place of the line. */
class Line implements Mapping {
  readonly kind = "map"
  readonly run: Run
  readonly index: number
  readonly placeAt: (line: number, column: number) => Place

  constructor(run: Run, index: number, placeAt: (line: number, column: number) => Place) {
    this.run = run
    this.index = index
    this.placeAt = placeAt
  }

  get place(): Place {
    return this.placeAt(this.run.line + this.index, this.run.indent + 3)
  }

  get entries(): ReadonlyMap<string, Entry> {
    const { text, bounds } = this.run
    const json: object = JSON.parse(text.slice(bounds[2 * this.index], bounds[2 * this.index + 1]))
    return entriesOf(json, this.place)
  }
}

export const valuesOf = (
  run: Run,
  placeAt: (line: number, column: number) => Place
): ReadonlyArray<Mapping> =>
  Array.from({ length: lengthOf(run) }, (_, index) => new Line(run, index, placeAt))
