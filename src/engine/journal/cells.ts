/**
 * Cells as SQLite holds them. It has no NaN, and no sign of zero in its files: such cells are NULL and 0 there, as sums,
 * averages and comparisons want them, and the column `_special`, the last of each result table, says what they are:
 * `{"heads":"NaN","shift":"-0"}`. It is NULL where there are none. Infinities are those of SQLite, and integers of 64 bits
 * are exact.
 */
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Cell, Column, Row } from "../../simulation/table.ts"
import type { Stored } from "./checksum.ts"
import { quoted } from "./layout.ts"

export type Columns = ReadonlyArray<readonly [name: string, column: Column]>

/** What SQLite cannot hold of a cell, as text; an integer has no negative zero. */
const special = (cell: Cell | undefined, type: Column["type"]): string | undefined => {
  if (Number.isNaN(cell)) return "NaN"
  if (type === "real" && Object.is(cell, -0)) return "-0"
  return undefined
}

const toSql = (cell: Cell | undefined, type: Column["type"]): Stored => {
  if (cell === null || cell === undefined) return null
  switch (typeof cell) {
    case "boolean":
      return cell ? 1 : 0
    case "string":
      // What is no text in UTF-8 would come back as another one.
      return cell.toWellFormed()
    case "bigint":
      return Number.isSafeInteger(Number(cell)) ? Number(cell) : cell
    case "number":
      if (Number.isNaN(cell)) return null
      if (type === "integer" && Number.isInteger(cell) && !Number.isSafeInteger(cell)) return BigInt(cell)
      return cell === 0 ? 0 : cell
    default:
      return nothingLeft(cell, "kind of cell")
  }
}

/** A row as the columns of a line behind `_point` and `_row`. */
export const lineOf = (columns: Columns, row: Row): Array<Stored> => {
  let specials: Record<string, string> | undefined
  const cells = columns.map(([name, { type }]) => {
    const cell = row[name]
    const said = special(cell, type)
    if (said !== undefined) specials = { ...specials, [name]: said }
    return toSql(cell, type)
  })
  return [...cells, specials === undefined ? null : JSON.stringify(specials)]
}

const fromSql = (value: Stored | undefined, type: Column["type"]): Cell => {
  if (value === null || value === undefined) return null
  switch (type) {
    case "boolean":
      return value === 1
    case "text":
      return String(value)
    case "integer":
      // Layout 1 has NaN as text.
      return typeof value === "string" && value !== "NaN" ? BigInt(value) : Number(value)
    case "real":
      return Number(value)
    default:
      return nothingLeft(type, "type of column")
  }
}

/** The row of such a line; that of layout 1 has no `_special`. */
export const rowOf = (columns: Columns, line: ReadonlyArray<Stored>): Row => {
  const row: Record<string, Cell> = {}
  for (const [place, [name, { type }]] of columns.entries()) row[name] = fromSql(line[place], type)
  const specials = line[columns.length]
  if (typeof specials !== "string") return row
  for (const [name, said] of Object.entries(JSON.parse(specials))) {
    if (!Object.hasOwn(row, name) || (said !== "NaN" && said !== "-0"))
      throw new TypeError(`it says of a cell what is said of none: ${specials.slice(0, 100)}`)
    row[name] = Number(said)
  }
  return row
}

/** SQL types whose integers may be too long for a number. */
const mayBeLong: Readonly<Record<Column["type"], boolean>> = {
  integer: true,
  boolean: true,
  real: false,
  text: false
}

/** A column as it is read: an integer beyond 2^53 by its digits, since node refuses to read it as a number. */
export const selected = ([name, { type }]: readonly [string, Column]): string => {
  const column = quoted(name)
  const { MAX_SAFE_INTEGER: most } = Number
  const isLong = `typeof(${column}) = 'integer' AND ${column} NOT BETWEEN -${most} AND ${most}`
  return mayBeLong[type] ? `CASE WHEN ${isLong} THEN CAST(${column} AS TEXT) ELSE ${column} END` : column
}
