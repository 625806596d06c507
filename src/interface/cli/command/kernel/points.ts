/**
 * Points that a command takes: a list of lists in JSON, on the command line itself, or a file.
 *
 * | ending | a point |
 * | --- | --- |
 * | `.csv`, `.tsv`, none | a line; the first names the columns, unless its fields are numbers |
 * | `.ndjson`, `.jsonl` | a list of numbers, or a map of them, one a line |
 * | `.json` | a list of numbers, in a list of such |
 * | `.parquet` | a row |
 * | `.npy` | a row of an array of two dimensions, or a number of an array of one |
 */
import { extname } from "node:path"
import { plural } from "../../../../drawing/text.ts"
import * as Delimited from "../../../../engine/config/delimited.ts"
import type { Place } from "../../../../engine/config/fault.ts"
import * as Fault from "../../../../engine/config/fault.ts"
import { suggestion } from "../../../../engine/config/nearest.ts"
import * as InputFile from "../../argument/input-file.ts"

export type Points = ReadonlyArray<ReadonlyArray<number>>

const mostMebibytes = 512

/** Where a value stands, and what it is there. */
interface Cell {
  readonly value: unknown
  readonly place: Place
}

/** Points, and what one should know about how they were read. */
export interface Given {
  readonly points: Points
  readonly cautions: ReadonlyArray<string>
}

/** A point before its values are known to be numbers. */
interface Record {
  readonly place: Place
  readonly cells: ReadonlyArray<Cell>
}

/** Of columns by name. */
interface Named {
  readonly names: ReadonlyArray<string>
  readonly records: ReadonlyArray<Record>
}

const number = (value: unknown): number =>
  typeof value === "number"
    ? value
    : typeof value === "string" && value.trim() !== ""
      ? Number(value)
      : Number.NaN

const isNumber = (value: unknown): boolean => Number.isFinite(number(value))

/** Why it is none. */
const told = (value: unknown): string => {
  if (value === undefined || value === null || value === "") return "There is no number here."
  const text = typeof value === "string" ? value.trim() : JSON.stringify(value)
  return `${JSON.stringify(text.slice(0, 40))} is no number${Number.isNaN(number(value)) ? "" : " that is finite"}.`
}

/** The columns that are asked for, in that order; nothing where one of them is none. */
const chosen = (
  { names, records }: Named,
  columns: ReadonlyArray<string> | undefined,
  place: Place,
  report: Fault.Report
): ReadonlyArray<Record> => {
  if (columns === undefined) return records
  const unknown = columns.filter((name) => !names.includes(name))
  for (const name of unknown)
    report(
      place,
      `There is no column ${JSON.stringify(name)}.${suggestion(name, names)} The columns are ${names.join(", ")}.`
    )
  if (unknown.length > 0) return []
  const at = columns.map((name) => names.indexOf(name))
  return records.map(({ place, cells }) => ({ place, cells: at.map((k) => cells[k]!) }))
}

const separated = (
  file: string,
  text: string,
  delimiter: string,
  columns: ReadonlyArray<string> | undefined,
  report: Fault.Report
): ReadonlyArray<Record> => {
  const found = Delimited.read(text, delimiter)
  if ("message" in found) {
    report({ file, line: found.line, column: found.column }, found.message)
    return []
  }
  const record = (k: number): Record => {
    const cells = found
      .at(k)
      .map(({ text, line, column }) => ({ value: text, place: { file, line, column } }))
    return { place: cells[0]!.place, cells }
  }
  const first = found.count === 0 ? [] : record(0).cells
  const isHeader = columns !== undefined || (first.length > 0 && !first.some(({ value }) => isNumber(value)))
  const records = Array.from({ length: Math.max(0, found.count - (isHeader ? 1 : 0)) }, (_, k) =>
    record(k + (isHeader ? 1 : 0))
  )
  if (!isHeader) return records
  const names = first.map(({ value }) => String(value).trim())
  const whole = records.filter(({ cells }) => cells.length === names.length)
  for (const { place, cells } of records)
    if (cells.length !== names.length)
      report(
        place,
        `This line has ${plural(cells.length, "field")}, and the first names ${plural(names.length, "column")}.`
      )
  return chosen({ names, records: whole }, columns, { file, line: 1, column: 1 }, report)
}

/** A list of numbers, or a map of them, in JSON. */
const ofJson = (
  json: unknown,
  place: Place,
  columns: ReadonlyArray<string> | undefined,
  report: Fault.Report
): Record | undefined => {
  if (Array.isArray(json)) {
    if (columns === undefined) return { place, cells: json.map((value: unknown) => ({ value, place })) }
    report(place, "A list has no names for --columns to choose from.")
    return undefined
  }
  if (json !== null && typeof json === "object") {
    const names = Object.keys(json)
    const cells = Object.values(json).map((value: unknown) => ({ value, place }))
    return chosen({ names, records: [{ place, cells }] }, columns, place, report)[0]
  }
  report(place, "A point is a list of numbers, [0.2, -1], or a map of them.")
  return undefined
}

const parsed = (text: string, place: Place, report: Fault.Report): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    report(place, `This is no JSON: ${(cause as Error).message}`)
    return undefined
  }
}

