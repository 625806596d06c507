/**
 * The file of a run, `run.sqlite`. Names that begin with an underscore are the engine's; the others are the result
 * tables, which any SQLite client can read.
 */

import { accessSync, constants, existsSync, realpathSync, statSync } from "node:fs"
import { dirname } from "node:path"
import { DatabaseSync, type DatabaseSyncOptions } from "node:sqlite"
import { pathToFileURL } from "node:url"
import * as OwnFile from "../own-file.ts"
import * as Checksum from "./checksum.ts"
import * as Fault from "./fault.ts"
import * as Holder from "./holder.ts"
import * as Layout from "./layout.ts"
import * as Lock from "./lock.ts"
import * as NetworkDisk from "./network-disk.ts"
import * as Pages from "./pages.ts"
import * as Place from "./place.ts"

export const { fileIn } = Place

/** Whether nothing has been written to the file yet: SQLite makes it before its first transaction, which may never come. */
export const isEmpty = (directory: string): boolean => {
  const file = fileIn(directory)
  return (statSync(file).size === 0 || Pages.isDatabase(file)) && Pages.entries(file, 1) === 0
}

/** Milliseconds that SQLite itself waits for another program, and with it this thread; who writes tries again later. */
const patience = 50

/** Long enough for the moment in which a run that ends folds its log into the file. */
const readersPatience = 2000

export const layoutOf = (database: DatabaseSync): number =>
  Number(database.prepare("PRAGMA user_version").get()?.user_version)

/**
 * A file that may be a stranger's. What its schema says is run by nobody: no function of it is trusted, no string in double
 * quotes, no extension; tables of others are neither checked nor followed by foreign keys.
 */
const guarded = (place: string | URL, options: DatabaseSyncOptions): DatabaseSync => {
  const database = new DatabaseSync(place, {
    allowExtension: false,
    defensive: true,
    enableDoubleQuotedStringLiterals: false,
    enableForeignKeyConstraints: false,
    limits: { sqlLength: Layout.longestSql },
    ...options
  })
  connections.add(database)
  return database
}

/** Of this process; those that were closed are taken out when the next one is opened. */
const connections = new Set<DatabaseSync>()

const guards =
  "PRAGMA trusted_schema = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA cell_size_check = ON"

const isOpen = (file: string): boolean => {
  for (const each of connections) if (!each.isOpen) connections.delete(each)
  if (connections.size === 0) return false
  const real = realpathSync(file)
  return [...connections].some((each) => each.location() === real)
}

/**
 * Before SQLite reads the schema, which takes the longer the more there is in it. Not while this process has the file open:
 * then it has been counted, and whoever closes a file, however it was opened, gives up all locks that the process has on it.
 */
const refuseCrowded = (file: string): void => {
  if (!OwnFile.exists(file) || isOpen(file)) return
  if (Pages.entries(file, Layout.mostEntries) > Layout.mostEntries)
    throw new Fault.Altered(`it has more than ${Layout.mostEntries} tables and indices, as no run has`)
}

/** Closes it again where `use` throws. */
const opened = (database: DatabaseSync, use: (database: DatabaseSync) => void): DatabaseSync => {
  try {
    use(database)
    return database
  } catch (cause) {
    database.close()
    throw cause
  }
}

const checked = (directory: string, database: DatabaseSync): void => {
  Layout.check(database, hasLog(directory))
  const found = layoutOf(database)
  if (found > Layout.layout)
    throw new Fault.Foreign(`${fileIn(directory)} has layout ${found}; this version reads ${Layout.layout}`)
}

/**
 * Throws SQLite's own errors, {@link Fault.Altered} where its tables are not those that are made here, and {@link Fault.Foreign}
 * when the file was written by a newer layout, or is of another program.
 *
 * @param isShared whether other hosts may write to the disk: then without SQLite's log, whose index is in memory that
 * processes of one host share
 */
