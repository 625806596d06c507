/** The rows of the result tables, read back and held against their checksums. */
import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { Row, Table, Tables } from "../../simulation/table.ts"
import * as Cells from "./cells.ts"
import type { Stored, Sum } from "./checksum.ts"
import * as Checksum from "./checksum.ts"
import * as Extent from "./extent.ts"
import { Damaged } from "./fault.ts"
import type { Finished as PointFinished } from "./finished.ts"
import * as Finished from "./finished.ts"
import { quoted } from "./layout.ts"

/** Whether the file has `_special`: that of layout 1 has not. */
const hasSpecial = (database: DatabaseSync, name: string): boolean =>
  database.prepare("SELECT 1 FROM pragma_table_info(?) WHERE name = '_special'").get(name) !== undefined

/** A line of a table: its cells, and the point that it is of at the end. */
type Line = ReadonlyArray<Stored>

const selecting = (
  database: DatabaseSync,
  name: string,
  columns: Cells.Columns,
  where: string
): StatementSync => {
  const special = hasSpecial(database, name) ? "_special" : "NULL"
  const cells = [...columns.map(Cells.selected), special, "_point"]
  const select = database.prepare(
    `SELECT ${cells.join(", ")} FROM ${quoted(name)} ${where} ORDER BY _point, _row`
  )
  select.setReturnArrays(true)
  return select
}

const linesOf = (
  database: DatabaseSync,
  select: StatementSync,
  ...values: ReadonlyArray<number>
): Iterable<Line> => Extent.lines(database, select.iterate(...values) as Iterable<unknown> as Iterable<Line>)

/** What a table has of a point. */
interface Group {
  readonly ordinal: number
  readonly sum: Sum
  /** Undefined where there are too many to keep. */
  readonly lines: ReadonlyArray<Line> | undefined
}

/** Lines of a point that are kept until its checksum has been seen; those of a larger point are read twice. */
const mostKept = 4096

/** One a point, unless lines stand where they do not belong. */
function* groupsOf(lines: Iterable<Line>): Generator<Group> {
  const adder = Checksum.adder()
  let current: number | undefined
  let kept: Array<Line> | undefined = []
  for (const line of lines) {
    const ordinal = Number(line.at(-1))
    if (ordinal !== current) {
      if (current !== undefined) yield { ordinal: current, sum: adder.take(), lines: kept }
      current = ordinal
      kept = []
    }
    adder.add(line, line.length - 1)
    if (kept !== undefined && kept.push(line) > mostKept) kept = undefined
  }
  if (current !== undefined) yield { ordinal: current, sum: adder.take(), lines: kept }
}

interface Checked extends Group {
  /** Whether these are the lines that were written. */
  readonly isIntact: boolean
}

/** What a table has of each point, held against what the points that have rows must have. */
function* checked(
  name: string,
  groups: Iterable<Group>,
  finished: Iterator<PointFinished>
): Generator<Checked> {
  let next = finished.next()
  const settled = (group: Group): Checked => {
    const { value } = next
    // Files of layout 1 have no checksums.
    const isIntact = value.sums === undefined || Checksum.same(group.sum, Finished.sumOf(value, name))
    next = finished.next()
    return { ...group, isIntact }
  }
  const without = (): Checked => settled({ ordinal: next.value.ordinal, sum: Checksum.empty, lines: [] })
  for (const group of groups) {
    while (!next.done && next.value.ordinal < group.ordinal) yield without()
    if (!next.done && next.value.ordinal === group.ordinal) yield settled(group)
    else yield { ...group, isIntact: false }
  }
  while (!next.done) yield without()
}

/** The points whose rows are not those that were written. */
export const damaged = (database: DatabaseSync, tables: Tables): ReadonlySet<number> => {
  const found = new Set(Finished.damaged(database))
  for (const [name, table] of Object.entries(tables)) {
    const lines = linesOf(database, selecting(database, name, Object.entries(table.columns), ""))
    for (const { ordinal, isIntact } of checked(name, groupsOf(lines), Finished.intact(database)))
      if (!isIntact) found.add(ordinal)
  }
  return found
}

/** The same; they have no rows afterwards, and count as unfinished. Inside a transaction of the caller's. */
export const dropDamaged = (database: DatabaseSync, tables: Tables): ReadonlyArray<number> => {
  const found = [...damaged(database, tables)].sort((a, b) => a - b)
  const drop = [
    "_finished WHERE ordinal",
    ...Object.keys(tables).map((name) => `${quoted(name)} WHERE _point`)
  ]
  for (const where of drop) {
    const statement = database.prepare(`DELETE FROM ${where} = ?`)
    for (const ordinal of found) statement.run(ordinal)
  }
  return found
}

/**
 * The lines of a point by table, without the place of the point; undefined where any of them are not those that were
 * written.
 */
export const intactLines = (
  database: DatabaseSync,
  tables: Tables,
  finished: PointFinished
): Readonly<Record<string, ReadonlyArray<Line>>> | undefined => {
  const found: Record<string, ReadonlyArray<Line>> = {}
  for (const [name, table] of Object.entries(tables)) {
    const select = selecting(database, name, Object.entries(table.columns), "WHERE _point = ?")
    const lines = [...linesOf(database, select, finished.ordinal)]
    for (const { isIntact } of checked(name, groupsOf(lines), [finished].values()))
      if (!isIntact) return undefined
    found[name] = lines.map((line) => line.slice(0, -1))
  }
  return found
}

/** Of so many points, one after the other is looked up; of more, the whole table is read. */
const mostLookedUp = 100

/**
 * The rows of a table, each behind the place of its point, in plan order, of some points or of all. Throws
 * {@link Damaged} before the first row of a point whose rows are not those that were written.
 */
export function* numbered(
  database: DatabaseSync,
  name: string,
  table: Table,
  points?: ReadonlySet<number>
): Generator<readonly [point: number, row: Row]> {
  const columns = Object.entries(table.columns)
  const ofPoint = selecting(database, name, columns, "WHERE _point = ?")
  const lookedUp = points !== undefined && points.size <= mostLookedUp
  function* found(): Generator<Checked> {
    if (!lookedUp) {
      const lines = linesOf(database, selecting(database, name, columns, ""))
      yield* checked(name, groupsOf(lines), Finished.all(database))
      return
    }
    for (const ordinal of [...points].sort((a, b) => a - b)) {
      const finished = Finished.of(database, ordinal)
      const expected = finished === undefined ? [] : [finished]
      yield* checked(name, groupsOf(linesOf(database, ofPoint, ordinal)), expected.values())
    }
  }
  for (const { ordinal, lines, isIntact } of found()) {
    if (points !== undefined && !points.has(ordinal)) continue
    if (!isIntact) throw new Damaged(`the rows of point ${ordinal} in ${name} do not match their checksum`)
    for (const line of lines ?? linesOf(database, ofPoint, ordinal))
      yield [ordinal, Cells.rowOf(columns, line)]
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
  const select = database.prepare(`SELECT _point FROM ${quoted(name)}`)
  for (const { _point } of Extent.lines(database, select.iterate()))
    if (points === undefined || points.has(Number(_point))) sum++
  return sum
}