const lines = (
  file: string,
  text: string,
  columns: ReadonlyArray<string> | undefined,
  report: Fault.Report
): ReadonlyArray<Record> =>
  text.split("\n").flatMap((line, k) => {
    if (line.trim() === "") return []
    const place = { file, line: k + 1, column: 1 }
    const json = parsed(line, place, report)
    return json === undefined ? [] : (ofJson(json, place, columns, report) ?? [])
  })

const list = (
  place: Place,
  text: string,
  columns: ReadonlyArray<string> | undefined,
  report: Fault.Report
): ReadonlyArray<Record> => {
  const json = parsed(text, place, report)
  if (json === undefined) return []
  if (!Array.isArray(json)) {
    report(place, "Points are a list of lists of numbers: [[0.2, 1], [-1, 0]].")
    return []
  }
  return json.flatMap((each: unknown, k) => {
    const own = { ...place, file: `${place.file}, point ${k + 1}` }
    return ofJson(each, own, columns, report) ?? []
  })
}

const ofArray = async (
  file: string,
  bytes: Uint8Array,
  report: Fault.Report
): Promise<ReadonlyArray<Record>> => {
  const Npy = await import("../../../export/npy.ts")
  try {
    const { shape, values } = Npy.decoded(bytes)
    if (shape.length < 1 || shape.length > 2) {
      report(
        { file },
        `An array of ${shape.length} dimensions is no list of points; those of one or two are read.`
      )
      return []
    }
    const [count, d = 1] = shape
    return Array.from({ length: count! }, (_, a) => {
      const place = { file: `${file}, row ${a}` }
      return { place, cells: Array.from(values.subarray(a * d, (a + 1) * d), (value) => ({ value, place })) }
    })
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    report({ file }, `The file cannot be read: ${cause.message}`)
    return []
  }
}

/** Files of which the first field of a line names a column have it by `columns`. */
const recordsOf = async (
  file: string,
  columns: ReadonlyArray<string> | undefined,
  report: Fault.Report
): Promise<ReadonlyArray<Record>> => {
  const bytes = await InputFile.bytesOf(file, mostMebibytes)
  const text = () => InputFile.textOf(bytes)
  const ending = extname(file).toLowerCase()
  switch (ending) {
    case ".csv":
    case ".txt":
    case ".dat":
    case "":
      return separated(file, text(), ",", columns, report)
    case ".tsv":
    case ".tab":
      return separated(file, text(), "\t", columns, report)
    case ".ndjson":
    case ".jsonl":
      return lines(file, text(), columns, report)
    case ".json":
      return list({ file }, text(), columns, report)
    case ".parquet": {
      const Parquet = await import("../../../../engine/config/parquet.ts")
      const found = await Parquet.linesOf(bytes)
      if ("text" in found) return lines(file, found.text, columns, report)
      report({ file }, `The file cannot be read: ${found.why}.`)
      return []
    }
    case ".npy":
      if (columns !== undefined) report({ file }, "An array has no names for --columns to choose from.")
      return ofArray(file, bytes, report)
    default:
      report(
        { file },
        `Points are read from files .csv, .tsv, .ndjson, .jsonl, .json, .parquet and .npy, not ${ending}.`
      )
      return []
  }
}

/** Numbers in a row, as columns without names are called: 0, 1, 2. */
const isCounting = (point: ReadonlyArray<number>): boolean =>
  point.length > 1 && point.every((value, k) => value === point[0]! + k) && (point[0] === 0 || point[0] === 1)

/**
 * The points, all of one dimension.
 *
 * @param given the name of a file, - for lines of standard input, or points in JSON, which begin with a bracket
 * @param columns of those that a file names, these alone
 * @throws StudyFaults, all that is wrong
 */
export const read = async (given: string, columns: ReadonlyArray<string> | undefined): Promise<Given> => {
  const { report, faults } = Fault.collector()
  const isInline = given.trim().startsWith("[")
  const file = given === "-" ? "standard input" : given
  const records = isInline
    ? list({ file: "POINTS" }, given, columns, report)
    : await recordsOf(given, columns, report).catch((cause: unknown) => {
        if (!(cause instanceof RangeError)) throw cause
        report({ file }, `The file cannot be read: ${cause.message}`)
        return []
      })
  const d = records[0]?.cells.length ?? 0
  const points = records.map(({ place, cells }) => {
    if (cells.length !== d)
      report(place, `This point has ${plural(cells.length, "coordinate")}, and the first has ${d}.`)
    return cells.map(({ value, place }) => {
      if (!isNumber(value)) report(place, told(value))
      return number(value)
    })
  })
  if (faults().length === 0 && d === 0)
    report({ file: isInline ? "POINTS" : file }, "There are no points in it.")
  if (faults().length > 0) throw new Fault.StudyFaults({ faults: [...faults()] })
  const isNamed = columns === undefined && !isInline && points.length > 1 && isCounting(points[0]!)
  return {
    points,
    cautions: isNamed
      ? [
          `${file}: its first line, ${points[0]!.join(", ")}, counts as a point; if it names columns, say --columns ${points[0]!.join(",")}`
        ]
      : []
  }
}
