/**
 * What is left to compute of studies that are run one after another into one folder: each point once, by the first of them that
 * asks for it, and nothing that a run there has already. It is what {@link file://./reuse.ts} will take over, counted before.
 */
import type { BackendName } from "../accelerator/backend.ts"
import type { Simulation } from "../simulation/contract.ts"
import type { Pace } from "./pace.ts"
import * as Plan from "./plan.ts"
import * as Reuse from "./reuse.ts"
import type { Point, Study } from "./study.ts"
import * as Survey from "./survey.ts"

/** A study without a search, and the folder of its run. */
export interface Asked {
  readonly simulation: Simulation
  readonly study: Study
  readonly directory: string
}

export interface Rest {
  /** With the points that something is left of. */
  readonly study: Study
  /** Those that are left, of so many. */
  readonly tasks: number
  readonly ofTasks: number
  /** Seconds that these take on one thread, of so many threads; the pace is of {@link Rest.study}. */
  readonly seconds: (threads: number, pace?: Pace) => number
}

interface Left {
  readonly point: Point
  readonly tasks: number
  readonly seconds: number
}

/** In the order of the studies. Reads the files of all runs in their folders. */
export const of = (asked: ReadonlyArray<Asked>, backend: BackendName): ReadonlyArray<Rest> => {
  /** Tasks by their names, which are those of their points: they say simulation, seed and config. */
  const counted = new Set<string>()
  return asked.map(({ simulation, study, directory }) => {
    const plan = Plan.make(simulation, study)
    const there = Reuse.tallied(directory, { simulation, plan, backend })
    const all: Array<Left> = []
    let ofTasks = 0
    for (const point of plan.points) {
      // Two trainings in the order of arrival are two measurements.
      const isShared = Plan.orderOf(simulation, point.config) === "assignment"
      let [tasks, seconds] = [0, 0]
      for (let repeat = 0; repeat < study.repeats; repeat++)
        for (const task of Plan.tasksOfRepeat(simulation, point, repeat)) {
          ofTasks++
          const name = Plan.idOf(task)
          if (there.has(name) || (isShared && counted.has(name))) continue
          if (isShared) counted.add(name)
          tasks++
          seconds += Plan.secondsOf(simulation, task)
        }
      if (tasks > 0) all.push({ point, tasks, seconds })
    }
    return {
      study: { ...study, points: all.map(({ point }) => point) },
      tasks: all.reduce((sum, { tasks }) => sum + tasks, 0),
      ofTasks,
      seconds: (threads, pace) =>
        all.reduce((sum, { point, tasks, seconds }, ordinal) => {
          const { ready } = Plan.besideOf(simulation, point.config)
          const once = Math.min(Survey.widthOf(threads), tasks) * ready
          return sum + (once + seconds) * (pace?.of(ordinal) ?? 1)
        }, 0)
    } satisfies Rest
  })
}
