/**
 * Learning from traces: a round is a batch of moves, dealt out to actors that all play with the same policy, and one
 * update of what was learned so far, in a trust region (TRPO) or of the clipped objective (PPO). Both are in round.ts.
 */
import * as Epochs from "../../domain/rl/epochs.ts"
import * as Trace from "../../domain/rl/trace.ts"
import * as ValueScale from "../../domain/rl/value-scale.ts"
import type { ConfigFault, Memory } from "../contract.ts"
import type { Rows } from "./evaluator.ts"
import * as Learner from "./learner.ts"
import * as Learning from "./learning.ts"
import * as Shared from "./memory.ts"
import type { Rounds } from "./method.ts"
import * as Parameter from "./parameter.ts"
import type { Question, Reply } from "./question.ts"
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

/** Numbers of a batch that is held at once: 4 GiB of them. */
const most = 2 ** 30

/** Of a batch, with what is seen of it and what may be done. */
const numbersOf = (config: Config): number => {
  const { choices, seen } = Learning.ends(config)
  return config.batch * (2 * config.letters + seen + 2 * choices)
}

/** A batch in its parts and joined, and a part of it on its way through the networks. */
export const memory = (config: Config, minibatch: number): ReadonlyArray<Memory> => [
  ...Learning.memory(config),
  {
    parameter: "batch",
    task: 8 * numbersOf(config) + Learning.bytesOfUpdate(config, Math.min(minibatch, config.batch))
  }
]

export const faults = (config: Config): ReadonlyArray<ConfigFault> => {
  const { batch, actors, games } = config
  const { choices } = Learning.ends(config)
  const numbers = numbersOf(config)
  const fault = (message: string) => [{ path: ["batch"], message }]
  return [
    ...(batch % (actors * games) === 0
      ? []
      : fault(
          `All games make equally many steps: batch is a multiple of actors times games, ${actors * games}.`
        )),
    ...(numbers <= most
      ? []
      : fault(
          `A batch of ${batch} moves with ${choices} actions takes about ${((4 * numbers) / 2 ** 30).toPrecision(2)} GiB; 4 GiB are the most.`
        ))
  ]
}

/** Estimated seconds of a training on one thread. */
export const seconds = (config: Config): number => {
  const { move, update } = Learning.seconds(config)
  return Learning.drawing(config) + config.steps * (move + update)
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
export interface Play {
  readonly kind: "learning"
  readonly task: "play"
  readonly key: State["key"]
  readonly index: number
  readonly parameters: Float32Array
  readonly scale: Learner.Learned["scale"]
  readonly own: Pick<Own, "acts" | "games">
  readonly steps: number
  /** Of all actors, in memory that they share: each fills its part. */
  readonly trace: Trace.Trace
}

/** A question of an update is to be answered. */
export interface Asked {
  readonly kind: "learning"
  readonly task: "answer"
  readonly rows: Rows
  readonly question: Question
}

export type Message = Play | Asked

export interface Played {
  readonly kind: "learning"
  readonly task: "play"
  /** That of the message. */
  readonly trace: Trace.Trace
  readonly own: Own
}

export interface Answered {
  readonly kind: "learning"
  readonly task: "answer"
  readonly reply: Reply
}

export type Contribution = Played | Answered

/** An empty one, for the moves between two updates. */
const traceOf = (config: Config): Trace.Trace => {
  const { batch, actors, games } = config
  const { features: seen, choices, masked } = Learning.networks(config)
  const environments = actors * games
  return Trace.make({ environments, steps: batch / environments, seen, choices, masked }, Shared.buffer)
}

export const rounds: Rounds<Config, Message> = {
  start: (config, key) => {
    const learned = Learner.start(Learning.networks(config), Knowledge.keys.network(key))
    const parameters = Knowledge.joined(learned)
    return { ...Knowledge.unlearned(key), parameters, actors: Knowledge.actors(config), learned }
  },
  scatter: (config, { key, parameters, actors, learned, steps }) => {
    const trace = traceOf(config)
    return actors.map(({ acts, games }, index) => ({
      kind: "learning",
      task: "play",
      key,
      index,
      parameters,
      scale: learned!.scale,
      own: { acts, games },
      steps: steps[0],
      trace
    }))
  },
  value: (_, scale) => {
    if (scale === undefined) throw new TypeError("The value has no scale.")
    return (answer) => ValueScale.value(scale, answer)
  },
  measures: ["divergence", "explained"]
}
