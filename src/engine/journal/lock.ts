/**
 * One process a run. The lock is a reserved SQLite transaction on a file of its own, which the operating system
 * releases however the process ends; a lock file with a process id in it would survive `kill -9`.
 */
import { existsSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import * as Fault from "./fault.ts"

const fileIn = (directory: string): string => join(directory, "run.lock")

/** Releases on `close`. Returns the holder's process id, or `undefined` for unknown, when somebody else holds it. */
export const acquire = (directory: string): { close: () => void } | { holder: number | undefined } => {
  const database = new DatabaseSync(fileIn(directory))
  try {
    database.exec("PRAGMA busy_timeout = 100")
    database.exec("BEGIN IMMEDIATE")
    database.exec("CREATE TABLE IF NOT EXISTS holder (pid INTEGER); DELETE FROM holder")
    database.prepare("INSERT INTO holder VALUES (?)").run(process.pid)
    database.exec("COMMIT")
    database.exec("BEGIN IMMEDIATE")
    return { close: () => database.close() }
  } catch (cause) {
    const holder = Fault.isHeld(cause) ? holderOf(database) : undefined
    database.close()
    if (!Fault.isHeld(cause)) throw cause
    return { holder }
  }
}

/** Whether a process works on the run now. Takes the lock for an instant, far below the patience of {@link acquire}. */
export const isHeld = (directory: string): boolean => {
  if (!existsSync(fileIn(directory))) return false
  const database = new DatabaseSync(fileIn(directory))
  try {
    database.exec("PRAGMA busy_timeout = 0; BEGIN IMMEDIATE; ROLLBACK")
    return false
  } catch (cause) {
    return Fault.isHeld(cause)
  } finally {
    database.close()
  }
}

/** A reserved transaction lets others read. */
const holderOf = (database: DatabaseSync): number | undefined => {
  try {
    const row = database.prepare("SELECT pid FROM holder").get()
    return typeof row?.pid === "number" ? row.pid : undefined
  } catch {
    return undefined
  }
}
