import * as Reducer from "effect/Reducer"
import * as Schema from "effect/Schema"
import type { Sampling } from "../../../../src/simulation/contract.ts"
import * as Parameter from "../../../../src/simulation/parameter.ts"
import type { Tally } from "./kernel.ts"
import kernel from "./kernel.ts"

const parameters = Parameter.make({
  size: Schema.Natural.annotate({ description: "numbers in a tally" }),
  draws: Parameter.usually(Schema.Natural.annotate({ description: "draws" }), 2),
  text: Parameter.usually(Schema.String.annotate({ description: "of no use" }), "")
})

export type Config = Parameter.Config<typeof parameters>

const simulation: Sampling<Config, Tally> = {
  kind: "sampling",
  summary: "words in bulk",
  version: 1,
  config: parameters.codec,
  smoke: { size: 10 },
  tables: {
    sums: {
      description: "sums of inverse words",
      columns: {
        ...parameters.columns("size"),
        sum: { type: "real", description: "of all", unit: "1" },
        last: { type: "real", description: "the last one", unit: "1" }
      }
    }
  },
  reducer: Reducer.make<Tally>(kernel.combine, kernel.empty),
  replicates: ({ draws }) => draws,
  grain: () => 1,
  cost: () => 1,
  isTally: ({ size }, value, { from, to }) => {
    const { count, sums } = (value ?? {}) as Partial<Tally>
    return count === to - from && sums instanceof Float64Array && sums.length === size
  },
  rows: (_, repeats) => {
    const { sums } = repeats.reduce<Tally>(kernel.combine, kernel.empty)
    return { sums: [{ sum: sums.reduce((a, b) => a + b, 0), last: sums.at(-1)! }] }
  }
}

export default simulation
