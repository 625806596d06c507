import * as Reducer from "effect/Reducer"
import * as Split from "../../domain/decision/split.ts"
import { namedLetters } from "../../domain/invariant/finding.ts"
import type { Sampling } from "../contract.ts"
import * as Paper from "../paper.ts"
import type { Column } from "../table.ts"
import type { Config } from "./config.ts"
import * as Point from "./config.ts"
import { figures } from "./figures.ts"
import kernel from "./kernel.ts"
import { parameters } from "./parameters.ts"
import { rows } from "./rows.ts"
import { isTally } from "./shape.ts"
import type { Tally } from "./tally.ts"

const point = parameters.columns("kind", "letters", "strands", "moves")

const name: Column = {
  type: "text",
  description: "the knot, or all that share its invariants: 9_12 or 4_1#5_2; none beyond the table",
  unit: "-"
}

const mirror: Column = {
  type: "text",
  description: "same as in the table of knots, mirror, achiral, mixed, or unknown",
  unit: "-"
}

const complete: Column = {
  type: "boolean",
  description: "whether it must be a knot that is named; else one beyond the table may share its invariants",
  unit: "-"
}

const simulation: Sampling<Config, Tally> = {
  kind: "sampling",
  summary: "random knots and unknots as braid words: which knots they are, and how that is known",
  version: 3,
  config: parameters.codec,
  faults: Point.faults,
  smoke: { kind: "knot", letters: 9, strands: 4, moves: 3, count: 400, unique: true, words: true },
  tables: {
    knots: {
      description: "how often each knot was drawn",
      columns: {
        ...point,
        name,
        mirror,
        prime: { type: "boolean", description: "whether it is prime; none where that is open", unit: "-" },
        crossings: { type: "integer", description: "its crossing number, where known", unit: "crossings" },
        complete,
        count: { type: "integer", description: "words kept that are this knot", unit: "words" },
        share: {
          type: "real",
          description: "count over all words kept",
          unit: "1",
          standardError: "standardError"
        },
        standardError: {
          type: "real",
          description: "binomial, of share; none where repeats are dropped",
          unit: "1"
        },
        shareOfDraws: {
          type: "real",
          description: "count over all draws",
          unit: "1",
          standardError: "standardErrorOfDraws"
        },
        standardErrorOfDraws: {
          type: "real",
          description: "binomial, of shareOfDraws; none where repeats are dropped",
          unit: "1"
        }
      }
    },
    labels: {
      description: "what became of the draws, and how that is known",
      columns: {
        ...point,
        outcome: {
          type: "text",
          description: "kept; dropped: no knot after all; undecided, and left out; repeated, and left out",
          unit: "-"
        },
        label: { type: "text", description: "knot, unknot or undecided", unit: "-" },
        proof: {
          type: "text",
          description:
            "certificate; construction: made by moves that were not written down; determinant, alexander, jones, jones-small (V = 1, at most 24 letters), group (it is Z), khovanov, none",
          unit: "-"
        },
        family: {
          type: "text",
          description: "of knots: prime, composite, ambiguous, or unnamed, as far as the name is right",
          unit: "-"
        },
        count: { type: "integer", description: "draws", unit: "draws" },
        share: {
          type: "real",
          description: "count over all draws",
          unit: "1",
          standardError: "standardError"
        },
        standardError: { type: "real", description: "binomial; none where repeats are dropped", unit: "1" }
      }
    },
    words: {
      description: "the words kept, where words: true asks for them",
      columns: {
        word: { type: "text", description: "letters: i is sigma_i, -i its inverse", unit: "-" },
        label: { type: "text", description: "knot or unknot", unit: "-" },
        proof: { type: "text", description: "how that is known, as in labels", unit: "-" },
        split: {
          type: "text",
          description: `test for a share of ${Split.testShare} of the words, else train; equal for all rotations`,
          unit: "-"
        },
        ...point,
        wordStrands: { type: "integer", description: "strands that the word stands on", unit: "strands" },
        writhe: { type: "integer", description: "positive minus negative letters", unit: "letters" },
        name,
        mirror,
        complete,
        jonesLow: {
          type: "integer",
          description: `smallest exponent of the Jones polynomial, up to ${namedLetters} letters`,
          unit: "1"
        },
        jonesHigh: { type: "integer", description: "its largest exponent", unit: "1" },
        jonesSpan: { type: "integer", description: "jonesHigh - jonesLow", unit: "1" }
      }
    }
  },
  headline: ["name", "mirror", "crossings", "share"],
  figures,
  papers: [Paper.learningToUnknot],
  reducer: Reducer.make(kernel.combine, kernel.empty),
  replicates: ({ count }) => count,
  grain: Point.grain,
  cost: Point.cost,
  cut: Point.cut,
  memory: Point.memory,
  isTally,
  rows
}

export default simulation
