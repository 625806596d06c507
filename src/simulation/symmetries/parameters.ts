import * as Schema from "effect/Schema"
import * as Network from "../network.ts"
import * as Parameter from "../parameter.ts"

const outputs = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 4 })).annotate({
  description: "outputs of a network, which share its hidden layer",
  unit: "1"
})

const order = Schema.Literals([1, 2, 3, 4]).annotate({
  description: "n of the n-point functions",
  unit: "1"
})

const weightMean = Schema.Finite.annotate({
  description: "mu_W: mean of the weights of the outputs; zero where outputs may be rotated",
  unit: "1"
})

const biasMean = Schema.Finite.annotate({
  description: "mu_b: mean of the biases of the outputs; zero where outputs may be rotated",
  unit: "1"
})

const inputs = Network.points(4).annotate({
  description: "a list of at most 4 points, each a list of dIn coordinates",
  unit: "1"
})

export const parameters = Parameter.make({
  activation: Parameter.usually(Network.activation, "relu"),
  width: Network.width("neurons in the hidden layer, N"),
  outputs: Parameter.usually(outputs, 2),
  order: Parameter.usually(order, 4),
  dIn: Network.dIn(64),
  nets: Parameter.usually(Network.nets("networks drawn in one repeat"), 100_000),
  weightStd: Network.weightStd,
  biasStd: Network.biasStd,
  weightMean: Parameter.usually(weightMean, 0),
  biasMean: Parameter.usually(biasMean, 0),
  inputs: Parameter.usually(inputs, [[0.5], [1]])
})
