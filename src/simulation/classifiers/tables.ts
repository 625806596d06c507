/** The columns of the tables. */
import type { Column, Table } from "../table.ts"
import * as Analysis from "./analysis-tables.ts"
import { parameters } from "./parameters.ts"

const point = parameters.columns(
  "model",
  "width",
  "blocks",
  "hashes",
  "bucket",
  "generator",
  "letters",
  "fewestLetters",
  "train",
  "turn",
  "apart",
  "dataSeed"
)

const repeat: Column = {
  type: "integer",
  description: "which training of the point, from 0: initial parameters, order and noise differ",
  unit: "1"
}

export const tables = {
  results: {
    description: "each training on the words held out for the test",
    columns: {
      ...point,
      repeat,
      test: { type: "integer", description: "words tested", unit: "words" },
      accuracy: {
        type: "real",
        description: "share of them that is decided rightly",
        unit: "1",
        standardError: "standardError"
      },
      standardError: { type: "real", description: "binomial, of accuracy", unit: "1" },
      low: { type: "real", description: "lower end of its 95 % interval, by Wilson", unit: "1" },
      high: { type: "real", description: "upper end of that interval", unit: "1" },
      auc: {
        type: "real",
        description:
          "probability that a knot's output is above an unknot's; none where one of them is missing",
        unit: "1"
      },
      loss: { type: "real", description: "mean cross entropy", unit: "nats" },
      calibrationError: {
        type: "real",
        description: "mean distance of confidence and accuracy over bins of confidence, by words",
        unit: "1"
      },
      parameters: { type: "integer", description: "numbers trained", unit: "1" },
      epochs: { type: "integer", description: "epochs trained", unit: "epochs" },
      bestEpoch: {
        type: "integer",
        description: "the epoch whose parameters are tested, from 1: least loss in validation",
        unit: "epochs"
      }
    }
  },
  epochs: {
    description: "the course of each training; words a second are a matter of the machine: `skein status`",
    columns: {
      ...point,
      repeat,
      epoch: { type: "integer", description: "from 1", unit: "epochs" },
      rate: { type: "real", description: "learning rate of its last step", unit: "1" },
      loss: { type: "real", description: "mean cross entropy while it trained", unit: "nats" },
      accuracy: { type: "real", description: "share decided rightly while it trained", unit: "1" },
      validationLoss: { type: "real", description: "mean cross entropy in validation", unit: "nats" },
      validationAccuracy: { type: "real", description: "share decided rightly in validation", unit: "1" },
      gradient: { type: "real", description: "mean norm of the gradient, before it is clipped", unit: "1" }
    }
  },
  predictions: {
    description: "what each training says of every word of the test",
    columns: {
      ...point,
      repeat,
      word: { type: "text", description: "letters: i is sigma_i, -i its inverse", unit: "-" },
      label: { type: "text", description: "knot or unknot", unit: "-" },
      proof: { type: "text", description: "how that is known", unit: "-" },
      output: {
        type: "real",
        description: "logarithm of the odds that it is a knot, as the model sees it: knot above 0",
        unit: "nats"
      },
      probability: { type: "real", description: "of a knot, 1 / (1 + exp(-output))", unit: "1" },
      correct: { type: "boolean", description: "whether the model is right", unit: "-" },
      wordStrands: { type: "integer", description: "strands that the word stands on", unit: "strands" },
      writhe: { type: "integer", description: "positive minus negative letters", unit: "letters" },
      name: {
        type: "text",
        description: "the knot, or all that share its invariants; none beyond the table",
        unit: "-"
      },
      jonesLow: { type: "integer", description: "smallest exponent of the Jones polynomial", unit: "1" },
      jonesHigh: { type: "integer", description: "its largest exponent", unit: "1" },
      jonesSpan: { type: "integer", description: "jonesHigh - jonesLow", unit: "1" }
    }
  },
  ...Analysis.tables({ ...point, repeat }, point)
} as const satisfies Readonly<Record<string, Table>>
