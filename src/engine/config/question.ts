/** What `points: { run: … }` asks of the run: a table, conditions, and how many of the best. */
import type { Column, Row as Line } from "../../simulation/table.ts"
import type * as Reader from "../journal/reader.ts"
import { type Json, valueAt } from "../study.ts"
import * as Condition from "./condition.ts"
import type { Place } from "./fault.ts"
import { reportUnknownKeys, shown } from "./heading.ts"
import { suggestion } from "./nearest.ts"
import { mostPoints } from "./room.ts"
import * as Taken from "./taken.ts"
import { type Mapping, plain, type Value } from "./value.ts"

const bestKeys = ["maximise", "minimise", "n"] as const

interface Best {
  readonly column: string
  readonly place: Place
  readonly sign: 1 | -1
  readonly n: number
}

/** What is asked of a run, by itself without fault. */
export interface Question {
  readonly conditions: ReadonlyArray<Condition.Condition>
  readonly best: Best | undefined
  readonly table: { readonly name: string; readonly place: Place } | undefined
  /** Parameters that are taken, and those that are not. */
  readonly columns: ReadonlyArray<string> | undefined
  readonly ignored: ReadonlyArray<string> | undefined
}

const bestOf = (value: Value, { report }: Taken.Context): Best | undefined => {
  const wanted = "best is the column that decides and how many points, such as { maximise: accuracy, n: 10 }."
  if (value.kind !== "map") {
    report(value.place, wanted)
    return undefined
  }
  reportUnknownKeys(value, bestKeys, "best", report)
  const [max, min, n] = bestKeys.map((key) => value.entries.get(key))
  const entry = max ?? min
  const column = entry && plain(entry.value)
  const count = n === undefined ? 1 : plain(n.value)
  if (max !== undefined && min !== undefined)
    report(min.place, "best has maximise already: give one of the two.")
  if (n !== undefined && !(Number.isInteger(count) && Number(count) >= 1 && Number(count) <= mostPoints))
    report(n.value.place, `n must be an integer from 1 to ${mostPoints}, not ${shown(count)}.`)
  if (entry === undefined || typeof column !== "string") {
    report(entry?.value.place ?? value.place, wanted)
    return undefined
  }
  return { column, place: entry.value.place, sign: max === undefined ? -1 : 1, n: Number(count) }
}

export const read = (map: Mapping, context: Taken.Context): Question => {
  const [where, best, table] = (["where", "best", "table"] as const).map((key) => map.entries.get(key))
  const name = table && plain(table.value)
  if (table !== undefined && typeof name !== "string")
    context.report(table.value.place, `table is the name of a table, not ${shown(name)}.`)
  return {
    conditions: where === undefined ? [] : Condition.read(where.value, context.report),
    best: best && bestOf(best.value, context),
    columns: Taken.names(map, "columns", context.report),
    ignored: Taken.names(map, "ignore", context.report),
    table: table && typeof name === "string" ? { name, place: table.value.place } : undefined
  }
}

/** What the run is, where it is found. */
export interface Found {
  readonly name: string
  readonly reader: Reader.Reader
  readonly points: ReadonlyArray<Reader.StoredPoint>
  readonly paths: ReadonlySet<string>
}

/** The name of the table that is looked at; undefined where parameters decide alone, null after a fault. */
export const tableOf = (question: Question, { reader, paths }: Found, { report }: Taken.Context) => {
  const { conditions, best, table } = question
  const names = Object.keys(reader.tables)
  if (table !== undefined && !Object.hasOwn(reader.tables, table.name)) {
    const hint = suggestion(table.name, names)
    report(
      table.place,
      `The run has no table ${JSON.stringify(table.name)}.${hint} There are: ${names.join(", ")}.`
    )
    return null
  }
  const needsRows =
    conditions.some(({ name }) => !paths.has(name)) || (best !== undefined && !paths.has(best.column))
  return table?.name ?? (needsRows ? names[0] : undefined)
}

