/** What decodes parameter by parameter gives what the schema as a whole gives. */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import t from "tap"
import * as Decoder from "../../../src/engine/config/decoder.ts"
import * as Parameter from "../../../src/engine/config/parameter.ts"
import { load, names } from "../../../src/simulation/discover.ts"

/** Configs beyond the smoke config of a simulation, those that are wrong among them. */
const others: Readonly<Record<string, ReadonlyArray<Readonly<Record<string, unknown>>>>> = {
  braids: [{ kind: "unknot", letters: 8 }, { kind: "unknot" }, { kind: "link", letters: 9 }],
  classifiers: [
    { model: "feed-forward", letters: 8, trainLetters: 64 },
    { model: "reformer", letters: 40 },
    { model: "transformer", letters: 8, width: 1.5 }
  ],
  correlators: [
    { activation: "gauss", width: 5, estimator: "auto" },
    { activation: "erf", width: 5, inputs: [[1, 2]] },
    { activation: "erf", width: 5, estimator: "best" }
  ],
  unknotters: [
    { agent: "random-walk", letters: 8 },
    { agent: "ppo", letters: 8, hidden: [3, 4] },
    { agent: "ppo", letters: 8, evaluate: [6, 8] },
    { agent: "random-walk", letters: 8, gamma: 0.5 },
    { agent: "nobody", letters: 8 },
    { letters: 8 }
  ]
}

for (const name of await names()) {
  t.test(name, async (t) => {
    const simulation = await load(name)
    const { config } = simulation
    const decoder = Decoder.make(simulation, Parameter.list(simulation))
    const decode = Schema.decodeUnknownResult(config, { onExcessProperty: "error", errors: "all" })
    const given = [simulation.smoke, ...(others[name] ?? [])]
    const less = given.flatMap((raw) =>
      Object.keys(raw).map((left) => Object.fromEntries(Object.entries(raw).filter(([key]) => key !== left)))
    )
    for (const raw of [...given, ...less, ...given]) {
      const whole = decode(raw)
      const found = decoder.decode(raw)
      t.equal(Result.isSuccess(found), Result.isSuccess(whole), JSON.stringify(raw))
      if (Result.isFailure(found) || Result.isFailure(whole)) {
        if (Result.isFailure(found)) t.ok(found.failure.length > 0, "it says what is wrong")
        continue
      }
      t.same(found.success.config, whole.success)
      t.same(found.success.encoded, Schema.encodeSync(config)(whole.success))
      t.same(Object.keys(found.success.config as object), Object.keys(whole.success as object))
      t.same(decoder.again(raw).encoded, found.success.encoded)
    }
  })
}
