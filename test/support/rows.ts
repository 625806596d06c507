/** The rows of a point as a run of it alone has them, outside the engine. */
import * as Schema from "effect/Schema"
import * as Columns from "../../src/engine/columns.ts"
import type { Point } from "../../src/engine/study.ts"
import type { Opaque, Sampling, Training } from "../../src/simulation/contract.ts"
import type { Row } from "../../src/simulation/table.ts"

export const rowsOf = (
  simulation: Sampling<Opaque, Opaque> | Training<Opaque, Opaque>,
  config: unknown,
  tallies: ReadonlyArray<unknown>
): Readonly<Record<string, ReadonlyArray<Row>>> =>
  Columns.filled(
    simulation.tables,
    simulation.rows(config, tallies),
    Schema.encodeSync(simulation.config)(config) as Point["encoded"]
  )
