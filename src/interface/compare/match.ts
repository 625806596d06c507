/**
 * The rows of one table in several runs, side by side: rows with the same parameters belong together, and what differs
 * is said in standard errors of the difference.
 */
import type { Cell, Column, Row } from "../../simulation/table.ts"
import { caution } from "../../simulation/table.ts"
import { cell } from "../export/table.ts"

export interface Side {
  readonly name: string
  readonly rows: ReadonlyArray<Row>
}

export interface Value {
  readonly value: number
  /** Null where the run knows none. */
  readonly standardError: number | null
}

/** One quantity of one row, in all runs. */
export interface Line {
  /** Of the key columns. */
  readonly key: ReadonlyArray<Cell>
  readonly quantity: string
  /** Of each run; undefined where it lacks the row or the value. */
  readonly values: ReadonlyArray<Value | undefined>
  /** Of each run but the first against the first. */
  readonly differences: ReadonlyArray<Difference | undefined>
}

export interface Difference {
  readonly absolute: number
  /** Over the larger of both magnitudes; 0 where both are 0. */
  readonly relative: number
  /** (b - a) / sqrt(se_a^2 + se_b^2), an unknown error counting as 0; undefined where neither is known. */
  readonly inErrors: number | undefined
}

export interface Comparison {
  /** Columns that rows are matched by. */
  readonly keys: ReadonlyArray<string>
  /** Of these, the parameters. */
  readonly parameters: ReadonlyArray<string>
  /** Parameters that are one value in each run, but not the same in all: what the runs differ in. */
  readonly settings: ReadonlyArray<{ readonly column: string; readonly values: ReadonlyArray<Cell> }>
  readonly lines: ReadonlyArray<Line>
  /** Rows of each run that no other run has. */
  readonly alone: ReadonlyArray<number>
}

const isParameter = ({ parameter }: Column): boolean => parameter !== undefined

/** What all rows say, where they say the same. */
const constant = (rows: ReadonlyArray<Row>, column: string): Cell | undefined => {
  const first = rows[0] === undefined ? undefined : cell(rows[0], column)
  return rows.every((row) => cell(row, column) === first) ? first : undefined
}

const keyOf = (row: Row, columns: ReadonlyArray<string>): string =>
  JSON.stringify(columns.map((column) => String(cell(row, column))))

const areUnique = (rows: ReadonlyArray<Row>, columns: ReadonlyArray<string>): boolean =>
  new Set(rows.map((row) => keyOf(row, columns))).size === rows.length

/**
 * Parameters, texts and booleans; then integers, one after the other, for as long as several rows of a run would be
 * one. Integers come last because counts are integers, too.
 */
const chooseKeys = (
  columns: Readonly<Record<string, Column>>,
  sides: ReadonlyArray<Side>,
  settings: ReadonlySet<string>
): ReadonlyArray<string> => {
  const errors = new Set(Object.values(columns).map(({ standardError }) => standardError))
  const names = Object.keys(columns).filter(
    // What a run says against its own row is no name of the row.
    (name) => !settings.has(name) && !errors.has(name) && name !== caution
  )
  const chosen = new Set(
    names.filter(
      (name) =>
        isParameter(columns[name]!) || columns[name]!.type === "text" || columns[name]!.type === "boolean"
    )
  )
  for (const name of names) {
    if (sides.every(({ rows }) => areUnique(rows, [...chosen]))) break
    if (columns[name]!.type === "integer" && columns[name]!.standardError === undefined) chosen.add(name)
  }
  return names.filter((name) => chosen.has(name))
}

const difference = (a: Value | undefined, b: Value | undefined): Difference | undefined => {
  if (a === undefined || b === undefined) return undefined
  const absolute = a.value === b.value ? 0 : b.value - a.value
  const size = Math.max(Math.abs(a.value), Math.abs(b.value))
  const known = a.standardError !== null || b.standardError !== null
  const error = Math.hypot(a.standardError ?? 0, b.standardError ?? 0)
  return {
    absolute,
    relative: size === 0 || absolute === 0 ? 0 : absolute / size,
    // Equal numbers without any error are no 0 / 0.
    inErrors: known ? (absolute === 0 ? 0 : absolute / error) : undefined
  }
}

/**
 * @param columns of the table, the same in all runs
 * @param sides two runs or more
 */
export const of = (columns: Readonly<Record<string, Column>>, sides: ReadonlyArray<Side>): Comparison => {
  const differing = Object.keys(columns).filter((name) => {
    if (!isParameter(columns[name]!)) return false
    const values = sides.map(({ rows }) => constant(rows, name))
    return values.every((value) => value !== undefined) && new Set(values).size > 1
  })
  const settings = differing.map((column) => ({
    column,
    values: sides.map(({ rows }) => constant(rows, column)!)
  }))
  const keys = chooseKeys(columns, sides, new Set(differing))
  const errors = new Set(Object.values(columns).map(({ standardError }) => standardError))
  const quantities = Object.keys(columns).filter(
    (name) =>
      (columns[name]!.type === "real" || columns[name]!.type === "integer") &&
      !keys.includes(name) &&
      !errors.has(name) &&
      !differing.includes(name)
  )

  // Rows that nothing tells apart are matched in their order.
  const groups = new Map<string, Array<Row | undefined>>()
  for (const [k, { rows }] of sides.entries()) {
    const seen = new Map<string, number>()
    for (const row of rows) {
      const key = keyOf(row, keys)
      const turn = seen.get(key) ?? 0
      seen.set(key, turn + 1)
      const name = `${turn} ${key}`
      const group = groups.get(name) ?? new Array<Row | undefined>(sides.length).fill(undefined)
      group[k] = row
      groups.set(name, group)
    }
  }

  const alone = sides.map(() => 0)
  const lines: Array<Line> = []
  for (const group of groups.values()) {
    const present = [...group.keys()].filter((k) => group[k] !== undefined)
    if (present.length === 1) {
      alone[present[0]!]!++
      continue
    }
    const key = keys.map((column) => cell(group[present[0]!]!, column))
    for (const quantity of quantities) {
      const values = group.map((row) => measuredIn(row, quantity, columns[quantity]!))
      if (values.filter((value) => value !== undefined).length < 2) continue
      const differences = values.slice(1).map((value) => difference(values[0], value))
      lines.push({ key, quantity, values, differences })
    }
  }
  return { keys, parameters: keys.filter((name) => isParameter(columns[name]!)), settings, lines, alone }
}

const measuredIn = (row: Row | undefined, quantity: string, column: Column): Value | undefined => {
  const found = row === undefined ? null : cell(row, quantity)
  const value = typeof found === "bigint" ? Number(found) : found
  if (typeof value !== "number") return undefined
  const standardError = column.standardError === undefined ? null : cell(row!, column.standardError)
  return { value, standardError: typeof standardError === "number" ? standardError : null }
}
