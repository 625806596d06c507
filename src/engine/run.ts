/**
 * The one place where plan, pool, journal and aggregate meet: runs what is left of a study, and keeps what it has.
 */

import { existsSync, mkdirSync } from "node:fs"
import { dirname, resolve } from "node:path"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import * as Schema from "effect/Schema"
import type { BackendName } from "../accelerator/backend.ts"
import type { Simulation } from "../simulation/contract.ts"
import type { Tables } from "../simulation/table.ts"
import * as Aggregate from "./aggregate.ts"
import * as Columns from "./columns.ts"
import type { Event } from "./event.ts"
import * as Journal from "./journal/journal.ts"
import * as Reader from "./journal/reader.ts"
import * as Manifest from "./manifest.ts"
import type { PlannedPoint, Task } from "./plan.ts"
import * as Plan from "./plan.ts"
import { Pool } from "./pool.ts"
import * as Recorder from "./recorder.ts"
import * as Resolved from "./resolved.ts"
import * as Signal from "./signal.ts"
import type { Study } from "./study.ts"
import * as TaskRun from "./task.ts"

/** The folder holds a run that must not be continued like this. */
export class RunRefused extends Schema.TaggedError<RunRefused>()("RunRefused", { message: Schema.String }) {}

export interface Options {
  /** Made when it is not there; a run that is there is continued. */
  readonly directory: string
  /** For the manifest; the pool decides. */
  readonly threads: number
  readonly backend: BackendName
  /** Continue although the simulation's version has changed since. */
  readonly acceptVersion: boolean
  readonly emit: (event: Event) => void
}

/** A task (or the rows of a point) that threw. */
export type Crash = Manifest.Manifest["crashed"][number]

export interface Summary {
  readonly outcome: "done" | "failed" | "interrupted"
  readonly directory: string
  readonly points: number
  readonly pointsFinished: number
  readonly crashed: ReadonlyArray<Crash>
}

const refusal = (before: Manifest.Manifest, study: Study, simulation: Simulation, options: Options) => {
  const { directory } = options
  if (before.simulation !== study.simulation) {
    return `${directory} holds a run of ${before.simulation}, not of ${study.simulation}: choose another --name or --out`
  }
  if (before.simulationVersion !== simulation.version && !options.acceptVersion) {
    return (
      `${directory} was computed by version ${before.simulationVersion} of ${study.simulation}, this is version ` +
      `${simulation.version}: the same config and seed give other numbers now. Start another run (--name), or ` +
      "continue this one with --accept-version, which its manifest will record"
    )
  }
  if (before.backend !== options.backend) {
    return (
      `${directory} was computed on the backend ${before.backend}, not ${options.backend}; their results agree only ` +
      `within rounding. Continue with --backend ${before.backend}, or start another run (--name)`
    )
  }
  return undefined
}

/** They are held in memory, at about a kilobyte each. */
const mostTasks = 2_000_000

const tooManyTasks = (tasks: number): string =>
  `the study has ${tasks} tasks (points times repeats, cut into a second of work each); at most ${mostTasks} fit into ` +
  "one run. Let each task do more (fewer repeats with more replicates), or split the study"

/** Results that nobody knows the backend and the version of must not be mixed with others. */
const withoutManifest = (directory: string): string | undefined =>
  Reader.exists(directory)
    ? `${directory} has results but no manifest.json, which says what computed them; start another run (--name)`
    : undefined

const refusedBy = (cause: unknown): RunRefused =>
  new RunRefused({ message: cause instanceof Error ? cause.message : String(cause) })

/** One level at a time: node's recursive mkdir never returns in places that refuse new folders, such as /proc. */
const makeFolder = (directory: string): void => {
  if (existsSync(directory)) return
  makeFolder(dirname(directory))
  try {
    mkdirSync(directory)
  } catch (cause) {
    // Another run that starts at this moment was faster.
    if (!existsSync(directory)) throw cause
  }
}

const noFolder = (cause: unknown): RunRefused =>
  new RunRefused({ message: `the run's folder cannot be made: ${refusedBy(cause).message}` })

