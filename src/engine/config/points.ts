/**
 * `points: { file: data.csv }` -> a block of the sweep: one row for each record of a file of data.
 *
 * The path is relative to the study file. Columns are parameters, and each cell is read as its parameter's schema says;
 * one that is empty leaves the parameter out. `ignore` names columns that are none, or `columns` those that are.
 *
 * | ending | a record |
 * | --- | --- |
 * | `.csv`, `.tsv` | a line; the first names the columns |
 * | `.ndjson`, `.jsonl` | a map in JSON, one a line |
 */
import { readFileSync } from "node:fs"
import { dirname, extname, isAbsolute, join } from "node:path"
import * as Cell from "./cell.ts"
import * as Delimited from "./delimited.ts"
import type { Place, Report } from "./fault.ts"
import { reportUnknownKeys } from "./heading.ts"
import { suggestion } from "./nearest.ts"
import * as Parameter from "./parameter.ts"
import type { Block, Row } from "./sweep.ts"
import { type Mapping, plain, type Value } from "./value.ts"

const keys = ["file", "columns", "ignore"] as const

/** More rows are no study. */
const mostRecords = 1_000_000

const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

const takes = (schema: Parameter.JsonSchema | undefined, kind: string): boolean =>
  schema?.type === kind ||
  schema?.anyOf?.some((each) => takes(each, kind)) === true ||
  schema?.enum?.some((value) => typeof value === kind) === true

