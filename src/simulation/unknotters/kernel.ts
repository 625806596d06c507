/** The worker's half: agents learn to unknot, if they learn, and are judged on words that none of them has seen. */
import type { Backend } from "../../accelerator/backend.ts"
import * as ActionSet from "../../domain/rl/environment/action-set.ts"
import type * as ActionsOf from "../../domain/rl/environment/actions.ts"
import * as Weight from "../../domain/rl/search/weight.ts"
import type { Actors, TrainingKernel } from "../contract.ts"
import * as Asynchronous from "./asynchronous.ts"
import * as Config from "./config.ts"
import * as Crew from "./crew.ts"
import * as Guide from "./guide.ts"
import * as Player from "./player.ts"
import type { State } from "./state.ts"
import * as Knowledge from "./state.ts"
import * as Tracing from "./tracing.ts"
import * as Trial from "./trial.ts"
import * as Words from "./words.ts"

/** A bout is to be played with these parameters. */
interface BoutMessage {
  readonly kind: "bout"
  readonly key: State["key"]
  readonly bout: Trial.Bout
  readonly place: number
  readonly parameters: Float32Array
  readonly scale: Guide.Scale | undefined
}

interface BoutContribution {
  readonly kind: "bout"
  readonly results: ReadonlyArray<Trial.Result>
}

type Message = Asynchronous.Message | Tracing.Message | BoutMessage
type Contribution = Asynchronous.Contribution | Tracing.Contribution | BoutContribution

/** Bouts between two states. */
const boutsARound = 16

const unlearned = ({ agent, moves, nodes }: Config.Config, actions: ActionsOf.Actions): Player.Player => {
  if (agent === "greedy") return Player.greedy(actions, moves)
  if (agent === "best-first") return Player.search(actions, moves, nodes!, () => ({ weight: Weight.thrifty }))
  return Player.randomWalk(actions, moves, actions.name === "complete")
}

const judge = Crew.kept((config: Config.Config, backend: Backend) => {
  const actions = ActionSet.of(config.actions, config.letters)
  const words = Words.on("test", config.scramble, backend.prior)
  if (!Config.learns(config.agent)) {
    const player = unlearned(config, actions)
    return { actions, words, player: () => player }
  }
  const learner = config as Config.Learner
  if (config.agent === "guided") {
    const guide = Guide.make(learner, backend)
    return {
      actions,
      words,
      player: (parameters: Float32Array, scale: Guide.Scale | undefined) =>
        Player.search(actions, config.moves, config.nodes!, () => guide(parameters, scale))
    }
  }
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
  const { bout, place, parameters, scale } = message
  const key = Knowledge.keys.bouts(message.key)
  return { kind: "bout", results: Trial.play(bout, place, actions, words, player(parameters, scale), key) }
}

const kernel: TrainingKernel<Config.Config, State, Message, Contribution, Asynchronous.Ground> = {
  kind: "training",
  start: Knowledge.start,
  done: (config, state) => !Knowledge.isLearning(config, state) && state.bouts === Trial.bouts(config).length,
  scatter: (config, state) => {
    if (Knowledge.isLearning(config, state))
      return config.agent === "a3c"
        ? Asynchronous.scatter(config as Config.A3c, state)
        : Tracing.scatter(config as Config.Tracer, state)
    const { bouts, key, parameters } = state
    const scale = state.learned?.scale
    return Trial.bouts(config)
      .slice(bouts, bouts + boutsARound)
      .map((bout, k) => ({ kind: "bout", key, bout, place: bouts + k, parameters, scale }))
  },
  work: (config, message, backend) => {
    if (message.kind === "play") return Asynchronous.work(config as Config.A3c, message, backend)
    if (message.kind === "trace") return Tracing.work(config as Config.Tracer, message, backend)
    return bout(config, message, backend)
  },
  // All contributions of a round are of one kind.
  step: (config, state, contributions) => {
    const [{ kind }] = contributions
    if (kind === "play")
      return Asynchronous.step(
        config as Config.A3c,
        state,
        contributions as ReadonlyArray<Asynchronous.Contribution>
      )
    if (kind === "trace")
      return Tracing.step(
        config as Config.Tracer,
        state,
        contributions as ReadonlyArray<Tracing.Contribution>
      )
    const played = contributions as ReadonlyArray<BoutContribution>
    return {
      ...state,
      bouts: state.bouts + played.length,
      results: [...state.results, ...played.flatMap(({ results }) => results)]
    }
  },
  // Asked for in the order of arrival alone, which only a3c has.
  actors: Asynchronous.actors as Actors<Config.Config, State, Asynchronous.Ground>
}

export default kernel
