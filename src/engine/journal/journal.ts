/**
 * What a run has done, in one SQLite file: `get(task)`, `put(task, tally)`, rows of finished points.
 *
 * Writes share transactions (writes.ts). A write is done when its transaction is on the disk; what was written is never
 * lost or seen in part.
 */

import type { DatabaseSync } from "node:sqlite"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Event } from "../event.ts"
import type { Checkpoint } from "../job.ts"
import type { Plan, PlannedPoint, Task } from "../plan.ts"
import { idOf, pointOf } from "../plan.ts"
import * as Program from "../program.ts"
import { reasonOf } from "../reason.ts"
import * as Database from "./database.ts"
import * as Fault from "./fault.ts"
import * as Finished from "./finished.ts"
import * as Holder from "./holder.ts"
import { extend, type Installed, install, inTransaction } from "./install.ts"
import * as Known from "./known.ts"
import type { Crash } from "./reader.ts"
import type * as Table from "./table.ts"
import { writer } from "./table.ts"
import * as Uncomputable from "./uncomputable.ts"
import * as Writes from "./writes.ts"

/** The disk is full, the file is damaged, or the like. Nothing that was journalled is lost. */
export class JournalError extends Schema.TaggedError<JournalError>()("JournalError", {
  message: Schema.String
}) {}

/** Another program holds the file, and has for a long time. Nothing that was journalled is lost. */
export class JournalHeld extends Schema.TaggedError<JournalHeld>()("JournalHeld", {
  message: Schema.String
}) {}

/** The file is a stranger's: it was altered, or is no run's. */
export class JournalRefused extends Schema.TaggedError<JournalRefused>()("JournalRefused", {
  message: Schema.String
}) {}

export type JournalFailure = JournalError | JournalHeld | JournalRefused

