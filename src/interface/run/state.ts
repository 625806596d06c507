/** Where a run stands, from its folder. */
import type * as Reader from "../../engine/journal/reader.ts"
import * as Manifest from "../../engine/manifest.ts"

/** `"stopped"`: its process ended without a word. */
export type State = "running" | "done" | "failed" | "interrupted" | "stopped"

/** @param manifest absent where the run has none */
export const now = (reader: Pick<Reader.Reader, "active">, manifest: Manifest.Manifest | undefined): State =>
  reader.active() ? "running" : (manifest?.sessions.at(-1)?.outcome ?? "stopped")

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
  readonly crashes: ReadonlyArray<Reader.Crash>
  /** The rows that each table has so far. */
  readonly rows: Readonly<Record<string, number>>
}

/** Throws a RangeError for a manifest that is damaged, and SQLite's own errors. */
export const of = (directory: string, reader: Reader.Reader): RunState => {
  const manifest = Manifest.read(directory)
  const points = reader.points()
  const { done, seconds } = reader.tasks()
  return {
    name: reader.study.name,
    simulation: reader.study.simulation,
    state: now(reader, manifest),
    started: manifest?.sessions.at(-1)?.started ?? null,
    points: points.length,
    pointsFinished: points.filter(({ repeats }) => repeats > 0).length,
    tasksFinished: done,
    seconds,
    crashes: reader.crashes(),
    rows: Object.fromEntries(Object.keys(reader.tables).map((table) => [table, reader.count(table)]))
  }
}
