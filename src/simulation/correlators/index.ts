import * as Reducer from "effect/Reducer"
import * as Caution from "../caution.ts"
import type { Sampling } from "../contract.ts"
import * as Paper from "../paper.ts"
import type { Column } from "../table.ts"
import type { Config } from "./config.ts"
import * as Point from "./config.ts"
import * as Doubt from "./doubt.ts"
import * as Estimator from "./estimator.ts"
import { figures } from "./figures.ts"
import type { Tally } from "./kernel.ts"
import kernel from "./kernel.ts"
import { parameters } from "./parameters.ts"
import { rows } from "./rows.ts"
import { isTally } from "./shape.ts"

const point: Readonly<Record<string, Column>> = {
  ...parameters.columns("activation", "width", "dIn", "weightStd", "biasStd", "inputs"),
  ...parameters.columns("depth", "nets", "order", "estimator"),
  repeats: { type: "integer", description: "independent repetitions of the experiment", unit: "1" }
}

const doubts = {
  caution: {
    type: "text",
    description:
      "what there is against the standard errors, in a word; null where there is nothing, or nothing is drawn",
    unit: "-",
    words: Caution.words
  },
  note: {
    type: "text",
    description: "why cells are null that are not null elsewhere, in a word",
    unit: "-",
    words: Doubt.notes
  }
} as const

const simulation: Sampling<Config, Tally> = {
  kind: "sampling",
  summary: "n-point functions of random neural networks, and their distance from a Gaussian process",
  version: 5,
  config: parameters.codec,
  faults: Point.faults,
  smoke: { activation: "relu", width: 5, nets: 2000 },
  tables: {
    deviations: {
      description: "deviation from the Gaussian process, averaged over the tuples of inputs",
      columns: {
        ...point,
        ...parameters.columns("average"),
        part: {
          type: "text",
          description: "full: |G_n - G_GP| / |G_GP|; connected: |kappa_n| / |G_GP|",
          unit: "-"
        },
        m: {
          type: "real",
          description: "mean of the deviation over the tuples; null where the Gaussian process has none",
          unit: "1",
          standardError: "standardError"
        },
        background: {
          type: "real",
          description:
            "mean over the tuples of the standard deviation over the repeats, over |G_GP|; null with fewer than two",
          unit: "1"
        },
        standardError: {
          type: "real",
          description:
            "error of m, from blocks of networks: mean over the tuples of their standard errors, over |G_GP|; above the error where tuples do not move together; null for exact",
          unit: "1"
        },
        exact: {
          type: "real",
          description: "m of the exact n-point functions; null where there are none, see note",
          unit: "1"
        },
        firstOrder: {
          type: "real",
          description: "of deep networks: m to first order in 1/N; none for kappa6, which is of second order",
          unit: "1"
        },
        bandLow: {
          type: "real",
          description:
            "lower end of the 95 % bootstrap band of m over tuples: a spread, not a confidence interval, since all tuples share the same networks",
          unit: "1"
        },
        bandHigh: {
          type: "real",
          description: "upper end of that band",
          unit: "1"
        },
        effective: {
          type: "real",
          description: "the least effective number of networks of all tuples, see the table correlators",
          unit: "networks"
        },
        ...doubts
      }
    },
    correlators: {
      description: "n-point functions of all tuples of inputs",
      columns: {
        ...point,
        tuple: { type: "text", description: "inputs of the n-point function, numbered from 1", unit: "-" },
        mean: {
          type: "real",
          description: "G_n, the mean of the product of the outputs, as the estimator has it",
          unit: "1",
          standardError: "standardError"
        },
        standardError: {
          type: "real",
          description:
            "standard error of mean, from blocks of networks; null for exact, and for a single block",
          unit: "1"
        },
        exact: {
          type: "real",
          description: "exact G_n at this width; null where there is none, see note",
          unit: "1"
        },
        firstOrder: {
          type: "real",
          description: "of deep networks: G_n to first order in 1/N",
          unit: "1"
        },
        zScore: {
          type: "real",
          description: "(mean - exact) / standardError; null without one of them",
          unit: "1"
        },
        gp: {
          type: "real",
          description: "G_n of the Gaussian process, the limit of infinite width",
          unit: "1"
        },
        connected: {
          type: "real",
          description:
            "connected part: kappa4 for n = 4, kappa6 for n = 6, G_2 itself for n = 2; none for n = 8",
          unit: "1",
          standardError: "connectedStandardError"
        },
        connectedStandardError: {
          type: "real",
          description: "standard error of connected, from blocks of networks",
          unit: "1"
        },
        connectedExact: {
          type: "real",
          description: "exact connected part at this width; null where there is none, see note",
          unit: "1"
        },
        connectedFirstOrder: {
          type: "real",
          description:
            "of deep networks: the connected part to first order in 1/N; none for kappa6, which is of second order",
          unit: "1"
        },
        degreesOfFreedom: {
          type: "integer",
          description: "of the standard errors: blocks of networks less one; null for exact",
          unit: "1"
        },
        effective: {
          type: "real",
          description:
            "networks that count for the standard error of mean: as many draws of an exponential law have a mean as skewed, 4 / (squared skewness of the mean), at most those drawn; null for exact, and for fewer than three blocks",
          unit: "networks"
        },
        connectedEffective: {
          type: "real",
          description: "the same for connected",
          unit: "networks"
        },
        ...doubts
      }
    }
  },
  headline: ["part", "m", "exact"],
  figures,
  papers: [Paper.networksAndFields],
  reducer: Reducer.make(kernel.combine, kernel.empty),
  replicates: ({ estimator, nets }) => (Estimator.draws[estimator] ? nets : 1),
  grain: Point.grain,
  cost: Point.cost,
  cut: Point.cut,
  beside: Point.beside,
  memory: Point.memory,
  isTally,
  rows
}

export default simulation
