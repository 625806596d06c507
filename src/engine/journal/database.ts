/**
 * The file of a run, `run.sqlite`. Names that begin with an underscore are the engine's; the others are the result
 * tables, which any SQLite client can read.
 */

import { accessSync, constants, existsSync, statSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { pathToFileURL } from "node:url"
import * as Checksum from "./checksum.ts"
import * as Fault from "./fault.ts"

export const fileIn = (directory: string): string => join(directory, "run.sqlite")

/** Raised when the engine's tables change. Layout 1 has no checksums but those of tallies, and NaN as text. */
export const layout = 2

/**
 * `_tally`: finished tasks. `_frame`: the last two checkpoints of unfinished ones. `_finished`: points with rows, and what
 * these add up to. `_former`: points of former studies that are begun. `crc` is the checksum of its line (checksum.ts).
 */
const schema = `
  CREATE TABLE IF NOT EXISTS _study (
    study TEXT NOT NULL, signature TEXT NOT NULL, points INTEGER NOT NULL, crc INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS _point (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, config TEXT NOT NULL, swept TEXT NOT NULL,
    crc INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS _tally (
    point TEXT, repeat INTEGER, first INTEGER, last INTEGER, bytes BLOB NOT NULL, crc INTEGER NOT NULL,
    seconds REAL NOT NULL, PRIMARY KEY (point, repeat, first, last));
  CREATE TABLE IF NOT EXISTS _frame (
    point TEXT, repeat INTEGER, first INTEGER, last INTEGER, next INTEGER, bytes BLOB NOT NULL, crc INTEGER NOT NULL,
    PRIMARY KEY (point, repeat, first, last, next));
  CREATE TABLE IF NOT EXISTS _finished (
    ordinal INTEGER PRIMARY KEY, repeats INTEGER NOT NULL, sums TEXT NOT NULL, crc INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS _former (
    id TEXT PRIMARY KEY, seed INTEGER NOT NULL, config TEXT NOT NULL, crc INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS _crash (
    task TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, message TEXT NOT NULL, stack TEXT NOT NULL);
`

/** Milliseconds that SQLite itself waits for another program, and with it this thread; who writes tries again later. */
const patience = 50

/** Long enough for the moment in which a run that ends folds its log into the file. */
const readersPatience = 2000

export const layoutOf = (database: DatabaseSync): number =>
  Number(database.prepare("PRAGMA user_version").get()?.user_version)

/** Closes it again where `use` throws. */
const opened = <A>(database: DatabaseSync, use: (database: DatabaseSync) => A): A => {
  try {
    return use(database)
  } catch (cause) {
    database.close()
    throw cause
  }
}

const refuseNewer = (directory: string, database: DatabaseSync): void => {
  const found = layoutOf(database)
  if (found > layout)
    throw new RangeError(`${fileIn(directory)} has layout ${found}; this version reads ${layout}`)
}

/** Throws SQLite's own errors, and a RangeError when the file was written by a newer layout. */
export const open = (directory: string): DatabaseSync =>
  opened(new DatabaseSync(fileIn(directory), { timeout: patience }), (database) => {
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON")
    refuseNewer(directory, database)
    return database
  })

/**
 * The engine's tables, where they are not there. Of a file of an older layout the tallies stay: all else is made of
 * them again. Inside a transaction of the caller's.
 */
export const lay = (database: DatabaseSync): void => {
  if (layoutOf(database) < layout)
    database.exec("DROP TABLE IF EXISTS _study; DROP TABLE IF EXISTS _point; DROP TABLE IF EXISTS _finished")
  database.exec(`${schema} PRAGMA user_version = ${layout}`)
}

/** Leaves one file that any client can read, where nobody else has it open. */
export const close = (database: DatabaseSync): void => {
  try {
    database.exec(`PRAGMA busy_timeout = ${readersPatience}; PRAGMA journal_mode = DELETE`)
  } catch {
    // A reader has it open, or the disk is full: the log beside the file stays, which is as good.
  }
  database.close()
}

/** For readers, also while the run goes on: one view of the file until it is closed, whatever is written meanwhile. */
export const openReadOnly = (directory: string, timeout = readersPatience): DatabaseSync => {
  const file = fileIn(directory)
  const open = (place: string | URL): DatabaseSync =>
    opened(new DatabaseSync(place, { readOnly: true, timeout }), (database) => {
      database.exec("PRAGMA cell_size_check = ON; BEGIN")
      refuseNewer(directory, database)
      return database
    })
  try {
    return open(file)
  } catch (cause) {
    if (!Fault.cannotOpen(cause) || !existsSync(file)) throw cause
    accessSync(file, constants.R_OK)
    // Who may not write into the folder cannot make the index of a log, which the file may ask for even without a log.
    if (!hasLog(directory)) return open(new URL("?immutable=1", pathToFileURL(file)))
    throw new RangeError(
      "its last results are still in run.sqlite-wal, whose index cannot be made in a folder that may not be written: copy it, or have its owner resume it"
    )
  }
}

const hasLog = (directory: string): boolean =>
  (statSync(`${fileIn(directory)}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** What the bytes of a checkpoint belong to. */
export const checkpointKey = (task: string, next: number): string => `${task}:${next}`

/** The bytes of a task, or of a checkpoint of it, beside their checksum. */
export const sealed = (key: string, bytes: Uint8Array): [Uint8Array, number] => [
  bytes,
  Checksum.ofBytes(key, bytes)
]

/** Undefined where they are not those that were written under this key. */
export const intact = (key: string, { bytes, crc }: Record<string, unknown>): Uint8Array | undefined => {
  if (!(bytes instanceof Uint8Array)) return undefined
  // Those of layout 1 do not know their key.
  return crc === Checksum.ofBytes(key, bytes) || crc === Checksum.ofBytesAlone(bytes) ? bytes : undefined
}
