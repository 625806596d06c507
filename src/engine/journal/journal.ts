/**
 * What a run has done, in one SQLite file: `get(task)`, `put(task, tally)`, rows of finished points.
 *
 * Writes that come in the same turn of the event loop share one transaction: each waits for the disk, together they
 * wait once. A write is done when its transaction is on the disk; what was written is never lost or seen in part.
 */

import type { DatabaseSync } from "node:sqlite"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Simulation } from "../../simulation/contract.ts"
import type { Tables } from "../../simulation/table.ts"
import type { Checkpoint } from "../job.ts"
import type { Plan, Task } from "../plan.ts"
import { canonical, idOf, nameOf } from "../plan.ts"
import * as Database from "./database.ts"
import * as Lock from "./lock.ts"
import type { Crash } from "./reader.ts"
import * as Table from "./table.ts"

/** The disk is full, the file is damaged, or the like. Nothing that was journalled is lost. */
export class JournalError extends Schema.TaggedError<JournalError>()("JournalError", {
  message: Schema.String
}) {}

/** Another process works on this run. */
export class RunLocked extends Schema.TaggedError<RunLocked>()("RunLocked", { message: Schema.String }) {}

const journalError = (cause: unknown): JournalError => {
  const text = cause instanceof Error ? cause.message : String(cause)
  const code = cause instanceof Error && "errcode" in cause ? Number(cause.errcode) : 0
  const full = code === 13 || (code & 0xff) === 10
  return new JournalError({
    message: full
      ? `the run's file could not be written (${text}): is the disk full? What was saved is safe; resume when there is room`
      : `the run's file: ${text}`
  })
}

/** Each write is under way when it is called; the effect that it returns waits until it is on the disk. */
export interface Journal {
  /** Fails when a write does, whoever asked for it. */
  readonly broken: Effect.Effect<never, JournalError>
  readonly has: (task: Task) => boolean
  readonly get: (task: Task) => Uint8Array | "missing" | "corrupt"
  readonly put: (task: Task, tally: Uint8Array, seconds: number) => Effect.Effect<void, JournalError>
  readonly forget: (task: Task) => Effect.Effect<void, JournalError>
  /** The last checkpoint that is intact; `onCorrupt` hears how far each damaged one that came after it had been. */
  readonly checkpoint: (task: Task, onCorrupt: (next: number) => void) => Checkpoint | undefined
  /** Not waited for: a checkpoint that is lost costs time, not results. */
  readonly keep: (task: Task, checkpoint: Checkpoint) => void
  /** The repeats that the point's rows are made of, where it has rows. */
  readonly finishedRepeats: (ordinal: number) => number | undefined
  readonly finish: (ordinal: number, repeats: number, rows: Table.Rows) => Effect.Effect<void, JournalError>
  readonly crash: (crash: Crash) => Effect.Effect<void, JournalError>
}

/** Makes this process the only one that works on the run, until the scope closes. */
export const lock = Effect.fn("Journal.lock")(function* (directory: string) {
  const lock = yield* Effect.acquireRelease(
    Effect.try({ try: () => Lock.acquire(directory), catch: journalError }),
    (held) => Effect.sync(() => "close" in held && held.close())
  )
  if (!("close" in lock)) {
    const who = lock.holder === undefined ? "another process" : `another process (${lock.holder})`
    return yield* new RunLocked({ message: `${who} is working on ${directory}` })
  }
})

/** Opens (or makes) the file of a locked run and installs the plan; closes it with the scope. */
export const open = Effect.fn("Journal.open")(function* (
  directory: string,
  plan: Plan,
  { tables, version }: Pick<Simulation, "tables" | "version">
) {
  const database = yield* Effect.acquireRelease(
    Effect.try({ try: () => Database.open(directory), catch: journalError }),
    (held) => Effect.sync(() => Database.close(held))
  )
  yield* Effect.try({ try: () => install(database, plan, tables, version), catch: journalError })
  return yield* make(database, tables)
})

const inTransaction = (database: DatabaseSync, action: () => void): void => {
  database.exec("BEGIN IMMEDIATE")
  try {
    action()
    database.exec("COMMIT")
  } catch (cause) {
    // SQLite has rolled back by itself after some errors, a full disk among them.
    if (database.isTransaction) database.exec("ROLLBACK")
    throw cause
  }
}

/**
 * Makes the points of the plan those of the file. Result tables are emptied when the plan, their columns or the
 * simulation's version differ from what the rows were made for: rows are functions of tallies, which stay.
 */
const install = (database: DatabaseSync, plan: Plan, tables: Tables, version: number): void => {
  const { points, ...study } = plan.study
  const ids = plan.points.map((point) => point.id)
  const signature = JSON.stringify({
    tables,
    version,
    repeats: study.repeats,
    until: study.until,
    points: ids
  })
  inTransaction(database, () => {
    const before = database.prepare("SELECT signature FROM _study").get()?.signature
    database.exec("DELETE FROM _study; DELETE FROM _crash")
    database.prepare("INSERT INTO _study VALUES (?, ?)").run(JSON.stringify(study), signature)
    if (before === signature) return
    database.exec("DELETE FROM _point; DELETE FROM _finished")
    const insert = database.prepare("INSERT INTO _point VALUES (?, ?, ?, ?)")
    for (const [ordinal, point] of points.entries()) {
      insert.run(ordinal, ids[ordinal]!, canonical(point.encoded), canonical(point.swept))
    }
    Table.recreate(database, tables)
  })
}

