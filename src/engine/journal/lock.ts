/**
 * One process a run, of those on this host; see holder.ts for those on others. The lock is an exclusive SQLite transaction on a file of its own, `run.lock`, which the operating
 * system releases however the process ends; a lock file with a process id in it would survive `kill -9`. Who may read that
 * file can see whether it is held: a transaction that only reserves it shows to those alone who may write.
 */
import { DatabaseSync } from "node:sqlite"
import * as OwnFile from "../own-file.ts"
import * as Fault from "./fault.ts"
import * as Holder from "./holder.ts"
import * as NetworkDisk from "./network-disk.ts"

const fileIn = (directory: string): string => OwnFile.path(directory, "run.lock")

/**
 * Nobody writes to it. One with bytes is a stranger's, and SQLite, which reads all of a schema before it asks for the lock,
 * would take minutes for a million tables.
 */
const isEmpty = (directory: string): boolean => (OwnFile.found(fileIn(directory))?.size ?? 0) === 0

const damaged = (directory: string): RangeError =>
  new RangeError(`${fileIn(directory)} is damaged: delete it when no process works on the run`)

/**
 * Releases on `close`; undefined when another process has it. Throws a {@link OwnFile.NotOwn} where the folder must not be
 * written to.
 */
export const acquire = (directory: string): { readonly close: () => void } | undefined => {
  OwnFile.checkToWrite(directory)
  if (!isEmpty(directory)) throw damaged(directory)
  const database = new DatabaseSync(fileIn(directory), { timeout: 100 })
  try {
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE")
  } catch (cause) {
    database.close()
    if (Fault.isDamage(cause)) throw damaged(directory)
    if (!Fault.isHeld(cause)) throw cause
    return undefined
  }
  return { close: () => database.close() }
}

/**
 * Whether a process works on the run now; undefined where that cannot be known: the lock may not be read, or its file
 * system has no locks. Shares the lock for an instant, far below the patience of {@link acquire}.
 */
export const isHeld = (directory: string): boolean | undefined => {
  if (!OwnFile.exists(fileIn(directory))) return false
  if (NetworkDisk.of(directory) !== undefined && Holder.isElsewhere(directory)) return true
  let database: DatabaseSync | undefined
  try {
    OwnFile.check(directory)
    if (!isEmpty(directory)) return undefined
    database = new DatabaseSync(fileIn(directory), { readOnly: true, timeout: 0 })
    database.prepare("SELECT 1 FROM sqlite_schema").get()
    return false
  } catch (cause) {
    return Fault.isHeld(cause) ? true : undefined
  } finally {
    database?.close()
  }
}
