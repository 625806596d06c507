/**
 * TRPO and PPO: a round is a batch of moves, dealt out to actors that all play with the same policy, and one update of
 * what was learned so far.
 */
import type { Backend } from "../../accelerator/backend.ts"
import { child } from "../../domain/random/key.ts"
import type { ActorCritic } from "../../domain/rl/actor-critic.ts"
import { forbidden } from "../../domain/rl/categorical.ts"
import * as Environment from "../../domain/rl/environment/environment.ts"
import * as Epochs from "../../domain/rl/epochs.ts"
import type { Agent } from "../../domain/rl/objective.ts"
import * as Trace from "../../domain/rl/trace.ts"
import * as TrustRegion from "../../domain/rl/trust-region.ts"
import * as Config from "./config.ts"
import * as Crew from "./crew.ts"
import * as Evaluator from "./evaluator.ts"
import * as Learner from "./learner.ts"
import * as Log from "./log.ts"
import * as Rollout from "./rollout.ts"
import type { Own, State } from "./state.ts"
import * as Knowledge from "./state.ts"

/** Actor `index` is to play its part of a batch. */
export interface Message {
  readonly kind: "trace"
  readonly key: State["key"]
  readonly index: number
  readonly parameters: Float32Array
  readonly scale: Learner.Learned["scale"]
  readonly own: Pick<Own, "acts" | "games">
  readonly steps: number
}

export interface Contribution {
  readonly kind: "trace"
  readonly trace: Trace.Trace
  readonly own: Own
}

/** Moves of each game between two updates. */
const length = ({ batch, actors, games }: Config.Tracer): number => batch / (actors * games)

const crews = Crew.kept((config: Config.Tracer, backend: Backend) => ({
  crew: Crew.make(config, backend),
  network: backend.actorCritic(Config.networks(config), config.games)
}))

export const scatter = (
  _config: Config.Tracer,
  { key, parameters, actors, learned, steps }: State
): ReadonlyArray<Message> =>
  actors.map(({ acts, games }, index) => ({
    kind: "trace",
    key,
    index,
    parameters,
    scale: learned!.scale,
    own: { acts, games },
    steps: steps[0]
  }))

export const work = async (
  config: Config.Tracer,
  message: Message,
  backend: Backend
): Promise<Contribution> => {
  const { key, index, parameters, scale, steps } = message
  const { crew, network } = crews(config, backend)
  const { environment, kinds } = crew
  const [acts] = message.own.acts
  const agent = Config.networks(config)
  const actor = Knowledge.keys.actors(key)
  crew.setProgress(steps / config.steps)
  crew.seat(actor, index, acts === 0 ? undefined : message.own.games)
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
    kind: "trace",
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

const settingOf = (config: Config.Tracer): Learner.Setting => {
  const { gamma, lambda, encoding, valueEpochs, valueRate } = config
  const method: Learner.Setting["method"] =
    config.agent !== "ppo"
      ? {
          kind: "trust-region",
          setting: {
            ...TrustRegion.customary,
            delta: config.delta!,
            damping: config.damping!,
            iterations: config.iterations!
          }
        }
      : {
          kind: "clipped",
          setting: {
            ...Epochs.climbing,
            rate: config.rate!,
            epochs: config.epochs!,
            batch: config.minibatch!,
            mostDivergence: config.mostDivergence!
          }
        }
  const fitting = { ...Epochs.fitting, batch: batchOf(config), epochs: valueEpochs, rate: valueRate }
  return { agent: Config.networks(config), encoding, gamma, lambda, fitting, scaling, method }
}

/** Rows of a minibatch. */
const batchOf = ({ minibatch }: Config.Tracer): number => minibatch ?? Epochs.fitting.batch

/** How far the unit of values moves at each update. */
const scaling = 0.1

const evaluators = Crew.kept(
  (config: Config.Tracer, _: null) =>
    Evaluator.make({
      agent: Config.networks(config),
      games: config.games,
      batch: batchOf(config),
      clip: config.ratio ?? 0,
      bonus: config.entropy
    }),
  // A session's memory is not the collector's: a sweep would keep that of every point.
  ({ close }) => void close()
)

/** @throws RangeError if the update's policy is no number any more; the state is still good. */
export const step = async (
  config: Config.Tracer,
  state: State,
  contributions: ReadonlyArray<Contribution>
): Promise<State> => {
  const trace = Trace.join(contributions.map((each) => each.trace))
  const updates = Knowledge.keys.updates(state.key)
  const { learned, report } = await Learner.update(
    evaluators(config, null),
    settingOf(config),
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
