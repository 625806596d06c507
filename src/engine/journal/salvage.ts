/** What of a damaged file is intact, put into a new one. */
import type { DatabaseSync } from "node:sqlite"
import type { Tables } from "../../simulation/table.ts"
import { nameOf } from "../plan.ts"
import { canonical } from "../study.ts"
import * as Database from "./database.ts"
import type { Finished as PointFinished } from "./finished.ts"
import * as Finished from "./finished.ts"
import * as Layout from "./layout.ts"
import * as Pages from "./pages.ts"
import * as Rows from "./rows.ts"
import type { StoredPoint, StoredStudy } from "./stored.ts"
import * as Stored from "./stored.ts"
import * as Table from "./table.ts"

export interface Found {
  readonly tallies: number
  readonly checkpoints: number
  /** Undefined where it is damaged. */
  readonly study: StoredStudy | undefined
  /** By ordinal; those that are intact. */
  readonly points: ReadonlyMap<number, StoredPoint>
  /** Points that have rows which are intact, and were taken over. */
  readonly rows: number
}

/** The name of the task that a line of `_tally` or `_frame` is of. */
const taskOf = ([point, repeat, first, last]: ReadonlyArray<Pages.Value>): string | undefined =>
  typeof point === "string" && [repeat, first, last].every((each) => typeof each === "number")
    ? nameOf(point, Number(repeat), Number(first), Number(last))
    : undefined

type Key = [string, number, number, number]

