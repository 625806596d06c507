/** The worker's half: one replicate, in which nothing is drawn. */

import * as Preactivation from "../../domain/field/preactivation.ts"
import * as Criticality from "../../domain/field/wide/criticality.ts"
import * as Kernels from "../../domain/field/wide/kernels.ts"
import type { SamplingKernel } from "../contract.ts"
import * as Point from "./config.ts"

export interface Found {
  /** After each hidden layer, in order: [layer][a][b], the last two flat. */
  readonly K: ReadonlyArray<Float64Array>
  readonly Theta: ReadonlyArray<Float64Array>
  /** Where it all goes, from the first input; null where variances grow without end, or there is one layer alone. */
  readonly criticality: Criticality.Criticality | null
}

/** Empty before the one replicate. */
export type Tally = ReadonlyArray<Found>

const kernel: SamplingKernel<Point.Config, Tally> = {
  kind: "sampling",
  empty: [],
  combine: (a, b) => (b.length === 0 ? a : b),
  sample: (config) => {
    const network = Point.network(config)
    const layers = Kernels.along(network)
    const [first] = network.inputs
    const isDeep = Kernels.refusal({ ...network, depth: 2 }) === undefined
    const criticality = isDeep
      ? Criticality.of(network, Preactivation.covariance(network, first, first))
      : undefined
    return [
      {
        K: layers.map(({ K }) => K),
        Theta: layers.map(({ Theta }) => Theta),
        criticality: criticality ?? null
      }
    ]
  }
}

export default kernel
