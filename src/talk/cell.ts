/** Cells of result tables, as judgements read them. */
import type { Row } from "../simulation/table.ts"

/** The number of a cell; NaN where there is none. */
export const number = (row: Row, column: string): number => {
  const cell = row[column]
  return typeof cell === "number" || typeof cell === "bigint" ? Number(cell) : Number.NaN
}

/** The text of a cell; null where there is none. */
export const text = (row: Row, column: string): string | null => {
  const cell = row[column]
  return typeof cell === "string" ? cell : null
}

/** Whether a row has these cells. */
export const has = (row: Row, cells: Row): boolean =>
  Object.entries(cells).every(([column, cell]) => row[column] === cell)

/** A text that rows share exactly when they share these columns. */
export const key = (row: Row, columns: ReadonlyArray<string>): string =>
  JSON.stringify(columns.map((column) => String(row[column])))

/** The rows by what they have in these columns, in the order of their first ones. */
export const grouped = (
  rows: ReadonlyArray<Row>,
  columns: ReadonlyArray<string>
): ReadonlyArray<ReadonlyArray<Row>> => {
  const groups = new Map<string, Array<Row>>()
  for (const row of rows) {
    const own = key(row, columns)
    const group = groups.get(own)
    if (group === undefined) groups.set(own, [row])
    else group.push(row)
  }
  return [...groups.values()]
}

/** The different numbers of a column, the least first. */
export const values = (rows: ReadonlyArray<Row>, column: string): ReadonlyArray<number> =>
  [...new Set(rows.map((row) => number(row, column)))].sort((a, b) => a - b)