/** Whether a column, or a parameter, has values of a kind that is asked for; a sentence where it has not. */
const mismatch = (
  { name, isOrder, meant }: Pick<Condition.Condition, "name" | "isOrder" | "meant">,
  column: Column | undefined,
  values: () => Iterable<Json | undefined>
): string | undefined => {
  const kinds = new Set<string>()
  if (column === undefined)
    for (const value of values()) {
      if (value !== undefined && value !== null) kinds.add(Array.isArray(value) ? "list" : typeof value)
    }
  else kinds.add({ real: "number", integer: "number", text: "string", boolean: "boolean" }[column.type])
  const isNumeric = kinds.has("number")
  if (isOrder && !isNumeric) return `${name} has no numbers: only those are larger or smaller.`
  const wrong = meant.find((value) => {
    if (value === null) return false
    const kind = Array.isArray(value) ? "list" : typeof value
    // Lists and maps are text in tables.
    return !kinds.has(kind) && !(typeof value === "object" && column !== undefined && kinds.has("string"))
  })
  if (wrong === undefined || kinds.size === 0) return undefined
  const words: Readonly<Record<string, string>> = {
    string: "texts",
    number: "numbers",
    boolean: "booleans",
    list: "lists",
    object: "maps"
  }
  const has = [...kinds].map((kind) => words[kind]).join(" and ")
  return `${name} has ${has}, and is never ${shown(wrong)}.`
}

/** Reports names that are neither columns nor parameters, and values of another kind; says whether there were any. */
export const check = (
  question: Question,
  table: string | undefined,
  { reader, points, paths }: Found,
  { report }: Taken.Context
): boolean => {
  const columns = table === undefined ? {} : reader.tables[table]!.columns
  let isRight = true
  const wrong = (place: Place, message: string): void => {
    isRight = false
    report(place, message)
  }
  const known = (name: string, place: Place): boolean => {
    if (Object.hasOwn(columns, name) || paths.has(name)) return true
    const home = Object.entries(reader.tables).find(([, each]) => Object.hasOwn(each.columns, name))
    const hint =
      home === undefined
        ? suggestion(name, [...Object.keys(columns), ...paths])
        : ` The table ${home[0]} has: add table: ${home[0]}.`
    wrong(
      place,
      `${table === undefined ? "The run" : `The table ${table}`} has no column ${JSON.stringify(name)}.${hint}`
    )
    return false
  }
  const { conditions, best } = question
  const ordered = best && {
    name: best.column,
    place: best.place,
    asked: best.place,
    isOrder: true,
    meant: []
  }
  for (const each of [...conditions, ...(ordered ? [ordered] : [])]) {
    const { name, place, asked } = each
    if (!known(name, place)) continue
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined
    const message = mismatch(each, column, () => points.map(({ config }) => valueAt(config, name.split("."))))
    if (message !== undefined) wrong(asked, message)
  }
  return isRight
}

/** The places of the points that are meant, and how many have no rows yet where rows decide. */
export const chosen = (
  { conditions, best }: Question,
  table: string | undefined,
  { reader, points }: Found
): { readonly places: ReadonlyArray<number>; readonly unfinished: number } => {
  const columns = table === undefined ? {} : reader.tables[table]!.columns
  const valueIn = (name: string, place: number, line: Line) =>
    Object.hasOwn(columns, name) ? line[name] : valueAt(points[place]!.config, name.split("."))
  /** By place: the best value of its rows that meet the conditions, up to its sign. */
  const met = new Map<number, number | bigint>()
  const lines: Iterable<readonly [number, Line]> =
    table === undefined ? points.map(({ ordinal }) => [ordinal, {}] as const) : reader.numberedRows(table)
  for (const [place, line] of lines) {
    if (!conditions.every(({ name, holds }) => holds(valueIn(name, place, line)))) continue
    if (best === undefined) {
      met.set(place, 0)
      continue
    }
    const value = valueIn(best.column, place, line)
    if (!Condition.isNumber(value)) continue
    const signed = best.sign === 1 ? value : -value
    const before = met.get(place)
    if (before === undefined || signed > before) met.set(place, signed)
  }
  const unfinished = table === undefined ? 0 : points.filter(({ repeats }) => repeats === 0).length
  const places = [...met.keys()].sort((a, b) => a - b)
  if (best === undefined) return { places, unfinished }
  const size = (place: number) => met.get(place)!
  const ordered = places.toSorted((a, b) => (size(a) > size(b) ? -1 : size(a) < size(b) ? 1 : a - b))
  return { places: ordered.slice(0, best.n).sort((a, b) => a - b), unfinished }
}
