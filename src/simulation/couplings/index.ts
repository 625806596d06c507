import * as Effect from "effect/Effect"
import * as Reducer from "effect/Reducer"
import * as Schema from "effect/Schema"
import * as Transformation from "effect/SchemaTransformation"
import type { Sampling } from "../contract.ts"
import * as Network from "../network.ts"
import * as Paper from "../paper.ts"
import * as Point from "./config.ts"
import { figures } from "./figures.ts"
import type { Tally } from "./kernel.ts"
import kernel from "./kernel.ts"
import { rows } from "./rows.ts"
import { tables } from "./tables.ts"

const positive = Schema.Finite.check(Schema.isGreaterThan(0))

// Beyond 1e15 powers of the cutoff overflow.
const cutoff = Schema.Union([
  positive.check(Schema.isLessThanOrEqualTo(1e15)),
  Schema.Literals(["infinity"])
]).annotate({
  description:
    "L: integrals go over [-L, L]^dIn; infinity for gauss alone; absent: 100, and infinity for gauss",
  unit: "1"
})

const inputs = Schema.Union([Schema.Literals(["paper"]), Network.points(8)]).annotate({
  description:
    "paper, for those of the paper in one to three dimensions, or a list of at most 8 points, each of dIn coordinates",
  unit: "1"
})

const inputScale = positive.annotate({
  description:
    "multiplies the inputs; absent: 1, and 0.01 for those of the paper with gauss and erf, as in the paper",
  unit: "1"
})

const testScale = positive.annotate({
  description: "the inputs times this are those on which the fits are tested",
  unit: "1"
})

const order = Schema.Literals([4, 6]).annotate({
  description: "4: lambda from 4-point functions; 6: also 6-point functions and kappa",
  unit: "1"
})

const source = Schema.Literals(["direct", "exact"]).annotate({
  description: "connected functions from sampled networks (direct), or exact: then nothing is drawn",
  unit: "-"
})

const rankTolerance = Schema.Finite.check(Schema.isBetween({ minimum: 1e-14, maximum: 1 })).annotate({
  description: "singular values below this part of the largest count as zero in a fit",
  unit: "1"
})

const dIn = Network.dIn(3)
const width = Network.width("neurons in the hidden layer, N; absent: the paper's, relu 20, erf 5, gauss 1000")
const nets = Network.nets(
  "networks drawn in one repeat for the fit and the same test, and again for the independent test"
)

const given = Schema.Struct({
  activation: Network.activation,
  width: Schema.optionalKey(width),
  dIn: Schema.optionalKey(dIn),
  weightStd: Network.weightStd.pipe(Schema.withDecodingDefaultKey(Effect.succeed(1))),
  biasStd: Schema.optionalKey(Network.biasStd),
  cutoff: Schema.optionalKey(cutoff),
  inputs: inputs.pipe(Schema.withDecodingDefaultKey(Effect.succeed("paper" as const))),
  inputScale: Schema.optionalKey(inputScale),
  testScale: testScale.pipe(Schema.withDecodingDefaultKey(Effect.succeed(Math.SQRT1_2))),
  order: order.pipe(Schema.withDecodingDefaultKey(Effect.succeed(4 as const))),
  source: source.pipe(Schema.withDecodingDefaultKey(Effect.succeed("exact" as const))),
  nets: nets.pipe(Schema.withDecodingDefaultKey(Effect.succeed(1_000_000))),
  rankTolerance: rankTolerance.pipe(Schema.withDecodingDefaultKey(Effect.succeed(1e-3)))
})

const resolved = Schema.Struct({
  activation: Network.activation,
  width,
  dIn,
  weightStd: Network.weightStd,
  biasStd: Network.biasStd,
  cutoff,
  inputs,
  inputScale,
  testScale,
  order,
  source,
  nets,
  rankTolerance
})

// Resolved while decoding, so that a default that depends on other parameters is part of the point's identity.
const config: Schema.Codec<Point.Config, unknown> = given.pipe(
  Schema.decodeTo(
    resolved,
    Transformation.transform<Point.Config, Point.Given>({
      decode: Point.resolve,
      encode: (config) => config
    })
  )
)

const simulation: Sampling<Point.Config, Tally> = {
  kind: "sampling",
  summary: "couplings of the effective action of random networks, measured, tested and used to predict",
  version: 2,
  config,
  faults: Point.faults,
  smoke: { activation: "relu", source: "direct", nets: 2000 },
  tables,
  figures,
  papers: [Paper.networksAndFields],
  reducer: Reducer.make(kernel.combine, kernel.empty),
  replicates: ({ source, nets }) => (source === "exact" ? 1 : nets),
  grain: Point.grain,
  cost: Point.cost,
  rows
}

export default simulation