/** A task's columns, in the order of the primary keys. */
const keyOf = (task: Task): [string, number, number, number] => [
  task.point.id,
  task.repeat,
  task.from,
  task.to
]

const make = Effect.fnUntraced(function* (database: DatabaseSync, tables: Tables) {
  const broken = yield* Deferred.make<never, JournalError>()
  const where = "WHERE point = ? AND repeat = ? AND first = ? AND last = ?"
  const selectTally = database.prepare(`SELECT bytes, crc FROM _tally ${where}`)
  const insertTally = database.prepare("INSERT OR REPLACE INTO _tally VALUES (?, ?, ?, ?, ?, ?, ?)")
  const deleteTally = database.prepare(`DELETE FROM _tally ${where}`)
  const selectCheckpoints = database.prepare(
    `SELECT next, bytes, crc FROM _frame ${where} ORDER BY next DESC`
  )
  const insertCheckpoint = database.prepare("INSERT OR REPLACE INTO _frame VALUES (?, ?, ?, ?, ?, ?, ?)")
  const deleteCheckpoints = database.prepare(`DELETE FROM _frame ${where}`)
  const deleteOldCheckpoints = database.prepare(
    `DELETE FROM _frame ${where} AND next NOT IN (SELECT next FROM _frame ${where} ORDER BY next DESC LIMIT 2)`
  )
  const selectFinished = database.prepare("SELECT repeats FROM _finished WHERE ordinal = ?")
  const insertFinished = database.prepare("INSERT OR REPLACE INTO _finished VALUES (?, ?)")
  const insertCrash = database.prepare("INSERT OR REPLACE INTO _crash VALUES (?, ?, ?, ?)")
  const known = new Set<string>()
  for (const row of database.prepare("SELECT point, repeat, first, last FROM _tally").iterate()) {
    const { point, repeat, first, last } = row
    known.add(nameOf(String(point), Number(repeat), Number(first), Number(last)))
  }

  type Waiting = {
    readonly action: () => void
    readonly written: Deferred.Deferred<void, JournalError>
  }
  let waiting: Array<Waiting> = []
  const flush = (): void => {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    try {
      inTransaction(database, () => {
        for (const { action } of batch) action()
      })
    } catch (cause) {
      const failure = Effect.fail(journalError(cause))
      Deferred.doneUnsafe(broken, failure)
      for (const { written } of batch) Deferred.doneUnsafe(written, failure)
      return
    }
    for (const { written } of batch) Deferred.doneUnsafe(written, Effect.void)
  }
  const enqueue = (entry: Waiting): void => {
    waiting.push(entry)
    if (waiting.length === 1) setImmediate(flush)
  }
  // Before the database closes: what nobody waits for, the checkpoints of interrupted tasks among it.
  yield* Effect.addFinalizer(() => Effect.sync(flush))

  const write = (action: () => void): Effect.Effect<void, JournalError> => {
    const written = Deferred.makeUnsafe<void, JournalError>()
    enqueue({ action, written })
    return Deferred.await(written)
  }

  const journal: Journal = {
    broken: Deferred.await(broken),
    has: (task) => known.has(idOf(task)),
    get: (task) => {
      const row = selectTally.get(...keyOf(task))
      return row === undefined ? "missing" : (Database.intact(row) ?? "corrupt")
    },
    put: (task, tally, seconds) =>
      write(() => {
        insertTally.run(...keyOf(task), ...Database.sealed(tally), seconds)
        deleteCheckpoints.run(...keyOf(task))
        known.add(idOf(task))
      }),
    forget: (task) =>
      write(() => {
        deleteTally.run(...keyOf(task))
        known.delete(idOf(task))
      }),
    checkpoint: (task, onCorrupt) => {
      for (const row of selectCheckpoints.all(...keyOf(task))) {
        const next = Number(row.next)
        const bytes = Database.intact(row)
        if (bytes !== undefined) return { next, bytes }
        onCorrupt(next)
      }
      return undefined
    },
    keep: (task, checkpoint) => {
      write(() => {
        insertCheckpoint.run(...keyOf(task), checkpoint.next, ...Database.sealed(checkpoint.bytes))
        deleteOldCheckpoints.run(...keyOf(task), ...keyOf(task))
      })
    },
    finishedRepeats: (ordinal) => selectFinished.get(ordinal)?.repeats as number | undefined,
    finish: (ordinal, repeats, rows) =>
      write(() => {
        Table.replaceRows(database, tables, ordinal, rows)
        insertFinished.run(ordinal, repeats)
      }),
    crash: ({ task, ordinal, message, stack }) =>
      write(() => {
        insertCrash.run(task, ordinal, message, stack)
      })
  }
  return journal
})
