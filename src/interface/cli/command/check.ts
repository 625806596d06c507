/** `skein check`: whether a simulation keeps what every simulation must. */

import { inspect } from "node:util"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { plural } from "../../../drawing/text.ts"
import * as Unloaded from "../../../engine/unloaded.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

export const check = Command.make(
  "check",
  {
    simulation: Argument.String("SIMULATION").pipe(
      Argument.withDescription("Its smoke config is run a dozen times, on 0 to 3 threads")
    )
  },
  Effect.fnUntraced(function* ({ simulation }) {
    const [Conformance, SimulationName] = yield* Effect.promise(() =>
      Promise.all([import("../../conformance.ts"), import("../argument/simulation-name.ts")])
    )
    yield* SimulationName.require(simulation)
    let broken = 0
    yield* Effect.tryPromise({
      try: async () => {
        for await (const { law, holds, detail } of Conformance.of(simulation)) {
          Effect.runSync(Output.printLines(`${holds ? "ok    " : "not ok"} ${law}`))
          if (holds) continue
          broken++
          if (detail !== undefined) Output.tell(inspect(detail, { depth: 6 }))
        }
      },
      catch: (cause) => Problem.failed(`${simulation}: ${Unloaded.explain(cause)}`)
    })
    if (broken > 0) return yield* Problem.failed(`${simulation} breaks ${plural(broken, "law")}.`)
    yield* Output.say(`${simulation} keeps all of them.`)
  })
).pipe(
  Command.withDescription(
    "Test a simulation: described, in its types, the same bits on any threads and resumed"
  )
)
