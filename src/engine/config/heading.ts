/** The keys of a study besides its parameters: name, seed, repeats, until. */
import type { Simulation } from "../../simulation/contract.ts"
import type { Until } from "../study.ts"
import { most, namePattern } from "../study.ts"
import type { Place, Report } from "./fault.ts"
import { suggestion } from "./nearest.ts"
import { type Entry, isMapping, type Mapping, plain, type Value } from "./value.ts"

export const keys = [
  ...["name", "simulation", "seed", "repeats"],
  ...["base", "points", "sweep", "until", "search", "set"]
] as const

const untilKeys = ["column", "standardError", "atMost"] as const

export const mostRepeats = most.repeats

/** A value as a sentence shows it. */
export const shown = (value: unknown): string => {
  if (typeof value === "number") return String(value)
  if (value === undefined || value === null) return "empty"
  const text = JSON.stringify(value, (_, inner) =>
    typeof inner === "number" && !Number.isFinite(inner) ? String(inner) : inner
  )
  return (
    (typeof value === "string" ? "the text " : "") + (text.length > 60 ? `${text.slice(0, 57)}...` : text)
  )
}

/** Reports the keys of a map that are none of `known`. */
export const reportUnknownKeys = (
  map: Mapping,
  known: ReadonlyArray<string>,
  owner: string,
  report: Report
): void => {
  for (const [key, { place }] of map.entries)
    if (!known.includes(key))
      report(place, `${owner} has no key ${JSON.stringify(key)}.${suggestion(key, known)}`)
}

interface Bounds {
  readonly least: number
  readonly most: number
  readonly standard: number
}

const integer = (
  name: string,
  entry: Entry | undefined,
  { least, most, standard }: Bounds,
  report: Report
) => {
  if (entry === undefined) return standard
  const value = plain(entry.value)
  if (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most)
    return value as number
  const written = entry.value.kind === "scalar" ? entry.value.written : undefined
  const echo = written ?? shown(value)
  report(entry.value.place, `${name} must be an integer from ${least} to ${most}, not ${echo}.`)
  return standard
}

/** Default 0. */
export const seed = (study: Mapping, report: Report): number =>
  integer("seed", study.entries.get("seed"), { least: 0, most: Number.MAX_SAFE_INTEGER, standard: 0 }, report)

/** Default 1. */
export const repeats = (study: Mapping, report: Report): number =>
  integer("repeats", study.entries.get("repeats"), { least: 1, most: mostRepeats, standard: 1 }, report)

/** Default: the file's name without its ending. */
export const name = (study: Mapping, fileName: string, report: Report): { name: string; place: Place } => {
  const entry = study.entries.get("name")
  const name = entry ? plain(entry.value) : fileName
  const place = entry?.value.place ?? study.place
  if (typeof name === "string" && namePattern.test(name)) return { name, place }
  report(
    place,
    entry
      ? `name must be letters, digits, ".", "_" and "-", at most 100, the first a letter or digit, because it names a folder; not ${shown(name)}.`
      : `The file's name ${JSON.stringify(fileName)} cannot name the study's folder: add a key name.`
  )
  return { name: "", place }
}

/** The columns that have a standard error, of all tables. */
export const eligibleColumns = (simulation: Simulation): ReadonlyArray<string> => {
  const columns = Object.values(simulation.tables).flatMap((table) => Object.entries(table.columns))
  return [...new Set(columns.flatMap(([name, { standardError }]) => (standardError ? [name] : [])))]
}

const column = (value: Value, simulation: Simulation, report: Report): string => {
  const eligible = eligibleColumns(simulation)
  const isColumn = (name: string) =>
    Object.values(simulation.tables).some((table) => Object.hasOwn(table.columns, name))
  const wanted = plain(value)
  if (typeof wanted === "string" && eligible.includes(wanted)) return wanted
  const why =
    typeof wanted !== "string"
      ? `column must be the name of a column, not ${shown(wanted)}.`
      : isColumn(wanted)
        ? `The column ${wanted} has no standard error.`
        : `There is no column ${JSON.stringify(wanted)}.`
  const choice = eligible.length > 0 ? `Columns with one: ${eligible.join(", ")}.` : "No column has one."
  report(value.place, `${why}${typeof wanted === "string" ? suggestion(wanted, eligible) : ""} ${choice}`)
  return ""
}

export const until = (
  study: Mapping,
  simulation: Simulation,
  repeats: number,
  report: Report
): Until | undefined => {
  const entry = study.entries.get("until")
  if (entry === undefined) return undefined
  const map = entry.value
  const missing = isMapping(map) ? untilKeys.filter((key) => !map.entries.has(key)) : untilKeys
  if (map.kind !== "map" || missing.length > 0) {
    report(
      entry.place,
      `until needs ${missing.join(", ")}, as in { column: mean, standardError: 0.001, atMost: 64 }.`
    )
    if (map.kind !== "map") return undefined
  }
  reportUnknownKeys(map, untilKeys, "until", report)
  const given = (key: (typeof untilKeys)[number]) => map.entries.get(key)
  const error = given("standardError")
  const target = error ? plain(error.value) : 1
  if (error && !(typeof target === "number" && target > 0 && target < Infinity))
    report(error.value.place, `standardError must be a number > 0, not ${shown(target)}.`)
  const atMost = integer(
    "atMost",
    given("atMost"),
    { least: 2, most: mostRepeats, standard: mostRepeats },
    report
  )
  if (atMost < repeats)
    report(
      given("atMost")!.value.place,
      `atMost is ${atMost}, below the ${repeats} repeats that are made anyway.`
    )
  const named = given("column")
  return {
    column: named ? column(named.value, simulation, report) : "",
    standardError: typeof target === "number" ? target : Number.NaN,
    atMost
  }
}
