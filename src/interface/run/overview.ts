/** All runs of a folder at a glance, chosen and sorted. */
import { join } from "node:path"
import * as Glance from "../../engine/journal/glance.ts"
import * as Lock from "../../engine/journal/lock.ts"
import * as Manifest from "../../engine/manifest.ts"
import { reasonOf } from "../../engine/reason.ts"
import * as Location from "./location.ts"
import * as RunState from "./state.ts"

export const states = [...RunState.states, "unreadable"] as const

export interface Line {
  /** The folder's. */
  readonly name: string
  readonly directory: string
  readonly simulation: string
  readonly state: (typeof states)[number]
  /** When its last session began. */
  readonly started: string | null
  readonly points: number
  readonly pointsFinished: number
  readonly tags: ReadonlyArray<string>
  /** Why it is unreadable. */
  readonly problem?: string
}

const lineOf = (folder: string, name: string): Line => {
  const path = join(folder, name)
  const directory = Location.shown(path)
  try {
    const manifest = Manifest.read(path)
    const { simulation, points, pointsFinished } = Glance.of(path)
    const state = RunState.now(path, { active: () => Lock.isHeld(path) })
    const started = manifest?.sessions.at(-1)?.started ?? null
    const tags = manifest?.tags ?? []
    return { name, directory, simulation, state, started, points, pointsFinished, tags }
  } catch (cause) {
    // One that is damaged does not hide the others.
    const problem = reasonOf(cause)
    const nothing = { simulation: "-", started: null, points: 0, pointsFinished: 0, tags: [] }
    return { name, directory, state: "unreadable", ...nothing, problem }
  }
}

/** By name. */
export const of = (folder: string): ReadonlyArray<Line> =>
  Location.namesIn(folder).map((name) => lineOf(folder, name))

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

/** Each of lines that are in the order of their names. */
const orders = {
  /** The last one first. */
  started: (a, b) => compare(b.started ?? "", a.started ?? ""),
  name: () => 0,
  simulation: (a, b) => compare(a.simulation, b.simulation),
  state: (a, b) => compare(a.state, b.state),
  /** The largest first. */
  points: (a, b) => compare(b.points, a.points)
} satisfies Readonly<Record<string, (a: Line, b: Line) => number>>

export type Order = keyof typeof orders

export const orderNames = Object.keys(orders) as ReadonlyArray<Order>

export const sorted = (lines: ReadonlyArray<Line>, order: Order): ReadonlyArray<Line> =>
  lines.toSorted(orders[order])
