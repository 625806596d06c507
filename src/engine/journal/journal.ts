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
import type { Tables } from "../../simulation/table.ts"
import type { Event } from "../event.ts"
import type { Checkpoint } from "../job.ts"
import type { Plan, Task } from "../plan.ts"
import { idOf, nameOf } from "../plan.ts"
import * as Database from "./database.ts"
import * as Fault from "./fault.ts"
import * as Finished from "./finished.ts"
import { type Installed, install, inTransaction } from "./install.ts"
import * as Known from "./known.ts"
import * as Lock from "./lock.ts"
import type { Crash } from "./reader.ts"
import * as Table from "./table.ts"

/** The disk is full, the file is damaged, or the like. Nothing that was journalled is lost. */
export class JournalError extends Schema.TaggedError<JournalError>()("JournalError", {
  message: Schema.String
}) {}

/** Another program holds the file, and has for a long time. Nothing that was journalled is lost. */
export class JournalHeld extends Schema.TaggedError<JournalHeld>()("JournalHeld", {
  message: Schema.String
}) {}

export type JournalFailure = JournalError | JournalHeld

/** Another process works on this run. */
export class RunLocked extends Schema.TaggedError<RunLocked>()("RunLocked", { message: Schema.String }) {}

const journalError = (directory: string, cause: unknown): JournalFailure => {
  const told = Fault.told(cause, directory)
  const text = told instanceof Error ? told.message : String(told)
  if (told instanceof Fault.Held)
    return new JournalHeld({
      message: `${text}. What was saved is safe; when it is free: skein resume ${directory}`
    })
  if (told instanceof Fault.Damaged) return new JournalError({ message: text })
  return new JournalError({
    message: Fault.isFull(cause)
      ? `the run's file could not be written (${text}): is the disk full? What was saved is safe; resume when there is room`
      : `the run's file: ${text}`
  })
}

/** Seconds that a run waits for a file that another program holds, and between two attempts. */
const patience = Number(process.env.SKEIN_PATIENCE ?? 300)
const pause = 0.25

/** What is told of the file. */
type Emit = (event: Extract<Event, { readonly _tag: "FileHeld" | "FileFree" | "RowsCorrupt" }>) => void

/** How long another program has held the file; tells when that begins and when it ends. */
const makeHold = (emit: Emit) => {
  let since: number | undefined
  const seconds = (): number => (since === undefined ? 0 : (performance.now() - since) / 1000)
  return {
    /** Whether there is patience left. */
    met: (): boolean => {
      if (since === undefined) {
        since = performance.now()
        emit({ _tag: "FileHeld" })
      }
      return seconds() < patience
    },
    over: (): void => {
      if (since !== undefined) emit({ _tag: "FileFree", seconds: seconds() })
      since = undefined
    }
  }
}

type Hold = ReturnType<typeof makeHold>

/** Again and again while another program holds the file; between two attempts the thread does other things. */
const patiently = <A>(directory: string, hold: Hold, attempt: () => A): Effect.Effect<A, JournalFailure> =>
  Effect.suspend(() => {
    try {
      const result = attempt()
      hold.over()
      return Effect.succeed(result)
    } catch (cause) {
      return Fault.isHeld(cause) && hold.met()
        ? Effect.andThen(Effect.sleep(`${1000 * pause} millis`), patiently(directory, hold, attempt))
        : Effect.fail(journalError(directory, cause))
    }
  })

/** Each write is under way when it is called; the effect that it returns waits until it is on the disk. */
export interface Journal {
  /** Fails when a write does, whoever asked for it. */
  readonly broken: Effect.Effect<never, JournalFailure>
  readonly has: (task: Task) => boolean
  readonly get: (task: Task) => Uint8Array | "missing" | "corrupt"
  readonly put: (task: Task, tally: Uint8Array, seconds: number) => Effect.Effect<void, JournalFailure>
  readonly forget: (task: Task) => Effect.Effect<void, JournalFailure>
  /** The last checkpoint that is intact; `onCorrupt` hears how far each damaged one that came after it had been. */
  readonly checkpoint: (task: Task, onCorrupt: (next: number) => void) => Checkpoint | undefined
  /** Not waited for: a checkpoint that is lost costs time, not results. */
  readonly keep: (task: Task, checkpoint: Checkpoint) => void
  /** The repeats that the point's rows are made of, where it has rows. */
  readonly finishedRepeats: (ordinal: number) => number | undefined
  readonly finish: (ordinal: number, repeats: number, rows: Table.Rows) => Effect.Effect<void, JournalFailure>
  readonly crash: (crash: Crash) => Effect.Effect<void, JournalFailure>
}

/** Makes this process the only one that works on the run, until the scope closes. */
export const lock = Effect.fn("Journal.lock")(function* (directory: string) {
  const lock = yield* Effect.acquireRelease(
    Effect.try({ try: () => Lock.acquire(directory), catch: (cause) => journalError(directory, cause) }),
    (held) => Effect.sync(() => "close" in held && held.close())
  )
  if (!("close" in lock)) {
    const who = lock.holder === undefined ? "another process" : `another process (${lock.holder})`
    return yield* new RunLocked({ message: `${who} is working on ${directory}` })
  }
})

/** What the file of a locked run knows; closed with the scope. */
export const known = Effect.fn("Journal.known")(function* (directory: string, emit: Emit) {
  return yield* Effect.acquireRelease(
    Effect.interruptible(patiently(directory, makeHold(emit), () => Known.open(directory))),
    (known) => Effect.sync(known.close)
  )
})

