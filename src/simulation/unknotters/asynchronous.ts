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
import * as Rms from "../../domain/rl/rms.ts"
import type { Actors } from "../contract.ts"
import * as Config from "./config.ts"
import * as Crew from "./crew.ts"
import * as Log from "./log.ts"
import * as Memory from "./memory.ts"
import type { Own, State } from "./state.ts"
import * as Knowledge from "./state.ts"

/** Actor `index` is to play once. */
export interface Message {
  readonly kind: "play"
  readonly key: State["key"]
  readonly index: number
  readonly parameters: Float32Array
  readonly own: Pick<Own, "acts" | "games">
  /** Steps behind it. */
  readonly steps: number
}

export interface Contribution {
  readonly kind: "play"
  readonly gradient: Float32Array
  readonly norm: number
  readonly own: Own
}

const settingOf = (config: Config.A3c): A3c.Setting => {
  const { horizon, gamma, entropy, unit, encoding } = config
  const { masked, odds } = Config.networks(config)
  return { horizon, gamma, entropy, unit, encoding, masked, ...(odds === undefined ? {} : { odds }) }
}

const rowsOf = (config: Config.A3c): number => A3c.rows(config.games, settingOf(config))

/** Plays once and logs it; leaves the gradient in the network, and returns its norm. */
type Play = (key: State["key"], index: number, own: Pick<Own, "acts" | "log">, steps: number) => number

const playOf = (config: Config.A3c, crew: Crew.Crew, network: ActorCritic): Play => {
  const { environment, kinds } = crew
  let log: Log.Log | undefined
  let part = 0
  const witness = Crew.witness(environment, kinds, () => ({ log: log!, part }))
  const once = A3c.make(network, environment, settingOf(config))
  return (key, index, own, steps) => {
    log = own.log
    part = Log.part(steps, config.steps)
    crew.setProgress(steps / config.steps)
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
const places = Crew.kept((config: Config.A3c, backend: Backend) => {
  const crews = new Map<number, Crew.Crew>()
  const crew = (index: number): Crew.Crew => {
    const known = crews.get(index) ?? Crew.make(config, backend)
    crews.set(index, known)
    return known
  }
  const network = backend.actorCritic(Config.networks(config), rowsOf(config))
  return { crew, network, play: playOf(config, crew(0), network) }
})

export const scatter = (
  _config: Config.A3c,
  { key, parameters, actors, steps }: State
): ReadonlyArray<Message> =>
  actors.map(({ acts, games }, index) => ({
    kind: "play",
    key,
    index,
    parameters,
    own: { acts, games },
    steps: steps[0]
  }))

export const work = (config: Config.A3c, message: Message, backend: Backend): Contribution => {
  const { key, index, parameters, steps } = message
  const { network, play, ...place } = places(config, backend)
  // Any will do: the games come with the message.
  const crew = place.crew(0)
  const { environment } = crew
  const own = { acts: message.own.acts.slice(), log: Log.empty(crew.kinds) }
  crew.setProgress(steps / config.steps)
  crew.seat(Knowledge.keys.actors(key), index, own.acts[0] === 0 ? undefined : message.own.games)
  network.load(parameters)
  const norm = play(key, index, own, steps)
  return {
    kind: "play",
    gradient: network.gradient(),
    norm,
    own: { ...own, games: Environment.save(environment) }
  }
}

export const step = (config: Config.A3c, state: State, contributions: ReadonlyArray<Contribution>): State => {
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

export const actors: Actors<Config.A3c, State, Ground> = {
  count: (config) => config.actors,
  share: (config, state, backend) => {
    const table = backend.actorCritic.lay(Config.networks(config), rowsOf(config), config.actors)
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
    const crew = places(config, backend).crew(index)
    const network = backend.actorCritic.sit(Config.networks(config), rowsOf(config), table, index)
    const play = playOf(config, crew, network)
    const { environment } = crew
    crew.setProgress(steps[0] / config.steps)
    crew.seat(Knowledge.keys.actors(key), index, own.acts[0] === 0 ? undefined : own.games)
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
