/** What a tally is, to tell it from anything else that a file may hold. */
import * as Tuples from "../../domain/field/tuples.ts"
import type { Shard } from "../contract.ts"
import { areMoments } from "../shape.ts"
import type { Config } from "./config.ts"
import * as Estimator from "./estimator.ts"
import * as Inputs from "./inputs.ts"
import type { Tally } from "./kernel.ts"

/** Of the networks `from` to `to`: G_n and kappa_n of all tuples. */
export const isTally = (
  config: Config,
  value: unknown,
  { from, to }: Pick<Shard, "from" | "to">
): value is Tally => {
  const tuples = Tuples.count(Inputs.shape(config).inputs.length, config.order)
  return areMoments(value, Estimator.draws[config.estimator] ? to - from : 0, 2 * tuples)
}