/** Runs what the study asks for and the folder does not have. Interrupting it, or a signal, keeps what is done. */
export const execute = Effect.fn("Run.execute")(function* (
  simulation: Simulation,
  study: Study,
  options: Options
) {
  const { directory } = options
  const signal = yield* Signal.listen
  yield* Effect.try({ try: () => makeFolder(resolve(directory)), catch: noFolder })
  yield* Journal.lock(directory)
  const before = yield* Effect.try({ try: () => Manifest.read(directory), catch: refusedBy })
  const refused =
    before === undefined ? withoutManifest(directory) : refusal(before, study, simulation, options)
  if (refused !== undefined) return yield* new RunRefused({ message: refused })
  const plan = Plan.make(study)
  const tasks = Plan.countTasks(simulation, plan)
  if (tasks > mostTasks) return yield* new RunRefused({ message: tooManyTasks(tasks) })
  const manifest = yield* Effect.promise(() => Manifest.make({ study, simulation, before, ...options }))
  // Before the journal is made: results without a manifest could not be continued.
  Manifest.write(directory, manifest)
  const tables = Columns.tablesOf(simulation, study.points)
  const journal = yield* Journal.open(directory, plan, { tables, version: simulation.version })
  Resolved.write(directory, study)

  const record = yield* Recorder.open(directory, (yield* Pool).workers)
  const emit = (event: Event): void => {
    record(event)
    options.emit(event)
  }
  const crashed: Array<Crash> = []
  const work = runAll({ simulation, plan, tables, tasks, journal, options: { ...options, emit }, crashed })
  const end = yield* Effect.raceFirst(
    Effect.raceFirst(work, journal.broken),
    Effect.as(signal, "interrupted" as const)
  )
  const outcome = end !== "interrupted" && crashed.length > 0 ? "failed" : end
  Manifest.write(directory, Manifest.ended(manifest, outcome, crashed))
  emit({ _tag: "RunFinished", outcome })
  const pointsFinished = plan.points.filter(
    (point) => journal.finishedRepeats(point.ordinal) !== undefined
  ).length
  const summary: Summary = { outcome, directory, points: plan.points.length, pointsFinished, crashed }
  return summary
}, Effect.scoped)

interface Work {
  readonly simulation: Simulation
  readonly plan: Plan.Plan
  /** Those of the run, with a column for each parameter that it sweeps. */
  readonly tables: Tables
  /** How many the plan has. */
  readonly tasks: number
  readonly journal: Journal.Journal
  readonly options: Options
  readonly crashed: Array<Crash>
}

/** A task that has run, and the write of its tally, which is under way. */
interface Performed {
  readonly task: Task
  readonly result: TaskRun.Result
  readonly written: Effect.Effect<void, Journal.JournalError>
}

/** Tasks that may wait for the disk at the same time. */
const backlog = 16

