/** What a tally is, to tell it from anything else that a file may hold. */
import type { Shard } from "../contract.ts"
import { areMoments } from "../shape.ts"
import * as Point from "./config.ts"
import type { Tally } from "./kernel.ts"

export const isTally = (
  config: Point.Config,
  value: unknown,
  { from, to }: Pick<Shard, "from" | "to">
): value is Tally => areMoments(value, to - from, 2 * Point.tuples(config))
