import * as Schema from "effect/Schema"
import * as Descent from "../../domain/field/learning/descent.ts"
import * as Network from "../network.ts"
import * as Parameter from "../parameter.ts"
import * as Examples from "./examples.ts"
import * as Rate from "./rate.ts"

const activation = Schema.Literals(Descent.activations).annotate({
  description: "activation of the hidden neurons; gelu is z Phi(z)",
  unit: "-"
})

const width = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 4096 }))

const widths = Schema.Array(width).check(Schema.isMinLength(1), Schema.isMaxLength(8)).annotate({
  description:
    "neurons in a hidden layer, N: one ensemble each, whose deviations are extrapolated; ascending",
  unit: "neurons"
})

const depth = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 2 })).annotate({
  description: "hidden layers, both of the same width",
  unit: "layers"
})

const positive = Schema.Finite.check(Schema.isGreaterThan(0))

const weightStd = positive.annotate({
  description:
    "sigma_W: a layer's sum has the factor sigma_W / sqrt(number of its inputs); all weights begin as N(0, 1)",
  unit: "1"
})

const biasStd = Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0)).annotate({
  description: "sigma_b: the factor of all biases, which begin as N(0, 1); 0 for none",
  unit: "1"
})

const example = Schema.Struct({
  input: Schema.Array(Schema.Finite).check(Schema.isMinLength(1)),
  target: Schema.Finite
})

const examples = Schema.Union([
  Schema.Literals(Examples.names),
  Schema.Array(example).check(Schema.isMinLength(1), Schema.isMaxLength(Examples.most))
]).annotate({
  description:
    "what is learned, where data names no file: sine, sin(pi x) at five points; xor, x1 x2 at four corners; or a list of at most " +
    `${Examples.most} { input, target }`,
  unit: "1"
})

const ofFile = {
  description:
    "file of what is learned (.csv, .tsv, .ndjson, .jsonl): columns x1, as many of x2 to x8 as there are, and target",
  unit: "-"
}

/** JSON schemas have the description of what is checked, and columns that of the whole. */
const data = Schema.String.annotate(ofFile)
  .check(
    Schema.makeFilter(
      (text) => Examples.isData(text) || "is the name of a file, and the study says it itself"
    )
  )
  .annotate(ofFile)

const inputs = Network.points(8).annotate({
  description: "where networks are asked, beside what they learn from: at most 8 points",
  unit: "1"
})

const learningRate = positive.annotate({
  description:
    "eta: each step takes eta times the gradient of half the sum of squared errors; below 2 / the largest eigenvalue of Theta",
  unit: "1"
})

const step = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 10_000_000 }))

const steps = step.annotate({ description: "steps of gradient descent in all", unit: "steps" })

const times = Schema.Array(step)
  .check(Schema.isMinLength(1), Schema.isMaxLength(32))
  .annotate({ description: "steps after which networks are asked: 0, and more that ascend", unit: "steps" })

/** 0, powers of 2, and all of them. */
const usualTimes = (steps: number): ReadonlyArray<number> => {
  const powers = Array.from({ length: Math.ceil(Math.log2(Math.max(1, steps))) }, (_, k) => 2 ** k)
  return steps === 0 ? [0] : [0, ...powers, steps]
}

export const parameters = Parameter.make({
  activation: Parameter.usually(activation, "erf"),
  widths: Parameter.usually(widths, [16, 32, 64, 128]),
  depth: Parameter.usually(depth, 1),
  nets: Parameter.usually(
    Network.nets("networks of each width in one repeat: a multiple of 16, at least 1024"),
    10_000
  ),
  weightStd: Parameter.usually(weightStd, 1.5),
  biasStd: Parameter.usually(biasStd, 0.5),
  examples: Parameter.usually(examples, "sine"),
  data: Parameter.optional(data, "examples says what is learned"),
  inputs: Parameter.derived(
    inputs,
    "four points beside and beyond named examples, else the mean of all inputs",
    (said: Examples.Said) => Examples.asked(said)
  ),
  learningRate: Parameter.derived(
    learningRate,
    "half the inverse of the largest eigenvalue of Theta among what is learned, in two digits",
    (said: Rate.Said) => Rate.usual(said)
  ),
  steps: Parameter.usually(steps, 1000),
  times: Parameter.derived(times, "0, powers of 2, and steps", ({ steps }: { readonly steps: number }) =>
    usualTimes(steps)
  )
})
