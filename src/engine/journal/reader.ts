/** A run's file for those who only look: results, and how far it is. Works while the run goes on. */
import type { DatabaseSync } from "node:sqlite"
import type { Column, Row, Tables } from "../../simulation/table.ts"
import type { Task } from "../plan.ts"
import { nameOf } from "../plan.ts"
import type { Study } from "../study.ts"
import { mostRepeats } from "../study.ts"
import * as Database from "./database.ts"
import * as Extent from "./extent.ts"
import * as Fault from "./fault.ts"
import * as Finished from "./finished.ts"
import * as Layout from "./layout.ts"
import * as Lock from "./lock.ts"
import * as Place from "./place.ts"
import * as Rows from "./rows.ts"
import * as Stored from "./stored.ts"
import * as Uncomputable from "./uncomputable.ts"

export interface Crash {
  readonly task: string
  readonly ordinal: number
  readonly message: string
  readonly stack: string
  /** It is no bug: the values of the point have no answer. */
  readonly uncomputable?: true
}

export interface StoredPoint extends Stored.StoredPoint {
  /** Repeats in its rows; 0 while it is unfinished. */
  readonly repeats: number
}

/** What it cannot read it throws as one of the errors of fault.ts, or as SQLite's own. */
export interface Reader {
  readonly study: Omit<Study, "points">
  /** The SHA-256 of the text that it was asked by; undefined in files of old. */
  readonly asked: string | undefined
  readonly tables: Tables
  readonly points: () => ReadonlyArray<StoredPoint>
  /** The same one at a time, read and checked whenever they are asked for: there may be more than memory holds. */
  readonly eachPoint: Iterable<StoredPoint>
  /** The same, one alone; undefined where the plan has none there. */
  readonly point: (ordinal: number) => StoredPoint | undefined
  /** How many points there are, and how many of them have rows. */
  readonly size: () => { readonly points: number; readonly finished: number }
  /** In plan order; of the points with these ordinals, or of all. */
  readonly rows: (table: string, points?: ReadonlySet<number>) => Iterable<Row>
  /** The same behind the places of their points. */
  readonly numberedRows: (table: string) => Iterable<readonly [point: number, row: Row]>
  readonly count: (table: string, points?: ReadonlySet<number>) => number
  /** Finished tasks of the points of the plan, and the seconds they took. */
  readonly tasks: () => { readonly done: number; readonly seconds: number }
  /** Finished tasks of each point that has some, by its ordinal, and the repeats that they belong to. */
  readonly tasksOfPoints: () => ReadonlyMap<number, { readonly done: number; readonly repeats: number }>
  /** What there is of a task by its checksum: its tally, then its checkpoints, the last one first. */
  readonly soFar: (task: Task) => Iterable<Part>
  /** The repeats of a point that have a tally or a checkpoint, in order. */
  readonly begunRepeats: (id: string) => ReadonlyArray<number>
  /** Whether a process is working on the run now; undefined where that cannot be known. */
  readonly active: () => boolean | undefined
  /** Of points of the plan that came to nothing, also those whose values have no answer. */
  readonly crashes: () => ReadonlyArray<Crash>
  /** A file of its own with all that the run's has at this moment; there must be none. The same run gives the same bytes. */
  readonly copyTo: (file: string) => void
  readonly close: () => void
}

export const { exists } = Place

/** Whether there is something in the file: one whose session ended before its first write has nothing. */
export const isBegun = (directory: string): boolean => exists(directory) && !Database.isEmpty(directory)

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

/** What a file has of a task; `next` says how far a checkpoint is, and is absent of a tally. */
export interface Part {
  readonly next?: number
  readonly bytes: Uint8Array
}

/** Both tallies and checkpoints, the last one first. */
function* soFar(database: DatabaseSync, task: Task): Generator<Part> {
  const { point, repeat, from, to } = task
  const key = nameOf(point.id, repeat, from, to)
  const select = (table: string, next: string, order: string) =>
    database
      .prepare(
        `SELECT ${next} AS next, bytes, crc FROM ${table}
         WHERE point = ? AND repeat = ? AND first = ? AND last = ? ${order}`
      )
      .all(point.id, repeat, from, to)
  for (const row of select("_tally", "NULL", "")) {
    const bytes = Database.intact(key, row)
    if (bytes !== undefined) yield { bytes }
  }
  for (const row of select("_frame", "next", "ORDER BY next DESC")) {
    const next = Number(row.next)
    const bytes = Database.intact(Database.checkpointKey(key, next), row)
    if (bytes !== undefined) yield { next, bytes }
  }
}

const begunRepeats = (database: DatabaseSync, id: string): ReadonlyArray<number> => {
  const found = new Set<number>()
  for (const table of ["_tally", "_frame"]) {
    const select = database.prepare(`SELECT repeat FROM ${table} WHERE point = ? AND repeat >= 0`)
    for (const { repeat } of Extent.lines(database, select.iterate(id))) found.add(Number(repeat))
  }
  return [...found].filter(Number.isSafeInteger).sort((a, b) => a - b)
}

