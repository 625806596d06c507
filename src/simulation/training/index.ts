import * as Reducer from "effect/Reducer"
import type { Sampling } from "../contract.ts"
import * as Paper from "../paper.ts"
import type { Config } from "./config.ts"
import * as Point from "./config.ts"
import * as Examples from "./examples.ts"
import { figures } from "./figures.ts"
import type { Tally } from "./kernel.ts"
import kernel from "./kernel.ts"
import { parameters } from "./parameters.ts"
import { rows } from "./rows.ts"
import { isTally } from "./shape.ts"
import { tables } from "./tables.ts"

const simulation: Sampling<Config, Tally> = {
  kind: "sampling",
  summary: "n-point functions of random networks while they learn, beside those of infinite width",
  version: 2,
  config: parameters.codec,
  faults: Point.faults,
  files: { data: Examples.file },
  smoke: { widths: [4, 8], nets: 1024, steps: 8 },
  tables,
  headline: ["width", "step", "loss", "lossTheory", "ownExcess"],
  figures,
  papers: [Paper.networksAndFields],
  reducer: Reducer.make(kernel.combine, kernel.empty),
  replicates: ({ nets }) => nets,
  grain: Point.grain,
  cost: Point.cost,
  memory: Point.memory,
  isTally,
  rows
}

export default simulation
