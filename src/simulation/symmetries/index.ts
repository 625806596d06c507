import * as Reducer from "effect/Reducer"
import type { Sampling } from "../contract.ts"
import * as Paper from "../paper.ts"
import type { Column } from "../table.ts"
import type { Config } from "./config.ts"
import * as Point from "./config.ts"
import { figures } from "./figures.ts"
import type { Tally } from "./kernel.ts"
import kernel from "./kernel.ts"
import { parameters } from "./parameters.ts"
import { rows } from "./rows.ts"
import { isTally } from "./shape.ts"

const point: Readonly<Record<string, Column>> = {
  ...parameters.columns("activation", "width", "outputs", "order", "nets"),
  ...parameters.columns("weightStd", "biasStd", "weightMean", "biasMean")
}

const simulation: Sampling<Config, Tally> = {
  kind: "sampling",
  summary: "networks of several outputs: which n-point functions their symmetry forbids, and what breaks it",
  version: 2,
  config: parameters.codec,
  faults: Point.faults,
  smoke: { width: 4, nets: 4096 },
  tables: {
    laws: {
      description: "what symmetry says of n-point functions, and how far the measured ones are from it",
      columns: {
        ...point,
        law: {
          type: "text",
          description:
            "odd orders vanish; those vanish in which an output stands an odd number of times; rotations of outputs change nothing; measured is as exact",
          unit: "-"
        },
        due: {
          type: "text",
          description: "whether the law holds, or means that are not zero break it",
          unit: "-"
        },
        functions: { type: "integer", description: "n-point functions that the law is about", unit: "1" },
        rms: {
          type: "real",
          description:
            "root mean square of their distances from what the law says, in standard errors: 1 by chance",
          unit: "1"
        },
        largest: { type: "real", description: "the largest of these distances", unit: "1" }
      }
    },
    correlators: {
      description: "n-point functions of all multisets of outputs at points",
      columns: {
        ...point,
        legs: { type: "text", description: "outputs of the factors, numbered from 1", unit: "-" },
        tuple: { type: "text", description: "inputs of the factors, numbered from 1", unit: "-" },
        mean: {
          type: "real",
          description: "G_n, the mean of the product",
          unit: "1",
          standardError: "standardError"
        },
        standardError: {
          type: "real",
          description: "standard error of mean, from blocks of networks",
          unit: "1"
        },
        vanishes: {
          type: "text",
          description:
            "why it is zero: odd order, or an output that stands an odd number of times; null where it need not be",
          unit: "-"
        },
        exact: {
          type: "real",
          description: "exact G_n at this width; null for n = 3 and 4 where means are not zero",
          unit: "1"
        },
        zScore: { type: "real", description: "(mean - exact) / standardError", unit: "1" },
        change: {
          type: "real",
          description: "by how much G_n of outputs 1 and 2 turned by an eighth of a turn is larger",
          unit: "1",
          standardError: "changeStandardError"
        },
        changeStandardError: { type: "real", description: "standard error of change", unit: "1" },
        changeScore: { type: "real", description: "change / changeStandardError", unit: "1" }
      }
    }
  },
  headline: ["law", "due", "functions", "rms"],
  figures,
  papers: [Paper.symmetryViaDuality],
  reducer: Reducer.make(kernel.combine, kernel.empty),
  replicates: ({ nets }) => nets,
  grain: Point.grain,
  cost: Point.cost,
  isTally,
  rows
}

export default simulation
