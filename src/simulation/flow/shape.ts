/** What a tally is, to tell it from anything else that a file may hold. */
import * as Schema from "effect/Schema"
import type { Shard } from "../contract.ts"
import * as Point from "./config.ts"
import type { Tally } from "./kernel.ts"

const Running = Schema.Struct({
  mean: Schema.Number,
  deviation: Schema.Number,
  beta: Schema.Number,
  slope: Schema.Number
})

const isTallied = Schema.is(
  Schema.Array(Schema.Struct({ lambda: Running, kappa: Schema.UndefinedOr(Running), error: Schema.Number }))
)

/** Of the cutoffs `from` to `to`. */
export const isTally = (
  config: Point.Config,
  value: unknown,
  { from, to }: Pick<Shard, "from" | "to">
): value is Tally =>
  isTallied(value) &&
  value.length === to - from &&
  value.every(({ kappa }) => (kappa !== undefined) === Point.sextic(config))
