import * as Schema from "effect/Schema"
import * as Network from "../network.ts"
import * as Parameter from "../parameter.ts"

/** Points at most: commands take thousands. */
export const most = 24

const inputs = Schema.Union([Schema.Literals(["paper"]), Network.points(most)]).annotate({
  description: `paper, for those of the paper in one to three dimensions, or a list of at most ${most} points`,
  unit: "1"
})

const depth = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 1000 })).annotate({
  description: "hidden layers: there is a row after each of them",
  unit: "layers"
})

export const parameters = Parameter.make({
  activation: Parameter.usually(Network.activation, "relu"),
  depth: Parameter.usually(depth, 10),
  dIn: Network.dIn(1000),
  weightStd: Network.weightStd,
  biasStd: Network.biasStd,
  inputs: Parameter.usually(inputs, "paper")
})
