/**
 * Learning from traces: a round is a batch of moves, dealt out to actors that all play with the same policy, and one
 * update of what was learned so far, in a trust region (TRPO) or of the clipped objective (PPO).
 */
import type { Backend } from "../../accelerator/backend.ts"
import { child } from "../../domain/random/key.ts"
import type { ActorCritic } from "../../domain/rl/actor-critic.ts"
import { forbidden } from "../../domain/rl/categorical.ts"
import * as Environment from "../../domain/rl/environment/environment.ts"
import * as Epochs from "../../domain/rl/epochs.ts"
import type { Agent } from "../../domain/rl/objective.ts"
import * as Trace from "../../domain/rl/trace.ts"
import * as ValueScale from "../../domain/rl/value-scale.ts"
import type { ConfigFault } from "../contract.ts"
import * as Evaluator from "./evaluator.ts"
import * as Games from "./games.ts"
import { kept } from "./kept.ts"
import * as Learner from "./learner.ts"
import * as Learning from "./learning.ts"
import * as Log from "./log.ts"
import type { Method } from "./method.ts"
import * as Parameter from "./parameter.ts"
import * as Rollout from "./rollout.ts"
import type { Own, State } from "./state.ts"
import * as Knowledge from "./state.ts"

export const parameters = {
  batch: Parameter.integer({
    minimum: 1,
    maximum: 10_000_000,
    default: 5120,
    unit: "moves",
    description: "moves between two updates, of all games"
  }),
  lambda: Parameter.number({
    minimum: 0,
    maximum: 1,
    default: 0.97,
    unit: "1",
    description: "of generalised advantages"
  }),
  valueEpochs: Parameter.integer({
    minimum: 1,
    maximum: 1000,
    default: Epochs.fitting.epochs,
    unit: "1",
    description: "times that the value sees each batch"
  }),
  valueRate: Parameter.positive({
    default: Epochs.fitting.rate,
    unit: "1",
    description: "learning rate of the value"
  })
}

export type Config = Learning.Learner & Parameter.Values<typeof parameters> & { readonly routes?: number }

export const faults = ({ batch, actors, games }: Config): ReadonlyArray<ConfigFault> =>
  batch % (actors * games) === 0
    ? []
    : [
        {
          path: ["batch"],
          message: `All games make equally many steps: batch is a multiple of actors times games, ${actors * games}.`
        }
      ]

/** Estimated seconds of a training on one thread. */
export const seconds = (config: Config): number => {
  const { move, update } = Learning.seconds(config)
  return config.steps * (move + update)
}

/** What an update does with the policy. */
export interface Update {
  readonly method: Learner.Setting["method"]
  /** How far the clipped objective lets the ratio of probabilities leave 1. */
  readonly ratio: number
  /** Rows of a minibatch. */
  readonly minibatch: number
}

/** Actor `index` is to play its part of a batch. */
interface Message {
  readonly kind: "learning"
  readonly key: State["key"]
  readonly index: number
  readonly parameters: Float32Array
  readonly scale: Learner.Learned["scale"]
  readonly own: Pick<Own, "acts" | "games">
  readonly steps: number
}

interface Contribution {
  readonly kind: "learning"
  readonly trace: Trace.Trace
  readonly own: Own
}

/** Moves of each game between two updates. */
const length = ({ batch, actors, games }: Config): number => batch / (actors * games)

const places = kept((config: Config, backend: Backend) => ({
  games: Games.make(config, backend),
  network: backend.actorCritic(Learning.networks(config), config.games)
}))

const scatter = (
  _config: Config,
  { key, parameters, actors, learned, steps }: State
): ReadonlyArray<Message> =>
  actors.map(({ acts, games }, index) => ({
    kind: "learning",
    key,
    index,
    parameters,
    scale: learned!.scale,
    own: { acts, games },
    steps: steps[0]
  }))

const work = async (config: Config, message: Message, backend: Backend): Promise<Contribution> => {
  const { key, index, parameters, scale, steps } = message
  const { games, network } = places(config, backend)
  const { environment, kinds } = games
  const [acts] = message.own.acts
  const agent = Learning.networks(config)
  const actor = Knowledge.keys.actors(key)
  games.setProgress(steps / config.steps)
  games.seat(actor, index, acts === 0 ? undefined : message.own.games)
  network.load(parameters)
  const moves = environment.moves.slice()
  const player = {
    policy: parameters,
    value: parameters,
    scale,
    encoding: config.encoding,
    masked: agent.masked
  }
  const { trace, ended } = await Rollout.play(
    { act: answer(network, agent) },
    player,
    environment,
    length(config),
    child(child(actor, index), 0),
    acts * length(config)
  )
  const log = Log.empty(kinds)
  const part = Log.part(steps, config.steps)
  for (const game of ended) {
    Log.add(log, part, "games", 1)
    Log.add(log, part, "returns", game.return)
    if (!game.solved) continue
    Log.add(log, part, "solved", 1)
    Log.add(log, part, "moves", game.moves)
  }
  Log.add(log, part, "steps", Trace.rows(trace))
  for (let game = 0; game < trace.environments; game++) {
    let move = moves[game]
    for (let row = game * trace.steps; row < (game + 1) * trace.steps; row++) {
      Log.count(log, part, move, kinds.of[trace.actions[row]])
      move = trace.ends[row] === Trace.onward ? move + 1 : 0
    }
  }
  return {
    kind: "learning",
    trace,
    own: { acts: Int32Array.of(acts + 1), games: Environment.save(environment), log }
  }
}

