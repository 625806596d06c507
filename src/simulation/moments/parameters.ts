import * as Schema from "effect/Schema"
import * as Parameter from "../parameter.ts"

export const parameters = Parameter.make({
  a: Parameter.usually(
    Schema.Finite.check(Schema.isGreaterThan(0)).annotate({
      description: "coefficient of x^2 / 2 in the action",
      unit: "1"
    }),
    1
  ),
  lambda: Schema.Finite.annotate({
    description: "coupling: the weight is exp(-a x^2/2 + lambda x^4), lambda <= 0",
    unit: "1"
  }),
  highest: Parameter.usually(
    Schema.Int.check(Schema.isBetween({ minimum: 2, maximum: 20 })).annotate({
      description: "the highest moment, an even number: <x^2>, <x^4> ... up to it",
      unit: "1"
    }),
    6
  ),
  order: Parameter.usually(
    Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 40 })).annotate({
      description: "the highest power of lambda in perturbation theory",
      unit: "1"
    }),
    10
  )
})
