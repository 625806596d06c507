/**
 * What a study comes to: its tasks, their time and their memory, counted in one pass over its points and before anything is
 * made of them. `plan` shows it; `plan` and `run` refuse by it ({@link file://./refusal.ts}).
 */
import type { Memory, Simulation } from "../simulation/contract.ts"
import * as Plan from "./plan.ts"
import * as Expected from "./search/expected.ts"
import type { Study } from "./study.ts"

/** A point's place, and what it takes on so many threads. */
export interface Largest {
  readonly ordinal: number
  readonly bytes: number
  readonly parts: ReadonlyArray<Memory>
}

export interface Survey extends Plan.Work {
  readonly points: number
  readonly threads: number
  /** The point that takes most; undefined where no point says what it takes. */
  readonly largest: Largest | undefined
  /** The first point in the order of arrival. */
  readonly byArrival: number | undefined
}

/** Threads that are at work: without any it is the main thread. */
export const widthOf = (threads: number): number => Math.max(1, threads)

/** What the parts come to on so many threads. */
export const bytesOf = (parts: ReadonlyArray<Memory>, threads: number): number =>
  parts.reduce((sum, { thread = 0, run = 0 }) => sum + widthOf(threads) * thread + run, 0)

export const of = (simulation: Simulation, study: Study, threads: number): Survey => {
  const { points, repeats, search } = study
  let tasks = 0
  let seconds = 0
  let largest: Largest | undefined
  let byArrival: number | undefined
  for (const [ordinal, { config }] of points.entries()) {
    const work = Plan.workOfRepeat(simulation, config)
    tasks += repeats * work.tasks
    seconds += repeats * work.seconds
    const parts = simulation.memory?.(config) ?? []
    const bytes = bytesOf(parts, threads)
    if (bytes > (largest?.bytes ?? 0)) largest = { ordinal, bytes, parts }
    if (byArrival === undefined && Plan.orderOf(simulation, config) === "arrival") byArrival = ordinal
  }
  const work = search === undefined ? { tasks, seconds } : Expected.of(simulation, points, study, search)
  return { ...work, points: points.length, threads, largest, byArrival }
}

/** Seconds from the start of a run to its first task, and for each point and each task in the process of the run. */
const overhead = { start: 0.5, point: 4e-5, task: 2e-5 }

/** Seconds of a run on its threads: their work, or what the process of the run does beside it where that takes longer. */
export const elapsed = (_: Simulation, { tasks, seconds, threads, points }: Survey): number => {
  const work = seconds / Math.min(widthOf(threads), Math.max(1, tasks))
  return overhead.start + Math.max(work, points * overhead.point + tasks * overhead.task)
}
