/**
 * Which task goes to the pool when, and what comes of it: runners, one a thread and one that is ready, take tasks from
 * the agenda, small ones by the bundle; tallies wait for the disk, and the last one of a point makes its rows, which may
 * put more tasks on the agenda. A bug stops its point; the others go on.
 */
import * as Effect from "effect/Effect"
import type { BackendName } from "../accelerator/backend.ts"
import { nothingLeft } from "../domain/exhaustive.ts"
import type { Simulation } from "../simulation/contract.ts"
import type { Tables } from "../simulation/table.ts"
import * as Agenda from "./agenda.ts"
import * as Bundle from "./bundle.ts"
import * as Conclusion from "./conclusion.ts"
import type { Event } from "./event.ts"
import * as Installation from "./installation.ts"
import type { Journal, Tallies } from "./journal/journal.ts"
import type { Manifest } from "./manifest.ts"
import type { Plan, PlannedPoint, Task } from "./plan.ts"
import { idOf, secondsOf } from "./plan.ts"
import { Pool } from "./pool.ts"
import { RunRefused } from "./refusal.ts"
import * as TaskRun from "./task.ts"

/** A task (or the rows of a point) that threw, or a point whose values have no answer. */
export type Crash = Manifest["crashed"][number]

export interface Work {
  readonly simulation: Simulation
  readonly plan: Plan
  readonly journal: Tallies
  readonly backend: BackendName
  readonly emit: (event: Event) => void
  /**
   * Before the first task starts: how many are left, the seconds that they take on one thread, and how many are not tried again
   * because their points have no answer.
   */
  readonly onStart: (tasks: number, seconds: number, uncomputable: number) => void
}

/** The same, to rows in tables. */
export interface Whole extends Work {
  readonly journal: Journal
  /** Those of the run, with a column for each parameter that it sweeps. */
  readonly tables: Tables
}

/** All points of the plan, to their ends. */
export const wholeOf = (work: Whole): Agenda.Stage => {
  const { plan, journal } = work
  const setting = { ...work, study: plan.study }
  return {
    points: plan.points,
    isDone: ({ ordinal }) => journal.finishedRepeats(ordinal) !== undefined,
    undone: (point) => Conclusion.undone(work, point, 0, plan.study.repeats),
    conclude: (point, onWritten) => Conclusion.conclude(setting, point, onWritten)
  }
}

/** Bundles offered beyond the width of the pool, so that a thread that finishes finds its next one waiting. */
const ahead: Readonly<Record<Simulation["kind"], number>> = { sampling: 1, training: 0 }

/** The stage without the points that have no answer, and these. */
const parted = (
  stage: Agenda.Stage,
  journal: Tallies
): { readonly left: Agenda.Stage; readonly uncomputable: ReadonlyArray<PlannedPoint> } => {
  const uncomputable = stage.points.filter(
    (point) => journal.uncomputable(point) !== undefined && !stage.isDone(point)
  )
  const without = new Set(uncomputable)
  return { left: { ...stage, isDone: (point) => without.has(point) || stage.isDone(point) }, uncomputable }
}

/**
 * Everything of the stage that the journal does not have, until there is nothing left. Adds what threw to `crashed`, and the
 * points that are known to have no answer.
 */
