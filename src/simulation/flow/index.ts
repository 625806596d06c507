import * as Effect from "effect/Effect"
import * as Reducer from "effect/Reducer"
import * as Schema from "effect/Schema"
import * as Transformation from "effect/SchemaTransformation"
import type { Sampling } from "../contract.ts"
import * as Network from "../network.ts"
import * as Paper from "../paper.ts"
import type { Column } from "../table.ts"
import * as Point from "./config.ts"
import { figures } from "./figures.ts"
import type { Tally } from "./kernel.ts"
import kernel from "./kernel.ts"
import { rows } from "./rows.ts"

const inputs = Schema.Union([Schema.Literals(["paper"]), Network.points(8)]).annotate({
  description: "paper, for those of the paper in one to three dimensions, or a list of at most 8 points",
  unit: "1"
})

// Beyond it powers of the cutoff overflow.
const cutoff = Schema.Finite.check(Schema.isGreaterThan(0), Schema.isLessThanOrEqualTo(1e15))

const cutoffs = Schema.Union([
  Schema.Literals(["paper"]),
  Schema.Array(cutoff).check(Schema.isMinLength(2))
]).annotate({
  description: "paper, for the 21 cutoffs L of its figure, or a list of two or more: the box is [-L, L]^dIn",
  unit: "1"
})

const lines = Schema.Literals(["K_W", "K"]).annotate({
  description: "lines at vertices: K_W = K - sigma_b^2, or the full kernel K",
  unit: "-"
})

const dIn = Network.dIn(3)
const width = Network.width("neurons in the hidden layer, N: all couplings are proportional to a power of it")

const given = Schema.Struct({
  activation: Network.activation.pipe(Schema.withDecodingDefaultKey(Effect.succeed("relu" as const))),
  width: width.pipe(Schema.withDecodingDefaultKey(Effect.succeed(20))),
  dIn: Schema.optionalKey(dIn),
  weightStd: Network.weightStd.pipe(Schema.withDecodingDefaultKey(Effect.succeed(1))),
  biasStd: Schema.optionalKey(Network.biasStd),
  inputs: inputs.pipe(Schema.withDecodingDefaultKey(Effect.succeed("paper" as const))),
  cutoffs: cutoffs.pipe(Schema.withDecodingDefaultKey(Effect.succeed("paper" as const))),
  lines: lines.pipe(Schema.withDecodingDefaultKey(Effect.succeed("K_W" as const)))
})

const resolved = Schema.Struct({
  activation: Network.activation,
  width,
  dIn,
  weightStd: Network.weightStd,
  biasStd: Network.biasStd,
  inputs,
  cutoffs,
  lines
})

const config: Schema.Codec<Point.Config, unknown> = given.pipe(
  Schema.decodeTo(
    resolved,
    Transformation.transform<Point.Config, Point.Given>({
      decode: Point.resolve,
      encode: (config) => config
    })
  )
)

const point: Readonly<Record<string, Column>> = {
  ...Network.columns,
  lines: {
    type: "text",
    description: "lines at vertices: K_W = K - sigma_b^2, or K",
    unit: "-",
    parameter: "lines"
  },
  convention: { type: "text", description: "sign of the couplings", unit: "-" },
  coupling: { type: "text", description: "lambda of f^4, or kappa of f^6, both at first order", unit: "-" }
}

const simulation: Sampling<Point.Config, Tally> = {
  kind: "sampling",
  summary: "how the couplings of a network's effective action run with the cutoff",
  version: 2,
  config,
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
          description: "slope of the straight line by least squares",
          unit: "1",
          standardError: "standardError"
        },
        standardError: {
          type: "real",
          description: "standard error of slope, from the scatter about the line",
          unit: "1"
        },
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
        quadratureError: { type: "real", description: "bound of the integrals' relative error", unit: "1" }
      }
    }
  },
  figures,
  papers: [Paper.networksAndFields],
  reducer: Reducer.make(kernel.combine, kernel.empty),
  replicates: (config) => Point.cutoffs(config).length,
  grain: () => 1,
  cost: ({ dIn }) => [0.005, 0.05, 2][dIn - 1],
  rows
}

export default simulation
