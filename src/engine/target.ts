/** What `until` asks of a point: a standard error, which its rows have or miss. */
import type { Row, Tables } from "../simulation/table.ts"
import type { Reader } from "./journal/reader.ts"
import type { Rows } from "./journal/table.ts"
import type { Until } from "./study.ts"

/** The tables that know the column with its standard error, and what that is called there. */
const places = (column: string, tables: Tables): ReadonlyArray<readonly [table: string, error: string]> =>
  Object.entries(tables).flatMap(([name, { columns }]): ReadonlyArray<readonly [string, string]> => {
    const error = columns[column]?.standardError
    return error === undefined ? [] : [[name, error]]
  })

const errorIn = (row: Row, column: string): number => {
  const error = row[column]
  return typeof error === "number" && error >= 0 ? error : Number.POSITIVE_INFINITY
}

/**
 * The largest standard error of `column` in any row of a point. Infinite where a row does not know its own, and where no
 * row has the column: what was never measured meets no error.
 */
export const worstError = (column: string, tables: Tables, rows: Rows): number => {
  const errors = places(column, tables).flatMap(([name, error]) =>
    (rows[name] ?? []).map((row) => errorIn(row, error))
  )
  // A point may have more rows than a call takes arguments.
  return errors.length === 0 ? Number.POSITIVE_INFINITY : errors.reduce((a, b) => Math.max(a, b))
}

/** How many repeats give the error that is wanted, by one over their square root, judged from that of `repeats`. */
export const repeatsFor = (repeats: number, error: number, wanted: number): number =>
  Math.ceil(repeats * (error / wanted) ** 2)

/** By how much a finished point misses the error that was asked for. */
export interface Miss {
  /** Its place in the plan. */
  readonly point: number
  readonly column: string
  readonly wanted: number
  /** The largest of its rows; null where one of them does not know its own, or where there is none. */
  readonly error: number | null
  /** Rows with the column. */
  readonly rows: number
  readonly repeats: number
  /** That the error would take, by one over their square root; null where nothing can be said. */
  readonly repeatsNeeded: number | null
}

const finite = (x: number): number | null => (Number.isFinite(x) ? x : null)

/** Undefined where the error is met. */
const missOf = (
  until: Until,
  point: number,
  repeats: number,
  worst: number,
  rows: number
): Miss | undefined => {
  const { column, standardError: wanted } = until
  if (worst <= wanted) return undefined
  const repeatsNeeded = finite(repeatsFor(repeats, worst, wanted))
  return { point, column, wanted, error: finite(worst), rows, repeats, repeatsNeeded }
}

/** Of a point that has got its rows just now. */
export const miss = (
  until: Until | undefined,
  tables: Tables,
  point: number,
  repeats: number,
  rows: Rows
): Miss | undefined => {
  if (until === undefined) return undefined
  const { column } = until
  const count = places(column, tables).reduce((sum, [name]) => sum + (rows[name]?.length ?? 0), 0)
  return missOf(until, point, repeats, worstError(column, tables, rows), count)
}

/** Unknown errors count as the largest. */
const size = ({ error }: Miss): number => error ?? Number.POSITIVE_INFINITY

/** Of the finished points of a run, those first that miss the error most. */
export const misses = (reader: Reader, points = reader.points()): ReadonlyArray<Miss> => {
  const { until } = reader.study
  if (until === undefined) return []
  const found = new Map<number, { readonly worst: number; readonly rows: number }>()
  for (const [table, error] of places(until.column, reader.tables)) {
    for (const [point, row] of reader.numberedRows(table)) {
      const before = found.get(point) ?? { worst: 0, rows: 0 }
      found.set(point, { worst: Math.max(before.worst, errorIn(row, error)), rows: before.rows + 1 })
    }
  }
  const nothing = { worst: Number.POSITIVE_INFINITY, rows: 0 }
  return points
    .flatMap(({ ordinal, repeats }) => {
      if (repeats === 0) return []
      const { worst, rows } = found.get(ordinal) ?? nothing
      return missOf(until, ordinal, repeats, worst, rows) ?? []
    })
    .sort((a, b) => (size(a) === size(b) ? a.point - b.point : size(b) - size(a)))
}