/** What a network that has loaded its parameters answers, as an evaluator would. */
const answer = (network: ActorCritic, { choices, masked }: Agent): Evaluator.Evaluator["act"] => {
  const logProbabilities = new Float32Array((network.logits.length / network.stride) * choices)
  return async (_policy, _value, features, allowed) => {
    network.features.set(features)
    const rows = network.values.length
    network.policy(0, rows)
    network.value(0, rows)
    for (let row = 0; row < rows; row++) {
      const z = row * network.stride
      const to = row * choices
      let sum = 0
      let top = Number.NEGATIVE_INFINITY
      for (let a = 0; a < choices; a++) {
        if (masked && allowed![to + a] === 0) network.logits[z + a] = forbidden
        top = Math.max(top, network.logits[z + a])
      }
      for (let a = 0; a < choices; a++) sum += Math.exp(network.logits[z + a] - top)
      const normaliser = top + Math.log(sum)
      for (let a = 0; a < choices; a++) logProbabilities[to + a] = network.logits[z + a] - normaliser
    }
    return { logProbabilities, values: network.values }
  }
}

const settingOf = (config: Config, { method, minibatch }: Update): Learner.Setting => {
  const { gamma, lambda, encoding, valueEpochs, valueRate } = config
  const fitting = { ...Epochs.fitting, batch: minibatch, epochs: valueEpochs, rate: valueRate }
  return { agent: Learning.networks(config), encoding, gamma, lambda, fitting, scaling, method }
}

/** How far the unit of values moves at each update. */
const scaling = 0.1

/** @throws RangeError if the update's policy is no number any more; the state is still good. */
const step = async (
  config: Config,
  update: Update,
  evaluator: Evaluator.Evaluator,
  state: State,
  contributions: ReadonlyArray<Contribution>
): Promise<State> => {
  const trace = Trace.join(contributions.map((each) => each.trace))
  const updates = Knowledge.keys.updates(state.key)
  const { learned, report } = await Learner.update(
    evaluator,
    settingOf(config, update),
    state.learned!,
    trace,
    updates
  )
  const parameters = Knowledge.joined(learned)
  if (!parameters.every(Number.isFinite))
    throw new RangeError("the update has parameters that are no numbers: the training has diverged")
  const part = Log.part(state.steps[0], config.steps)
  const actors = contributions.map(({ own }, index) => {
    const log = Log.total([state.actors[index].log, own.log])
    // What belongs to the update is logged once.
    if (index === 0) {
      Log.add(log, part, "updates", 1)
      Log.add(log, part, "entropy", report.entropy * Trace.rows(trace))
      Log.add(log, part, "divergence", report.divergence)
      Log.add(log, part, "refused", report.accepted ? 0 : 1)
      Log.add(log, part, "explained", report.explained)
    }
    return { ...own, log }
  })
  return { ...state, learned, parameters, actors, steps: Int32Array.of(state.steps[0] + config.batch) }
}

/** @param update what the parameters of the agent's own say of it */
export const method = <C extends Config>(update: (config: C) => Update): Method<C, Message, Contribution> => {
  const evaluators = kept(
    (config: C, _: null) => {
      const { ratio, minibatch } = update(config)
      const agent = Learning.networks(config)
      return Evaluator.make({
        agent,
        games: config.games,
        batch: minibatch,
        clip: ratio,
        bonus: config.entropy
      })
    },
    // A session's memory is not the collector's: a sweep would keep that of every point.
    ({ close }) => void close()
  )
  return {
    start: (config, key) => {
      const learned = Learner.start(Learning.networks(config), Knowledge.keys.network(key))
      const parameters = Knowledge.joined(learned)
      return { ...Knowledge.unlearned(key), parameters, actors: Knowledge.actors(config), learned }
    },
    scatter,
    work,
    step: (config, state, contributions) =>
      step(config, update(config), evaluators(config, null), state, contributions),
    value: (_, scale) => {
      if (scale === undefined) throw new TypeError("The value has no scale.")
      return (answer) => ValueScale.value(scale, answer)
    },
    measures: ["divergence", "explained"]
  }
}
