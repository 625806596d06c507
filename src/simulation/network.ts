/** Parameters and columns of random networks, said once for the simulations that sweep them. */
import * as Schema from "effect/Schema"
import * as Activation from "../domain/field/activation/list.ts"
import type { Column } from "./table.ts"

export const activation = Schema.Literals(Activation.names).annotate({
  description: "activation of the hidden neurons; gauss is exp(w.x + b), normalised",
  unit: "-"
})

export const width = (description: string) =>
  Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 1_000_000 })).annotate({
    description,
    unit: "neurons"
  })

/** Of inputs, at most `highest`. */
export const dIn = (highest: number) =>
  Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: highest })).annotate({
    description: "dimension of the inputs; absent: that of the inputs where they are listed, else 1",
    unit: "1"
  })

// A network's number is one 32-bit word of the generator's counter.
export const nets = (description: string) =>
  Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 4_000_000_000 })).annotate({
    description,
    unit: "networks"
  })

export const weightStd = Schema.Finite.check(Schema.isGreaterThan(0)).annotate({
  description: "sigma_W: weights have standard deviation sigma_W / sqrt(number of inputs of their layer)",
  unit: "1"
})

const unbiased = Activation.names.filter((name) => Activation.of(name).biasStd === 0).join(", ")
const biased = Activation.names.filter((name) => Activation.of(name).biasStd === 1).join(", ")

export const biasStd = Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0)).annotate({
  description: `sigma_b: standard deviation of all biases; absent: 0 for ${unbiased}, 1 for ${biased}`,
  unit: "1"
})

/** A list of at most `most` points, each a list of coordinates. */
export const points = (most: number) =>
  Schema.Array(Schema.Array(Schema.Finite).check(Schema.isMinLength(1))).check(
    Schema.isMinLength(1),
    Schema.isMaxLength(most)
  )

/** Of the tables: what a point is. */
export const columns = {
  activation: {
    type: "text",
    description: "activation of the hidden neurons",
    unit: "-",
    parameter: "activation"
  },
  width: {
    type: "integer",
    description: "neurons in a hidden layer, N",
    unit: "neurons",
    parameter: "width"
  },
  dIn: { type: "integer", description: "dimension of the inputs", unit: "1", parameter: "dIn" },
  weightStd: { type: "real", description: "sigma_W", unit: "1", parameter: "weightStd" },
  biasStd: { type: "real", description: "sigma_b", unit: "1", parameter: "biasStd" },
  inputs: {
    type: "text",
    description: "inputs: a name, or the points themselves",
    unit: "-",
    parameter: "inputs"
  }
} as const satisfies Readonly<Record<string, Column>>
