/** Who is asked to untie a knot, and says on standard error what was tried. */
import * as Effect from "effect/Effect"
import type { Origin } from "../../../../domain/diagram/planar.ts"
import { nothingLeft } from "../../../../domain/exhaustive.ts"
import * as RunFolder from "../../argument/run-folder.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"
import type * as Agents from "./agents.ts"
import type * as Answer from "./answer.ts"
import type * as Grid from "./grid.ts"

const say = ({ effort }: Answer.Answer) => Output.say(effort)

/** The search of rectangular diagrams. */
export const grid = Effect.fnUntraced(function* (request: Grid.Request) {
  const { attempt } = yield* Effect.promise(() => import("./grid.ts"))
  const answer = yield* Effect.tryPromise({
    try: () => attempt(request),
    catch: (cause) => {
      if (cause instanceof RangeError) return Problem.misuse(cause.message)
      throw cause
    }
  })
  yield* say(answer)
  return answer
})

/** One that plays with words and has learned nothing. */
export const agent = Effect.fnUntraced(function* (request: Agents.Request) {
  const { agent, word } = request
  const [Agents, Moves] = yield* Effect.promise(() =>
    Promise.all([import("./agents.ts"), import("./moves.ts")])
  )
  const answer = Moves.answer(word, { who: agent, place: { agent } }, Agents.attempt(request))
  yield* say(answer)
  return answer
})

/** The agents of a run that is called so: who of them came farthest. */
export const run = Effect.fnUntraced(function* (
  name: string,
  runs: string,
  from: Origin,
  point: number | undefined,
  seconds: number
) {
  const directory = yield* RunFolder.find(name, runs)
  const { attempt } = yield* Effect.promise(() => import("./run.ts"))
  const reply = yield* Effect.tryPromise({
    try: () => attempt({ name, directory, from, point, seconds }),
    catch: (cause) => Problem.failedBy(`The agents of ${name} could not be asked`, cause)
  })
  switch (reply.kind) {
    case "none":
      return yield* Problem.misuse(`The simulation of ${name} trains no agent that unties knots.`)
    case "no point":
      return yield* Problem.misuse(`${name} has no point ${point}: its points are 0 to ${reply.points - 1}.`)
    case "unlearnt":
      return yield* Problem.failed(
        `No agent of ${name} has learnt anything${point === undefined ? "" : " at this point"}.`
      )
    case "refused":
      return yield* Problem.misuse(reply.reason)
    case "tried": {
      const { answers } = reply
      for (const answer of answers) yield* say(answer)
      return answers.reduce((best, each) =>
        each.proof !== undefined || (best.proof === undefined && each.left < best.left) ? each : best
      )
    }
    default:
      return nothingLeft(reply, "reply of a run's agents")
  }
})
