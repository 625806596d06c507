/**
 * The first rows of a result table, for people: six significant digits, and a column that names its standard error
 * printed together with it, as `1.234(5)`.
 */
import type { Cell, Column, Row } from "../../simulation/contract.ts"
import * as Numeral from "../export/numeral.ts"
import type { Table } from "../export/table.ts"
import { cell } from "../export/table.ts"
import * as Columns from "./columns.ts"

const printed = (value: Cell, standardError: Cell | undefined): string => {
  if (value === null) return "-"
  if (typeof value !== "number") return String(value).replace(/\s+/g, " ")
  return typeof standardError === "number"
    ? Numeral.measured(value, standardError)
    : Numeral.rounded(value, 6)
}

const cellsOf = (name: string, column: Column, rows: ReadonlyArray<Row>): ReadonlyArray<string> =>
  rows.map((row) =>
    printed(cell(row, name), column.standardError === undefined ? undefined : cell(row, column.standardError))
  )

/**
 * At most `most` rows. A column that says the same in all of them is said once, below; then as many columns as
 * `width` holds, and the names of those left out. The caller says how many rows there are beyond these.
 */
export const format = (table: Table, most: number, width = Number.POSITIVE_INFINITY): string => {
  const rows: Array<Row> = []
  for (const row of table.rows) {
    if (rows.length === most) break
    rows.push(row)
  }
  const errors = new Set(Object.values(table.columns).map((column) => column.standardError))
  const columns = Object.entries(table.columns)
    .filter(([name]) => !errors.has(name))
    .map(([name, column]) => ({ name, type: column.type, cells: cellsOf(name, column, rows) }))
  const varies = ({ cells }: { readonly cells: ReadonlyArray<string> }): boolean =>
    rows.length < 2 || cells.some((text) => text !== cells[0])
  const varying = columns.filter(varies)
  let used = -2
  const shown = varying.filter(({ name, cells }, i) => {
    used += 2 + Math.max(name.length, ...cells.map((text) => text.length))
    return i === 0 || used <= width
  })
  const hidden = varying.filter((column) => !shown.includes(column)).map(({ name }) => name)
  const same = columns.filter((column) => !varies(column)).map(({ name, cells }) => `${name} ${cells[0]}`)
  const lines = [shown.map(({ name }) => name), ...rows.map((_, i) => shown.map(({ cells }) => cells[i]!))]
  const sides = shown.map(({ type }) => (type === "real" || type === "integer" ? "right" : "left"))
  const notes = [
    ...(same.length === 0 ? [] : [`in all of these: ${same.join(", ")}\n`]),
    ...(hidden.length === 0 ? [] : [`columns left out: ${hidden.join(", ")}\n`])
  ]
  return (shown.length === 0 ? "" : Columns.align(lines, sides)) + notes.join("")
}
