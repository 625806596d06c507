/**
 * The file of a part as what its tasks are computed from and into. It is written to at its end alone, by one process, without
 * locks, which network disks may not have; what it has of a task is kept in one bit. A process that finds that another one
 * has begun behind it leaves the file to that.
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type { Simulation } from "../../simulation/contract.ts"
import type { Checkpoint } from "../job.ts"
import { RunLocked } from "../journal/exclusive.ts"
import type { Tallies } from "../journal/journal.ts"
import { JournalError } from "../journal/journal.ts"
import * as Writes from "../journal/writes.ts"
import type { Plan, PlannedPoint, Task } from "../plan.ts"
import { idOf, pointOf } from "../plan.ts"
import { reasonOf } from "../reason.ts"
import { RunRefused } from "../refusal.ts"
import { Unfit } from "../unfit.ts"
import * as Deal from "./deal.ts"
import * as File from "./file.ts"
import * as Form from "./form.ts"
import * as Record from "./record.ts"
import * as Refusal from "./refusal.ts"

export interface Journal extends Tallies {
  /** Fails when a write does, or when another process has taken the part over. */
  readonly broken: Effect.Effect<never, JournalError | RunLocked>
  /** Hears when all that was handed over is on the disk. */
  readonly settled: (onWritten: () => void) => void
  /** The first process that was at work on the part; undefined where there is none. */
  readonly first: Form.Session | undefined
  /** Who writes what follows. */
  readonly begin: (session: Form.Session) => void
  /** Tasks that the file has tallies of. */
  readonly done: () => number
}

/** A task that is under way: the last checkpoint, the last that was written and when, and when the first was. */
interface Standing {
  readonly task: Task
  readonly checkpoint: Checkpoint
  readonly written: Checkpoint | undefined
  readonly first: number
  readonly at: number
}

interface Setting {
  readonly path: string
  readonly header: Form.Header
  readonly simulation: Simulation
  readonly plan: Plan
  readonly deal: Deal.Deal
}

/**
 * A frame is written when its task has gone on for this share of its time in the file since the last one: a file that only
 * grows would be filled by them. What the process has when it is asked to stop is always written.
 */
const frameShare = 0.01

/** Of a task, the places of the last frames in the file. */
const mostFrames = 2

const full: ReadonlySet<unknown> = new Set(["ENOSPC", "EDQUOT", "EFBIG"])

const unwritten = (path: string, cause: unknown): JournalError => {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined
  const why = full.has(code) ? `there is no room for it (${reasonOf(cause)})` : reasonOf(cause)
  return new JournalError({
    message: `${path} could not be written: ${why}. What it has is safe; the same command goes on from there`
  })
}

/** What the file has already. */
const survey = (file: number, { plan, deal, header }: Setting) => {
  const bits = new Uint8Array(Math.ceil(Deal.sizeOf(deal.tasks, header) / 8))
  const frames = new Map<string, Array<number>>()
  /** By the id of their points. */
  const uncomputable = new Map<string, Form.Crash>()
  let done = 0
  let first: Form.Session | undefined
  let points: Map<string, PlannedPoint> | undefined
  const taskOf = ({ point: id, repeat, from, to }: Form.Tally | Form.Frame): Task | undefined => {
    points ??= new Map(plan.points.map((point) => [point.id, point]))
    const point = points.get(id)
    return point && { point, repeat, from, to }
  }
  const bitOf = (task: Task): number | undefined => {
    const place = deal.placeOf(task)
    return place === undefined || !Deal.isOf(place, header) ? undefined : Math.floor(place / header.of)
  }
  const has = (task: Task): boolean => {
    const bit = bitOf(task)
    return bit !== undefined && (bits[bit >> 3]! & (1 << (bit & 7))) !== 0
  }
  const add = (task: Task): void => {
    const bit = bitOf(task)
    frames.delete(idOf(task))
    if (bit === undefined || has(task)) return
    bits[bit >> 3]! |= 1 << (bit & 7)
    done++
  }
  const addFrame = (task: Task, at: number): void => {
    const places = frames.get(idOf(task)) ?? []
    frames.set(idOf(task), [...places, at].slice(-mostFrames))
  }
  for (const found of File.entries(file, 0, File.sizeOf(file))) {
    if ("lost" in found) continue
    const { entry, at } = found
    if (entry._tag === "Session") first ??= entry
    if (entry._tag === "Crash" && entry.uncomputable !== undefined)
      uncomputable.set(pointOf(entry.task), entry)
    if (entry._tag !== "Tally" && entry._tag !== "Frame") continue
    const task = taskOf(entry)
    if (task === undefined || bitOf(task) === undefined) continue
    if (entry._tag === "Tally") add(task)
    else if (!has(task)) addFrame(task, at)
  }
  return { has, add, frames, first, uncomputable, done: () => done }
}

