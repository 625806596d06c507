import type { Training } from "../contract.ts"
import * as Paper from "../paper.ts"
import type { Config } from "./config.ts"
import * as Point from "./config.ts"
import { figures } from "./figures.ts"
import { parameters } from "./parameters.ts"
import { rows } from "./rows.ts"
import { isState } from "./shape.ts"
import type { State } from "./state.ts"
import { tables } from "./tables.ts"

const simulation: Training<Config, State> = {
  kind: "training",
  summary:
    "agents that untie knots: random walk, search, A3C, TRPO, PPO, search guided by what was learned, and what they have learned",
  version: 2,
  config: parameters.codec,
  faults: Point.faults,
  files: {
    data: {
      columns: { word: true, name: false },
      // Notations and invariants are loaded where a file is read.
      read: async (records) => (await import("./own-knots.ts")).read(records)
    }
  },
  order: Point.orderOf,
  smoke: {
    agent: "a3c",
    letters: 8,
    order: "assignment",
    steps: 1920,
    actors: 3,
    games: 4,
    pool: 50,
    hidden: [8],
    moves: 40,
    evaluate: [6, 8],
    words: 20,
    tries: 2
  },
  tables,
  headline: ["agent", "letters", "games", "solvedShare", "moves"],
  figures,
  papers: [Paper.learningToUnknot],
  cost: Point.cost,
  memory: Point.memory,
  progress: Point.progress,
  isState,
  rows
}

export default simulation