const runAll = Effect.fnUntraced(function* ({
  simulation,
  plan,
  tables,
  tasks,
  journal,
  options,
  crashed
}: Work) {
  const { emit } = options
  const { study } = plan
  const pool = yield* Pool
  const queue = yield* Queue.unbounded<Task, Cause.Done>()
  /** Bounded, so that a slow disk slows the pool down. */
  const performed = yield* Queue.bounded<Performed, Cause.Done>(backlog)
  /** Tasks of a point that its rows still wait for. */
  const left = new Map<number, number>()
  const failed = new Set<number>()
  let outstanding = 0

  const offer = (tasks: ReadonlyArray<Task>): void => {
    for (const task of tasks) Queue.offerUnsafe(queue, task)
    outstanding += tasks.length
  }

  /** One task less; after the last one nothing more will come. */
  const settled = Effect.suspend(() =>
    --outstanding === 0 ? Effect.andThen(Queue.end(queue), Queue.end(performed)) : Effect.void
  )

  /** A bug stops its point; the others go on. */
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

  const missing = (point: PlannedPoint, from: number, repeats: number): ReadonlyArray<Task> => {
    const tasks: Array<Task> = []
    for (let repeat = from; repeat < repeats; repeat++) {
      for (const task of Plan.tasksOfRepeat(simulation, point, repeat))
        if (!journal.has(task)) tasks.push(task)
    }
    return tasks
  }

  /** Rows of a point whose tasks are all journalled; or more tasks, when `until` or a damaged tally asks for them. */
  const conclude = Effect.fnUntraced(function* (point: PlannedPoint) {
    let repeats = study.repeats
    for (;;) {
      const folded = Aggregate.fold(journal, simulation, point, repeats)
      if (folded._tag === "Incomplete") {
        for (const task of folded.corrupt) {
          emit({ _tag: "TallyCorrupt", task: Plan.idOf(task) })
          yield* journal.forget(task)
        }
        const tasks = [...folded.missing, ...folded.corrupt]
        left.set(point.ordinal, tasks.length)
        offer(tasks)
        return
      }
      const rows = Aggregate.rowsOf(simulation, tables, point, folded.repeats)
      const needed = Aggregate.repeatsNeeded(study.until, tables, rows, repeats)
      if (needed === repeats) {
        yield* journal.finish(point.ordinal, repeats, rows)
        const count = Object.values(rows).reduce((sum, table) => sum + table.length, 0)
        emit({ _tag: "PointFinished", point: point.ordinal, repeats, rows: count })
        return
      }
      const added = missing(point, repeats, needed)
      if (added.length > 0)
        emit({ _tag: "RepeatsAdded", point: point.ordinal, repeats: needed, tasks: added.length })
      repeats = needed
    }
  })

  /** `rows` is the simulation's code: what it throws is a bug of the point, not of the run. */
  const concludeOrFail = (point: PlannedPoint) =>
    Effect.catchDefect(conclude(point), (defect) => fail(point, `${point.id}.rows`, TaskRun.bugOf(defect)))

  const perform = TaskRun.make({ simulation, study, pool, journal, options })
  const settle = Effect.fnUntraced(function* ({ task, result, written }: Performed) {
    const { point } = task
    if (result._tag === "Bug") return yield* fail(point, Plan.idOf(task), result)
    yield* written
    emit({ _tag: "TaskFinished", task: Plan.idOf(task), point: point.ordinal, seconds: result.seconds })
    left.set(point.ordinal, left.get(point.ordinal)! - 1)
    if (left.get(point.ordinal) === 0) yield* concludeOrFail(point)
  })

  /** Takes tasks until the queue ends, which it does with the last of them. */
  const runner = Effect.gen(function* () {
    for (;;) {
      const task = yield* Queue.take(queue)
      if (failed.has(task.point.ordinal)) {
        yield* settled
        continue
      }
      emit({ _tag: "TaskStarted", task: Plan.idOf(task), point: task.point.ordinal })
      const result = yield* perform(task)
      const written =
        result._tag === "Bug" ? Effect.void : journal.put(task, result.frame.bytes, result.seconds)
      yield* Queue.offer(performed, { task, result, written })
    }
  }).pipe(Effect.catchIf(Cause.isDone, () => Effect.void))

  /** Several, so that the tasks and points that wait for the disk wait for one transaction together. */
  const settler = Effect.gen(function* () {
    for (;;) {
      yield* settle(yield* Queue.take(performed))
      yield* settled
    }
  }).pipe(Effect.catchIf(Cause.isDone, () => Effect.void))

  // Everything is known before the first task starts.
  const complete: Array<PlannedPoint> = []
  let secondsLeft = 0
  for (const point of plan.points) {
    if (journal.finishedRepeats(point.ordinal) !== undefined) continue
    const undone = missing(point, 0, study.repeats)
    for (const task of undone) secondsLeft += Plan.secondsOf(simulation, task)
    left.set(point.ordinal, undone.length)
    if (undone.length === 0) complete.push(point)
    offer(undone)
  }
  emit({
    _tag: "RunStarted",
    name: study.name,
    simulation: study.simulation,
    directory: options.directory,
    backend: options.backend,
    threads: options.threads,
    points: plan.points.length,
    tasks,
    tasksDone: tasks - outstanding,
    secondsLeft
  })
  yield* Effect.forEach(complete, concludeOrFail, { discard: true })
  if (outstanding === 0) return "done" as const
  // One more than the pool is wide, so that a thread that finishes finds its next task waiting.
  const runners = simulation.kind === "sampling" ? pool.width + 1 : pool.width
  const fibers = [
    ...Array.from({ length: runners }, () => runner),
    ...Array.from({ length: backlog }, () => settler)
  ]
  yield* Effect.all(fibers, { concurrency: "unbounded", discard: true })
  return "done" as const
})
