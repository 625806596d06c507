/**
 * Result tables in SQL. `_point` (the place in the plan) and `_row` come first and are the primary key, so that a
 * plain SELECT answers in plan order whatever order the points finished in.
 *
 * SQLite has no NaN, and no sign of zero in its files: such cells are NULL and 0 there, as sums, averages and comparisons
 * want them, and the last column, `_special`, says what they are: `{"heads":"NaN","shift":"-0"}`. It is NULL where there
 * are none. Infinities are those of SQLite, and integers of 64 bits are exact.
 */

import type { DatabaseSync, StatementSync } from "node:sqlite"
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Cell, Column, Row, Table, Tables } from "../../simulation/table.ts"
import type { Stored, Sums } from "./checksum.ts"
import * as Checksum from "./checksum.ts"
import { quoted } from "./database.ts"
import { Damaged } from "./fault.ts"
import type { Finished as PointFinished } from "./finished.ts"
import * as Finished from "./finished.ts"

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
      `CREATE TABLE ${quoted(name)} (_point INTEGER, _row INTEGER, ${columns.join(", ")}, _special TEXT,
       PRIMARY KEY (_point, _row)) WITHOUT ROWID`
    )
  }
}

/** The rows of a point, by table. */
export type Rows = Readonly<Record<string, ReadonlyArray<Row>>>

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

/** The columns of a line behind `_point` and `_row`. */
const lineOf = (columns: ReadonlyArray<readonly [string, Column]>, row: Row): Array<Stored> => {
  let specials: Record<string, string> | undefined
  const cells = columns.map(([name, { type }]) => {
    const cell = row[name]
    const said = special(cell, type)
    if (said !== undefined) specials = { ...specials, [name]: said }
    return toSql(cell, type)
  })
  return [...cells, specials === undefined ? null : JSON.stringify(specials)]
}

