/** What a tally is, to tell it from anything else that a file may hold. */
import * as Schema from "effect/Schema"
import { Float64 } from "../shape.ts"
import * as Point from "./config.ts"
import type { Tally } from "./kernel.ts"

const optional = Schema.UndefinedOr(Schema.Number)

const isTallied = Schema.is(
  Schema.Tuple([
    Schema.Struct({
      K: Schema.Array(Float64),
      Theta: Schema.Array(Float64),
      criticality: Schema.NullOr(
        Schema.Struct({
          variance: Schema.Number,
          perpendicular: Schema.Number,
          parallel: Schema.Number,
          phase: Schema.Literals(["ordered", "critical", "chaotic"]),
          correlation: optional,
          chi: optional,
          layers: optional
        })
      )
    })
  ])
)

export const isTally = (config: Point.Config, value: unknown): value is Tally => {
  if (!isTallied(value)) return false
  const pairs = Point.network(config).inputs.length ** 2
  const [{ K, Theta }] = value
  return [K, Theta].every(
    (layers) => layers.length === config.depth && layers.every(({ length }) => length === pairs)
  )
}
