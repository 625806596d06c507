/**
 * A file of data -> its records, for parameters that are read from files.
 *
 * | ending | a record |
 * | --- | --- |
 * | `.csv`, `.tsv` | a line; the first names the columns |
 * | `.ndjson`, `.jsonl` | a map in JSON, one a line |
 * | `.parquet` | a row; its line is its number, from 1 |
 */
import { extname } from "node:path"
import type { FileFault, FileRecord } from "../../simulation/contract.ts"
import * as Delimited from "./delimited.ts"
import { textOf } from "./input.ts"
import { suggestion } from "./nearest.ts"
import { alternatives } from "./parameter.ts"
import * as Parquet from "./parquet.ts"

type Columns = Readonly<Record<string, boolean>>

type Found = { readonly records: ReadonlyArray<FileRecord> } | { readonly faults: ReadonlyArray<FileFault> }

/** Why there are no records at all, to stand behind "cannot be read: ". */
interface Refusal {
  readonly why: string
}

/** In sentences. */
const listed = (columns: Columns): string =>
  Object.entries(columns)
    .map(([name, isDue]) => (isDue ? name : `${name} (not needed)`))
    .join(", ")

const unknown = (name: string, columns: Columns): string =>
  `There is no column ${JSON.stringify(name)}.${suggestion(name, Object.keys(columns))} The columns are ${listed(columns)}.`

const absent = (names: Iterable<string>, columns: Columns): ReadonlyArray<string> => {
  const there = new Set(names)
  return Object.keys(columns).filter((name) => columns[name] && !there.has(name))
}

const delimited = (text: string, delimiter: string, columns: Columns): Found => {
  const found = Delimited.read(text, delimiter)
  if ("message" in found) return { faults: [found] }
  const header = found.count === 0 ? [] : found.at(0)
  const names = header.map((field) => field.text.trim())
  const faults: Array<FileFault> = []
  for (const [k, { line, column }] of header.entries()) {
    const name = names[k]!
    if (names.indexOf(name) < k)
      faults.push({ line, column, message: `The column ${JSON.stringify(name)} is there already.` })
    else if (!Object.hasOwn(columns, name)) faults.push({ line, column, message: unknown(name, columns) })
  }
  for (const name of absent(names, columns))
    faults.push({
      line: 1,
      column: 1,
      message: `The first line names no column ${JSON.stringify(name)}; the columns are ${listed(columns)}.`
    })
  if (faults.length > 0) return { faults }
  const records: Array<FileRecord> = []
  for (let index = 1; index < found.count; index++) {
    const fields = found.at(index)
    const { line, column } = fields[0]!
    if (fields.length !== header.length) {
      const more = fields.length > header.length ? " A text with a comma in it stands in quotes." : ""
      faults.push({
        line,
        column,
        message: `The record has ${fields.length} fields; the columns are ${header.length}.${more}`
      })
    }
    const cells = names.flatMap((name, k) => {
      const field = fields[k]
      return field === undefined || field.text.trim() === "" ? [] : [[name, field] as const]
    })
    records.push({ line, cells: new Map(cells) })
  }
  return faults.length > 0 ? { faults } : { records }
}

const ofJson = (line: string): object | undefined => {
  try {
    const json: unknown = JSON.parse(line)
    return json === null || typeof json !== "object" || Array.isArray(json) ? undefined : json
  } catch {
    return undefined
  }
}

/** @param isWritten whether the lines are those of the file, so that a place within one means something */
const lines = (text: string, columns: Columns, isWritten = true): Found => {
  const faults: Array<FileFault> = []
  const records: Array<FileRecord> = []
  const strange = new Set<string>()
  for (const [k, written] of text
    .replace(/^\ufeff/, "")
    .split("\n")
    .entries()) {
    if (written.trim() === "") continue
    const place = { line: k + 1, column: 1 }
    const json = ofJson(written)
    if (json === undefined) {
      faults.push({ ...place, message: `Each line is a map in JSON, with the keys ${listed(columns)}.` })
      continue
    }
    const cells = new Map<string, { text: string; line: number; column: number }>()
    for (const [name, value] of Object.entries(json)) {
      const column = isWritten ? 1 + Math.max(0, written.indexOf(JSON.stringify(name))) : 1
      if (!Object.hasOwn(columns, name)) {
        if (!strange.has(name)) faults.push({ line: k + 1, column, message: unknown(name, columns) })
        strange.add(name)
      } else if (value !== null && value !== "")
        cells.set(name, {
          text: typeof value === "string" ? value : JSON.stringify(value),
          line: k + 1,
          column
        })
    }
    records.push({ line: k + 1, cells })
  }
  return faults.length > 0 ? { faults } : { records }
}

/** Endings of files that are read. */
const endings = [".csv", ".tsv", ".ndjson", ".jsonl", ".parquet"]

const ofText = (bytes: Uint8Array, read: (text: string) => Found): Found | Refusal => {
  const text = textOf(bytes)
  return text === undefined ? { why: "it is not text in UTF-8" } : read(text)
}

/** @returns undefined for a file of another ending */
export const read = async (
  file: string,
  bytes: Uint8Array,
  columns: Columns
): Promise<Found | Refusal | undefined> => {
  switch (extname(file).toLowerCase()) {
    case ".csv":
      return ofText(bytes, (text) => delimited(text, ",", columns))
    case ".tsv":
      return ofText(bytes, (text) => delimited(text, "\t", columns))
    case ".ndjson":
    case ".jsonl":
      return ofText(bytes, (text) => lines(text, columns))
    case ".parquet": {
      const found = await Parquet.linesOf(bytes)
      return "why" in found ? found : lines(found.text, columns, false)
    }
    default:
      return undefined
  }
}

export const endingsText = alternatives(endings)