const crashes = (database: DatabaseSync): ReadonlyArray<Crash> => {
  const bugs = database
    .prepare(`SELECT * FROM ${Extent.limited("_crash", "task, ordinal, message, stack")}`)
    .all(Extent.limit(database))
    .map(({ task, ordinal, message, stack }) => ({
      task: String(task),
      ordinal: Number(ordinal),
      message: String(message),
      stack: String(stack)
    }))
  const placeOf = database.prepare("SELECT ordinal FROM _point WHERE id = ?")
  const without = [...Uncomputable.all(database).values()].flatMap(({ point, task, message }) => {
    const ordinal = placeOf.get(point)?.ordinal
    return ordinal === undefined
      ? []
      : [{ task, ordinal: Number(ordinal), message, stack: "", uncomputable: true as const }]
  })
  return [...bugs, ...without].sort((a, b) => a.ordinal - b.ordinal || (a.task < b.task ? -1 : 1))
}

/** `make` at the first call. */
const once = <A>(make: () => A): (() => A) => {
  let made: { readonly value: A } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** Points with their repeats: both come in plan order. */
function* eachPoint(database: DatabaseSync, expected: number | undefined): Generator<StoredPoint> {
  const finished = Finished.all(database)
  try {
    let next = finished.next()
    for (const point of Stored.each(database, expected)) {
      while (!next.done && next.value.ordinal < point.ordinal) next = finished.next()
      const isFinished = !next.done && next.value.ordinal === point.ordinal
      yield { ...point, repeats: isFinished ? next.value.repeats : 0 }
    }
  } finally {
    finished.return(undefined)
  }
}

const make = (directory: string, database: DatabaseSync): Reader => {
  const { study, asked, tables: said, points } = Stored.study(database)
  const tables = marked(said, () =>
    database
      .prepare(`SELECT DISTINCT key FROM ${Extent.limited("_point", "config")}, json_each(config)`)
      .all(Extent.limit(database))
      .map(({ key }) => String(key))
  )
  Layout.checkResults(database, tables)
  const telling = <A>(read: () => A): A => Fault.telling(directory, read)
  const each: Reader["eachPoint"] = {
    *[Symbol.iterator]() {
      try {
        yield* eachPoint(database, points)
      } catch (cause) {
        throw Fault.told(cause, directory)
      }
    }
  }
  return {
    study,
    asked,
    tables,
    // Nothing changes in what a reader sees, and there may be many.
    points: once(() => [...each]),
    eachPoint: each,
    point: (ordinal) =>
      telling(() => {
        const point = Stored.point(database, ordinal)
        return point && { ...point, repeats: Finished.of(database, ordinal)?.repeats ?? 0 }
      }),
    size: () =>
      telling(() => ({ points: Stored.count(database, points), finished: Finished.count(database) })),
    *rows(table, points) {
      try {
        yield* Rows.rows(database, table, tables[table]!, points)
      } catch (cause) {
        throw Fault.told(cause, directory)
      }
    },
    *numberedRows(table) {
      try {
        yield* Rows.numbered(database, table, tables[table]!)
      } catch (cause) {
        throw Fault.told(cause, directory)
      }
    },
    count: (table, points) => telling(() => Rows.count(database, table, points)),
    tasks: () =>
      telling(() => {
        const counts = "_point.id IS NOT NULL AND repeat < coalesce(_finished.repeats, $repeats)"
        const found = database
          .prepare(
            `SELECT count(*) FILTER (WHERE ${counts}) AS done, total(seconds) FILTER (WHERE ${counts}) AS seconds, count(*) AS lines
             FROM ${Extent.limited("_tally", "point, repeat, seconds")}
             LEFT JOIN _point ON _tally.point = _point.id LEFT JOIN _finished USING (ordinal)`
          )
          .get({ ...Extent.limit(database), $repeats: mostRepeats(study) })
        Extent.check(database, Number(found?.lines))
        return { done: Number(found?.done), seconds: Number(found?.seconds) }
      }),
    tasksOfPoints: () =>
      telling(() => {
        const found = database
          .prepare(
            `SELECT ordinal, count(*) AS done, max(repeat) + 1 AS repeats
             FROM ${Extent.limited("_tally", "point, repeat")}
             JOIN _point ON _tally.point = _point.id GROUP BY ordinal`
          )
          .all(Extent.limit(database))
        return new Map(
          found.map(({ ordinal, done, repeats }) => [
            Number(ordinal),
            { done: Number(done), repeats: Number(repeats) }
          ])
        )
      }),
    soFar: (task) => telling(() => [...soFar(database, task)]),
    begunRepeats: (id) => telling(() => begunRepeats(database, id)),
    active: () => Lock.isHeld(directory),
    crashes: () => telling(() => crashes(database)),
    copyTo: (file) => telling(() => Database.copyTo(directory, file)),
    close: () => database.close()
  }
}

/** Throws what a {@link Reader} throws. */
export const open = (directory: string): Reader =>
  Fault.telling(directory, () => {
    const database = Database.openReadOnly(directory)
    try {
      return make(directory, database)
    } catch (cause) {
      database.close()
      throw cause
    }
  })

/** Opens the file for as long as `use` takes. Throws what {@link open} does, and `use`. */
export const using = <A>(directory: string, use: (reader: Reader) => A): A => {
  const reader = open(directory)
  try {
    return use(reader)
  } finally {
    reader.close()
  }
}
