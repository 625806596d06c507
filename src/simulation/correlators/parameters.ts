import * as Schema from "effect/Schema"
import { deepest } from "../../domain/field/network.ts"
import * as Network from "../network.ts"
import * as Parameter from "../parameter.ts"
import * as Estimator from "./estimator.ts"
import * as Inputs from "./inputs.ts"

const depth = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: deepest })).annotate({
  description: "hidden layers, all of the same width; one for gauss",
  unit: "layers"
})

const inputs = Schema.Union([Schema.Literals(Inputs.names), Network.points(24)]).annotate({
  description:
    "inputs by name (those of the paper, and for other activations alike), or a list of at most 24 points, each a list of dIn coordinates",
  unit: "1"
})

const order = Schema.Literals([2, 4, 6, 8]).annotate({
  description: "n of the n-point functions; 8 for direct alone, without its connected part",
  unit: "1"
})

const estimator = Schema.Literals(Estimator.names).annotate({
  description: "where the values come from; what auto stood for",
  unit: "-"
})

const wanted = Schema.Literals([...Estimator.names, "auto"]).annotate({
  description:
    "direct: means of products of outputs; rao-blackwell, centred: the output layer integrated by hand; single-neuron: " +
    "moments of all neurons; exact: closed forms and quadratures, nothing is drawn; auto: the sampled one of least variance",
  unit: "-"
})

export const parameters = Parameter.make({
  activation: Network.activation,
  width: Network.width("neurons in a hidden layer, N"),
  depth: Parameter.usually(depth, 1),
  dIn: Network.dIn(64),
  nets: Parameter.usually(Network.nets("networks drawn in one repeat; none for exact values"), 1_000_000),
  weightStd: Network.weightStd,
  biasStd: Network.biasStd,
  inputs: Parameter.usually(inputs, "gp-test"),
  order: Parameter.usually(order, 4),
  estimator: Parameter.settled(
    estimator,
    wanted,
    "direct",
    (asked: Estimator.Asked, said) => Estimator.names.find((name) => name === said) ?? Estimator.best(asked)
  ),
  average: Parameter.usually(Network.average, "unordered")
})
