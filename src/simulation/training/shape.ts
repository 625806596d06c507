/** What a tally is, to tell it from anything else that a file may hold. */
import type { Shard } from "../contract.ts"
import { areMoments } from "../shape.ts"
import type { Config } from "./config.ts"
import type { Tally } from "./kernel.ts"
import * as Layout from "./layout.ts"

/** Of the networks `from` to `to`. */
export const isTally = (
  config: Config,
  value: unknown,
  { from, to }: Pick<Shard, "from" | "to">
): value is Tally => areMoments(value, to - from, Layout.of(config).size)
