/** Where a run stands, from its folder. */
import * as Reader from "../engine/journal/reader.ts"
import * as Manifest from "../engine/manifest.ts"
import type { Plan } from "../engine/plan.ts"
import type { Simulation } from "../simulation/contract.ts"

export interface Standing {
  readonly name: string
  readonly simulation: string
  /** `"stopped"`: its process ended without a word. */
  readonly state: "running" | "done" | "failed" | "interrupted" | "stopped"
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
export const of = (directory: string, reader: Reader.Reader): Standing => {
  const last = Manifest.read(directory)?.sessions.at(-1)
  const points = reader.points()
  const { done, seconds } = reader.tasks()
  return {
    name: reader.study.name,
    simulation: reader.study.simulation,
    state: reader.active() ? "running" : (last?.outcome ?? "stopped"),
    started: last?.started ?? null,
    points: points.length,
    pointsFinished: points.filter(({ repeats }) => repeats > 0).length,
    tasksFinished: done,
    seconds,
    crashes: reader.crashes(),
    rows: Object.fromEntries(Object.keys(reader.tables).map((table) => [table, reader.count(table)]))
  }
}

/**
 * The plan of a run. Rejects where its simulation does not load, or no longer takes the study's points. Loads the
 * modules that it needs when it is called: most who look at a run can do without.
 */
export const planOf = async (
  reader: Reader.Reader
): Promise<{ readonly simulation: Simulation; readonly plan: Plan }> => {
  const [Discover, Plan, Resolved] = await Promise.all([
    import("../simulation/discover.ts"),
    import("../engine/plan.ts"),
    import("../engine/resolved.ts")
  ])
  const simulation = await Discover.load(reader.study.simulation)
  return { simulation, plan: Plan.make(Resolved.read(reader, simulation)) }
}

/** Opens a run's file for as long as `use` takes. */
export const reading = async <A>(
  directory: string,
  use: (reader: Reader.Reader) => A | Promise<A>
): Promise<A> => {
  const reader = Reader.open(directory)
  try {
    return await use(reader)
  } finally {
    reader.close()
  }
}