/** What a run's file did to somebody who read or wrote it. */
export const journalError = (directory: string, cause: unknown): JournalFailure => {
  const told = Fault.told(cause, directory)
  const text = reasonOf(told)
  if (told instanceof Fault.Held)
    return new JournalHeld({
      message: `${text}. What was saved is safe; when it is free: ${Program.command("resume", directory)}`
    })
  if (Fault.isRefused(told)) return new JournalRefused({ message: text })
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
type Emit = (
  event: Extract<Event, { readonly _tag: "FileHeld" | "FileFree" | "RowsCorrupt" | "PlanCorrupt" }>
) => void

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

/** Does what writes to the file of a locked run as soon as no other program holds it. */
export const whenFree = <A>(
  directory: string,
  emit: Emit,
  attempt: () => A
): Effect.Effect<A, JournalFailure> => Effect.suspend(() => patiently(directory, makeHold(emit), attempt))

/**
 * What tasks are computed from and into: the journal of a run, or the file of a part. Each write is under way when it is
 * called; `onWritten` hears when it is on the disk.
 */
export interface Tallies {
  /** Waits while there is much that the disk has not taken. */
  readonly room: Effect.Effect<void>
  readonly has: (task: Task) => boolean
  readonly get: (task: Task) => Uint8Array | "missing" | "corrupt"
  readonly put: (task: Task, tally: Uint8Array, seconds: number, onWritten: () => void) => void
  /**
   * The last checkpoint that is intact and one that the task can go on from; `onCorrupt` hears how far each damaged one that
   * came after it had been.
   */
  readonly checkpoint: (
    task: Task,
    isGood: (checkpoint: Checkpoint) => boolean,
    onCorrupt: (next: number) => void
  ) => Checkpoint | undefined
  /** Not waited for: a checkpoint that is lost costs time, not results. */
  readonly keep: (task: Task, checkpoint: Checkpoint) => void
  readonly crash: (crash: Crash, onWritten: () => void) => void
  /** What found out that the values of this point have no answer: it is not tried again. */
  readonly uncomputable: (point: PlannedPoint) => Pick<Crash, "task" | "message"> | undefined
}

export interface Journal extends Tallies {
  /** Fails when a write does, whoever asked for it. */
  readonly broken: Effect.Effect<never, JournalFailure>
  /** Its tally is none, and is to be made anew. Throws a TypeError where that has been done before. */
  readonly forget: (task: Task) => void
  /** The repeats that the point's rows are made of, where it has rows. */
  readonly finishedRepeats: (ordinal: number) => number | undefined
  readonly finish: (ordinal: number, repeats: number, rows: Table.Rows, onWritten: () => void) => void
  /** The plan has gained points behind those it had. */
  readonly grow: (plan: Plan) => void
}

/** What the file of a locked run knows; closed with the scope. */
export const known = Effect.fn("Journal.known")(function* (directory: string, emit: Emit) {
  return yield* Effect.acquireRelease(
    Effect.interruptible(patiently(directory, makeHold(emit), () => Known.open(directory))),
    (known) => Effect.sync(known.close)
  )
})

/** A search may draw more. */
const mostPoints = ({ points, study }: Plan): number =>
  Math.max(points.length, study.search?.sampling?.trials ?? 0)

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
  for (const point of damaged.rows) emit({ _tag: "RowsCorrupt", point })
  if (damaged.plan) emit({ _tag: "PlanCorrupt" })
  return yield* make(directory, database, simulation, hold, mostPoints(plan))
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

const nothing = (): void => {}

const taken = (directory: string): JournalError => {
  const holder = Holder.read(directory)
  const who = holder === undefined ? "another host" : Holder.named(holder)
  return new JournalError({
    message: `${who} has taken ${directory} while this process was silent, and goes on with it. What was saved is safe`
  })
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
  installed: Installed,
  hold: Hold,
  points: number
) {
  const broken = yield* Deferred.make<never, JournalFailure>()
  const where = "WHERE point = ? AND repeat = ? AND first = ? AND last = ?"
  const selectTally = database.prepare(`SELECT bytes, crc FROM _tally ${where}`)
  const selectHas = database.prepare(`SELECT 1 FROM _tally ${where}`)
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
  const selectFinished = database.prepare("SELECT * FROM _finished ORDER BY ordinal")
  const insertFinished = database.prepare("INSERT OR REPLACE INTO _finished VALUES (?, ?, ?, ?)")
  const insertCrash = database.prepare("INSERT OR REPLACE INTO _crash VALUES (?, ?, ?, ?)")
  const insertUncomputable = database.prepare("INSERT OR REPLACE INTO _uncomputable VALUES (?, ?, ?, ?, ?)")
  const uncomputable = new Map<string, Uncomputable.Uncomputable>(Uncomputable.all(database))
  const replaceRows = writer(database, installed.tables)
  /** Repeats by ordinal; a number each, for there may be a million. */
  const finished = new Uint32Array(points)
  for (const line of selectFinished.iterate()) {
    const found = Finished.parsed(line)
    if (found !== undefined && found.ordinal < points) finished[found.ordinal] = found.repeats
  }
  /** While there are none, nobody need look for the tally of a task, or for its checkpoint. */
  let hasTallies = database.prepare("SELECT 1 FROM _tally LIMIT 1").get() !== undefined
  let hasCheckpoints = database.prepare("SELECT 1 FROM _frame LIMIT 1").get() !== undefined
  /** Tasks whose tallies were none, of which those that have no other yet are lost. */
  const forgotten = new Set<string>()
  const lost = new Set<string>()
  /** Tallies that wait to be written: they are known already, and count when they are on the disk. */
  const tallies = new Map<string, Uint8Array>()
  /** The last checkpoint of each task that waits to be written: those before it are of no use. */
  const kept = new Map<string, Checkpoint>()

  const commit = (actions: ReadonlyArray<() => void>): Writes.Outcome => {
    if (Holder.isLost(directory)) {
      Deferred.doneUnsafe(broken, Effect.fail(taken(directory)))
      return {}
    }
    try {
      inTransaction(database, () => {
        for (const action of actions) action()
      })
      hold.over()
    } catch (cause) {
      if (Fault.isHeld(cause) && hold.met()) return { held: true }
      Deferred.doneUnsafe(broken, Effect.fail(journalError(directory, cause)))
      return {}
    }
    kept.clear()
    tallies.clear()
    return { written: true }
  }
  const writes = Writes.make(commit, 1000 * pause)
  // Before the database closes: what nobody waits for, the checkpoints of interrupted tasks among it.
  yield* Effect.addFinalizer(() => lastly(writes.flush))

  const journal: Journal = {
    broken: Deferred.await(broken),
    room: writes.room,
    has: (task) => {
      const id = idOf(task)
      if (tallies.has(id)) return true
      return hasTallies && !lost.has(id) && selectHas.get(...keyOf(task)) !== undefined
    },
    get: (task) => {
      const waiting = tallies.get(idOf(task))
      if (waiting !== undefined) return waiting
      if (lost.has(idOf(task))) return "missing"
      const row = selectTally.get(...keyOf(task))
      return row === undefined ? "missing" : (Database.intact(idOf(task), row) ?? "corrupt")
    },
    put: (task, tally, seconds, onWritten) => {
      const id = idOf(task)
      tallies.set(id, tally)
      lost.delete(id)
      hasTallies = true
      const put = (): void => {
        insertTally.run(...keyOf(task), ...Database.sealed(id, tally), seconds)
        if (hasCheckpoints) deleteCheckpoints.run(...keyOf(task))
      }
      writes.add(put, tally.length, onWritten)
    },
    forget: (task) => {
      const id = idOf(task)
      if (forgotten.has(id))
        throw new TypeError(
          "what its kernel has computed is not what isTally or isState of the simulation takes"
        )
      forgotten.add(id)
      lost.add(id)
      tallies.delete(id)
      writes.add(() => void deleteTally.run(...keyOf(task)), 0, nothing)
    },
    checkpoint: (task, isGood, onCorrupt) => {
      if (!hasCheckpoints) return undefined
      const waiting = kept.get(idOf(task))
      if (waiting !== undefined && isGood(waiting)) return waiting
      for (const row of selectCheckpoints.all(...keyOf(task))) {
        const next = Number(row.next)
        const bytes = Database.intact(Database.checkpointKey(idOf(task), next), row)
        if (bytes !== undefined && isGood({ next, bytes })) return { next, bytes }
        onCorrupt(Number.isSafeInteger(next) && next >= 0 ? next : 0)
      }
      return undefined
    },
    keep: (task, checkpoint) => {
      const id = idOf(task)
      const isWaiting = kept.has(id)
      kept.set(id, checkpoint)
      hasCheckpoints = true
      if (isWaiting) return
      const keep = (): void => {
        const { next, bytes } = kept.get(id)!
        const sealed = Database.sealed(Database.checkpointKey(id, next), bytes)
        insertCheckpoint.run(...keyOf(task), next, ...sealed)
        deleteOldCheckpoints.run(...keyOf(task), ...keyOf(task))
      }
      writes.add(keep, checkpoint.bytes.length, nothing)
    },
    finishedRepeats: (ordinal) => finished[ordinal] || undefined,
    finish: (ordinal, repeats, rows, onWritten) => {
      const finish = (): void => {
        insertFinished.run(...Finished.line(ordinal, repeats, replaceRows(ordinal, rows)))
      }
      writes.add(finish, 0, () => {
        finished[ordinal] = repeats
        onWritten()
      })
    },
    crash: ({ task, ordinal, message, stack, ...crash }, onWritten) => {
      const point = pointOf(task)
      if (crash.uncomputable) uncomputable.set(point, { point, task, message })
      const insert = (): void => {
        if (crash.uncomputable)
          insertUncomputable.run(...Uncomputable.line({ point, task, message }, installed.version))
        else insertCrash.run(task, ordinal, message, stack)
      }
      writes.add(insert, 0, onWritten)
    },
    uncomputable: ({ id }) => uncomputable.get(id),
    grow: (plan) => writes.add(() => extend(database, plan, installed), 0, nothing)
  }
  return journal
})
