import * as Reducer from "effect/Reducer"
import type { Sampling } from "../contract.ts"
import * as Paper from "../paper.ts"
import * as Point from "./config.ts"
import { figures } from "./figures.ts"
import type { Tally } from "./kernel.ts"
import kernel from "./kernel.ts"
import { parameters } from "./parameters.ts"
import { rows } from "./rows.ts"
import { isTally } from "./shape.ts"
import { tables } from "./tables.ts"

const simulation: Sampling<Point.Config, Tally> = {
  kind: "sampling",
  summary: "couplings of the effective action of random networks, measured, tested and used to predict",
  version: 4,
  config: parameters.codec,
  faults: Point.faults,
  smoke: { activation: "relu", source: "direct", nets: 2000 },
  tables,
  headline: ["model", "test", "mape", "lambda0", "lambda2", "lambdaNL"],
  // M0 has no couplings, and those of the others are the same in each of their tests.
  answers: { model: ["M1", "M2", "M3"], test: ["exact"] },
  figures,
  papers: [Paper.networksAndFields],
  reducer: Reducer.make(kernel.combine, kernel.empty),
  replicates: ({ source, nets }) => (Point.draws[source] ? nets : 1),
  grain: Point.grain,
  cost: Point.cost,
  cut: Point.cut,
  memory: Point.memory,
  isTally,
  rows
}

export default simulation
