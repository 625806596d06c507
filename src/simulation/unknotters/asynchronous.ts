/**
 * A3C: what an actor does with the parameters at one time. By assignment all actors start a round from the same
 * parameters, and their gradients are applied one after the other, in the order of their numbers; by arrival each
 * applies its own to the shared memory as soon as it has it, without a lock.
 */
import type { Backend } from "../../accelerator/backend.ts"
import { child } from "../../domain/random/key.ts"
import * as A3c from "../../domain/rl/a3c.ts"
import type { ActorCritic, Table } from "../../domain/rl/actor-critic.ts"
import * as Environment from "../../domain/rl/environment/environment.ts"
import * as Objective from "../../domain/rl/objective.ts"
import * as Rms from "../../domain/rl/rms.ts"
import type { Actors, ConfigFault } from "../contract.ts"
import * as Games from "./games.ts"
import { kept } from "./kept.ts"
import * as Learning from "./learning.ts"
import * as Log from "./log.ts"
import * as Memory from "./memory.ts"
import type { Method } from "./method.ts"
import * as Parameter from "./parameter.ts"
import type { Own, State } from "./state.ts"
import * as Knowledge from "./state.ts"

/** Those of Mnih et al. and their followers. */
export const parameters = {
  order: Parameter.choice({
    names: ["assignment", "arrival"],
    default: "arrival",
    description:
      "gradients applied in a fixed order, the same bits on any threads, or as they arrive, which is faster"
  }),
  horizon: Parameter.integer({
    minimum: 1,
    maximum: 10_000,
    default: 5,
    unit: "moves",
    description: "moves between two updates of an actor, t_max"
  }),
  unit: Parameter.positive({
    default: { from: ({ letters }) => letters, words: "N" },
    unit: "letters",
    description: "letters that make a reward of 1"
  }),
  alpha: Parameter.number({
    minimum: 0,
    maximum: 1,
    default: 0.99,
    unit: "1",
    description: "share of the mean square that RMSProp keeps"
  }),
  epsilon: Parameter.positive({
    default: 0.1,
    unit: "1",
    description: "what RMSProp adds to the mean square"
  }),
  clip: Parameter.positive({
    default: 40,
    unit: "1",
    description: "norm to which longer gradients are shortened"
  })
}

export type Config = Learning.Learner & Parameter.Values<typeof parameters> & { readonly rate: number }

export const faults = ({ horizon, moves }: Config): ReadonlyArray<ConfigFault> =>
  horizon <= moves
    ? []
    : [
        {
          path: ["horizon"],
          message: `A game of ${moves} moves is not cut twice in one update: take a horizon of at most that.`
        }
      ]

/** Actor `index` is to play once. */
interface Message {
  readonly kind: "learning"
  readonly key: State["key"]
  readonly index: number
  readonly parameters: Float32Array
  readonly own: Pick<Own, "acts" | "games">
  /** Steps behind it. */
  readonly steps: number
}

interface Contribution {
  readonly kind: "learning"
  readonly gradient: Float32Array
  readonly norm: number
  readonly own: Own
}

const settingOf = (config: Config): A3c.Setting => {
  const { horizon, gamma, entropy, unit, encoding } = config
  const { masked, odds } = Learning.networks(config)
  return { horizon, gamma, entropy, unit, encoding, masked, ...(odds === undefined ? {} : { odds }) }
}

const rowsOf = (config: Config): number => A3c.rows(config.games, settingOf(config))

/** Plays once and logs it; leaves the gradient in the network, and returns its norm. */
type Play = (key: State["key"], index: number, own: Pick<Own, "acts" | "log">, steps: number) => number

const playOf = (config: Config, games: Games.Games, network: ActorCritic): Play => {
  const { environment, kinds } = games
  let log: Log.Log | undefined
  let part = 0
  const witness = Games.witness(environment, kinds, () => ({ log: log!, part }))
  const once = A3c.make(network, environment, settingOf(config))
  return (key, index, own, steps) => {
    log = own.log
    part = Log.part(steps, config.steps)
    games.setProgress(steps / config.steps)
    const draws = child(child(Knowledge.keys.actors(key), index), 0)
    const norm = once({ key: draws, act: own.acts[0] }, witness)
    own.acts[0]++
    Log.add(log, part, "steps", config.horizon * config.games)
    Log.add(log, part, "updates", 1)
    Log.add(log, part, "norm", norm)
    return norm
  }
}

