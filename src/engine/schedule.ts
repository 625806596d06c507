/**
 * Which task goes to the pool when, and what comes of it: tasks wait in a queue, those that have run wait for the disk,
 * and the last one of a point makes its rows. A bug stops its point; the others go on.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import type { BackendName } from "../accelerator/backend.ts"
import { nothingLeft } from "../domain/exhaustive.ts"
import type { Simulation } from "../simulation/contract.ts"
import type { Tables } from "../simulation/table.ts"
import * as Conclusion from "./conclusion.ts"
import type { Event } from "./event.ts"
import type { Journal, JournalFailure } from "./journal/journal.ts"
import type { Manifest } from "./manifest.ts"
import type { Plan, PlannedPoint, Task } from "./plan.ts"
import { idOf, secondsOf } from "./plan.ts"
import { Pool } from "./pool.ts"
import * as TaskRun from "./task.ts"

/** A task (or the rows of a point) that threw. */
export type Crash = Manifest["crashed"][number]

interface Work {
  readonly simulation: Simulation
  readonly plan: Plan
  /** Those of the run, with a column for each parameter that it sweeps. */
  readonly tables: Tables
  readonly journal: Journal
  readonly backend: BackendName
  readonly emit: (event: Event) => void
  /** Before the first task starts: how many are left, and the seconds that they take on one thread. */
  readonly onStart: (tasks: number, seconds: number) => void
}

/** A task that has run, and the write of its tally, which is under way. */
interface Ended {
  readonly task: Task
  readonly result: TaskRun.Result
  readonly written: Effect.Effect<void, JournalFailure>
}

/** Tasks offered beyond the width of the pool, so that a thread that finishes finds its next one waiting. */
const ahead: Readonly<Record<Simulation["kind"], number>> = { sampling: 1, training: 0 }

/** Tasks that may wait for the disk at the same time. */
const backlog = 16

/**
 * Again and again, until the queue that it takes from has ended. Without a turn of the event loop in between, which would
 * part writes that can share a transaction, and make a small task cost twice as much.
 */
const untilEnd = <E, R>(step: Effect.Effect<void, E | Cause.Done, R>) =>
  Effect.catchIf(Effect.forever(step, { disableYield: true }), Cause.isDone, () => Effect.void)

/** Everything that the journal does not have, until there is nothing left. Adds what threw to `crashed`. */
export const run = Effect.fnUntraced(function* (work: Work, crashed: Array<Crash>) {
  const { simulation, plan, journal, emit } = work
  const { study } = plan
  const pool = yield* Pool
  const waiting = yield* Queue.unbounded<Task, Cause.Done>()
  /** Bounded, so that a slow disk slows the pool down. */
  const ended = yield* Queue.bounded<Ended, Cause.Done>(backlog)
  /** Tasks of a point that its rows still wait for. */
  const left = new Map<number, number>()
  const failed = new Set<number>()
  let outstanding = 0

  const offer = (point: PlannedPoint, tasks: ReadonlyArray<Task>): void => {
    left.set(point.ordinal, tasks.length)
    for (const task of tasks) Queue.offerUnsafe(waiting, task)
    outstanding += tasks.length
  }

  /** One task less; after the last one nothing more will come. */
  const settled = Effect.suspend(() =>
    --outstanding === 0 ? Effect.andThen(Queue.end(waiting), Queue.end(ended)) : Effect.void
  )

  const fail = Effect.fnUntraced(function* (
    point: PlannedPoint,
    task: string,
    { message, stack }: TaskRun.Bug
  ) {
    failed.add(point.ordinal)
    crashed.push({ task, message })
    emit({ _tag: "TaskCrashed", task, message, stack })
    yield* journal.crash({ task, ordinal: point.ordinal, message, stack })
  })

  /** `rows` is the simulation's code: what it throws is a bug of the point, not of the run. */
  const conclude = (point: PlannedPoint) =>
    Conclusion.conclude({ ...work, study }, point).pipe(
      Effect.map((needed) => offer(point, needed)),
      Effect.catchDefect((defect) => fail(point, `${point.id}.rows`, TaskRun.bugOf(defect)))
    )

  const settle = Effect.fnUntraced(function* ({ task, result, written }: Ended) {
    const { point } = task
    switch (result._tag) {
      case "Bug":
        return yield* fail(point, idOf(task), result)
      case "Tallied":
        yield* written
        emit({ _tag: "TaskFinished", task: idOf(task), point: point.ordinal, seconds: result.seconds })
        left.set(point.ordinal, left.get(point.ordinal)! - 1)
        if (left.get(point.ordinal) === 0) yield* conclude(point)
        return
      default:
        return nothingLeft(result, "result of a task")
    }
  })

  const runTask = TaskRun.make({ ...work, study, pool })
  const start = Effect.fnUntraced(function* (task: Task) {
    if (failed.has(task.point.ordinal)) return yield* settled
    emit({ _tag: "TaskStarted", task: idOf(task), point: task.point.ordinal })
    const result = yield* runTask(task)
    const written =
      result._tag === "Bug" ? Effect.void : journal.put(task, result.checkpoint.bytes, result.seconds)
    yield* Queue.offer(ended, { task, result, written })
  })

  const runner = untilEnd(Effect.flatMap(Queue.take(waiting), start))
  const settler = untilEnd(
    Queue.take(ended).pipe(
      Effect.flatMap(settle),
      Effect.andThen(() => settled)
    )
  )

  // Everything is known before the first task starts.
  const complete: Array<PlannedPoint> = []
  let seconds = 0
  for (const point of plan.points) {
    if (journal.finishedRepeats(point.ordinal) !== undefined) continue
    const undone = Conclusion.undone(work, point, 0, study.repeats)
    for (const task of undone) seconds += secondsOf(simulation, task)
    if (undone.length === 0) complete.push(point)
    offer(point, undone)
  }
  work.onStart(outstanding, seconds)
  yield* Effect.forEach(complete, conclude, { discard: true })
  if (outstanding === 0) return
  const fibers = [
    ...Array.from({ length: pool.width + ahead[simulation.kind] }, () => runner),
    // Several, so that the tasks and points that wait for the disk wait for one transaction together.
    ...Array.from({ length: backlog }, () => settler)
  ]
  yield* Effect.all(fibers, { concurrency: "unbounded", discard: true })
})
