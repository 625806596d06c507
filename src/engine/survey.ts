/**
 * What a study comes to: its tasks, their time and their memory, counted in one pass over its points and before anything is
 * made of them. `plan` shows it; `plan` and `run` refuse by it ({@link file://./refusal.ts}).
 */
import type { Memory, Simulation } from "../simulation/contract.ts"
import type { Pace } from "./pace.ts"
import * as Plan from "./plan.ts"
import * as Expected from "./search/expected.ts"
import type { Study } from "./study.ts"

/** A point that takes much memory. */
export interface Largest {
  readonly ordinal: number
  /** Of all threads and repeats. */
  readonly bytes: number
  /** Of these in the process of the run. */
  readonly inRun: number
  /** The same in small objects, on the thread that has most of them. */
  readonly objects: number
  readonly parts: ReadonlyArray<Memory>
}

export interface Survey extends Plan.Work {
  readonly points: number
  readonly repeats: number
  readonly threads: number
  /** The point that takes most; undefined where no point says what it takes. */
  readonly largest: Largest | undefined
  /** The first point in the order of arrival. */
  readonly byArrival: number | undefined
  /** Seconds that the rows of all points take, in the process of the run. */
  readonly rows: number
}

/** Threads that are at work: without any it is the main thread. */
export const widthOf = (threads: number): number => Math.max(1, threads)

const sum = (parts: ReadonlyArray<Memory>, of: (part: Memory) => number): number =>
  parts.reduce((all, part) => all + of(part), 0)

/** What a point of so many tasks and repeats takes on so many threads. */
export const memoryOf = (
  parts: ReadonlyArray<Memory>,
  threads: number,
  tasks: number,
  repeats: number
): Omit<Largest, "ordinal"> => {
  const width = widthOf(threads)
  const atWork = Math.min(width, tasks)
  const inRun = sum(parts, ({ repeat = 0 }) => repeats * repeat)
  const small = parts.filter(({ objects }) => objects)
  return {
    parts,
    inRun,
    bytes: inRun + sum(parts, ({ thread = 0, task = 0 }) => width * thread + atWork * task),
    objects: Math.max(
      sum(small, ({ thread = 0, task = 0 }) => thread + task),
      sum(small, ({ repeat = 0 }) => repeats * repeat)
    )
  }
}

/** @param pace what was measured of the study here; absent: all is as long as it is said to be */
export const of = (simulation: Simulation, study: Study, threads: number, pace?: Pace): Survey => {
  const { points, repeats, search } = study
  let tasks = 0
  let said = 0
  let seconds = 0
  let rows = 0
  let largest: Largest | undefined
  let byArrival: number | undefined
  for (const [ordinal, { config }] of points.entries()) {
    const work = Plan.workOfRepeat(simulation, config)
    const beside = Plan.besideOf(simulation, config)
    const ready = Math.min(widthOf(threads), repeats * work.tasks) * beside.ready
    tasks += repeats * work.tasks
    said += ready + repeats * work.seconds
    seconds += (ready + repeats * work.seconds) * (pace?.of(ordinal) ?? 1)
    rows += beside.rows
    const parts = simulation.memory?.(config) ?? []
    if (parts.length > 0) {
      const found = memoryOf(parts, threads, repeats * work.tasks, repeats)
      if (largest === undefined || found.bytes > largest.bytes) largest = { ordinal, ...found }
    }
    if (byArrival === undefined && Plan.orderOf(simulation, config) === "arrival") byArrival = ordinal
  }
  const all = search === undefined ? { tasks, seconds: said } : Expected.of(simulation, points, study, search)
  const work = said > 0 ? { ...all, seconds: all.seconds * (seconds / said) } : all
  return { ...work, points: points.length, repeats, threads, largest, byArrival, rows }
}

/**
 * Seconds that a run takes beside its work: until its first task, and in the process of the run for each task (its way to a
 * thread and back, its line in the file) and each point (its line, its rows). Measured on two cores as the processor time
 * of runs of 10 000 tasks of no work beyond that of 1000, of points and of repeats: 30 to 220 us a task of a sampling, 120
 * us one of a training, 60 to 120 us a point.
 */
const overhead = { start: 0.8, point: 6e-5, sampling: 5e-5, training: 1.2e-4 }

/** Estimated seconds of a run on its threads: of their work, or of what the process of the run does beside it, if that is more. */
export const elapsed = ({ kind }: Simulation, { tasks, seconds, threads, points, rows }: Survey): number => {
  const work = seconds / Math.min(widthOf(threads), Math.max(1, tasks))
  return overhead.start + rows + Math.max(work, points * overhead.point + tasks * overhead[kind])
}
