/** The worker's half: one replicate, in which nothing is drawn. */
import * as NearGaussian from "../../domain/field/near-gaussian.ts"
import type { SamplingKernel } from "../contract.ts"
import type { Config } from "./config.ts"

/** Of the moments <x^2>, <x^4>, ...; empty before the one replicate. */
export type Tally = ReadonlyArray<{
  readonly exact: number
  readonly gaussian: number
  readonly expansion: NearGaussian.Expansion
}>

const kernel: SamplingKernel<Config, Tally> = {
  kind: "sampling",
  empty: [],
  combine: (a, b) => (b.length === 0 ? a : b),
  sample: ({ a, lambda, highest, order }) =>
    Array.from({ length: highest / 2 }, (_, i) => ({
      exact: NearGaussian.exact(a, lambda, i + 1),
      gaussian: NearGaussian.gaussian(a, i + 1),
      expansion: NearGaussian.expand(a, lambda, i + 1, order)
    }))
}

export default kernel
