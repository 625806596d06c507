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
 * | `.parquet` | a row; its line is its number, from 1 |
 */
import { hash } from "node:crypto"
import { dirname, extname, isAbsolute, join } from "node:path"
import type { Origin } from "../study.ts"
import * as Cell from "./cell.ts"
import * as Delimited from "./delimited.ts"
import * as Document from "./document.ts"
import type { Place } from "./fault.ts"
import { bytesOf, textOf } from "./input.ts"
import * as Parameter from "./parameter.ts"
import * as Parquet from "./parquet.ts"
import * as Records from "./records.ts"
import * as Room from "./room.ts"
import type { Block, Row } from "./sweep.ts"
import * as Taken from "./taken.ts"
import { type Entry, type Mapping, ofJson, plain } from "./value.ts"

export const keys = ["file", "columns", "ignore"] as const

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
      const json: unknown = JSON.parse(trimmed)
      return Taken.isTooDeep(json) ? text : json
    } catch {
      return text
    }
  }
  return text
}

interface Column {
  readonly head: Cell.Head
  readonly index: number
  readonly schema: Parameter.JsonSchema | undefined
}

const ofDelimited = (
  text: string,
  delimiter: string,
  file: string,
  map: Mapping,
  context: Taken.Context
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
  const isParameter = Taken.chooser(map, context)
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
  Taken.reportAbsent(map, new Set(header.map(({ text: written }) => written.trim())), report)
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
      const value = typed(field.text, schema)
      return [Cell.of(head, { ...ofJson(value, place), ...Document.rounded(value, field.text.trim()) })]
    })
    return { cells, place: { file, line, column } }
  }
  const count = records.count - 1
  const heads = columns.map(({ head }) => head)
  return { kind: "list", heads, most: count, isExact: true, make: () => ({ count, at: rowAt }) }
}

const ofLines = (text: string, file: string, map: Mapping, context: Taken.Context): Block | undefined => {
  const isParameter = Taken.chooser(map, context)
  const heads = new Map<string, Cell.Head>()
  const left = new Set<string>()
  const lines = text.split("\n").flatMap((line, k) => (line.trim() === "" ? [] : [{ line, number: k + 1 }]))
  const rowAt = (index: number): Row => {
    const { line, number } = lines[index]
    const place = { file, line: number, column: 1 }
    const json: object = JSON.parse(line)
    const cells = Object.entries(json).flatMap(([name, value]) => {
      const head = heads.get(name)
      return head === undefined ? [] : [Cell.make(name, place, ofJson(value, place))]
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
    if (Taken.isTooDeep(json)) {
      context.report(place, "Values of this line stand too deep inside each other.")
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
  Taken.reportAbsent(map, new Set([...heads.keys(), ...left]), context.report)
  const count = lines.length
  return {
    kind: "list",
    heads: [...heads.values()],
    most: count,
    isExact: true,
    make: () => ({ count, at: rowAt })
  }
}

/** Why there is nothing to read, to stand behind "cannot be read: ". */
interface Refusal {
  readonly why: string
}

const ofText = (
  bytes: Uint8Array,
  read: (text: string) => Block | undefined
): Block | Refusal | undefined => {
  const text = textOf(bytes)
  return text === undefined ? { why: "it is not text in UTF-8" } : read(text)
}

const blockOf = async (
  bytes: Uint8Array,
  file: string,
  place: Place,
  map: Mapping,
  context: Taken.Context
): Promise<Block | Refusal | undefined> => {
  switch (extname(file).toLowerCase()) {
    case ".csv":
      return ofText(bytes, (text) => ofDelimited(text, ",", file, map, context))
    case ".tsv":
      return ofText(bytes, (text) => ofDelimited(text, "\t", file, map, context))
    case ".ndjson":
    case ".jsonl":
      return ofText(bytes, (text) => ofLines(text, file, map, context))
    case ".parquet": {
      const found = await Parquet.linesOf(bytes)
      return "why" in found ? found : ofLines(found.text, file, map, context)
    }
    default:
      context.report(place, `A file of points ends in ${Records.endingsText}.`)
      return undefined
  }
}

/**
 * @param entry that of `file`
 * @param study the path of the study file
 */
export const read = async (
  map: Mapping,
  entry: Entry,
  study: string,
  context: Taken.Context
): Promise<{ readonly block: Block; readonly origin: Origin } | undefined> => {
  const { report } = context
  const { place } = entry.value
  const path = plain(entry.value)
  if (typeof path !== "string" || path === "") {
    report(place, "points names a file of data, such as { file: points.csv }.")
    return undefined
  }
  const file = isAbsolute(path) ? path : join(dirname(study), path)
  const bytes = bytesOf(file, context.room)
  const block = typeof bytes === "string" ? { why: bytes } : await blockOf(bytes, file, place, map, context)
  if (block === undefined) return undefined
  if ("why" in block) {
    report(place, `The points of ${file} cannot be read: ${block.why}.`)
    return undefined
  }
  if (block.most > context.room.points) {
    report(place, `The file has ${block.most} records, a point each; ${Room.pointsText(context.room)}`)
    return undefined
  }
  return { block, origin: { file: path, digest: hash("sha256", bytes, "hex") } }
}
