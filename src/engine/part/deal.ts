/**
 * Which tasks are whose: they are dealt out like cards, in order of what they cost, the dearest first, so that task k of that
 * order is of part k mod n. Between any two parts the estimated costs then differ by no more than the dearest task: card by
 * card a part has at least what the next one has, and at most what that one had a round before. Neighbours in the plan would
 * be no such order, for the costs of a sweep come round again and again, nor would a hash, which leaves it to chance.
 *
 * A function of the plan alone: whoever has the study knows which tasks a part has, and the parts of one n are all tasks,
 * each once.
 */
import type { Simulation } from "../../simulation/contract.ts"
import type { Plan, PlannedPoint, Task } from "../plan.ts"
import * as Plans from "../plan.ts"

/** Part `part` of `of`, counted from 1. */
export interface Share {
  readonly part: number
  readonly of: number
}

export interface Deal {
  /** Before `until` adds repeats. */
  readonly tasks: number
  /** The place of a task in the order; undefined for one that is none of the plan's. */
  readonly placeOf: (task: Task) => number | undefined
}

/** Parts of one study: each takes a file, and its process a second to begin. */
export const most = 10_000

export const isOf = (place: number, { part, of }: Share): boolean => place % of === part - 1

/** Tasks of a part. */
export const sizeOf = (tasks: number, { part, of }: Share): number =>
  Math.floor(tasks / of) + (tasks % of >= part ? 1 : 0)

/** The tasks of the plan that a part has, in plan order. */
export function* tasksOf(
  simulation: Simulation,
  { study }: Plan,
  point: PlannedPoint,
  deal: Deal,
  share: Share
): Generator<Task> {
  for (let repeat = 0; repeat < study.repeats; repeat++)
    for (const task of Plans.tasksOfRepeat(simulation, point, repeat))
      if (isOf(deal.placeOf(task)!, share)) yield task
}

/**
 * Of each point there are two kinds of tasks: whole ones, and the last of each repeat, which has what is left. Sixteen bytes
 * a point.
 */
export const make = (simulation: Simulation, { points, study: { repeats } }: Plan): Deal => {
  const cuts = (point: PlannedPoint) => {
    const { replicates, size } = Plans.cutOf(simulation, point.config)
    return { size, replicates, whole: Math.floor(replicates / size), rest: replicates % size }
  }
  const costs = new Float64Array(2 * points.length)
  const counts = new Uint32Array(2 * points.length)
  for (const point of points) {
    const { size, whole, rest } = cuts(point)
    const cost = simulation.cost(point.config)
    costs[2 * point.ordinal] = size * cost
    counts[2 * point.ordinal] = repeats * whole
    costs[2 * point.ordinal + 1] = rest * cost
    counts[2 * point.ordinal + 1] = rest === 0 ? 0 : repeats
  }
  const order = new Uint32Array(costs.length).map((_, kind) => kind)
  order.sort((a, b) => costs[b]! - costs[a]! || a - b)
  const first = new Uint32Array(costs.length)
  let tasks = 0
  for (const kind of order) {
    first[kind] = tasks
    tasks += counts[kind]!
  }
  let last: { readonly point: PlannedPoint; readonly cut: ReturnType<typeof cuts> } | undefined
  return {
    tasks,
    placeOf: ({ point, repeat, from, to }) => {
      if (!(Number.isInteger(repeat) && repeat >= 0 && repeat < repeats)) return undefined
      if (last?.point !== point) last = { point, cut: cuts(point) }
      const { size, replicates, whole, rest } = last.cut
      if (from >= 0 && from % size === 0 && to - from === size && to <= replicates)
        return first[2 * point.ordinal]! + repeat * whole + from / size
      if (rest > 0 && from === whole * size && to === replicates)
        return first[2 * point.ordinal + 1]! + repeat
      return undefined
    }
  }
}
