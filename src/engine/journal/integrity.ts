/** Whether all of a run's file is as it was written. Reads all of it. */
import type { DatabaseSync } from "node:sqlite"
import { nameOf } from "../plan.ts"
import * as Database from "./database.ts"
import * as Fault from "./fault.ts"
import * as Layout from "./layout.ts"
import * as Rows from "./rows.ts"
import * as Stored from "./stored.ts"

/** Whether the bytes of all tasks and checkpoints match their checksums. */
const areIntact = (database: DatabaseSync): boolean => {
  for (const [table, next] of [
    ["_tally", "NULL"],
    ["_frame", "next"]
  ] as const) {
    const select = database.prepare(
      `SELECT point, repeat, first, last, ${next} AS next, bytes, crc FROM ${table}`
    )
    for (const line of select.iterate()) {
      const { point, repeat, first, last, next } = line
      const task = nameOf(String(point), Number(repeat), Number(first), Number(last))
      const key = next === null ? task : Database.checkpointKey(task, Number(next))
      if (Database.intact(key, line) === undefined) return false
    }
  }
  return true
}

const check = (database: DatabaseSync): boolean => {
  const found = database.prepare("PRAGMA integrity_check(1)").get() ?? {}
  if (Object.values(found)[0] !== "ok") return false
  const { tables, points } = Stored.study(database)
  Stored.points(database, points)
  Layout.checkResults(database, tables)
  return Rows.damaged(database, tables).size === 0 && areIntact(database)
}

/** False for what SQLite cannot read, too. Throws a {@link Fault.Held} where another program holds it. */
export const isWhole = (directory: string): boolean => {
  try {
    const database = Database.openReadOnly(directory)
    try {
      return check(database)
    } finally {
      database.close()
    }
  } catch (cause) {
    const told = Fault.told(cause, directory)
    if (told instanceof Fault.Damaged) return false
    throw told
  }
}
