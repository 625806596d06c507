/** Where a run stands, from its folder. */
import type * as Reader from "../../engine/journal/reader.ts"
import * as Manifest from "../../engine/manifest.ts"
import * as Pulse from "../../engine/pulse.ts"
import * as Duration from "../text/duration.ts"

/** `"stopped"`: its process ended without a word. `"unknown"`: its lock cannot be read, and it has not been heard of. */
export const states = ["running", "done", "failed", "interrupted", "stopped", "unknown"] as const

export type State = (typeof states)[number]

/** A process that works on a run writes its pulse about once a second. Seconds. */
const silence = 15

/** How long ago its process was last heard of; undefined for never. */
const sincePulse = (directory: string): number | undefined => {
  const pulse = Pulse.read(directory)
  return pulse && Math.max(0, Date.now() / 1000 - pulse.at)
}

/** Throws a RangeError for a manifest that is damaged. */
export const now = (directory: string, reader: Pick<Reader.Reader, "active">): State => {
  const active = reader.active()
  if (active === true) return "running"
  // After the lock: a run that ends writes it before it lets go.
  const outcome = Manifest.read(directory)?.sessions.at(-1)?.outcome
  if (outcome !== undefined) return outcome
  if (active === false) return "stopped"
  return (sincePulse(directory) ?? Number.POSITIVE_INFINITY) < silence ? "running" : "unknown"
}

/** What there is to say of `"unknown"`. */
export const whyUnknown = (directory: string): string => {
  const since = sincePulse(directory)
  const heard = since === undefined ? "never" : `${Duration.format(since)} ago`
  return `cannot tell whether it runs: its run.lock cannot be read; its process was last heard of ${heard}`
}

export interface RunState {
  readonly name: string
  readonly simulation: string
  readonly state: State
  /** When its last session began. */
  readonly started: string | null
  readonly points: number
  readonly pointsFinished: number
  readonly tasksFinished: number
  /** That the finished tasks took, on one thread. */
  readonly seconds: number
  readonly crashes: ReadonlyArray<Reader.Crash & Pick<Reader.StoredPoint, "swept">>
  /** The rows that each table has so far. */
  readonly rows: Readonly<Record<string, number>>
}

/** Throws a RangeError for a manifest that is damaged, and SQLite's own errors. */
export const of = (directory: string, reader: Reader.Reader): RunState => {
  const manifest = Manifest.read(directory)
  const { points, finished } = reader.size()
  const { done, seconds } = reader.tasks()
  return {
    name: reader.study.name,
    simulation: reader.study.simulation,
    state: now(directory, reader),
    started: manifest?.sessions.at(-1)?.started ?? null,
    points,
    pointsFinished: finished,
    tasksFinished: done,
    seconds,
    crashes: reader.crashes().map((crash) => ({ ...crash, swept: reader.point(crash.ordinal)?.swept ?? {} })),
    rows: Object.fromEntries(Object.keys(reader.tables).map((table) => [table, reader.count(table)]))
  }
}
