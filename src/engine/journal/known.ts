/**
 * What the file of a run knows before a plan is put into it: its points, and those of former studies that it has begun.
 * Lines that are damaged are left out: their points are found again by what they are named, or computed anew.
 */
import type { DatabaseSync } from "node:sqlite"
import type { Study } from "../study.ts"
import * as Database from "./database.ts"
import * as Extent from "./extent.ts"
import * as Fault from "./fault.ts"
import * as Finished from "./finished.ts"
import * as Stored from "./stored.ts"

export interface KnownPoint extends Stored.FormerPoint {
  readonly isFormer: boolean
  /** Of its rows; 0 where it has none. */
  readonly repeats: number
  /** Whether there is a tally or a checkpoint of it. */
  readonly isBegun: boolean
}

export interface Known {
  /** Undefined where its line is damaged; then nothing is known. */
  readonly study: Omit<Study, "points"> | undefined
  readonly points: () => Iterable<KnownPoint>
  readonly close: () => void
}

const has = (database: DatabaseSync, table: string): boolean =>
  database.prepare("SELECT 1 FROM sqlite_schema WHERE name = ?").get(table) !== undefined

const studyOf = (database: DatabaseSync): Known["study"] => {
  const line = has(database, "_study") ? database.prepare("SELECT * FROM _study").get() : undefined
  return line === undefined ? undefined : Stored.parsedStudy(line)?.study
}

function* all(database: DatabaseSync, seed: number): Generator<KnownPoint> {
  const finished = new Map<number, number>()
  for (const { ordinal, repeats } of Finished.intact(database)) finished.set(ordinal, repeats)
  const select = database.prepare(
    `SELECT *, EXISTS (SELECT 1 FROM _tally WHERE point = id) OR EXISTS (SELECT 1 FROM _frame WHERE point = id) AS begun
     FROM _point ORDER BY ordinal`
  )
  for (const line of Extent.lines(database, select.iterate())) {
    if (Stored.parsedPoint(line) === undefined) continue
    yield {
      id: String(line.id),
      seed,
      config: String(line.config),
      isFormer: false,
      repeats: finished.get(Number(line.ordinal)) ?? 0,
      isBegun: line.begun === 1
    }
  }
  if (!has(database, "_former")) return
  const formers = database.prepare("SELECT * FROM _former ORDER BY id").iterate()
  for (const line of Extent.lines(database, formers)) {
    const former = Stored.parsedFormer(line)
    if (former !== undefined) yield { ...former, isFormer: true, repeats: 0, isBegun: true }
  }
}

/** As far as the file can be read: who opens it to write says what is wrong with it. */
function* points(directory: string, database: DatabaseSync, seed: number): Generator<KnownPoint> {
  try {
    yield* all(database, seed)
  } catch (cause) {
    if (!(Fault.told(cause, directory) instanceof Fault.Damaged)) throw cause
  }
}

/** Throws SQLite's own errors. */
export const open = (directory: string): Known => {
  const database = Database.openReadOnly(directory)
  try {
    const study = studyOf(database)
    return {
      study,
      points: () => (study === undefined ? [] : points(directory, database, study.seed)),
      close: () => database.close()
    }
  } catch (cause) {
    database.close()
    if (!(Fault.told(cause, directory) instanceof Fault.Damaged)) throw cause
    return { study: undefined, points: () => [], close: () => undefined }
  }
}
