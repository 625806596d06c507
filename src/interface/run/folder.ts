/** A run's folder, opened to read. */
import { suggestion } from "../../engine/config/nearest.ts"
import * as Reader from "../../engine/journal/reader.ts"
import type { Plan } from "../../engine/plan.ts"
import { Unfit } from "../../engine/unfit.ts"
import type { Simulation } from "../../simulation/contract.ts"

export interface Planned {
  readonly simulation: Simulation
  readonly plan: Plan
}

/** The simulation of a run. Rejects with {@link Unfit} where there is none of that name, and where it does not load. */
export const simulationOf = async ({ study: { simulation: name } }: Reader.Reader): Promise<Simulation> => {
  const Discover = await import("../../simulation/discover.ts")
  const names = await Discover.names()
  if (names.includes(name)) return Discover.load(name)
  throw new Unfit(`there is no simulation ${JSON.stringify(name)}.${suggestion(name, names)}`)
}

/**
 * The plan of a run. Rejects where its simulation does not load, or no longer takes the study's points, and for more tasks than a run has. Loads the
 * modules that it needs when it is called: most who look at a run can do without.
 */
export const planOf = async (reader: Reader.Reader): Promise<Planned> => {
  const [Plan, Resolved] = await Promise.all([
    import("../../engine/plan.ts"),
    import("../../engine/resolved.ts")
  ])
  const simulation = await simulationOf(reader)
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
