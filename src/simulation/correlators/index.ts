import * as Effect from "effect/Effect"
import * as Reducer from "effect/Reducer"
import * as Schema from "effect/Schema"
import * as Transformation from "effect/SchemaTransformation"
import { deepest } from "../../domain/field/network.ts"
import type { Sampling } from "../contract.ts"
import * as Network from "../network.ts"
import * as Paper from "../paper.ts"
import type { Column } from "../table.ts"
import type { Config } from "./config.ts"
import * as Point from "./config.ts"
import { figures } from "./figures.ts"
import * as Inputs from "./inputs.ts"
import type { Tally } from "./kernel.ts"
import kernel from "./kernel.ts"
import { rows } from "./rows.ts"

const depth = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: deepest })).annotate({
  description: "hidden layers, all of the same width; more than one for relu and erf",
  unit: "layers"
})

const inputs = Schema.Union([Schema.Literals(Inputs.names), Network.points(12)]).annotate({
  description: "inputs of the paper by name, or a list of at most 12 points, each a list of dIn coordinates",
  unit: "1"
})

const order = Schema.Literals([2, 4, 6, 8]).annotate({
  description: "n of the n-point functions; 8 for direct alone, without its connected part",
  unit: "1"
})

const estimator = Schema.Literals(Point.estimators).annotate({
  description: "where the values come from",
  unit: "-"
})

const wanted = Schema.Literals([...Point.estimators, "auto"]).annotate({
  description:
    "direct: means of products of outputs; rao-blackwell, centred: the output layer integrated by hand; single-neuron: " +
    "moments of all neurons; exact: closed forms and quadratures, nothing is drawn; auto: the sampled one of least variance",
  unit: "-"
})

const dIn = Network.dIn(64)
const nets = Network.nets("networks drawn in one repeat")
const width = Network.width("neurons in a hidden layer, N")

const given = Schema.Struct({
  activation: Network.activation,
  width,
  depth: depth.pipe(Schema.withDecodingDefaultKey(Effect.succeed(1))),
  dIn: Schema.optionalKey(dIn),
  nets: nets.pipe(Schema.withDecodingDefaultKey(Effect.succeed(1_000_000))),
  weightStd: Network.weightStd.pipe(Schema.withDecodingDefaultKey(Effect.succeed(1))),
  biasStd: Schema.optionalKey(Network.biasStd),
  inputs: inputs.pipe(Schema.withDecodingDefaultKey(Effect.succeed("gp-test" as const))),
  order: order.pipe(Schema.withDecodingDefaultKey(Effect.succeed(4 as const))),
  estimator: wanted.pipe(Schema.withDecodingDefaultKey(Effect.succeed("direct" as const)))
})

const resolved = Schema.Struct({
  activation: Network.activation,
  width,
  depth,
  dIn,
  nets,
  weightStd: Network.weightStd,
  biasStd: Network.biasStd,
  inputs,
  order,
  estimator
})

// Resolved while decoding, so that a default that depends on other parameters is part of the point's identity.
const config: Schema.Codec<Config, unknown> = given.pipe(
  Schema.decodeTo(
    resolved,
    Transformation.transform<Config, Point.Given>({ decode: Point.resolve, encode: (config) => config })
  )
)

const point: Readonly<Record<string, Column>> = {
  ...Network.columns,
  depth: { type: "integer", description: "hidden layers", unit: "layers", parameter: "depth" },
  nets: {
    type: "integer",
    description: "networks drawn in one repeat, 0 for exact values",
    unit: "networks",
    parameter: "nets"
  },
  order: { type: "integer", description: "n of the n-point function", unit: "1", parameter: "order" },
  estimator: {
    type: "text",
    description: "where the values come from; what auto stood for",
    unit: "-",
    parameter: "estimator"
  },
  repeats: { type: "integer", description: "independent repetitions of the experiment", unit: "1" }
}

const simulation: Sampling<Config, Tally> = {
  kind: "sampling",
  summary: "n-point functions of random neural networks, and their distance from a Gaussian process",
  version: 3,
  config,
  faults: Point.faults,
  smoke: { activation: "relu", width: 5, nets: 2000 },
  tables: {
    deviations: {
      description: "deviation from the Gaussian process, averaged over the tuples of inputs",
      columns: {
        ...point,
        part: {
          type: "text",
          description: "full: |G_n - G_GP| / |G_GP|; connected: |kappa_n| / |G_GP|",
          unit: "-"
        },
        m: {
          type: "real",
          description: "mean of the deviation over the tuples",
          unit: "1",
          standardError: "standardError"
        },
        background: {
          type: "real",
          description: "mean over the tuples of the standard deviation over the repeats, over |G_GP|",
          unit: "1"
        },
        standardError: {
          type: "real",
          description: "background / sqrt(repeats): error of the plotted mean",
          unit: "1"
        },
        exact: { type: "real", description: "m of the exact n-point functions", unit: "1" },
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
        }
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
          description: "standard error of mean, from blocks of networks",
          unit: "1"
        },
        exact: { type: "real", description: "exact G_n at this width", unit: "1" },
        zScore: { type: "real", description: "(mean - exact) / standardError", unit: "1" },
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
        connectedExact: { type: "real", description: "exact connected part at this width", unit: "1" }
      }
    }
  },
  figures,
  papers: [Paper.networksAndFields],
  reducer: Reducer.make(kernel.combine, kernel.empty),
  replicates: ({ estimator, nets }) => (estimator === "exact" ? 1 : nets),
  grain: Point.grain,
  cost: Point.cost,
  rows
}

export default simulation
