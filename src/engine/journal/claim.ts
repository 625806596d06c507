/**
 * What the line of a study in a run's file may say: what a study file may, too. Its checksum tells damage from what was
 * written, and anybody can make one.
 */
import type { Tables } from "../../simulation/table.ts"
import { most } from "../study.ts"

/** A study says itself in a few kilobytes, and its tables in some more. */
export const longestText = 2 ** 24

const mostTables = 100

/** SQLite's own. */
const mostColumns = 2000

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const columnTypes: ReadonlySet<unknown> = new Set(["real", "integer", "text", "boolean"])

/** The names that a run's file keeps for others. */
const isReserved = (name: string): boolean => name.startsWith("_") || /^sqlite_/i.test(name)

/** Undefined for tables that a simulation can have. */
const faultOfTables = (tables: unknown): string | undefined => {
  if (!isObject(tables)) return "its study has no tables"
  const all = Object.entries(tables)
  if (all.length > mostTables) return `its study has ${all.length} tables`
  for (const [name, table] of all) {
    const columns = isObject(table) && isObject(table.columns) ? Object.values(table.columns) : undefined
    const isFit =
      columns !== undefined &&
      columns.length > 0 &&
      columns.length < mostColumns &&
      columns.every((column) => isObject(column) && columnTypes.has(column.type))
    if (!isFit || isReserved(name)) return `its study has the table "${name.slice(0, 100)}"`
  }
  return undefined
}

const isCount = (value: unknown, least: number, largest: number): boolean =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= largest

/** The table that a search fills beside those of its simulation. */
const searchTable = "search"

/** What `until`, or a search, looks at must be there. */
const faultOfColumns = (until: unknown, search: unknown, tables: Tables): string | undefined => {
  const has = (table: string, column: unknown): boolean =>
    Object.hasOwn(tables, table) && Object.hasOwn(tables[table]!.columns, String(column))
  if (isObject(until) && !Object.keys(tables).some((table) => has(table, until.column)))
    return `its study repeats until a column "${until.column}", which no table has`
  if (!isObject(search)) return undefined
  if (!Object.hasOwn(tables, searchTable)) return "its study searches, and has no table of that"
  for (const goal of [search.goal, search.halving])
    if (isObject(goal) && !has(String(goal.table), goal.column))
      return `its study searches by "${goal.column}" of "${goal.table}", which is no column of it`
  return undefined
}

/** Undefined where a run can have it. */
export const faultOf = (
  study: unknown,
  signature: unknown,
  points: number | undefined
): string | undefined => {
  if (!isObject(study) || !isObject(signature)) return "its study is none"
  const { name, simulation, seed, repeats, until, search } = study
  if (typeof name !== "string" || typeof simulation !== "string" || !Number.isSafeInteger(seed))
    return "its study has no name, no simulation or no seed"
  if (!isCount(repeats, 1, most.repeats)) return `its study makes ${repeats} repeats`
  if (points !== undefined && !isCount(points, 0, most.points)) return `its study has ${points} points`
  if (until !== undefined && !(isObject(until) && isCount(until.atMost, 1, most.repeats)))
    return "its study has no end to its repeats"
  const sampling = isObject(search) ? search.sampling : undefined
  if (sampling !== undefined && !(isObject(sampling) && isCount(sampling.trials, 1, most.trials)))
    return "its study has no end to its trials"
  const { tables } = signature
  return faultOfTables(tables) ?? faultOfColumns(until, search, tables as Tables)
}