/** Opens or makes the file, unless it is another one's; closes it with the scope, when all that it was given is in it. */
export const open = Effect.fn("Part.open")(function* (setting: Setting) {
  const { path, header } = setting
  const refused = (cause: unknown) =>
    cause instanceof Unfit
      ? new RunRefused({ message: cause.message })
      : new JournalError({ message: `${path} cannot be opened: ${reasonOf(cause)}` })
  const file = yield* Effect.acquireRelease(
    Effect.try({ try: () => File.openToWrite(path), catch: refused }),
    (opened) => Effect.sync(() => File.close(opened))
  )
  const found = yield* Effect.try({ try: () => File.headerOf(path, file), catch: refused })
  const message = found && Refusal.ofGoingOn(path, found, header)
  if (message !== undefined) return yield* new RunRefused({ message })
  const known = yield* Effect.try({ try: () => survey(file, setting), catch: refused })
  const broken = yield* Deferred.make<never, JournalError | RunLocked>()
  const fail = (error: JournalError | RunLocked): void => void Deferred.doneUnsafe(broken, Effect.fail(error))

  let size = File.sizeOf(file)
  let records: Array<Uint8Array> = []
  let session: Form.Session | undefined
  let isBegun = false
  const write = (entry: Form.Entry): void => void records.push(Record.encode(Form.write(entry)))
  /** What this process has done, behind its name. */
  const writeOwn = (entry: Form.Entry): void => {
    if (!isBegun && session !== undefined) write(session)
    isBegun = true
    write(entry)
  }
  /**
   * Whether another process has begun behind this one, seen by what is in the file and was not written here.
   *
   * @param isOurs whether this one had begun before that place
   */
  const isTakenOver = (from: number, to: number, isOurs: boolean): boolean => {
    for (const each of File.entries(file, from, to)) {
      if ("lost" in each || each.entry._tag !== "Session") continue
      if (each.entry.id === session?.id) isOurs = true
      else if (isOurs) return true
    }
    return false
  }
  const commit = (actions: ReadonlyArray<() => void>): Writes.Outcome => {
    try {
      const hadBegun = isBegun
      for (const action of actions) action()
      const bytes = Buffer.concat(records)
      records = []
      const before = size
      File.append(file, bytes)
      size = File.sizeOf(file)
      if (size === before + bytes.length || !isTakenOver(before, size, hadBegun)) return { written: true }
      const message = `another process has gone on with ${path}: this one ends, and leaves it to that`
      fail(new RunLocked({ message }))
    } catch (cause) {
      fail(unwritten(path, cause))
    }
    return {}
  }
  const writes = Writes.make(commit, 0)
  /** The last checkpoints of tasks that are under way, and since when their frames are kept. */
  const standing = new Map<string, Standing>()
  const writeFrame = (task: Task, { next, bytes }: Checkpoint): void =>
    writes.add(
      () => writeOwn({ _tag: "Frame", ...Form.ofTask(task), next, bytes }),
      bytes.length,
      () => {}
    )
  yield* Effect.addFinalizer(() =>
    Effect.sync(() => {
      for (const { task, checkpoint, written } of standing.values())
        if (checkpoint !== written) writeFrame(task, checkpoint)
      writes.flush()
    })
  )
  if (found === undefined)
    writes.add(
      () => write(header),
      0,
      () => {}
    )

  const journal: Journal = {
    broken: Deferred.await(broken),
    room: writes.room,
    done: known.done,
    first: known.first,
    begin: (begun) => {
      session = begun
    },
    has: known.has,
    // Of searches alone, which have no parts.
    get: () => "missing",
    put: (task, bytes, seconds, onWritten) => {
      known.add(task)
      standing.delete(idOf(task))
      writes.add(
        () => writeOwn({ _tag: "Tally", ...Form.ofTask(task), seconds, bytes }),
        bytes.length,
        onWritten
      )
    },
    checkpoint: (task, isGood, onCorrupt) => {
      const id = idOf(task)
      const now = standing.get(id)?.checkpoint
      if (now !== undefined && isGood(now)) return now
      for (const at of known.frames.get(id)?.toReversed() ?? []) {
        const entry = File.entryAt(file, at)
        if (entry?._tag === "Frame" && isGood(entry)) {
          const checkpoint = { next: entry.next, bytes: entry.bytes }
          const at = performance.now()
          standing.set(id, { task, checkpoint, written: checkpoint, first: at, at })
          return checkpoint
        }
        onCorrupt(entry?._tag === "Frame" ? entry.next : task.to)
      }
      return undefined
    },
    keep: (task, checkpoint) => {
      const id = idOf(task)
      // What a training leaves when it stops may come before the last round that it was told of.
      if (checkpoint.next <= (standing.get(id)?.checkpoint.next ?? -1)) return
      const at = performance.now()
      const { first = at, at: last = 0, written } = standing.get(id) ?? {}
      const isDue = at - last >= frameShare * (at - first)
      if (isDue) writeFrame(task, checkpoint)
      standing.set(
        id,
        isDue
          ? { task, checkpoint, written: checkpoint, first, at }
          : { task, checkpoint, written, first, at: last }
      )
    },
    crash: ({ task, ordinal, message, stack, ...crash }, onWritten) => {
      const { simulation, plan, deal } = setting
      const point = plan.points[ordinal]!
      const kind = crash.uncomputable
        ? { uncomputable: [...Deal.tasksOf(simulation, plan, point, deal, header)].length }
        : {}
      const entry: Form.Crash = { _tag: "Crash", task, message, stack, ...kind }
      if (crash.uncomputable) known.uncomputable.set(point.id, entry)
      writes.add(() => writeOwn(entry), 0, onWritten)
    },
    uncomputable: ({ id }) => known.uncomputable.get(id),
    settled: (onWritten) => writes.add(() => {}, 0, onWritten)
  }
  return journal
})
