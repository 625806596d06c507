/**
 * The file of a run, `run.sqlite`. Names that begin with an underscore are the engine's; the others are the result
 * tables, which any SQLite client can read.
 */

import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { crc32 } from "node:zlib"

export const fileIn = (directory: string): string => join(directory, "run.sqlite")

/** Raised when the engine's tables change. */
const layout = 1

/** `_tally`: finished tasks. `_frame`: the last two checkpoints of unfinished ones. `_finished`: points with rows. */
const schema = `
  CREATE TABLE IF NOT EXISTS _study (study TEXT NOT NULL, signature TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS _point (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, config TEXT NOT NULL, swept TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS _tally (
    point TEXT, repeat INTEGER, first INTEGER, last INTEGER, bytes BLOB NOT NULL, crc INTEGER NOT NULL,
    seconds REAL NOT NULL, PRIMARY KEY (point, repeat, first, last));
  CREATE TABLE IF NOT EXISTS _frame (
    point TEXT, repeat INTEGER, first INTEGER, last INTEGER, next INTEGER, bytes BLOB NOT NULL, crc INTEGER NOT NULL,
    PRIMARY KEY (point, repeat, first, last, next));
  CREATE TABLE IF NOT EXISTS _finished (ordinal INTEGER PRIMARY KEY, repeats INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS _crash (
    task TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, message TEXT NOT NULL, stack TEXT NOT NULL);
`

/** Throws SQLite's own errors, and a RangeError when the file was written by a newer layout. */
export const open = (directory: string): DatabaseSync => {
  const database = new DatabaseSync(fileIn(directory))
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000")
  const found = Number(database.prepare("PRAGMA user_version").get()?.user_version)
  if (found > layout)
    throw new RangeError(`${fileIn(directory)} has layout ${found}; this version reads ${layout}`)
  database.exec(`BEGIN; ${schema} PRAGMA user_version = ${layout}; COMMIT`)
  return database
}

/** Leaves one file that any client can read, where nobody else has it open. */
export const close = (database: DatabaseSync): void => {
  try {
    database.exec("PRAGMA journal_mode = DELETE")
  } catch {
    // A reader has it open, or the disk is full: the log beside the file stays, which is as good.
  }
  database.close()
}

/** For readers, also while the run goes on. Waits out the moment in which a run that ends folds its log into the file. */
export const openReadOnly = (directory: string): DatabaseSync =>
  new DatabaseSync(fileIn(directory), { readOnly: true, timeout: 2000 })

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Bytes beside their checksum: SQLite does not checksum its pages. */
export const sealed = (bytes: Uint8Array): [Uint8Array, number] => [bytes, crc32(bytes)]

export const intact = (row: Record<string, unknown>): Uint8Array | undefined => {
  const bytes = row.bytes as Uint8Array
  return crc32(bytes) === row.crc ? bytes : undefined
}
