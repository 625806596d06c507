/** What a tally is, to tell it from anything else that a file may hold. */
import * as Schema from "effect/Schema"
import type { Shard } from "../contract.ts"
import * as Point from "./config.ts"
import type { Tally } from "./kernel.ts"

const running = {
  mean: Schema.Number,
  deviation: Schema.Number,
  beta: Schema.Number,
  slope: Schema.Number
}
const Running = Schema.Struct(running)

const isTallied = Schema.is(
  Schema.Array(
    Schema.Struct({
      lambda: Running,
      kappa: Schema.UndefinedOr(Running),
      coupled: Schema.UndefinedOr(
        Schema.Struct({
          lambda: Running,
          kappa: Schema.Struct({ ...running, driven: Schema.Number, exchange: Schema.Number }),
          error: Schema.Number
        })
      ),
      error: Schema.Number
    })
  )
)

/** Of the cutoffs `from` to `to`. */
export const isTally = (
  config: Point.Config,
  value: unknown,
  { from, to }: Pick<Shard, "from" | "to">
): value is Tally =>
  isTallied(value) &&
  value.length === to - from &&
  value.every(
    ({ kappa, coupled }) =>
      (kappa !== undefined) === Point.sextic(config) && (coupled !== undefined) === Point.coupled(config)
  )
