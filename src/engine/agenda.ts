/**
 * What a run has left to do. Tasks are made when they are asked for: of a million points, few need be in memory at a time.
 */
import type { Simulation } from "../simulation/contract.ts"
import type { PlannedPoint, Task } from "./plan.ts"
import { secondsOf } from "./plan.ts"

/** Points that are worked on together: what each needs, and what becomes of it then. */
export interface Stage {
  readonly points: ReadonlyArray<PlannedPoint>
  readonly isDone: (point: PlannedPoint) => boolean
  readonly undone: (point: PlannedPoint) => ReadonlyArray<Task>
  /** Of a point whose tasks have their tallies: which it needs yet; calls `onWritten` in the end, where there are none. */
  readonly conclude: (point: PlannedPoint, onWritten: () => void) => ReadonlyArray<Task>
}

/** What comes next: a task, or a point that has all its tallies and lacks its rows. */
export type Next = { readonly task: Task } | { readonly point: PlannedPoint }

export interface Agenda {
  /** Of both kinds, before anything was taken. */
  readonly length: number
  /** Tasks before anything was taken, and the seconds that they take on one thread. */
  readonly tasks: number
  readonly seconds: number
  /** By point: tasks that its rows wait for. Whoever takes tasks counts them down. */
  readonly left: Int32Array
  /** Of both kinds, that wait to be taken. */
  readonly waiting: () => number
  /** In plan order, but those that were added come first. */
  readonly next: () => Next | undefined
  /** Tasks that a point turned out to need, or that were taken and not begun. */
  readonly add: (tasks: ReadonlyArray<Task>) => void
}

/** In the place of a count: a point that lacks nothing but its rows. */
const rowless = -1

export const make = (simulation: Simulation, { points, isDone, undone }: Omit<Stage, "conclude">): Agenda => {
  const left = new Int32Array(points.reduce((most, { ordinal }) => Math.max(most, ordinal + 1), 0))
  let length = 0
  let tasks = 0
  let seconds = 0
  for (const point of points) {
    if (isDone(point)) continue
    let count = 0
    for (const task of undone(point)) {
      count++
      seconds += secondsOf(simulation, task)
    }
    left[point.ordinal] = count === 0 ? rowless : count
    tasks += count
    length += Math.max(1, count)
  }

  function* planned(): Generator<Next> {
    for (const point of points) {
      const count = left[point.ordinal]!
      if (count === rowless) yield { point }
      else if (count > 0) for (const task of undone(point)) yield { task }
    }
  }
  const source = planned()
  const added: Array<Task> = []
  let waiting = length
  return {
    length,
    tasks,
    seconds,
    left,
    waiting: () => waiting,
    next: () => {
      const again = added.pop()
      const next = again === undefined ? source.next().value : { task: again }
      if (next) waiting--
      return next || undefined
    },
    add: (tasks) => {
      for (const task of tasks.toReversed()) added.push(task)
      waiting += tasks.length
    }
  }
}
