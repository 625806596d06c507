import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Training } from "../../../../src/simulation/contract.ts"
import type { Config, State } from "./kernel.ts"
import { progress } from "./kernel.ts"

const count = (value: number, description: string) =>
  Schema.Natural.annotate({ description }).pipe(Schema.withDecodingDefaultKey(Effect.succeed(value)))

const text = (description: string) =>
  Schema.String.annotate({ description }).pipe(Schema.withDecodingDefaultKey(Effect.succeed("")))

const never = (description: string) =>
  Schema.Int.annotate({ description }).pipe(Schema.withDecodingDefaultKey(Effect.succeed(-1)))

const simulation: Training<Config, State> = {
  kind: "training",
  order: (config) => config.order,
  summary: "noisy gradient descent on a parabola",
  version: 1,
  config: Schema.Struct({
    rate: Schema.Finite.annotate({ description: "learning rate" }),
    rounds: count(10, "rounds"),
    batch: count(4, "gradients a round"),
    order: Schema.Literals(["assignment", "arrival"])
      .annotate({ description: "of the steps" })
      .pipe(Schema.withDecodingDefaultKey(Effect.succeed("assignment" as const))),
    slow: count(0, "milliseconds that a gradient takes at least"),
    crashAt: never("throws in this round"),
    repair: text("a file; once it is there, nothing throws"),
    noAnswerAt: never("says in this round that these values have no answer"),
    dieAt: never("ends its thread in this round"),
    fate: text("a file that remembers that a thread has ended")
  }),
  smoke: { rate: 0.1 },
  tables: {
    losses: {
      description: "loss by round",
      columns: {
        rate: { type: "real", description: "learning rate", unit: "1", parameter: "rate" },
        repeat: { type: "integer", description: "repeat", unit: "1" },
        round: { type: "integer", description: "round", unit: "1" },
        loss: { type: "real", description: "x squared", unit: "1" }
      }
    }
  },
  cost: (config) => (config.rounds * config.batch * Math.max(config.slow, 0.01)) / 1000,
  progress,
  isState: (config, value, key) => {
    const { round, x, losses, drawn, ...rest } = (value ?? {}) as Partial<State>
    const isKey = Array.isArray(rest.key) && rest.key.every((word, k) => word === key[k])
    const isRound = Number.isInteger(round) && round! >= 0 && round! <= config.rounds
    const isAt = x instanceof Float64Array && x.length === 1 && drawn instanceof Int32Array
    return isKey && isRound && isAt && losses instanceof Float64Array && losses.length === round
  },
  rows: (config, repeats) => ({
    losses: repeats.flatMap((state, repeat) =>
      [...state.losses].map((loss, round) => ({ rate: config.rate, repeat, round, loss }))
    )
  })
}

export default simulation
