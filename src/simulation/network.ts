/** Parameters of random networks, said once for the simulations that sweep them. */
import * as Schema from "effect/Schema"
import * as Activation from "../domain/field/activation/list.ts"
import type { Points } from "../domain/field/inputs.ts"
import * as Average from "./average.ts"
import * as Parameter from "./parameter.ts"

export const activation = Schema.Literals(Activation.names).annotate({
  description: "activation of the hidden neurons; gauss is exp(w.x + b), normalised; gelu is z Phi(z)",
  unit: "-"
})

export const width = (description: string) =>
  Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 1_000_000 })).annotate({
    description,
    unit: "neurons"
  })

/** Of inputs, at most `highest`. */
export const dIn = (highest: number) =>
  Parameter.derived(
    Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: highest })).annotate({
      description: "dimension of the inputs",
      unit: "1"
    }),
    "that of the inputs where they are listed, else 1",
    ({ inputs }: { readonly inputs: string | Points }) =>
      typeof inputs === "string" ? 1 : (inputs[0]?.length ?? 1)
  )

// A network's number is one 32-bit word of the generator's counter.
export const nets = (description: string) =>
  Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 4_000_000_000 })).annotate({
    description,
    unit: "networks"
  })

export const weightStd = Parameter.usually(
  Schema.Finite.check(Schema.isGreaterThan(0)).annotate({
    description: "sigma_W: weights have standard deviation sigma_W / sqrt(number of inputs of their layer)",
    unit: "1"
  }),
  1
)

const unbiased = Activation.names.filter((name) => Activation.of(name).biasStd === 0).join(", ")
const biased = Activation.names.filter((name) => Activation.of(name).biasStd === 1).join(", ")

export const biasStd = Parameter.derived(
  Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0)).annotate({
    description: "sigma_b: standard deviation of all biases",
    unit: "1"
  }),
  `0 for ${unbiased}, 1 for ${biased}`,
  ({ activation }: { readonly activation: Activation.Name }) => Activation.of(activation).biasStd
)

/** A list of at most `most` points, each a list of coordinates. */
export const points = (most: number) =>
  Schema.Array(Schema.Array(Schema.Finite).check(Schema.isMinLength(1))).check(
    Schema.isMinLength(1),
    Schema.isMaxLength(most)
  )

export const average = Schema.Literals(Average.names).annotate({
  description:
    "tuples of inputs that averages and fits are over: unordered, each sorted one once; ordered, each of its orders, as in the paper",
  unit: "-"
})
