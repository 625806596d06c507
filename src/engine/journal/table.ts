/**
 * Result tables in SQL. `_point` (the place in the plan) and `_row` come first and are the primary key, so that a
 * plain SELECT answers in plan order whatever order the points finished in.
 */

import type { DatabaseSync, SQLInputValue } from "node:sqlite"
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Cell, Column, Row, Table, Tables } from "../../simulation/table.ts"
import { quoted } from "./database.ts"

const sqlType: Readonly<Record<Column["type"], string>> = {
  real: "REAL",
  integer: "INTEGER",
  text: "TEXT",
  boolean: "INTEGER"
}

export const recreate = (database: DatabaseSync, tables: Tables): void => {
  const old = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '[_]*'")
    .all()
  for (const { name } of old) database.exec(`DROP TABLE ${quoted(String(name))}`)
  for (const [name, table] of Object.entries(tables)) {
    const columns = Object.entries(table.columns).map(
      ([column, { type }]) => `${quoted(column)} ${sqlType[type]}`
    )
    database.exec(
      `CREATE TABLE ${quoted(name)} (_point INTEGER, _row INTEGER, ${columns.join(", ")},
       PRIMARY KEY (_point, _row)) WITHOUT ROWID`
    )
  }
}

/** The rows of a point, by table. */
export type Rows = Readonly<Record<string, ReadonlyArray<Row>>>

/** What typeof says of a cell. */
const primitive = { text: "string", boolean: "boolean", integer: "number", real: "number" } as const

/** Whether a column of the type may hold the cell. */
export const fits = (cell: unknown, type: Column["type"]): boolean => {
  if (cell === null || cell === undefined) return true
  return typeof cell === primitive[type]
}

/** Throws a TypeError for a table or a column that is not described, and for a cell that is not of its column's type. */
export const check = (tables: Tables, rows: Rows): void => {
  if (rows instanceof Promise)
    throw new TypeError("rows returned a promise; it must return the rows themselves")
  for (const [name, found] of Object.entries(rows)) {
    const columns = tables[name]?.columns
    if (columns === undefined)
      throw new TypeError(`there are rows for a table "${name}" that is not described`)
    for (const row of found) {
      for (const [column, cell] of Object.entries(row)) {
        const type = columns[column]?.type
        if (type === undefined) throw new TypeError(`the table ${name} describes no column "${column}"`)
        if (!fits(cell, type))
          throw new TypeError(
            `the column ${column} of ${name} is ${type}, but a row has a ${typeof cell} there`
          )
      }
    }
  }
}

/** Puts the rows of a point in the place of those it had. */
export const replaceRows = (database: DatabaseSync, tables: Tables, ordinal: number, rows: Rows): void => {
  for (const [name, table] of Object.entries(tables)) {
    database.prepare(`DELETE FROM ${quoted(name)} WHERE _point = ?`).run(ordinal)
    const columns = Object.keys(table.columns)
    const insert = database.prepare(
      `INSERT INTO ${quoted(name)} VALUES (?, ?${", ?".repeat(columns.length)})`
    )
    for (const [index, row] of (rows[name] ?? []).entries()) {
      insert.run(ordinal, index, ...columns.map((column) => toSql(row[column] ?? null)))
    }
  }
}

/** SQLite turns NaN into NULL; as text it survives in a REAL column. */
const toSql = (cell: Cell): SQLInputValue => {
  if (typeof cell === "boolean") return cell ? 1 : 0
  return typeof cell === "number" && Number.isNaN(cell) ? "NaN" : cell
}

const fromSql = (value: unknown, type: Column["type"]): Cell => {
  if (value === null || value === undefined) return null
  switch (type) {
    case "boolean":
      return value === 1
    case "text":
      return String(value)
    case "integer":
    case "real":
      return Number(value)
    default:
      return nothingLeft(type, "type of column")
  }
}

/** The rows of a table in plan order, of some points or of all, read one at a time. */
export function* rows(
  database: DatabaseSync,
  name: string,
  table: Table,
  points?: ReadonlySet<number>
): Generator<Row> {
  const columns = Object.entries(table.columns)
  const select = database.prepare(
    `SELECT _point, ${columns.map(([column]) => quoted(column)).join(", ")} FROM ${quoted(name)} ORDER BY _point, _row`
  )
  for (const found of select.iterate()) {
    if (points !== undefined && !points.has(Number(found._point))) continue
    yield Object.fromEntries(columns.map(([column, { type }]) => [column, fromSql(found[column], type)]))
  }
}

/** The number of rows, of some points or of all. */
export const count = (database: DatabaseSync, name: string, points?: ReadonlySet<number>): number => {
  if (points === undefined)
    return Number(database.prepare(`SELECT count(*) AS n FROM ${quoted(name)}`).get()?.n)
  let sum = 0
  const select = database.prepare(`SELECT _point, count(*) AS n FROM ${quoted(name)} GROUP BY _point`)
  for (const { _point, n } of select.iterate()) if (points.has(Number(_point))) sum += Number(n)
  return sum
}