export const run = Effect.fnUntraced(function* (work: Work, crashed: Array<Crash>, stage: Agenda.Stage) {
  const { simulation, plan, journal, emit } = work
  const { study } = plan
  const pool = yield* Pool
  const { left: rest, uncomputable } = parted(stage, journal)
  const agenda = Agenda.make(simulation, rest)
  const bundler = Bundle.make(simulation)
  /** Runners that have work; others wait until there are so many workers. */
  const width = (): number => pool.width + ahead[simulation.kind]
  const { left } = agenda
  const failed = new Set<number>()
  /** Tasks that are not on the disk, and points that lack nothing but their rows. */
  let outstanding = agenda.length
  /** Runners that found nothing to do. */
  let asleep: Array<() => void> = []
  /** Runners for workers that there are not. */
  let spare: Array<() => void> = []

  const wake = (): void => {
    const woken = asleep
    asleep = []
    for (const each of woken) each()
  }

  /** Until there may be something to do, or the end. */
  const pause = Effect.callback<void>((resume) => void asleep.push(() => resume(Effect.void)))

  /** Until there may be more workers, or the end. */
  const standBy = Effect.callback<void>((resume) => void spare.push(() => resume(Effect.void)))

  const callSpare = (): void => {
    const called = spare
    spare = []
    for (const each of called) each()
  }

  /** One less; after the last one nothing more will come. */
  const settled = (): void => {
    if (--outstanding > 0) return
    wake()
    callSpare()
  }

  const tell = ({ ordinal, swept }: PlannedPoint, task: string, failure: TaskRun.Failure) => {
    const { message } = failure
    const stack = failure._tag === "Bug" ? failure.stack : ""
    const kind = failure._tag === "Uncomputable" ? { uncomputable: true as const } : {}
    crashed.push({ task, point: ordinal, swept, message, ...kind })
    emit({ _tag: "TaskCrashed", task, point: ordinal, swept, message, stack, ...kind })
    return { task, ordinal, message, stack, ...kind }
  }

  const fail = (point: PlannedPoint, task: string, failure: TaskRun.Failure): void => {
    // Of a point without an answer, several tasks may be under way.
    const isKnown = failure._tag === "Uncomputable" && journal.uncomputable(point) !== undefined
    failed.add(point.ordinal)
    if (isKnown) settled()
    else journal.crash(tell(point, task, failure), settled)
  }

  /** `rows` is the simulation's code: what it throws is a bug of the point, not of the run. */
  const conclude = (point: PlannedPoint): void => {
    try {
      const needed = stage.conclude(point, settled)
      if (needed.length === 0) return
      left[point.ordinal] = needed.length
      outstanding += needed.length - 1
      agenda.add(needed)
      wake()
    } catch (cause) {
      fail(point, `${point.id}.rows`, TaskRun.failureOf(cause))
    }
  }

  /** The rows of a point go to the journal behind its last tally, so that they are on the disk with it or after it. */
  const settle = ({ task, result, isTold }: TaskRun.Ended): void => {
    const { point } = task
    const id = idOf(task)
    const begun = (): void => {
      if (isTold) return
      emit({ _tag: "TaskStarted", task: id, point: point.ordinal, seconds: secondsOf(simulation, task) })
    }
    switch (result._tag) {
      case "Bug":
      case "Uncomputable":
        begun()
        fail(point, id, result)
        return
      case "Tallied": {
        const { checkpoint, seconds } = result
        const isLast = --left[point.ordinal]! === 0 && !failed.has(point.ordinal)
        journal.put(task, checkpoint.bytes, seconds, () => {
          begun()
          emit({ _tag: "TaskFinished", task: id, point: point.ordinal, seconds })
          if (!isLast) settled()
        })
        if (isLast) conclude(point)
        return
      }
      default:
        nothingLeft(result, "result of a task")
    }
  }

  /** The next task of a point that has not failed. Points that come before it and lack their rows get them. */
  const next = (): Task | undefined => {
    for (;;) {
      const found = agenda.next()
      if (found === undefined) return undefined
      if ("point" in found) {
        conclude(found.point)
        // Enough for now: rows wait for the disk, too.
        return undefined
      }
      if (!failed.has(found.task.point.ordinal)) return found.task
      settled()
    }
  }

  /** A package that is not there is no bug of the simulation: all tasks would end so. */
  const absence = (result: TaskRun.Ended["result"]): string | undefined =>
    result._tag === "Bug" ? Installation.missing(result.message) : undefined

  const runTasks = TaskRun.make({ ...work, study, pool })
  const back = (task: Task): void => agenda.add([task])
  const runner = Effect.fnUntraced(function* (place: number) {
    while (outstanding > 0) {
      if (place >= width()) {
        yield* standBy
        continue
      }
      yield* journal.room
      const fair = Math.ceil(agenda.waiting() / (2 * width()))
      const tasks = bundler.next({ next, back }, fair)
      if (tasks.length > 0) {
        const { ended, seconds } = yield* runTasks(tasks)
        const done = new Set(ended.map(({ task }) => task))
        bundler.learn([...done], seconds)
        agenda.add(tasks.filter((task) => !done.has(task)))
        const absent = ended.find(({ result }) => absence(result) !== undefined)
        for (const each of ended) if (each !== absent) settle(each)
        if (absent !== undefined) return yield* new RunRefused({ message: absence(absent.result)! })
      } else if (agenda.waiting() === 0 && outstanding > 0) yield* pause
    }
  })

  const untried = uncomputable.reduce((sum, point) => sum + stage.undone(point).length, 0)
  work.onStart(agenda.tasks, agenda.seconds, untried)
  // Stages of a search have the same points.
  for (const point of uncomputable)
    if (!crashed.some((each) => each.point === point.ordinal)) {
      const { task, message } = journal.uncomputable(point)!
      tell(point, task, new TaskRun.Uncomputable({ message }))
    }
  const unwatch = pool.watch(callSpare)
  yield* Effect.all(
    Array.from({ length: pool.most + ahead[simulation.kind] }, (_, place) => runner(place)),
    { concurrency: "unbounded", discard: true }
  ).pipe(Effect.ensuring(Effect.sync(unwatch)))
})
