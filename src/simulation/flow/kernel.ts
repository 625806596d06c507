/** The worker's half: a replicate is a cutoff. */
import * as Flow from "../../domain/field/action/flow.ts"
import * as Cumulant from "../../domain/field/cumulant.ts"
import type { SamplingKernel } from "../contract.ts"
import * as Point from "./config.ts"

export type At = ReturnType<typeof Flow.at>

/** By cutoff, in order. */
export type Tally = ReadonlyArray<At>

const kernel: SamplingKernel<Point.Config, Tally> = {
  kind: "sampling",
  empty: [],
  combine: (a, b) => [...a, ...b],
  sample: (config, { from, to }) => {
    const shape = Point.shape(config)
    const kappa4 = Cumulant.correlators(shape, 4).connected
    const kappa6 = Point.sextic(config) ? Cumulant.correlators(shape, 6).connected : undefined
    return Point.cutoffs(config)
      .slice(from, to)
      .map((L) => Flow.at(shape, L, kappa4, kappa6, { full: config.lines === "K" }))
  }
}

export default kernel
