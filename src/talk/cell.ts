/** Cells of result tables, as judgements read them. */
import type { Row } from "../simulation/table.ts"

/** The number of a cell; NaN where there is none. */
export const number = (row: Row, column: string): number => {
  const cell = row[column]
  return typeof cell === "number" || typeof cell === "bigint" ? Number(cell) : Number.NaN
}

/** The text of a cell; empty where there is none. */
export const text = (row: Row, column: string): string => {
  const cell = row[column]
  return typeof cell === "string" ? cell : ""
}

/** Whether a row has these cells. */
export const has = (row: Row, cells: Row): boolean =>
  Object.entries(cells).every(([column, cell]) => row[column] === cell)

/** The rows that have these cells. */
export const where = (rows: ReadonlyArray<Row>, cells: Row): ReadonlyArray<Row> =>
  rows.filter((row) => has(row, cells))

/** A text that rows share exactly when they share these columns. */
export const key = (row: Row, columns: ReadonlyArray<string>): string =>
  JSON.stringify(columns.map((column) => String(row[column])))

/** The rows by what they have in these columns, in the order of their first ones. */
export const grouped = (
  rows: ReadonlyArray<Row>,
  columns: ReadonlyArray<string>
): ReadonlyArray<ReadonlyArray<Row>> => [...Map.groupBy(rows, (row) => key(row, columns)).values()]

/** The different numbers of a column, the least first. */
export const values = (rows: ReadonlyArray<Row>, column: string): ReadonlyArray<number> =>
  [...new Set(rows.map((row) => number(row, column)))]
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b)

/** The sum of a column. */
export const sum = (rows: ReadonlyArray<Row>, column: string): number =>
  rows.reduce((total, row) => total + number(row, column), 0)

/** The mean of a column; NaN of no rows. */
export const mean = (rows: ReadonlyArray<Row>, column: string): number => sum(rows, column) / rows.length
