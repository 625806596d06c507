/**
 * Rungs: the tasks that a point has to have done to be judged, and its value there.
 *
 * A rung is a share of the whole of a point. Of a training it is a share of what each repeat may spend, and its task runs
 * from 0 to the rung; the state at the rung is the task's tally, from which the next rung, or the whole training (from 0 to
 * 1, as in any other study) goes on. Of a sampling it is a share of the repeats, rounded up. So what is decided can be
 * decided again at any time from tallies alone.
 */
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Value } from "../../domain/search/halving.ts"
import type { Simulation } from "../../simulation/contract.ts"
import type { Row } from "../../simulation/table.ts"
import type { PlannedPoint, Task } from "../plan.ts"
import { tasksOfRepeat } from "../plan.ts"
import type { Goal } from "../study.ts"

/** Repeats that a point has at a rung. */
export const repeatsAt = (simulation: Simulation, repeats: number, rung: number): number => {
  switch (simulation.kind) {
    case "training":
      return repeats
    case "sampling":
      return Math.max(1, Math.ceil(repeats * rung - 1e-9))
    default:
      return nothingLeft(simulation, "kind of simulation")
  }
}

/** Whether the work up to a rung is a task of its own, or some of the tasks of the whole. */
export const hasTasks: Readonly<Record<Simulation["kind"], boolean>> = { training: true, sampling: false }

/** The tasks of one repeat of a point up to a rung. */
export const tasksOfRepeatAt = (
  simulation: Simulation,
  point: PlannedPoint,
  repeat: number,
  rung: number
): ReadonlyArray<Task> => {
  switch (simulation.kind) {
    case "training":
      return [{ point, repeat, from: 0, to: rung }]
    case "sampling":
      return [...tasksOfRepeat(simulation, point, repeat)]
    default:
      return nothingLeft(simulation, "kind of simulation")
  }
}

/** The tasks of a point up to a rung; 1 is its end. */
export const tasks = (
  simulation: Simulation,
  point: PlannedPoint,
  repeats: number,
  rung: number
): ReadonlyArray<Task> =>
  Array.from({ length: repeatsAt(simulation, repeats, rung) }, (_, repeat) =>
    tasksOfRepeatAt(simulation, point, repeat, rung)
  ).flat()

const numberIn = (row: Row | undefined, column: string): Value => {
  const cell = row?.[column]
  if (typeof cell === "bigint") return Number(cell)
  return typeof cell === "number" && !Number.isNaN(cell) ? cell : undefined
}

const mean = (values: ReadonlyArray<Value>): Value => {
  let sum = 0
  for (const value of values) {
    if (value === undefined) return undefined
    sum += value
  }
  return values.length === 0 ? undefined : sum / values.length
}

/**
 * The value of a goal: its column in the last row of the table. Of a training that is asked of each repeat by itself, and the
 * mean is taken; one without a value leaves none. Throws what the simulation's `rows` throws.
 */
export const value = (
  simulation: Simulation,
  { table, column }: Goal,
  config: unknown,
  repeats: ReadonlyArray<unknown>
): Value => {
  const of = (some: ReadonlyArray<unknown>) => numberIn(simulation.rows(config, some)[table]?.at(-1), column)
  switch (simulation.kind) {
    case "training":
      return mean(repeats.map((state) => of([state])))
    case "sampling":
      return of(repeats)
    default:
      return nothingLeft(simulation, "kind of simulation")
  }
}
