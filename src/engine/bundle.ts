/**
 * How many tasks go to a thread in one message. A task that takes microseconds would cost more on its way than at work; one
 * that takes long goes alone, so that no other waits behind it. What tasks cost is the simulation's estimate, corrected by
 * what the last ones took. It touches no bits: each task has its own tally.
 */
import type { Simulation } from "../simulation/contract.ts"
import type { Task } from "./plan.ts"
import { secondsOf } from "./plan.ts"

/** Of work in one message. */
export const seconds = 0.02

/** Tasks in one message, whatever they cost: their tallies stay in memory until they are home. */
const most: Readonly<Record<Simulation["kind"], number>> = { sampling: 256, training: 1 }

/** Of a task, besides its work. */
const overhead = 2e-5

export interface Bundler {
  /** The next tasks for one thread; `offer` gives one at a time, and takes back what does not fit. */
  readonly next: (offer: Offer, fair: number) => ReadonlyArray<Task>
  /** These took so long. */
  readonly learn: (tasks: ReadonlyArray<Task>, seconds: number) => void
}

interface Offer {
  readonly next: () => Task | undefined
  readonly back: (task: Task) => void
}

export const make = (simulation: Simulation): Bundler => {
  /** Measured seconds of an estimated one; undefined until the first tasks are home. */
  let ratio: number | undefined
  const estimated = (task: Task): number => Math.max(1e-9, secondsOf(simulation, task))
  const sizeNow = (fair: number): number =>
    ratio === undefined ? 1 : Math.max(1, Math.min(most[simulation.kind], fair))
  return {
    next: ({ next, back }, fair) => {
      const tasks: Array<Task> = []
      const size = sizeNow(fair)
      let sum = 0
      while (tasks.length < size) {
        const task = next()
        if (task === undefined) break
        sum += overhead + (ratio ?? 0) * estimated(task)
        if (tasks.length > 0 && sum > seconds) {
          back(task)
          break
        }
        tasks.push(task)
      }
      return tasks
    },
    // A ratio that rises is believed at once, one that falls by and by.
    learn: (tasks, measured) => {
      const work = Math.max(0, measured - overhead * tasks.length)
      const found = work / tasks.reduce((sum, task) => sum + estimated(task), 0)
      ratio = Math.max(found, (ratio ?? 0) / 4)
    }
  }
}
