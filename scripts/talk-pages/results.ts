/** Committed results: tables of the talk's sources, and what the manifest says of the runs that they are from. */
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import * as Delimited from "../../src/engine/config/delimited.ts"
import type { Cell, Row } from "../../src/simulation/table.ts"
import type { Size, SourceName } from "../../src/talk/source.ts"

/** Of a source's run, as manifest.json has it. */
export interface Run {
  readonly source: SourceName
  readonly size: Size
  readonly file: string
  readonly points: number
  readonly finished: number
}

export interface Results {
  /** Undefined where the table is not committed. */
  readonly rows: (source: SourceName, table: string) => ReadonlyArray<Row> | undefined
  readonly run: (source: SourceName) => Run | undefined
  /** Of a source's tables, from the repository's root on. */
  readonly place: (source: SourceName) => string
}

const cellOf = ({ text, isQuoted }: Delimited.Field): Cell => {
  if (isQuoted) return text
  if (text === "") return null
  if (text === "true" || text === "false") return text === "true"
  const number = Number(text)
  return Number.isNaN(number) && text !== "NaN" ? text : number
}

/** Rows of a table as `export` writes it. Throws a SyntaxError for a text that is none. */
export const parse = (text: string): ReadonlyArray<Row> => {
  const records = Delimited.read(text, ",")
  if (!("count" in records)) throw new SyntaxError(`line ${records.line}: ${records.message}`)
  const names = records.at(0).map(({ text }) => text)
  return Array.from({ length: records.count - 1 }, (_, k) =>
    Object.fromEntries(records.at(k + 1).map((field, column) => [names[column], cellOf(field)]))
  )
}

/** @param folder has manifest.json and tables/SOURCE/TABLE.csv */
export const of = (folder: string): Results => {
  const manifest = join(folder, "manifest.json")
  const runs: ReadonlyArray<Run> = existsSync(manifest)
    ? JSON.parse(readFileSync(manifest, "utf8")).sources
    : []
  const known = new Map<string, ReadonlyArray<Row>>()
  const place = (source: SourceName): string => join(folder, "tables", source)
  return {
    rows: (source, table) => {
      const file = join(place(source), `${table}.csv`)
      if (!known.has(file) && existsSync(file)) known.set(file, parse(readFileSync(file, "utf8")))
      return known.get(file)
    },
    run: (source) => runs.find((run) => run.source === source),
    place
  }
}
