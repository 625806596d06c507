/** A run's file for those who only look: results, and how far it is. Works while the run goes on. */
import { existsSync } from "node:fs"
import type { Column, Row, Tables } from "../../simulation/table.ts"
import type { Task } from "../plan.ts"
import type { Json, Study } from "../study.ts"
import * as Database from "./database.ts"
import * as Lock from "./lock.ts"
import * as Table from "./table.ts"

export interface Crash {
  readonly task: string
  readonly ordinal: number
  readonly message: string
  readonly stack: string
}

export interface StoredPoint {
  readonly ordinal: number
  readonly id: string
  readonly config: { readonly [key: string]: Json }
  readonly swept: { readonly [key: string]: Json }
  /** Repeats in its rows; 0 while it is unfinished. */
  readonly repeats: number
}

export interface Reader {
  readonly study: Omit<Study, "points">
  readonly tables: Tables
  readonly points: () => ReadonlyArray<StoredPoint>
  /** In plan order; of the points with these ordinals, or of all. */
  readonly rows: (table: string, points?: ReadonlySet<number>) => Iterable<Row>
  readonly count: (table: string, points?: ReadonlySet<number>) => number
  /** Finished tasks of the points of the plan, and the seconds they took. */
  readonly tasks: () => { readonly done: number; readonly seconds: number }
  /** Finished tasks of each point that has some, by its ordinal, and the repeats that they belong to. */
  readonly tasksOfPoints: () => ReadonlyMap<number, { readonly done: number; readonly repeats: number }>
  /** What there is of a task: its tally, or its last intact checkpoint. */
  readonly soFar: (task: Task) => Uint8Array | undefined
  /** Whether a process is working on the run now. */
  readonly active: () => boolean
  readonly crashes: () => ReadonlyArray<Crash>
  readonly close: () => void
}

export const exists = (directory: string): boolean => existsSync(Database.fileIn(directory))

/** Files of old do not say which columns show parameters: there those did that had the name of one. */
const marked = (tables: Tables, names: () => ReadonlyArray<string>): Tables => {
  const all = Object.values(tables).flatMap(({ columns }) => Object.values(columns))
  if (all.some(({ parameter }) => parameter !== undefined)) return tables
  const parameters = new Set(names())
  return Object.fromEntries(
    Object.entries(tables).map(([name, table]) => {
      const columns = Object.entries(table.columns).map(([column, described]): [string, Column] => [
        column,
        parameters.has(column) ? { ...described, parameter: column } : described
      ])
      return [name, { ...table, columns: Object.fromEntries(columns) }]
    })
  )
}

/** Throws SQLite's own errors. */
export const open = (directory: string): Reader => {
  const database = Database.openReadOnly(directory)
  // One view of the file until it is closed, however often it is read and whatever the run writes meanwhile.
  database.exec("BEGIN")
  const row = database.prepare("SELECT study, signature FROM _study").get()
  if (row === undefined) throw new RangeError(`${Database.fileIn(directory)} holds no study`)
  const tables = marked(JSON.parse(String(row.signature)).tables, () =>
    database
      .prepare("SELECT DISTINCT key FROM _point, json_each(config)")
      .all()
      .map(({ key }) => String(key))
  )
  const study = JSON.parse(String(row.study)) as Reader["study"]
  return {
    study,
    tables,
    points: () =>
      database
        .prepare(
          "SELECT ordinal, id, config, swept, repeats FROM _point LEFT JOIN _finished USING (ordinal) ORDER BY 1"
        )
        .all()
        .map((point) => ({
          ordinal: Number(point.ordinal),
          id: String(point.id),
          config: JSON.parse(String(point.config)),
          swept: JSON.parse(String(point.swept)),
          repeats: Number(point.repeats ?? 0)
        })),
    rows: (table, points) => Table.rows(database, table, tables[table]!, points),
    count: (table, points) => Table.count(database, table, points),
    tasks: () => {
      const found = database
        .prepare(
          `SELECT count(*) AS done, total(seconds) AS seconds
           FROM _tally JOIN _point ON _tally.point = _point.id LEFT JOIN _finished USING (ordinal)
           WHERE repeat < coalesce(_finished.repeats, ?)`
        )
        .get(study.until?.atMost ?? study.repeats)
      return { done: Number(found?.done), seconds: Number(found?.seconds) }
    },
    tasksOfPoints: () => {
      const found = database
        .prepare(
          `SELECT ordinal, count(*) AS done, max(repeat) + 1 AS repeats
           FROM _tally JOIN _point ON _tally.point = _point.id GROUP BY ordinal`
        )
        .all()
      return new Map(
        found.map(({ ordinal, done, repeats }) => [
          Number(ordinal),
          { done: Number(done), repeats: Number(repeats) }
        ])
      )
    },
    soFar: (task) => {
      const select = (table: string, order = "") =>
        database
          .prepare(
            `SELECT bytes, crc FROM ${table} WHERE point = ? AND repeat = ? AND first = ? AND last = ? ${order}`
          )
          .all(task.point.id, task.repeat, task.from, task.to)
      for (const row of [...select("_tally"), ...select("_frame", "ORDER BY next DESC")]) {
        const bytes = Database.intact(row)
        if (bytes !== undefined) return bytes
      }
      return undefined
    },
    active: () => Lock.isHeld(directory),
    crashes: () =>
      database
        .prepare("SELECT task, ordinal, message, stack FROM _crash ORDER BY ordinal, task")
        .all() as unknown as ReadonlyArray<Crash>,
    close: () => database.close()
  }
}
