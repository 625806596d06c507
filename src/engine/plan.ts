/**
 * Study -> points -> tasks, each named by its content.
 *
 * The id and the key of a point derive from its simulation, seed and config, never from its place in the sweep:
 * adding a value to a sweep changes no other number, and neither does a parameter that a simulation gains. Tasks cut a
 * repeat into contiguous ranges of replicates; the cut depends on the config alone, so that every thread count folds the
 * same tallies in the same order.
 */
import { hash } from "node:crypto"
import { nothingLeft } from "../domain/exhaustive.ts"
import type { Key } from "../domain/random/key.ts"
import { child } from "../domain/random/key.ts"
import type { Opaque, Order, Sampling, Simulation } from "../simulation/contract.ts"
import * as Identity from "./identity.ts"
import type { Point, Study } from "./study.ts"
import { canonical, most, Named } from "./study.ts"
import { Unfit } from "./unfit.ts"

/** The work aimed at in one task: long against its overhead, short against a coffee. */
const taskSeconds = 1

export interface PlannedPoint extends Point {
  /** Place in the plan. */
  readonly ordinal: number
  /** 32 hexadecimal digits: SHA-256 of simulation, seed and what the config says beyond its defaults (identity.ts). */
  readonly id: string
  readonly key: Key
}

/** Replicates `from` to `to` of one repeat of a point. A training is one task that runs from 0 to 1. */
export interface Task {
  readonly point: PlannedPoint
  readonly repeat: number
  readonly from: number
  readonly to: number
}

export interface Plan {
  readonly study: Study
  readonly points: ReadonlyArray<PlannedPoint>
}

const scratch = Buffer.alloc(32)

/** By way of bytes: a piece of a string holds all of it in memory. */
const digest = (text: string): string => {
  scratch.write(hash("sha256", text, "hex"), "latin1")
  return scratch.toString("latin1")
}

const keyOf = (id: string): Key => [Number.parseInt(id.slice(0, 8), 16), Number.parseInt(id.slice(8, 16), 16)]

/** What a point's content makes of it today, whatever a run's file calls it. */
export const identify = (
  simulation: Simulation,
  { simulation: name, seed }: Pick<Study, "simulation" | "seed">
): ((point: Point) => string) => {
  const saidOf = Identity.make(name, simulation)
  return (point) => digest(canonical({ simulation: name, seed, config: saidOf(point) }))
}

/** Holds no more than it must: a point may make its config whenever it is asked for it. */
class Planned extends Named implements PlannedPoint {
  readonly ordinal: number
  constructor(point: Point, ordinal: number, id: string) {
    super(point, id)
    this.ordinal = ordinal
  }
  get key() {
    return keyOf(this.id)
  }
}

export const make = (simulation: Simulation, study: Study): Plan => {
  const identified = identify(simulation, study)
  const points = study.points.map(
    (point, ordinal) => new Planned(point, ordinal, point.id ?? identified(point))
  )
  return { study, points }
}

/** The stream of a repeat; replicate i of it draws only from counters that start with i. */
export const keyOfRepeat = (point: PlannedPoint, repeat: number): Key => child(point.key, repeat)

const counted = (what: string, n: number, least: number): number => {
  if (Number.isSafeInteger(n) && n >= least) return n
  throw new RangeError(`the simulation's ${what} must be an integer of at least ${least}, not ${n}`)
}

const replicatesOf = (simulation: Sampling<Opaque, Opaque>, config: unknown): number =>
  counted("number of replicates", simulation.replicates(config), 0)

/** Replicates in one task: whole grains, about {@link taskSeconds} of work. */
const replicatesPerTask = (simulation: Sampling<Opaque, Opaque>, config: unknown): number => {
  const grain = counted("grain", simulation.grain(config), 1)
  const cost = (simulation.cut ?? simulation.cost)(config)
  if (!(cost >= 0)) throw new RangeError(`the simulation's cost must be a number of seconds, not ${cost}`)
  return grain * Math.max(1, Math.round(taskSeconds / (grain * cost)))
}

