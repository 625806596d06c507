import * as Reducer from "effect/Reducer"
import type { Sampling } from "../../../../src/simulation/contract.ts"
import type { Tally } from "./kernel.ts"
import kernel from "./kernel.ts"
import type { Config } from "./parameters.ts"
import { parameters } from "./parameters.ts"

const simulation: Sampling<Config, Tally> = {
  kind: "sampling",
  summary: "tosses of a biased coin",
  version: 1,
  config: parameters.codec,
  smoke: { bias: 0.25, tosses: 300 },
  tables: {
    tosses: {
      description: "share of heads",
      columns: {
        ...parameters.columns("bias"),
        repeats: { type: "integer", description: "repeats", unit: "1" },
        heads: {
          type: "real",
          description: "share of heads",
          unit: "1",
          standardError: "headsStandardError"
        },
        headsStandardError: { type: "real", description: "standard error of heads", unit: "1" },
        weight: { type: "real", description: "sum of inverse words", unit: "1" }
      }
    }
  },
  reducer: Reducer.make<Tally>(kernel.combine, kernel.empty),
  replicates: (config) => config.tosses,
  grain: (config) => config.grain,
  cost: (config) => (config.slow === 0 ? 1 / (3 * config.grain) : config.slow / 1000 / config.grain),
  isTally: (_, value, { from, to }) => {
    const { tosses, heads, weight } = (value ?? {}) as Partial<Tally>
    const isCount = tosses === to - from && Number.isInteger(heads) && heads! >= 0 && heads! <= tosses
    return isCount && weight instanceof Float64Array && weight.length === 1
  },
  rows: (_, repeats) => {
    const all: Tally = repeats.reduce<Tally>(kernel.combine, kernel.empty)
    const heads = all.heads / all.tosses
    const headsStandardError = Math.sqrt((heads * (1 - heads)) / all.tosses)
    return {
      tosses: [{ repeats: repeats.length, heads, headsStandardError, weight: all.weight[0] }]
    }
  }
}

export default simulation
