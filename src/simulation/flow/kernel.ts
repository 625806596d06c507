/** The worker's half: a replicate is a cutoff. */
import * as Flow from "../../domain/field/action/flow.ts"
import * as Cumulant from "../../domain/field/cumulant.ts"
import * as Average from "../average.ts"
import type { SamplingKernel } from "../contract.ts"
import * as Point from "./config.ts"

/** By cutoff, in order. */
export type Tally = ReadonlyArray<Flow.At>

const kernel: SamplingKernel<Point.Config, Tally> = {
  kind: "sampling",
  empty: [],
  combine: (a, b) => [...a, ...b],
  sample: (config, { from, to }) => {
    const shape = Point.shape(config)
    const kappa4 = Cumulant.correlators(shape, 4).connected
    const kappa6 = Point.sextic(config) ? Cumulant.correlators(shape, 6).connected : undefined
    const counts = (order: number) => Average.weights(config.average, shape.inputs.length, order)
    const settings = { full: config.lines === "K" }
    return Point.cutoffs(config)
      .slice(from, to)
      .map((L) => Flow.at(shape, L, kappa4, kappa6, settings, { four: counts(4), six: counts(6) }))
  }
}

export default kernel
