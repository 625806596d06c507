import * as Schema from "effect/Schema"
import * as Parameter from "../../../../src/simulation/parameter.ts"

const natural = (value: number, description: string) =>
  Parameter.usually(Schema.Natural.annotate({ description }), value)

const integer = (value: number, description: string) =>
  Parameter.usually(Schema.Int.annotate({ description }), value)

const text = (description: string) => Parameter.usually(Schema.String.annotate({ description }), "")

export const fields = {
  bias: Schema.Finite.annotate({ description: "probability of heads" }),
  tosses: natural(1000, "tosses"),
  grain: natural(100, "tosses in one call of the kernel"),
  slow: natural(0, "milliseconds that a grain takes at least, unless SKEIN_COIN_HASTE is there"),
  rests: natural(0, "milliseconds that a grain sleeps"),
  crashAt: integer(-1, "throws at this toss"),
  noAnswerAt: integer(-1, "says at this toss that these values have no answer"),
  strayAt: integer(-1, "throws at this toss where nobody can catch it, and lets the event loop turn"),
  leaves: integer(-1, "milliseconds after a grain at which a timer that it has left throws"),
  dieAt: integer(-1, "ends its thread at this toss"),
  killAt: integer(-1, "kills its process at this toss"),
  fate: text("a file that says that the thread has ended already"),
  diary: text("a file that each call of the kernel appends a line to")
}

export const parameters = Parameter.make(fields)

export type Config = Parameter.Config<typeof parameters>
