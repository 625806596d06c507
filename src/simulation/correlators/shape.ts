/** What a tally is, to tell it from anything else that a file may hold. */
import * as Schema from "effect/Schema"
import * as Tuples from "../../domain/field/tuples.ts"
import type { Shard } from "../contract.ts"
import { areMoments, Float64 } from "../shape.ts"
import type { Config } from "./config.ts"
import * as Estimator from "./estimator.ts"
import * as Inputs from "./inputs.ts"
import type { Tally } from "./kernel.ts"

const hasThird = Schema.is(Schema.Struct({ squares: Schema.Finite, mean: Float64, m3: Float64 }))

/** Of the networks `from` to `to`: G_n and kappa_n of all tuples. */
export const isTally = (
  config: Config,
  value: unknown,
  { from, to }: Pick<Shard, "from" | "to">
): value is Tally => {
  const tuples = Tuples.count(Inputs.shape(config).inputs.length, config.order)
  const weight = Estimator.draws[config.estimator] ? to - from : 0
  return areMoments(value, weight, 2 * tuples) && hasThird(value) && value.m3.length === value.mean.length
}