/** What a cell says, of the kinds that its parameter takes; text where it is of none of them. */
const typed = (text: string, schema: Parameter.JsonSchema | undefined): unknown => {
  const trimmed = text.trim()
  if ((takes(schema, "number") || takes(schema, "integer")) && isNumber.test(trimmed)) return Number(trimmed)
  if (takes(schema, "boolean") && /^(true|false)$/i.test(trimmed)) return trimmed.toLowerCase() === "true"
  if ((takes(schema, "array") || takes(schema, "object")) && /^[[{]/.test(trimmed)) {
    try {
      return JSON.parse(trimmed)
    } catch {
      return text
    }
  }
  return text
}

const located = (json: unknown, place: Place): Value => {
  if (Array.isArray(json)) return { kind: "list", place, items: json.map((item) => located(item, place)) }
  if (json !== null && typeof json === "object") {
    const entries = Object.entries(json).map(
      ([key, inner]) => [key, { place, value: located(inner, place) }] as const
    )
    return { kind: "map", place, entries: new Map(entries) }
  }
  return { kind: "scalar", place, value: json as null | boolean | number | string }
}

interface Column {
  readonly head: Cell.Head
  readonly index: number
  readonly schema: Parameter.JsonSchema | undefined
}

interface Context {
  readonly simulation: string
  readonly parameters: ReadonlyArray<Parameter.Parameter>
  readonly report: Report
}

const names = (
  map: Mapping,
  key: "columns" | "ignore",
  report: Report
): ReadonlyArray<string> | undefined => {
  const entry = map.entries.get(key)
  const value = entry && plain(entry.value)
  if (entry === undefined) return undefined
  if (Array.isArray(value) && value.every((name) => typeof name === "string")) return value
  report(entry.value.place, `${key} is a list of names of columns.`)
  return []
}

/** Whether a column is a parameter; one that is neither that nor left out is reported. */
const chooser = (map: Mapping, { simulation, parameters, report }: Context) => {
  const wanted = names(map, "columns", report)
  const ignored = names(map, "ignore", report) ?? []
  const all = parameters.map(({ name }) => name)
  return {
    wanted: wanted ?? [],
    isParameter: (name: string, place: Place): boolean => {
      if (ignored.includes(name) || (wanted !== undefined && !wanted.includes(name))) return false
      if (all.includes(name.split(".")[0])) return true
      const leave = `Leave the column out by ignore: [${JSON.stringify(name)}].`
      report(
        place,
        `${simulation} has no parameter ${JSON.stringify(name)}.${suggestion(name, all)} ${leave}`
      )
      return false
    }
  }
}

const ofDelimited = (
  text: string,
  delimiter: string,
  file: string,
  map: Mapping,
  context: Context
): Block | undefined => {
  const { parameters, report } = context
  const records = Delimited.read(text, delimiter)
  if ("message" in records) {
    report({ file, line: records.line, column: records.column }, records.message)
    return undefined
  }
  if (records.count < 2) {
    report(
      { file, line: 1, column: 1 },
      "The file has no records: its first line names the columns, and points follow."
    )
    return undefined
  }
  const header = records.at(0)
  const { wanted, isParameter } = chooser(map, context)
  const columns = header.flatMap(({ text: written, line, column }, index): ReadonlyArray<Column> => {
    const name = written.trim()
    const place = { file, line, column }
    if (header.findIndex((other) => other.text.trim() === name) < index) {
      report(place, `The column ${JSON.stringify(name)} is there already.`)
      return []
    }
    if (!isParameter(name, place)) return []
    const schema = Parameter.schemaAt(parameters, name.split("."))
    return [{ head: Cell.head(name, place), index, schema }]
  })
  for (const name of wanted)
    if (!header.some(({ text: written }) => written.trim() === name))
      report(map.entries.get("columns")!.value.place, `The file has no column ${JSON.stringify(name)}.`)
  for (let index = 1; index < records.count; index++) {
    const fields = records.at(index)
    const { line, column } = fields[0]
    if (fields.length !== header.length)
      report(
        { file, line, column },
        `The record has ${fields.length} fields; the columns are ${header.length}.`
      )
  }
  const rowAt = (index: number): Row => {
    const fields = records.at(index + 1)
    const { line, column } = fields[0]
    const cells = columns.flatMap(({ head, index: k, schema }) => {
      const field = fields[k]
      if (field === undefined || (field.text.trim() === "" && !field.isQuoted)) return []
      const place = { file, line: field.line, column: field.column }
      return [Cell.of(head, located(typed(field.text, schema), place))]
    })
    return { cells, place: { file, line, column } }
  }
  const count = records.count - 1
  const heads = columns.map(({ head }) => head)
  return { kind: "list", heads, most: count, isExact: true, make: () => ({ count, at: rowAt }) }
}

const ofLines = (text: string, file: string, map: Mapping, context: Context): Block | undefined => {
  const { isParameter } = chooser(map, context)
  const heads = new Map<string, Cell.Head>()
  const left = new Set<string>()
  const lines = text.split("\n").flatMap((line, k) => (line.trim() === "" ? [] : [{ line, number: k + 1 }]))
  const rowAt = (index: number): Row => {
    const { line, number } = lines[index]
    const place = { file, line: number, column: 1 }
    const json: object = JSON.parse(line)
    const cells = Object.entries(json).flatMap(([name, value]) => {
      const head = heads.get(name)
      return head === undefined ? [] : [Cell.make(name, place, located(value, place))]
    })
    return { cells, place }
  }
  let isBroken = lines.length === 0
  if (isBroken) context.report({ file, line: 1, column: 1 }, "The file has no records.")
  for (const { line, number } of lines) {
    const place = { file, line: number, column: 1 }
    let json: unknown
    try {
      json = JSON.parse(line)
    } catch {
      json = undefined
    }
    if (json === null || typeof json !== "object" || Array.isArray(json)) {
      context.report(place, "Each line is a map of parameters in JSON.")
      isBroken = true
      continue
    }
    for (const name of Object.keys(json)) {
      if (heads.has(name) || left.has(name)) continue
      if (isParameter(name, place)) heads.set(name, Cell.head(name, place))
      else left.add(name)
    }
  }
  if (isBroken) return undefined
  const count = lines.length
  return {
    kind: "list",
    heads: [...heads.values()],
    most: count,
    isExact: true,
    make: () => ({ count, at: rowAt })
  }
}

/** @param study the path of the study file */
export const read = (value: Value, study: string, context: Context): ReadonlyArray<Block> => {
  const { report } = context
  if (value.kind !== "map") {
    report(value.place, "points names a file of data, such as { file: points.csv }.")
    return []
  }
  reportUnknownKeys(value, keys, "points", report)
  const entry = value.entries.get("file")
  const path = entry && plain(entry.value)
  const place = entry?.value.place ?? value.place
  if (typeof path !== "string" || path === "") {
    report(place, "points names a file of data, such as { file: points.csv }.")
    return []
  }
  if (value.entries.has("columns") && value.entries.has("ignore"))
    report(value.entries.get("ignore")!.place, "Name the columns to take or those to ignore, not both.")
  const file = isAbsolute(path) ? path : join(dirname(study), path)
  let text: string
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why = { ENOENT: "there is no such file", EISDIR: "this is a folder", EACCES: "it may not be read" }
    const known = why[code as keyof typeof why] ?? "it is not text in UTF-8"
    report(place, `The points of ${file} cannot be read: ${known}.`)
    return []
  }
  const block = ((): Block | undefined => {
    switch (extname(file).toLowerCase()) {
      case ".csv":
        return ofDelimited(text, ",", file, value, context)
      case ".tsv":
        return ofDelimited(text, "\t", file, value, context)
      case ".ndjson":
      case ".jsonl":
        return ofLines(text, file, value, context)
      default:
        report(place, "A file of points ends in .csv, .tsv, .ndjson or .jsonl.")
        return undefined
    }
  })()
  if (block !== undefined && block.most > mostRecords) {
    report(place, `The file has ${block.most} records; a study has at most ${mostRecords} points.`)
    return []
  }
  return block === undefined ? [] : [block]
}
