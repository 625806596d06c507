/** The worker's half: agents learn to unknot, if they learn, and are judged on words that none of them has seen. */
import type { Backend } from "../../accelerator/backend.ts"
import * as ActionsOf from "../../domain/rl/environment/actions.ts"
import type { Actors, TrainingKernel } from "../contract.ts"
import * as Asynchronous from "./asynchronous.ts"
import * as Config from "./config.ts"
import * as Crew from "./crew.ts"
import * as Player from "./player.ts"
import type { State } from "./state.ts"
import * as State_ from "./state.ts"
import * as Trial from "./trial.ts"
import * as Words from "./words.ts"

/** A bout is to be played with these parameters. */
interface BoutMessage {
  readonly kind: "bout"
  readonly key: State["key"]
  readonly bout: Trial.Bout
  readonly place: number
  readonly parameters: Float32Array
}

interface BoutContribution {
  readonly kind: "bout"
  readonly results: ReadonlyArray<Trial.Result>
}

type Message = Asynchronous.Message | BoutMessage
type Contribution = Asynchronous.Contribution | BoutContribution

/** Bouts between two states. */
const boutsARound = 16

const judge = Crew.kept((config: Config.Config, backend: Backend) => {
  const actions = ActionsOf.of(config.actions, config.letters)
  const words = Words.on("test", config.scramble, backend.prior)
  if (!Config.learns(config.agent)) {
    const player = Player.randomWalk(actions, config.moves, config.actions === "complete")
    return { actions, words, player: () => player }
  }
  const learner = config as Config.Learner
  const { masked } = Config.networks(learner)
  const network = backend.actorCritic(Config.networks(learner), Trial.chunk)
  const player = Player.policy(actions, config, { encoding: learner.encoding, masked }, network)
  return {
    actions,
    words,
    player: (parameters: Float32Array) => {
      network.load(parameters)
      return player
    }
  }
})

const bout = (config: Config.Config, message: BoutMessage, backend: Backend): BoutContribution => {
  const { actions, words, player } = judge(config, backend)
  const { bout, place, parameters } = message
  const key = State_.keys.bouts(message.key)
  return { kind: "bout", results: Trial.play(bout, place, actions, words, player(parameters), key) }
}

const isBouts = (each: ReadonlyArray<Contribution>): each is ReadonlyArray<BoutContribution> =>
  each[0].kind === "bout"

const kernel: TrainingKernel<Config.Config, State, Message, Contribution, State> = {
  kind: "training",
  start: State_.start,
  done: (config, state) => !State_.isLearning(config, state) && state.bouts === Trial.bouts(config).length,
  scatter: (config, state) => {
    if (State_.isLearning(config, state)) return Asynchronous.scatter(config as Config.A3c, state)
    const { bouts, key, parameters } = state
    return Trial.bouts(config)
      .slice(bouts, bouts + boutsARound)
      .map((bout, k) => ({ kind: "bout", key, bout, place: bouts + k, parameters }))
  },
  work: (config, message, backend) =>
    message.kind === "bout"
      ? bout(config, message, backend)
      : Asynchronous.work(config as Config.A3c, message, backend),
  step: (config, state, contributions) =>
    isBouts(contributions)
      ? {
          ...state,
          bouts: state.bouts + contributions.length,
          results: [...state.results, ...contributions.flatMap(({ results }) => results)]
        }
      : Asynchronous.step(
          config as Config.A3c,
          state,
          contributions as ReadonlyArray<Asynchronous.Contribution>
        ),
  // Asked for in the order of arrival alone, which only a3c has.
  actors: Asynchronous.actors as Actors<Config.Config, State, State>
}

export default kernel
