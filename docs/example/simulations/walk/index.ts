import * as Reducer from "effect/Reducer"
import type { Sampling } from "skein/simulation/contract"
import type { Row } from "skein/simulation/table"
import type { Tally } from "./kernel.ts"
import kernel from "./kernel.ts"
import type { Config } from "./parameters.ts"
import { parameters } from "./parameters.ts"

const row = ({ steps }: Config, repeats: ReadonlyArray<Tally>): Row => {
  const { walks, squares, fourths } = repeats.reduce(kernel.combine, kernel.empty)
  const meanSquare = squares / walks
  const variance = fourths / walks - meanSquare ** 2
  return {
    counted: walks,
    meanSquare,
    meanSquareStandardError: Math.sqrt(Math.max(0, variance) / walks),
    exact: steps
  }
}

const simulation: Sampling<Config, Tally> = {
  kind: "sampling",
  summary: "random walks on the line: how far they get",
  version: 1,
  config: parameters.codec,
  smoke: { steps: 16, walks: 2000 },
  tables: {
    distances: {
      description: "mean square distance from the start",
      columns: {
        ...parameters.columns("steps"),
        counted: { type: "integer", description: "walks that this is the mean of", unit: "1" },
        meanSquare: {
          type: "real",
          description: "<x^2>",
          unit: "1",
          standardError: "meanSquareStandardError"
        },
        meanSquareStandardError: { type: "real", description: "standard error of meanSquare", unit: "1" },
        exact: { type: "real", description: "<x^2> of infinitely many walks: steps", unit: "1" }
      }
    }
  },
  figures: [
    {
      kind: "dot",
      name: "distance",
      title: "Mean square distance against steps",
      caption: "Marks with one standard error. Solid: exact.",
      table: "distances",
      x: { column: "steps", scale: "log" },
      y: { column: "meanSquare", label: "<x^2>", scale: "log" },
      lines: [{ column: "exact", label: "exact", style: "theory" }]
    }
  ],
  reducer: Reducer.make(kernel.combine, kernel.empty),
  replicates: ({ walks }) => walks,
  grain: ({ steps }) => Math.ceil(1_000_000 / steps),
  cost: ({ steps }) => 1e-6 + 1e-8 * steps,
  rows: (config, repeats) => ({ distances: [row(config, repeats)] })
}

export default simulation