/** Puts the rows of a point in the place of those it had; what they add up to. */
export const replaceRows = (database: DatabaseSync, tables: Tables, ordinal: number, rows: Rows): Sums => {
  const sums: Record<string, Checksum.Sum> = {}
  const adder = Checksum.adder()
  for (const [name, table] of Object.entries(tables)) {
    database.prepare(`DELETE FROM ${quoted(name)} WHERE _point = ?`).run(ordinal)
    const columns = Object.entries(table.columns)
    const insert = database.prepare(
      `INSERT INTO ${quoted(name)} VALUES (?, ?${", ?".repeat(columns.length + 1)})`
    )
    for (const [index, row] of (rows[name] ?? []).entries()) {
      const line = lineOf(columns, row)
      insert.run(ordinal, index, ...line)
      adder.add(line)
    }
    sums[name] = adder.take()
  }
  return sums
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

/** SQL types whose integers may be too long for a number. */
const mayBeLong: Readonly<Record<Column["type"], boolean>> = {
  integer: true,
  boolean: true,
  real: false,
  text: false
}

/** A column as it is read: an integer beyond 2^53 by its digits, since node refuses to read it as a number. */
const selected = ([name, { type }]: readonly [string, Column]): string => {
  const column = quoted(name)
  const { MAX_SAFE_INTEGER: most } = Number
  const isLong = `typeof(${column}) = 'integer' AND ${column} NOT BETWEEN -${most} AND ${most}`
  return mayBeLong[type] ? `CASE WHEN ${isLong} THEN CAST(${column} AS TEXT) ELSE ${column} END` : column
}

/** Whether the file has `_special`: that of layout 1 has not. */
const hasSpecial = (database: DatabaseSync, name: string): boolean =>
  database.prepare("SELECT 1 FROM pragma_table_info(?) WHERE name = '_special'").get(name) !== undefined

/** Of points whose rows are not those that were written. */
type OnDamage = (ordinal: number) => void

const refuse =
  (name: string): OnDamage =>
  (ordinal) => {
    throw new Damaged(`the rows of point ${ordinal} in ${name} do not match their checksum`)
  }

/** Holds the rows of one point after the other against what they must add up to. */
const checker = (name: string, finished: Iterator<PointFinished>, onDamage: OnDamage = refuse(name)) => {
  const adder = Checksum.adder()
  let expected = finished.next()
  let current: number | undefined
  let isKnown = false
  /** The point that is expected is complete. */
  const settle = (): void => {
    const { value } = expected
    const sum = adder.take()
    if (value.sums !== undefined && !Checksum.same(sum, Finished.sumOf(value, name))) onDamage(value.ordinal)
    expected = finished.next()
  }
  return {
    add: (ordinal: number, cells: ReadonlyArray<Stored>): void => {
      if (ordinal !== current) {
        while (!expected.done && expected.value.ordinal < ordinal) settle()
        isKnown = !expected.done && expected.value.ordinal === ordinal
        current = ordinal
      }
      // Rows of a point that has none, or that stand where they do not belong.
      if (isKnown) adder.add(cells)
      else onDamage(ordinal)
    },
    end: (): void => {
      while (!expected.done) settle()
    }
  }
}

/** Lines of a table, `_point` first, as arrays. */
const selecting = (
  database: DatabaseSync,
  name: string,
  columns: ReadonlyArray<readonly [string, Column]>,
  exact: boolean,
  where: string
): StatementSync => {
  const cells = ["_point", ...columns.map(selected), ...(exact ? ["_special"] : [])]
  const select = database.prepare(
    `SELECT ${cells.join(", ")} FROM ${quoted(name)} ${where} ORDER BY _point, _row`
  )
  select.setReturnArrays(true)
  return select
}

/**
 * The points whose rows are not those that were written. They have none afterwards: they count as unfinished. Inside a
 * transaction of the caller's.
 */
export const dropDamaged = (database: DatabaseSync, tables: Tables): ReadonlyArray<number> => {
  const damaged = new Set<number>()
  for (const [name, table] of Object.entries(tables)) {
    const check = checker(name, Finished.intact(database), (ordinal) => damaged.add(ordinal))
    const select = selecting(database, name, Object.entries(table.columns), true, "")
    for (const line of select.iterate() as Iterable<unknown>) {
      const [ordinal, ...cells] = line as ReadonlyArray<Stored>
      check.add(Number(ordinal), cells)
    }
    check.end()
  }
  const intact = new Set<number>()
  for (const { ordinal } of Finished.intact(database)) intact.add(ordinal)
  for (const { ordinal } of database.prepare("SELECT ordinal FROM _finished").all())
    if (!intact.has(Number(ordinal))) damaged.add(Number(ordinal))
  const drop = [
    "_finished WHERE ordinal",
    ...Object.keys(tables).map((name) => `${quoted(name)} WHERE _point`)
  ]
  for (const where of drop) {
    const statement = database.prepare(`DELETE FROM ${where} = ?`)
    for (const ordinal of damaged) statement.run(ordinal)
  }
  return [...damaged].sort((a, b) => a - b)
}

/**
 * The rows of a table, each behind the place of its point, in plan order, of some points or of all, read one at a time.
 * Throws {@link Damaged} behind the last row of a point whose rows are not those that were written.
 */
export function* numbered(
  database: DatabaseSync,
  name: string,
  table: Table,
  points?: ReadonlySet<number>
): Generator<readonly [point: number, row: Row]> {
  const columns = Object.entries(table.columns)
  const exact = hasSpecial(database, name)
  const select = (where: string) => selecting(database, name, columns, exact, where)
  const rowOf = (found: ReadonlyArray<Stored>): Row => {
    const row: Record<string, Cell> = {}
    for (const [place, [column, { type }]] of columns.entries()) row[column] = fromSql(found[place]!, type)
    const specials = exact ? found[columns.length] : null
    if (typeof specials === "string")
      for (const [column, said] of Object.entries(JSON.parse(specials))) row[column] = Number(said)
    return row
  }
  function* read(
    found: Iterable<unknown>,
    finished: Iterator<PointFinished>
  ): Generator<readonly [number, Row]> {
    const check = checker(name, finished)
    for (const line of found) {
      const [ordinal, ...stored] = line as ReadonlyArray<Stored>
      check.add(Number(ordinal), stored)
      yield [Number(ordinal), rowOf(stored)]
    }
    check.end()
  }
  if (points === undefined) {
    yield* read(select("").iterate(), Finished.all(database))
    return
  }
  const ofPoint = select("WHERE _point = ?")
  for (const ordinal of [...points].sort((a, b) => a - b)) {
    const finished = Finished.of(database, ordinal)
    yield* read(ofPoint.iterate(ordinal), (finished === undefined ? [] : [finished]).values())
  }
}

/** The rows of {@link numbered} alone. */
export function* rows(
  database: DatabaseSync,
  name: string,
  table: Table,
  points?: ReadonlySet<number>
): Generator<Row> {
  for (const [, row] of numbered(database, name, table, points)) yield row
}

/** The number of rows, of some points or of all. */
export const count = (database: DatabaseSync, name: string, points?: ReadonlySet<number>): number => {
  let sum = 0
  for (const finished of Finished.all(database)) {
    if (points !== undefined && !points.has(finished.ordinal)) continue
    if (finished.sums === undefined) return countOld(database, name, points)
    sum += Finished.sumOf(finished, name)[0]
  }
  return sum
}

/** The same of layout 1, whose points do not say how many rows they have. */
const countOld = (database: DatabaseSync, name: string, points?: ReadonlySet<number>): number => {
  let sum = 0
  const select = database.prepare(`SELECT _point, count(*) AS n FROM ${quoted(name)} GROUP BY _point`)
  for (const { _point, n } of select.iterate())
    if (points === undefined || points.has(Number(_point))) sum += Number(n)
  return sum
}
