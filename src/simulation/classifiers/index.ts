import type { Training } from "../contract.ts"
import * as Paper from "../paper.ts"
import type { Config } from "./config.ts"
import * as Point from "./config.ts"
import { figures } from "./figures.ts"
import { parameters } from "./parameters.ts"
import { rows } from "./rows.ts"
import { isState } from "./shape.ts"
import type { State } from "./state.ts"
import { progress } from "./state.ts"
import { tables } from "./tables.ts"

const simulation: Training<Config, State> = {
  kind: "training",
  order: "assignment",
  summary: "neural networks that decide from a braid word whether it closes to the unknot",
  version: 2,
  config: parameters.codec,
  faults: Point.faults,
  files: {
    data: {
      columns: { word: true, label: true, split: false },
      // Notations and invariants are loaded where a file is read.
      read: async (records) => (await import("./own-words.ts")).read(records)
    }
  },
  smoke: {
    model: "reformer",
    width: 8,
    heads: 2,
    blocks: 1,
    letters: 8,
    train: 64,
    validation: 32,
    test: 32,
    batch: 32,
    epochs: 2
  },
  tables,
  headline: ["accuracy", "auc"],
  figures,
  papers: [Paper.learningToUnknot],
  cost: Point.cost,
  memory: Point.memory,
  progress,
  isState,
  rows
}

export default simulation