/** By what a gradient is shortened. */
const scaleOf = (norm: number, clip: number): number => (norm > clip ? clip / norm : 1)

/** What a thread keeps for the config that it works on. */
const places = kept((config: Config, backend: Backend) => {
  const actors = new Map<number, Games.Games>()
  const games = (index: number): Games.Games => {
    const known = actors.get(index) ?? Games.make(config, backend)
    actors.set(index, known)
    return known
  }
  const network = backend.actorCritic(Learning.networks(config), rowsOf(config))
  return { games, network, play: playOf(config, games(0), network) }
})

const scatter = (_config: Config, { key, parameters, actors, steps }: State): ReadonlyArray<Message> =>
  actors.map(({ acts, games }, index) => ({
    kind: "learning",
    key,
    index,
    parameters,
    own: { acts, games },
    steps: steps[0]
  }))

const work = (config: Config, message: Message, backend: Backend): Contribution => {
  const { key, index, parameters, steps } = message
  const { network, play, ...place } = places(config, backend)
  // Any will do: the games come with the message.
  const games = place.games(0)
  const { environment } = games
  const own = { acts: message.own.acts.slice(), log: Log.empty(games.kinds) }
  games.setProgress(steps / config.steps)
  games.seat(Knowledge.keys.actors(key), index, own.acts[0] === 0 ? undefined : message.own.games)
  network.load(parameters)
  const norm = play(key, index, own, steps)
  return {
    kind: "learning",
    gradient: network.gradient(),
    norm,
    own: { ...own, games: Environment.save(environment) }
  }
}

const step = (config: Config, state: State, contributions: ReadonlyArray<Contribution>): State => {
  const parameters = state.parameters.slice()
  const squares = state.squares.slice()
  for (const { gradient, norm } of contributions)
    Rms.descend(parameters, squares, gradient, scaleOf(norm, config.clip), config)
  const actors = contributions.map(({ own }, index) => ({
    ...own,
    log: Log.total([state.actors[index].log, own.log])
  }))
  const steps = Int32Array.of(state.steps[0] + contributions.length * config.horizon * config.games)
  return { ...state, parameters, squares, actors, steps }
}

/** The state, with its parameters and their mean squares at a table. */
export interface Ground {
  readonly state: State
  readonly table: Table
}

const actors: Actors<Config, State, Ground> = {
  count: (config) => config.actors,
  share: (config, state, backend) => {
    const table = backend.actorCritic.lay(Learning.networks(config), rowsOf(config), config.actors)
    const { parameters, squares } = table
    parameters.set(state.parameters)
    squares.set(state.squares)
    return { table, state: { ...Memory.share(state), parameters, squares } }
  },
  read: (_config, { state }) => Memory.own(state),
  join: (config, { state, table }, index, backend) => {
    const { key, steps } = state
    const { parameters, squares } = table
    const own = state.actors[index]
    const games = places(config, backend).games(index)
    const network = backend.actorCritic.sit(Learning.networks(config), rowsOf(config), table, index)
    const play = playOf(config, games, network)
    const { environment } = games
    games.setProgress(steps[0] / config.steps)
    games.seat(Knowledge.keys.actors(key), index, own.acts[0] === 0 ? undefined : own.games)
    return {
      act: () => {
        const started = performance.now()
        const each = config.horizon * config.games
        const from = Atomics.add(steps, 0, each)
        if (from >= config.steps) {
          Atomics.sub(steps, 0, each)
          return false
        }
        network.load(parameters)
        const norm = play(key, index, own, from)
        network.descend(parameters, squares, scaleOf(norm, config.clip), config)
        Log.add(own.log, Log.part(from, config.steps), "seconds", (performance.now() - started) / 1000)
        return true
      },
      leave: () => {
        const saved = Environment.save(environment)
        for (const [name, values] of Object.entries(saved))
          (own.games[name as keyof Environment.Saved] as Float64Array).set(values)
      }
    }
  }
}

export const method: Method<Config, Message, Contribution> = {
  start: (config, key) => {
    const { policy, value } = Objective.initial(Learning.networks(config), Knowledge.keys.network(key))
    const parameters = Float32Array.of(...policy, ...value)
    const squares = new Float32Array(parameters.length)
    return { ...Knowledge.unlearned(key), parameters, squares, actors: Knowledge.actors(config) }
  },
  scatter,
  work,
  step,
  order: ({ order }) => order,
  actors,
  value:
    ({ unit }) =>
    (answer) =>
      unit * answer,
  measures: ["norm"]
}
