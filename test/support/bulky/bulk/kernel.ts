/** Words in bulk: a tally, and a config, as large as one likes. */
import { words } from "../../../../src/domain/random/threefry.ts"
import type { SamplingKernel } from "../../../../src/simulation/contract.ts"
import type { Config } from "./index.ts"

export interface Tally {
  readonly count: number
  readonly sums: Float64Array
}

export default {
  kind: "sampling",
  empty: { count: 0, sums: new Float64Array(0) },
  combine: (a, b) => {
    if (a.count === 0) return b
    if (b.count === 0) return a
    return { count: a.count + b.count, sums: a.sums.map((sum, i) => sum + b.sums[i]) }
  },
  sample: ({ size }, { key, from, to }) => {
    const sums = new Float64Array(size)
    for (let draw = from; draw < to; draw++)
      for (let i = 0; i < size; i++) sums[i] += 1 / (1 + words(key[0], key[1], draw, i)[0])
    return { count: to - from, sums }
  }
} satisfies SamplingKernel<Config, Tally>
