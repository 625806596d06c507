/** What a study says of a walk: each parameter once, with its unit and its default. */
import * as Schema from "effect/Schema"
import * as Parameter from "skein/simulation/parameter"

const steps = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 1000 })).annotate({
  description: "steps of a walk",
  unit: "1"
})

const walks = Schema.Int.check(Schema.isGreaterThan(0)).annotate({
  description: "walks in one repeat",
  unit: "1"
})

export const parameters = Parameter.make({ steps, walks: Parameter.usually(walks, 10_000) })

/** What the kernel sees; a type, so that no thread loads the schemas. */
export type Config = Parameter.Config<typeof parameters>
