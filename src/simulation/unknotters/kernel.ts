/** The worker's half: agents learn to unknot, if they learn, and are judged on words that none of them has seen. */
import type { Backend } from "../../accelerator/backend.ts"
import type { Scale } from "../../domain/rl/value-scale.ts"
import type { Actors, Opaque, TrainingKernel } from "../contract.ts"
import * as Agents from "./agent/list.ts"
import * as Game from "./game.ts"
import { kept } from "./kept.ts"
import type * as Method from "./method.ts"
import type { State } from "./state.ts"
import * as Knowledge from "./state.ts"
import * as Trial from "./trial.ts"
import * as Words from "./words.ts"

/** A bout is to be played with these parameters. */
interface BoutMessage {
  readonly kind: "bout"
  readonly key: State["key"]
  readonly bout: Trial.Bout
  readonly place: number
  readonly parameters: Float32Array
  readonly scale: Scale | undefined
}

interface BoutContribution {
  readonly kind: "bout"
  readonly results: ReadonlyArray<Trial.Result>
}

type Message = Method.Message | BoutMessage
type Contribution = Method.Message | BoutContribution

/** Bouts between two states. */
const boutsARound = 16

const boutsOf = (config: Agents.Config) => Trial.bouts(config, Agents.of(config).isSearch)

const judge = kept((config: Agents.Config, backend: Backend) => {
  const actions = Game.actionsOf(config)
  const words = Words.on("test", config.scramble, backend.prior)
  return { actions, words, player: Agents.of(config).player(config, actions, backend) }
})

const bout = (config: Agents.Config, message: BoutMessage, backend: Backend): BoutContribution => {
  const { actions, words, player } = judge(config, backend)
  const { bout, place, parameters, scale } = message
  const key = Knowledge.keys.bouts(message.key)
  return { kind: "bout", results: Trial.play(bout, place, actions, words, player(parameters, scale), key) }
}

const actorsOf = (config: Agents.Config): Actors<Opaque, State, Opaque> => {
  const { actors } = Agents.methodOf(config)
  if (actors === undefined) throw new TypeError(`${config.agent} has no actors on one memory.`)
  return actors
}

/** Whether there is something left to learn. */
const isLearning = (config: Agents.Config, { steps }: State): boolean =>
  Agents.learns(config) && steps[0] < config.steps

const kernel: TrainingKernel<Agents.Config, State, Message, Contribution> = {
  kind: "training",
  start: (config, key) => Agents.of(config).method?.start(config, key) ?? Knowledge.unlearned(key),
  done: (config, state) => !isLearning(config, state) && state.bouts === boutsOf(config).length,
  scatter: (config, state) => {
    if (isLearning(config, state)) return Agents.methodOf(config).scatter(config, state)
    const { bouts, key, parameters } = state
    const scale = state.learned?.scale
    return boutsOf(config)
      .slice(bouts, bouts + boutsARound)
      .map((bout, k) => ({ kind: "bout", key, bout, place: bouts + k, parameters, scale }))
  },
  work: (config, message, backend) =>
    message.kind === "bout"
      ? bout(config, message, backend)
      : Agents.methodOf(config).work(config, message, backend),
  // All contributions of a round are of one kind, as its messages were.
  step: (config, state, contributions) =>
    isLearning(config, state)
      ? Agents.methodOf(config).step(config, state, contributions)
      : {
          ...state,
          bouts: state.bouts + contributions.length,
          results: [
            ...state.results,
            ...contributions.flatMap((each) => (each.kind === "bout" ? each.results : []))
          ]
        },
  // Asked for in the order of arrival alone.
  actors: {
    count: (config) => actorsOf(config).count(config),
    share: (config, state, backend) => actorsOf(config).share(config, state, backend),
    read: (config, memory) => actorsOf(config).read(config, memory),
    join: (config, memory, index, backend) => actorsOf(config).join(config, memory, index, backend)
  }
}

export default kernel
