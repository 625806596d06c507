/** The rows of a run's unfinished points, from what their tasks have so far. */
import type * as Reader from "../../engine/journal/reader.ts"
import type { Row } from "../../simulation/table.ts"
import type { Planned } from "./folder.ts"

/** By table. The simulation's own code makes them: what it throws is thrown. */
export const of = async (
  reader: Reader.Reader,
  { simulation, plan }: Planned
): Promise<Readonly<Record<string, ReadonlyArray<Row>>>> => {
  const Aggregate = await import("../../engine/aggregate.ts")
  const found: Record<string, Array<Row>> = {}
  for (const point of Aggregate.rowsSoFar(reader, simulation, plan))
    for (const [table, rows] of Object.entries(point)) {
      found[table] ??= []
      for (const row of rows) found[table].push(row)
    }
  return found
}
