/**
 * What a run has of some points, put aside: it counts no more, and is still in the file, in the table `_aside`, until it
 * is purged. `at` says when that was.
 */
import type { DatabaseSync } from "node:sqlite"
import * as Database from "./database.ts"
import * as Fault from "./fault.ts"
import { inTransaction } from "./install.ts"
import * as Layout from "./layout.ts"

type Ids = ReadonlyArray<string>

/** A file of an older layout would lose its study. */
const refuseOlder = (database: DatabaseSync): void => {
  if (Database.layoutOf(database) < Layout.layout)
    throw new RangeError(
      "it was written by an older version: continue it once (skein resume), then change it"
    )
}

const writing = <A>(directory: string, action: (database: DatabaseSync) => A): A =>
  Fault.telling(directory, () => {
    const database = Database.open(directory)
    try {
      refuseOlder(database)
      return inTransaction(database, () => action(database))
    } finally {
      Database.close(database)
    }
  })

/**
 * Tallies and checkpoints of these points, in a locked run; their rows and crashes are gone, and that they have no answer. Throws what a reader throws.
 *
 * @param note what else says so; called when nothing stands in the way any longer
 */
export const put = (directory: string, ids: Ids, at: string, note: () => void): void =>
  writing(directory, (database) => {
    database.exec(`${Layout.schema}; ${Layout.asideSchema}`)
    const keep = database.prepare(
      "INSERT INTO _aside SELECT ?, point, repeat, first, last, bytes, crc, seconds FROM _tally WHERE point = ?"
    )
    const tallies = database.prepare("DELETE FROM _tally WHERE point = ?")
    const checkpoints = database.prepare("DELETE FROM _frame WHERE point = ?")
    const uncomputable = database.prepare("DELETE FROM _uncomputable WHERE point = ?")
    const ordinal = database.prepare("SELECT ordinal FROM _point WHERE id = ?")
    const results = Layout.resultNames(database).map((name) => `${Layout.quoted(name)} WHERE _point = ?`)
    const places = ["_finished WHERE ordinal = ?", "_crash WHERE ordinal = ?", ...results].map((where) =>
      database.prepare(`DELETE FROM ${where}`)
    )
    for (const id of ids) {
      keep.run(at, id)
      tallies.run(id)
      checkpoints.run(id)
      uncomputable.run(id)
      const place = Number(ordinal.get(id)?.ordinal)
      for (const each of places) each.run(place)
    }
    note()
  })

/** Deletes all that the file has of points that are not its plan's. */
export const purge = (directory: string, ids: Ids): void =>
  writing(directory, (database) => {
    database.exec(`${Layout.schema}; ${Layout.asideSchema}`)
    const points = ["_tally", "_frame", "_aside", "_uncomputable"].map((table) => `${table} WHERE point`)
    const places = [...points, "_former WHERE id"]
    for (const where of places) {
      const remove = database.prepare(`DELETE FROM ${where} = ?`)
      for (const id of ids) remove.run(id)
    }
  })
