/** A round of learning from traces: actors play, and what they played is one update. */
import type { Backend } from "../../accelerator/backend.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import { child } from "../../domain/random/key.ts"
import type { ActorCritic } from "../../domain/rl/actor-critic.ts"
import * as Categorical from "../../domain/rl/categorical.ts"
import * as Environment from "../../domain/rl/environment/environment.ts"
import * as Epochs from "../../domain/rl/epochs.ts"
import type { Agent } from "../../domain/rl/objective.ts"
import * as Shared from "../../domain/rl/shared.ts"
import * as Trace from "../../domain/rl/trace.ts"
import * as Evaluator from "./evaluator.ts"
import * as Games from "./games.ts"
import * as Learner from "./learner.ts"
import * as Learning from "./learning.ts"
import * as Log from "./log.ts"
import type { Prepared } from "./method.ts"
import * as Question from "./question.ts"
import * as Rollout from "./rollout.ts"
import type { State } from "./state.ts"
import * as Knowledge from "./state.ts"
import type { Config, Contribution, Message, Play, Played, Update } from "./tracing.ts"

const play = async (
  config: Config,
  message: Play,
  games: Games.Games,
  network: ActorCritic
): Promise<Played> => {
  const { key, index, parameters, scale, steps } = message
  const trace = Trace.part(message.trace, index * config.games, (index + 1) * config.games)
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
    encoding: Learning.encodingOf(config),
    masked: agent.masked
  }
  const ended = await Rollout.play(
    { act: answer(network, agent) },
    player,
    environment,
    trace,
    child(child(actor, index), 0),
    acts * trace.steps
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
    task: "play",
    trace: message.trace,
    own: { acts: Int32Array.of(acts + 1), games: Environment.save(environment), log }
  }
}

/** What a network that has loaded its parameters answers, as an evaluator would. */
const answer = (network: ActorCritic, { choices, masked }: Agent): Evaluator.Evaluator["act"] => {
  const { logits, stride, values } = network
  const rows = values.length
  const logProbabilities = new Float32Array(rows * choices)
  const forbid = (allowed: Uint8Array): void => {
    for (let row = 0; row < rows; row++)
      for (let a = 0; a < choices; a++)
        if (allowed[row * choices + a] === 0) logits[row * stride + a] = Categorical.forbidden
  }
  return async (_policy, _value, features, allowed) => {
    network.features.set(features)
    network.policy(0, rows)
    network.value(0, rows)
    if (masked) forbid(allowed!)
    for (let row = 0; row < rows; row++)
      Categorical.normalise(logits, row * stride, choices, logProbabilities, row * choices)
    return { logProbabilities, values }
  }
}

const settingOf = (config: Config, { method, minibatch }: Update): Learner.Setting => {
  const { gamma, lambda, valueEpochs, valueRate } = config
  const fitting = { ...Epochs.fitting, batch: minibatch, epochs: valueEpochs, rate: valueRate }
  return { agent: Learning.networks(config), gamma, lambda, fitting, scaling, method }
}

/** How far the unit of values moves at each update. */
const scaling = 0.1

const areFinite = (values: Float32Array): boolean => {
  for (let k = 0; k < values.length; k++) if (!Number.isFinite(values[k])) return false
  return true
}

/** @throws RangeError if the update's policy is no number any more; the state is still good. */
const step = async (
  config: Config,
  update: Update,
  spread: Question.Spread,
  state: State,
  contributions: ReadonlyArray<Played>
): Promise<State> => {
  const [{ trace }] = contributions
  const updates = Knowledge.keys.updates(state.key)
  const { learned, report } = await Learner.update(
    spread,
    settingOf(config, update),
    state.learned!,
    trace,
    updates
  )
  const parameters = Knowledge.joined(learned)
  if (!areFinite(parameters))
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

const playedOf = (contribution: Contribution): Played => {
  if (contribution.task !== "play") throw new TypeError("A round of learning begins with what was played.")
  return contribution
}

const replyOf = (contribution: Contribution): Question.Reply => {
  if (contribution.task !== "answer") throw new TypeError("A question is answered with a reply.")
  return contribution.reply
}

export const prepare = (
  config: Config,
  backend: Backend,
  update: Update
): Prepared<Message, Contribution> => {
  const agent = Learning.networks(config)
  const { ratio: clip, minibatch: batch } = update
  const games = Games.make(config, backend)
  const network = Shared.over(backend.actorCritic)(agent, config.games)
  const evaluator = Evaluator.make({ agent, games: config.games, batch, clip, bonus: config.entropy })
  const work = async (message: Message): Promise<Contribution> => {
    switch (message.task) {
      case "play":
        return play(config, message, games, network)
      case "answer": {
        const { rows, question } = message
        return { kind: "learning", task: "answer", reply: await Question.reply(evaluator, rows, question) }
      }
      default:
        return nothingLeft(message, "message to an agent")
    }
  }
  return {
    work,
    step: (state, contributions, share) => {
      const spread: Question.Spread =
        share === undefined
          ? Question.alone(evaluator)
          : async (rows, questions) => {
              const asked = questions.map(
                (question) => ({ kind: "learning", task: "answer", rows, question }) as const
              )
              return (await share(asked)).map(replyOf)
            }
      return step(config, update, spread, state, contributions.map(playedOf))
    },
    close: evaluator.close
  }
}
