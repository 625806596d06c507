import * as Reducer from "effect/Reducer"
import * as Coupling from "../../domain/field/action/coupling.ts"
import type { Sampling } from "../contract.ts"
import * as Paper from "../paper.ts"
import type { Column } from "../table.ts"
import * as Point from "./config.ts"
import { figures } from "./figures.ts"
import type { Tally } from "./kernel.ts"
import kernel from "./kernel.ts"
import { parameters } from "./parameters.ts"
import { rows } from "./rows.ts"
import { isTally } from "./shape.ts"

const point: Readonly<Record<string, Column>> = {
  ...parameters.columns("activation", "width", "dIn", "weightStd", "biasStd", "inputs", "lines", "average"),
  convention: {
    type: "text",
    description: "sign of the couplings",
    unit: "-",
    words: Coupling.conventions
  },
  coupling: { type: "text", description: "lambda of f^4, or kappa of f^6", unit: "-" },
  equations: {
    type: "text",
    description:
      "first order: each coupling alone, tuple by tuple; coupled: both at once, one lambda for all tuples, and what two of them exchange taken out of kappa6 (one dimension)",
    unit: "-"
  }
}

const simulation: Sampling<Point.Config, Tally> = {
  kind: "sampling",
  summary: "how the couplings of a network's effective action run with the cutoff",
  version: 3,
  config: parameters.codec,
  faults: Point.faults,
  smoke: { cutoffs: [10, 100, 1000] },
  tables: {
    slopes: {
      description: "slopes of log |coupling| against log cutoff",
      columns: {
        ...point,
        cutoffs: { type: "integer", description: "cutoffs on the line", unit: "1" },
        slope: {
          type: "real",
          description:
            "slope of the straight line by least squares; none where the coupling changes its sign",
          unit: "1",
          standardError: "standardError"
        },
        standardError: {
          type: "real",
          description: "standard error of slope, from the scatter about the line",
          unit: "1"
        },
        first: { type: "real", description: "d log |coupling| / d log L at the first cutoff", unit: "1" },
        last: { type: "real", description: "d log |coupling| / d log L at the last cutoff", unit: "1" },
        exact: {
          type: "real",
          description: "-(dIn + 4) for lambda, -(dIn + 6) for kappa: relu without bias",
          unit: "1"
        },
        marginal: {
          type: "integer",
          description:
            "-dIn, the slope of beta = -lambda dIn at large cutoffs, where lines tend to a constant: erf, and gauss with K and bias",
          unit: "1"
        }
      }
    },
    flow: {
      description: "couplings at each cutoff, and their beta functions",
      columns: {
        ...point,
        cutoff: { type: "real", description: "L: the box is [-L, L]^dIn", unit: "1" },
        value: { type: "real", description: "mean of the coupling over the tuples of inputs", unit: "1" },
        spread: { type: "real", description: "standard deviation over the tuples", unit: "1" },
        slope: { type: "real", description: "d log |value| / d log L at this cutoff", unit: "1" },
        beta: { type: "real", description: "d value / d log L", unit: "1" },
        driven: { type: "real", description: "of the coupled kappa's beta, what lambda drives", unit: "1" },
        exchangeOverKappa6: {
          type: "real",
          description:
            "what two lambdas exchange over kappa6, both as roots of the mean square over the tuples",
          unit: "1"
        },
        quadratureError: { type: "real", description: "bound of the integrals' relative error", unit: "1" }
      }
    }
  },
  headline: ["coupling", "equations", "slope", "last", "exact"],
  figures,
  papers: [Paper.networksAndFields],
  reducer: Reducer.make(kernel.combine, kernel.empty),
  replicates: (config) => Point.cutoffs(config).length,
  grain: () => 1,
  cost: Point.cost,
  cut: Point.cut,
  isTally,
  rows
}

export default simulation
