/** The rows of a run's unfinished points, from what their tasks have so far. */
import type * as Reader from "../../engine/journal/reader.ts"
import type { Simulation } from "../../simulation/contract.ts"
import type { Row } from "../../simulation/table.ts"

/** By table. The simulation's own code makes them: what it throws is thrown. */
export const rows = async (
  reader: Reader.Reader,
  simulation: Simulation
): Promise<Readonly<Record<string, ReadonlyArray<Row>>>> => {
  const [Aggregate, Plan, Resolved] = await Promise.all([
    import("../../engine/aggregate.ts"),
    import("../../engine/plan.ts"),
    import("../../engine/resolved.ts")
  ])
  const found: Record<string, Array<Row>> = {}
  for (const point of Aggregate.rowsSoFar(reader, simulation, Plan.make(Resolved.read(reader, simulation))))
    for (const [table, rows] of Object.entries(point)) {
      found[table] ??= []
      for (const row of rows) found[table].push(row)
    }
  return found
}
