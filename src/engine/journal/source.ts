/** The tallies in the file of another run, for a run that needs the same. */
import type { Task } from "../plan.ts"
import { idOf } from "../plan.ts"
import * as Database from "./database.ts"
import * as Extent from "./extent.ts"

/** A finished task of a point: replicates `from` to `to` of a repeat. */
export type Range = Pick<Task, "repeat" | "from" | "to">

export interface Tally {
  readonly bytes: Uint8Array
  /** That it took, on one thread. */
  readonly seconds: number
}

/** All of it throws SQLite's own errors. */
export interface Source {
  /** Points of its study. */
  readonly points: number
  readonly ids: () => Iterable<string>
  /** The config of a point, as canonical JSON; undefined where it has no such point. */
  readonly configOf: (id: string) => string | undefined
  readonly rangesOf: (id: string) => ReadonlyArray<Range>
  /** Undefined where it does not match its checksum. */
  readonly tally: (task: Task) => Tally | undefined
  readonly close: () => void
}

/** Milliseconds for a file that another program holds. */
const patience = 100

/** Throws SQLite's own errors, and a RangeError when the file was written by a newer layout. */
export const open = (directory: string): Source => {
  const database = Database.openReadOnly(directory, patience)
  try {
    const one = database.prepare("SELECT config FROM _point WHERE id = ?")
    const ranges = database.prepare("SELECT repeat, first, last FROM _tally WHERE point = ?")
    const tally = database.prepare(
      "SELECT bytes, crc, seconds FROM _tally WHERE point = ? AND repeat = ? AND first = ? AND last = ?"
    )
    return {
      points: Extent.count(database, "_point"),
      *ids() {
        const lines = database.prepare("SELECT id FROM _point").iterate()
        for (const { id } of Extent.lines(database, lines)) yield String(id)
      },
      configOf: (id) => one.get(id)?.config as string | undefined,
      rangesOf: (id) =>
        [...Extent.lines(database, ranges.iterate(id))].map(({ repeat, first, last }) => ({
          repeat: Number(repeat),
          from: Number(first),
          to: Number(last)
        })),
      tally: (task) => {
        const row = tally.get(task.point.id, task.repeat, task.from, task.to)
        const bytes = row === undefined ? undefined : Database.intact(idOf(task), row)
        return bytes === undefined ? undefined : { bytes, seconds: Number(row?.seconds) }
      },
      close: () => database.close()
    }
  } catch (cause) {
    database.close()
    throw cause
  }
}
