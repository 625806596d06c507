import * as Schema from "effect/Schema"
import * as Activation from "../../domain/field/activation/list.ts"
import * as Network from "../network.ts"
import * as Parameter from "../parameter.ts"

interface Activated {
  readonly activation: Activation.Name
}

const positive = Schema.Finite.check(Schema.isGreaterThan(0))

// Beyond these powers of the cutoff leave the range of numbers.
const cutoff = Schema.Union([
  Schema.Finite.check(Schema.isBetween({ minimum: 1e-15, maximum: 1e15 })),
  Schema.Literals(["infinity"])
]).annotate({
  description: "L: integrals go over [-L, L]^dIn; infinity for gauss alone",
  unit: "1"
})

const inputs = Schema.Union([Schema.Literals(["paper"]), Network.points(8)]).annotate({
  description:
    "before scaling: paper, for those of the paper in one to three dimensions, or a list of at most 8 points, each of dIn coordinates",
  unit: "1"
})

const inputScale = positive.annotate({ description: "multiplies the inputs", unit: "1" })

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

const nets = Network.nets(
  "networks drawn in one repeat for the fit and the same test, and again for the independent test; none where exact"
)

const rankTolerance = Schema.Finite.check(Schema.isBetween({ minimum: 1e-14, maximum: 1 })).annotate({
  description: "singular values below this part of the largest count as zero in a fit",
  unit: "1"
})

/** For each activation, in words: `100 for relu`. */
const each = (of: (name: Activation.Name) => string | number): string =>
  Activation.names.map((name) => `${of(name)} for ${name}`).join(", ")

const usual = (name: Activation.Name) => Activation.of(name).couplings

const cutoffOf = (name: Activation.Name): number | "infinity" => {
  const { cutoff } = usual(name)
  return cutoff === Infinity ? "infinity" : cutoff
}

const scaleOf = (name: Activation.Name): number => Activation.of(name).inputs.couplingScale

export const parameters = Parameter.make({
  activation: Network.activation,
  width: Parameter.derived(
    Network.width("neurons in the hidden layer, N"),
    each((name) => usual(name).width),
    ({ activation }: Activated) => usual(activation).width
  ),
  dIn: Network.dIn(3),
  weightStd: Network.weightStd,
  biasStd: Network.biasStd,
  cutoff: Parameter.derived(cutoff, each(cutoffOf), ({ activation }: Activated) => cutoffOf(activation)),
  inputs: Parameter.usually(inputs, "paper"),
  inputScale: Parameter.derived(
    inputScale,
    `1; for those of the paper ${each(scaleOf)}`,
    ({ activation, inputs }: Activated & { readonly inputs: unknown }) =>
      inputs === "paper" ? scaleOf(activation) : 1
  ),
  testScale: Parameter.usually(testScale, Math.SQRT1_2),
  order: Parameter.usually(order, 4),
  source: Parameter.usually(source, "exact"),
  nets: Parameter.usually(nets, 1_000_000),
  rankTolerance: Parameter.usually(rankTolerance, 1e-3),
  average: Parameter.usually(Network.average, "unordered")
})