/** Puts a record into the new file where it is one of ours, and intact. */
const taker = (database: DatabaseSync) => {
  const insertTally = database.prepare("INSERT OR REPLACE INTO _tally VALUES (?, ?, ?, ?, ?, ?, ?)")
  const insertCheckpoint = database.prepare("INSERT OR REPLACE INTO _frame VALUES (?, ?, ?, ?, ?, ?, ?)")
  const insertAside = database.prepare("INSERT INTO _aside VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
  const isAside = database.prepare(
    "SELECT 1 FROM _aside WHERE at = ? AND point = ? AND repeat = ? AND first = ?"
  )
  /** What was put aside: a line of `_tally` behind the time. */
  const takeAside = ([at, ...line]: ReadonlyArray<Pages.Value>): void => {
    const task = taskOf(line)
    const [point, repeat, first, last, bytes, crc, seconds] = line
    if (task === undefined || typeof at !== "string" || typeof seconds !== "number") return
    const intact = Database.intact(task, { bytes, crc })
    const key = [at, String(point), Number(repeat), Number(first)] as const
    // Pages that are free may have it once more.
    if (intact !== undefined && isAside.get(...key) === undefined)
      insertAside.run(...key, Number(last), ...Database.sealed(task, intact), seconds)
  }
  const takeResult = (values: ReadonlyArray<Pages.Value>): void => {
    const task = taskOf(values)
    if (task === undefined) return
    const key = values.slice(0, 4) as Key
    const [, , , , fifth, sixth, seventh] = values
    if (fifth instanceof Uint8Array) {
      const bytes = Database.intact(task, { bytes: fifth, crc: sixth })
      const seconds = typeof seventh === "number" && seventh >= 0 ? seventh : 0
      if (bytes !== undefined) insertTally.run(...key, ...Database.sealed(task, bytes), seconds)
    } else if (typeof fifth === "number") {
      const owner = Database.checkpointKey(task, fifth)
      const bytes = Database.intact(owner, { bytes: sixth, crc: seventh })
      if (bytes !== undefined) insertCheckpoint.run(...key, fifth, ...Database.sealed(owner, bytes))
    }
  }
  return (values: ReadonlyArray<Pages.Value>): void =>
    values.length === 8 ? takeAside(values) : takeResult(values)
}

/** What SQLite can still read; nothing where it cannot. */
const attempted = <A>(read: () => A): A | undefined => {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** The rows of finished points that are intact in all tables; how many points that are. */
const takeRows = (
  old: DatabaseSync,
  database: DatabaseSync,
  tables: Tables,
  finished: ReadonlyMap<number, PointFinished>
): number => {
  let points = 0
  for (const found of finished.values()) {
    const lines = attempted(() => Rows.intactLines(old, tables, found))
    if (lines === undefined || found.sums === undefined) continue
    for (const [name, each] of Object.entries(lines)) Table.insertLines(database, name, found.ordinal, each)
    database
      .prepare("INSERT INTO _finished VALUES (?, ?, ?, ?)")
      .run(...Finished.line(found.ordinal, found.repeats, found.sums))
    points++
  }
  return points
}

/** Lines of layout 1 have no checksums: SQLite must be able to read them, and they must make sense. */
const oldLines = (old: DatabaseSync) => {
  const study = attempted(() => Stored.study(old))
  const points = attempted(() => Stored.points(old, undefined)) ?? []
  return { study, points: new Map(points.map((point) => [point.ordinal, point])) }
}

/** From the file of one folder into a new one in another. */
export const salvage = (from: string, to: string): Found => {
  const database = Database.open(to)
  const old = attempted(() => Database.openReadOnly(from))
  try {
    database.exec("BEGIN")
    Database.lay(database)
    database.exec(Layout.asideSchema)
    const take = taker(database)
    const remember = database.prepare("INSERT OR REPLACE INTO _former VALUES (?, ?, ?, ?)")
    let study: StoredStudy | undefined
    const points = new Map<number, StoredPoint>()
    const finished = new Map<number, PointFinished>()
    for (const { rowid, values } of Pages.records(Database.fileIn(from))) {
      const [first, second, third, fourth, fifth] = values
      if (values.length >= 7) take(values)
      else if (values.length === 5) {
        const line = { ordinal: rowid, id: second, config: third, swept: fourth, crc: fifth }
        const point = attempted(() => Stored.parsedPoint(line))
        if (point !== undefined) points.set(rowid, point)
      } else if (values.length === 4 && typeof first === "string" && typeof second === "number") {
        const former = Stored.parsedFormer({ id: first, seed: second, config: third, crc: fourth })
        if (former !== undefined) remember.run(...Stored.formerLine(former))
      } else if (values.length === 4 && typeof first === "string") {
        const line = { study: first, signature: second, points: third, crc: fourth }
        study = attempted(() => Stored.parsedStudy(line)) ?? study
      } else if (values.length === 4) {
        const line = { ordinal: rowid, repeats: second, sums: third, crc: fourth }
        const found = attempted(() => Finished.parsed(line))
        if (found !== undefined) finished.set(rowid, found)
      }
    }
    const stored =
      study === undefined && old !== undefined && Database.layoutOf(old) < Layout.layout
        ? oldLines(old)
        : { study, points }
    const rows = takeOver(old, database, stored, finished)
    database.exec("COMMIT")
    const count = (table: string) => Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n)
    return { tallies: count("_tally"), checkpoints: count("_frame"), ...stored, rows }
  } finally {
    attempted(() => old?.close())
    Database.close(database)
  }
}

/** Whether all points that the study has are there. */
export const isWhole = ({ study, points }: Pick<Found, "study" | "points">): boolean =>
  study !== undefined && points.size > 0 && (study.points === undefined || points.size === study.points)

/** Study, points and rows, where all of the plan is there; without it the tallies alone are of use. */
const takeOver = (
  old: DatabaseSync | undefined,
  database: DatabaseSync,
  stored: Pick<Found, "study" | "points">,
  finished: ReadonlyMap<number, PointFinished>
): number => {
  const { study, points } = stored
  if (study?.points === undefined || !isWhole(stored)) return 0
  database
    .prepare("INSERT INTO _study VALUES (?, ?, ?, ?)")
    .run(
      ...Stored.studyLine(
        JSON.stringify({ ...study.study, asked: study.asked }),
        study.signature,
        study.points
      )
    )
  const insert = database.prepare("INSERT INTO _point VALUES (?, ?, ?, ?, ?)")
  for (const { ordinal, id, config, swept } of points.values())
    insert.run(...Stored.pointLine(ordinal, id, canonical(config), canonical(swept)))
  const { tables } = study
  Table.recreate(database, tables)
  const isReadable = old !== undefined && attempted(() => Layout.checkResults(old, tables) ?? true) === true
  return isReadable ? takeRows(old, database, tables, finished) : 0
}
