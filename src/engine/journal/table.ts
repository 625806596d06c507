/**
 * Result tables in SQL. `_point` (the place in the plan) and `_row` come first and are the primary key, so that a
 * plain SELECT answers in plan order whatever order the points finished in. What SQL cannot hold of a cell, the last
 * column says (cells.ts).
 */

import type { DatabaseSync } from "node:sqlite"
import type { Column, Row, Tables } from "../../simulation/table.ts"
import * as Cells from "./cells.ts"
import type { Stored, Sums } from "./checksum.ts"
import * as Checksum from "./checksum.ts"
import * as Layout from "./layout.ts"
import { quoted } from "./layout.ts"

/** Empty tables in the place of those that were there. What others have put into the file is left alone. */
export const recreate = (database: DatabaseSync, tables: Tables): void => {
  for (const name of Layout.resultNames(database)) database.exec(`DROP TABLE ${quoted(name)}`)
  for (const [name, table] of Object.entries(tables)) database.exec(Layout.resultSchema(name, table))
}

/** The rows of a point, by table. */
export type Rows = Readonly<Record<string, ReadonlyArray<Row>>>

/** How many rows those are. */
export const countOf = (rows: Rows): number =>
  Object.values(rows).reduce((sum, table) => sum + table.length, 0)

/** What typeof says of a cell. */
const primitives: Readonly<Record<Column["type"], ReadonlyArray<string>>> = {
  text: ["string"],
  boolean: ["boolean"],
  integer: ["number", "bigint"],
  real: ["number"]
}

/** Whether a column of the type may hold the cell. */
export const fits = (cell: unknown, type: Column["type"]): boolean => {
  if (cell === null || cell === undefined) return true
  return primitives[type].includes(typeof cell)
}

const wholeOf = (cell: unknown): bigint | undefined => {
  if (typeof cell === "bigint") return cell
  if (Number.isInteger(cell)) return BigInt(cell as number)
  return undefined
}

/** Numbers that are not whole are no integers, and not our concern. */
const isTooLarge = (cell: unknown): boolean => {
  const whole = wholeOf(cell)
  return whole !== undefined && BigInt.asIntN(64, whole) !== whole
}

/**
 * Throws a TypeError for a table or a column that is not described, and for a cell that is not of its column's type, and a
 * RangeError for an integer that 64 bits do not hold.
 */
export const check = (tables: Tables, rows: Rows): void => {
  if (rows instanceof Promise)
    throw new TypeError("rows returned a promise; it must return the rows themselves")
  for (const [name, found] of Object.entries(rows)) {
    const columns = tables[name]?.columns
    if (columns === undefined)
      throw new TypeError(`there are rows for a table "${name}" that is not described`)
    for (const [place, row] of found.entries()) {
      for (const [column, cell] of Object.entries(row)) {
        const type = columns[column]?.type
        if (type === undefined) throw new TypeError(`the table ${name} describes no column "${column}"`)
        if (!fits(cell, type))
          throw new TypeError(
            `the column ${column} of ${name} is ${type}, but a row has a ${typeof cell} there`
          )
        if (type === "integer" && isTooLarge(cell))
          throw new RangeError(
            `the column ${column} of ${name} holds integers of 64 bits; row ${place} has ${cell} there`
          )
      }
    }
  }
}

/** Adds lines of a point to its table. */
export const insertLines = (
  database: DatabaseSync,
  name: string,
  ordinal: number,
  lines: ReadonlyArray<ReadonlyArray<Stored>>
): void => {
  const [first] = lines
  if (first === undefined) return
  const insert = database.prepare(`INSERT INTO ${quoted(name)} VALUES (?, ?${", ?".repeat(first.length)})`)
  for (const [index, line] of lines.entries()) insert.run(ordinal, index, ...line)
}

/** Puts the rows of a point in the place of those it had; what they add up to. */
export const writer = (database: DatabaseSync, tables: Tables): ((ordinal: number, rows: Rows) => Sums) => {
  const adder = Checksum.adder()
  const statements = Object.entries(tables).map(([name, table]) => {
    const columns = Object.entries(table.columns)
    return {
      name,
      columns,
      clear: database.prepare(`DELETE FROM ${quoted(name)} WHERE _point = ?`),
      insert: database.prepare(`INSERT INTO ${quoted(name)} VALUES (?, ?${", ?".repeat(columns.length + 1)})`)
    }
  })
  return (ordinal, rows) => {
    const sums: Record<string, Checksum.Sum> = {}
    for (const { name, columns, clear, insert } of statements) {
      clear.run(ordinal)
      for (const [index, row] of (rows[name] ?? []).entries()) {
        const line = Cells.lineOf(columns, row)
        insert.run(ordinal, index, ...line)
        adder.add(line)
      }
      sums[name] = adder.take()
    }
    return sums
  }
}
