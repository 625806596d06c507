/** A run's folder, opened to read. */
import * as Reader from "../../engine/journal/reader.ts"
import type { Plan } from "../../engine/plan.ts"
import type { Simulation } from "../../simulation/contract.ts"

export interface Planned {
  readonly simulation: Simulation
  readonly plan: Plan
}

/**
 * The plan of a run. Rejects where its simulation does not load, or no longer takes the study's points, and for more tasks than a run has. Loads the
 * modules that it needs when it is called: most who look at a run can do without.
 */
export const planOf = async (reader: Reader.Reader): Promise<Planned> => {
  const [Discover, Plan, Resolved] = await Promise.all([
    import("../../simulation/discover.ts"),
    import("../../engine/plan.ts"),
    import("../../engine/resolved.ts")
  ])
  const simulation = await Discover.load(reader.study.simulation)
  const plan = Plan.make(simulation, Resolved.read(reader, simulation))
  Plan.checkCount(simulation, plan)
  return { simulation, plan }
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