/** A repeat in tasks: of `size` replicates each, the last one of what is left. A training is one task of one. */
export interface Cut {
  readonly replicates: number
  readonly size: number
}

/** Of every repeat of a point. Throws a RangeError for a cut that no sampling can have. */
export const cutOf = (simulation: Simulation, config: unknown): Cut => {
  switch (simulation.kind) {
    case "training":
      return { replicates: 1, size: 1 }
    case "sampling":
      return {
        replicates: replicatesOf(simulation, config),
        size: replicatesPerTask(simulation, config)
      }
    default:
      return nothingLeft(simulation, "kind of simulation")
  }
}

/** Tasks, and the seconds that they take on one thread. */
export interface Work {
  readonly tasks: number
  readonly seconds: number
}

/** What a point takes beside its replicates, where its simulation says so; see the contract. */
export const besideOf = (
  simulation: Simulation,
  config: unknown
): { readonly ready: number; readonly rows: number } => {
  switch (simulation.kind) {
    case "training":
      return { ready: 0, rows: 0 }
    case "sampling":
      return simulation.beside?.(config) ?? { ready: 0, rows: 0 }
    default:
      return nothingLeft(simulation, "kind of simulation")
  }
}

/** What one repeat of a point comes to, counted: there may be more tasks than time to make them. Throws as {@link tasksOfRepeat}. */
export const workOfRepeat = (simulation: Simulation, config: unknown): Work => {
  const { replicates, size } = cutOf(simulation, config)
  return { tasks: Math.ceil(replicates / size), seconds: replicates * simulation.cost(config) }
}

/** Tasks before `until` adds repeats. */
export const countTasks = (simulation: Simulation, { points, study }: Plan): number =>
  points.reduce((tasks, { config }) => tasks + study.repeats * workOfRepeat(simulation, config).tasks, 0)

/** Throws {@link Unfit} for a plan with more tasks than a run can have: none is made that would not end. */
export const checkCount = (simulation: Simulation, plan: Plan): void => {
  const tasks = countTasks(simulation, plan)
  if (!(tasks <= most.tasks)) throw new Unfit(`its study has ${tasks} tasks; a run has at most ${most.tasks}`)
}

/** The tasks of one repeat of a point, in plan order. Throws a RangeError for a cut that no sampling can have. */
export function* tasksOfRepeat(simulation: Simulation, point: PlannedPoint, repeat: number): Generator<Task> {
  const { replicates, size } = cutOf(simulation, point.config)
  for (let from = 0; from < replicates; from += size) {
    yield { point, repeat, from, to: Math.min(replicates, from + size) }
  }
}

/** Every task of the plan before `until` adds repeats, in plan order. */
export function* tasks(simulation: Simulation, plan: Plan): Generator<Task> {
  for (const point of plan.points) {
    for (let repeat = 0; repeat < plan.study.repeats; repeat++)
      yield* tasksOfRepeat(simulation, point, repeat)
  }
}

/** In which order a point takes in what its threads compute. */
export const orderOf = (simulation: Simulation, config: unknown): Order => {
  switch (simulation.kind) {
    case "sampling":
      return "assignment"
    case "training":
      return typeof simulation.order === "function" ? simulation.order(config) : simulation.order
    default:
      return nothingLeft(simulation, "kind of simulation")
  }
}

/** The name of a task in messages, in the manifest and among the crashes of a run's file. */
export const nameOf = (point: string, repeat: number, from: number, to: number): string =>
  `${point}.${repeat}.${from}-${to}`

/** The id of the point that a task of this name is of. */
export const pointOf = (task: string): string => task.slice(0, task.indexOf("."))

export const idOf = ({ point, repeat, from, to }: Task): string => nameOf(point.id, repeat, from, to)

/** Estimated seconds of the task on one thread. */
export const secondsOf = (simulation: Simulation, { point, from, to }: Task): number =>
  // Of a replicate, or of a training, which is one task from 0 to 1.
  simulation.cost(point.config) * (to - from)