/** Opens (or makes) the file of a locked run and installs the plan; closes it with the scope. */
export const open = Effect.fn("Journal.open")(function* (
  directory: string,
  plan: Plan,
  simulation: Installed,
  emit: Emit
) {
  const hold = makeHold(emit)
  const database = yield* Effect.acquireRelease(
    Effect.interruptible(patiently(directory, hold, () => Database.open(directory))),
    (held) => Effect.sync(() => Database.close(held))
  )
  const damaged = yield* patiently(directory, hold, () => install(database, plan, simulation))
  for (const point of damaged) emit({ _tag: "RowsCorrupt", point })
  return yield* make(directory, database, simulation.tables, hold)
})

/** The seconds that a run which ends waits for a file that another program holds. */
const lastPatience = 10

const lastly = (flush: () => boolean): Effect.Effect<void> => {
  const began = performance.now()
  const attempt: Effect.Effect<void> = Effect.suspend(() =>
    flush() && performance.now() - began < 1000 * lastPatience
      ? Effect.andThen(Effect.sleep(`${1000 * pause} millis`), attempt)
      : Effect.void
  )
  return attempt
}

/** A task's columns, in the order of the primary keys. */
const keyOf = (task: Task): [string, number, number, number] => [
  task.point.id,
  task.repeat,
  task.from,
  task.to
]

const make = Effect.fnUntraced(function* (
  directory: string,
  database: DatabaseSync,
  tables: Tables,
  hold: Hold
) {
  const broken = yield* Deferred.make<never, JournalFailure>()
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
  const selectFinished = database.prepare("SELECT * FROM _finished WHERE ordinal = ?")
  const insertFinished = database.prepare("INSERT OR REPLACE INTO _finished VALUES (?, ?, ?, ?)")
  const insertCrash = database.prepare("INSERT OR REPLACE INTO _crash VALUES (?, ?, ?, ?)")
  const known = new Set<string>()
  for (const row of database.prepare("SELECT point, repeat, first, last FROM _tally").iterate()) {
    const { point, repeat, first, last } = row
    known.add(nameOf(String(point), Number(repeat), Number(first), Number(last)))
  }

  type Waiting = {
    readonly action: () => void
    readonly written: Deferred.Deferred<void, JournalFailure>
  }
  let waiting: Array<Waiting> = []
  /** The last checkpoint of each task that waits to be written: those before it are of no use. */
  const kept = new Map<string, Checkpoint>()
  /** Whether another program holds the file, so that nothing could be written. */
  const flush = (): boolean => {
    const batch = waiting
    if (batch.length === 0) return false
    let failure: Effect.Effect<never, JournalFailure> | undefined
    try {
      inTransaction(database, () => {
        for (const { action } of batch) action()
      })
      hold.over()
    } catch (cause) {
      if (Fault.isHeld(cause) && hold.met()) return true
      failure = Effect.fail(journalError(directory, cause))
      Deferred.doneUnsafe(broken, failure)
    }
    waiting = []
    kept.clear()
    for (const { written } of batch) Deferred.doneUnsafe(written, failure ?? Effect.void)
    return false
  }
  const flushPatiently = (): void => {
    if (flush()) setTimeout(flushPatiently, 1000 * pause)
  }
  const enqueue = (entry: Waiting): void => {
    waiting.push(entry)
    if (waiting.length === 1) setImmediate(flushPatiently)
  }
  // Before the database closes: what nobody waits for, the checkpoints of interrupted tasks among it.
  yield* Effect.addFinalizer(() => lastly(flush))

  const write = (action: () => void): Effect.Effect<void, JournalFailure> => {
    const written = Deferred.makeUnsafe<void, JournalFailure>()
    enqueue({ action, written })
    return Deferred.await(written)
  }

  const journal: Journal = {
    broken: Deferred.await(broken),
    has: (task) => known.has(idOf(task)),
    get: (task) => {
      const row = selectTally.get(...keyOf(task))
      return row === undefined ? "missing" : (Database.intact(idOf(task), row) ?? "corrupt")
    },
    put: (task, tally, seconds) =>
      write(() => {
        insertTally.run(...keyOf(task), ...Database.sealed(idOf(task), tally), seconds)
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
        const bytes = Database.intact(Database.checkpointKey(idOf(task), next), row)
        if (bytes !== undefined) return { next, bytes }
        onCorrupt(next)
      }
      return undefined
    },
    keep: (task, checkpoint) => {
      const id = idOf(task)
      const isWaiting = kept.has(id)
      kept.set(id, checkpoint)
      if (isWaiting) return
      write(() => {
        const { next, bytes } = kept.get(id)!
        const sealed = Database.sealed(Database.checkpointKey(id, next), bytes)
        insertCheckpoint.run(...keyOf(task), next, ...sealed)
        deleteOldCheckpoints.run(...keyOf(task), ...keyOf(task))
      })
    },
    finishedRepeats: (ordinal) => {
      const found = selectFinished.get(ordinal)
      return found === undefined ? undefined : Finished.parsed(found)?.repeats
    },
    finish: (ordinal, repeats, rows) =>
      write(() => {
        const sums = Table.replaceRows(database, tables, ordinal, rows)
        insertFinished.run(...Finished.line(ordinal, repeats, sums))
      }),
    crash: ({ task, ordinal, message, stack }) =>
      write(() => {
        insertCrash.run(task, ordinal, message, stack)
      })
  }
  return journal
})
