import * as Schema from "effect/Schema"
import * as Network from "../network.ts"
import * as Parameter from "../parameter.ts"

const inputs = Schema.Union([Schema.Literals(["paper"]), Network.points(8)]).annotate({
  description: "paper, for those of the paper in one to three dimensions, or a list of at most 8 points",
  unit: "1"
})

// Beyond these powers of the cutoff leave the range of numbers.
const cutoff = Schema.Finite.check(Schema.isBetween({ minimum: 1e-15, maximum: 1e15 }))

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

const width = Network.width("neurons in the hidden layer, N: all couplings are proportional to a power of it")

export const parameters = Parameter.make({
  activation: Parameter.usually(Network.activation, "relu"),
  width: Parameter.usually(width, 20),
  dIn: Network.dIn(3),
  weightStd: Network.weightStd,
  biasStd: Network.biasStd,
  inputs: Parameter.usually(inputs, "paper"),
  cutoffs: Parameter.usually(cutoffs, "paper"),
  lines: Parameter.usually(lines, "K_W"),
  average: Parameter.usually(Network.average, "unordered")
})
