/**
 * What a run's file holds of tasks, read again: tallies, last states, checkpoints. Its checksums show what has changed by
 * itself; that it is a tally at all, the simulation says.
 */
import { nothingLeft } from "../domain/exhaustive.ts"
import type { Simulation } from "../simulation/contract.ts"
import type { Checkpoint } from "./job.ts"
import type { Reader } from "./journal/reader.ts"
import type { Task } from "./plan.ts"
import { keyOfRepeat } from "./plan.ts"
import * as Wire from "./wire.ts"

export interface Read {
  readonly value: unknown
}

/** The tally of the task, or its last state; undefined where these bytes hold none. */
export const tally = (simulation: Simulation, task: Task, bytes: Uint8Array): Read | undefined => {
  const { point, repeat } = task
  const read = Wire.read(bytes)
  if (read === undefined) return undefined
  switch (simulation.kind) {
    case "sampling":
      return simulation.isTally?.(point.config, read.value, task) === false ? undefined : read
    case "training":
      return simulation.isState?.(point.config, read.value, keyOfRepeat(point, repeat)) === false
        ? undefined
        : read
    default:
      return nothingLeft(simulation, "kind of simulation")
  }
}

/** Whether a task can have been so far, between two steps. */
const isStep = (simulation: Simulation, { point, from, to }: Task, next: number): boolean => {
  if (!Number.isSafeInteger(next)) return false
  switch (simulation.kind) {
    case "sampling":
      return (
        next > from && next <= to && (next === to || (next - from) % simulation.grain(point.config) === 0)
      )
    case "training":
      return next >= 0
    default:
      return nothingLeft(simulation, "kind of simulation")
  }
}

/** The part of a task that a checkpoint has; a training has no parts. */
const partOf: Readonly<Record<Simulation["kind"], (task: Task, next: number) => Task>> = {
  sampling: (task, next) => ({ ...task, to: next }),
  training: (task) => task
}

/** What the task had at a checkpoint; undefined where it is none that the task can go on from. */
export const checkpoint = (
  simulation: Simulation,
  task: Task,
  { next, bytes }: Checkpoint
): Read | undefined =>
  isStep(simulation, task, next) ? tally(simulation, partOf[simulation.kind](task, next), bytes) : undefined

/** What there is of a task: its tally, or what its last good checkpoint has. */
export const soFar = (reader: Reader, simulation: Simulation, task: Task): Read | undefined => {
  for (const { next, bytes } of reader.soFar(task)) {
    const found =
      next === undefined ? tally(simulation, task, bytes) : checkpoint(simulation, task, { next, bytes })
    if (found !== undefined) return found
  }
  return undefined
}