export const open = (directory: string, isShared = NetworkDisk.of(directory) !== undefined): DatabaseSync => {
  OwnFile.check(directory)
  const file = fileIn(directory)
  // Whoever may write takes what stands in a log into the file when he closes it, whatever log that is.
  if (existsSync(file)) openReadOnly(directory, patience).close()
  return opened(guarded(file, { timeout: patience }), (database) => {
    database.exec(guards)
    database.exec(`PRAGMA journal_mode = ${isShared ? "TRUNCATE" : "WAL"}; PRAGMA synchronous = FULL`)
  })
}

/**
 * The engine's tables, where they are not there. Of a file of an older layout the tallies stay: all else is made of
 * them again. Inside a transaction of the caller's.
 */
export const lay = (database: DatabaseSync): void => {
  if (layoutOf(database) < Layout.layout)
    database.exec("DROP TABLE IF EXISTS _study; DROP TABLE IF EXISTS _point; DROP TABLE IF EXISTS _finished")
  database.exec(`${Layout.schema}; PRAGMA user_version = ${Layout.layout}`)
}

/** Leaves one file that any client can read, where nobody else has it open. */
export const close = (database: DatabaseSync): void => {
  try {
    // What lies beside the file of a run that another host has taken is that host's.
    if (!Holder.isLost(dirname(database.location()!)))
      database.exec(`PRAGMA busy_timeout = ${readersPatience}; PRAGMA journal_mode = DELETE`)
  } catch {
    // A reader has it open, or the disk is full: the log beside the file stays, which is as good.
  }
  database.close()
}

/** For readers, also while the run goes on: one view of the file until it is closed, whatever is written meanwhile. */
export const openReadOnly = (directory: string, timeout = readersPatience): DatabaseSync => {
  OwnFile.check(directory)
  const file = fileIn(directory)
  const open = (place: string | URL): DatabaseSync =>
    opened(guarded(place, { readOnly: true, timeout }), (database) => {
      database.exec(`${guards}; BEGIN`)
      checked(directory, database)
    })
  if (hasJournal(directory)) settle(directory)
  refuseCrowded(file)
  try {
    return open(file)
  } catch (cause) {
    if (!Fault.cannotOpen(cause) || !existsSync(file)) throw cause
    if (hasJournal(directory)) throw new Fault.Held(Fault.heldSentence(file))
    accessSync(file, constants.R_OK)
    // Who may not write into the folder cannot make the index of a log, which the file may ask for even without a log.
    if (!hasLog(directory)) return open(new URL("?immutable=1", pathToFileURL(file)))
    throw new RangeError(
      "its last results are still in run.sqlite-wal, whose index cannot be made in a folder that may not be written: copy it, or have its owner resume it"
    )
  }
}

/** The file as it is at this moment, as another file, without what was deleted from it. */
export const copyTo = (directory: string, file: string): void => {
  const database = openReadOnly(directory)
  try {
    // SQLite copies nothing within a transaction; the copy has one view all the same.
    database.exec("COMMIT")
    database.prepare("VACUUM INTO ?").run(file)
  } finally {
    database.close()
  }
}

/** Whether a transaction without a log is under way, or has been cut off. */
const hasJournal = (directory: string): boolean =>
  (statSync(`${fileIn(directory)}-journal`, { throwIfNoEntry: false })?.size ?? 0) > 0

/**
 * Undoes a transaction that was cut off, which who only reads cannot. Nobody else does while a process works on the run, even
 * on another host, whose locks may not be seen here: it ends its transaction itself.
 */
const settle = (directory: string): void => {
  if (Lock.isHeld(directory) !== false) return
  OwnFile.checkToWrite(directory)
  const database = guarded(fileIn(directory), { timeout: readersPatience })
  try {
    // Without a look at its schema, which may be a stranger's.
    database.exec("BEGIN IMMEDIATE; ROLLBACK")
  } finally {
    database.close()
  }
}

const hasLog = (directory: string): boolean =>
  (statSync(`${fileIn(directory)}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0

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
