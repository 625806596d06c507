/** Who is asked to untie a word, and says on standard error what was tried. */
import * as Effect from "effect/Effect"
import { nothingLeft } from "../../../../domain/exhaustive.ts"
import * as RunFolder from "../../argument/run-folder.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"
import type * as Agents from "./agents.ts"
import type * as Run from "./run.ts"

/** Who has tried, what came of it, and what a program is told beside. */
export interface Tried {
  readonly who: string
  readonly answer: Agents.Answer
  readonly place: Readonly<Record<string, unknown>>
}

const say = (who: string, { actions, effort, seconds }: Agents.Answer) =>
  Output.say(`${who}, ${actions.name} actions: ${effort}, ${seconds.toFixed(2)} s`)

const ofRun = (name: string, attempt: Run.Attempt): Tried => {
  const { point, repeat, swept } = attempt
  return {
    who: `${name} ${point}.${repeat}`,
    answer: attempt,
    place: { run: name, point, repeat, swept }
  }
}

/** One that has learned nothing. */
export const agent = Effect.fnUntraced(function* (request: Agents.Request) {
  const { attempt } = yield* Effect.promise(() => import("./agents.ts"))
  const answer = attempt(request)
  yield* say(request.agent, answer)
  return { who: request.agent, answer, place: { agent: request.agent } } satisfies Tried
})

/** The agents of a run that is called so: who of them came farthest. */
export const run = Effect.fnUntraced(function* (
  name: string,
  word: Int16Array,
  point: number | undefined,
  seconds: number
) {
  const directory = yield* RunFolder.find(name)
  const { attempt } = yield* Effect.promise(() => import("./run.ts"))
  const reply = yield* Effect.tryPromise({
    try: () => attempt({ directory, word, point, seconds }),
    catch: (cause) => Problem.failedBy(`The agents of ${name} could not be asked`, cause)
  })
  switch (reply.kind) {
    case "none":
      return yield* Problem.misuse(`The simulation of ${name} trains no agent that unties braid words.`)
    case "no point":
      return yield* Problem.misuse(`${name} has no point ${point}: its points are 0 to ${reply.points - 1}.`)
    case "unlearnt":
      return yield* Problem.failed(
        `No agent of ${name} has learnt anything${point === undefined ? "" : " at this point"}.`
      )
    case "refused":
      return yield* Problem.misuse(reply.reason)
    case "tried": {
      const tried = reply.attempts.map((each) => ofRun(name, each))
      for (const { who, answer } of tried) yield* say(who, answer)
      const left = ({ answer }: Tried) => answer.episode.words.at(-1)!.length
      return tried.reduce((best, each) => (left(each) < left(best) ? each : best))
    }
    default:
      return nothingLeft(reply, "reply of a run's agents")
  }
})
