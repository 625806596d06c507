/**
 * A3C: what an actor does with the parameters at one time. By assignment all actors start a round from the same
 * parameters, and their gradients are applied one after the other, in the order of their numbers; by arrival each
 * applies its own to the shared memory as soon as it has it, without a lock.
 */
import type { Backend } from "../../accelerator/backend.ts"
import { child } from "../../domain/random/key.ts"
import * as A3c from "../../domain/rl/a3c.ts"
import * as Environment from "../../domain/rl/environment/environment.ts"
import * as Rms from "../../domain/rl/rms.ts"
import type { Actors } from "../contract.ts"
import * as Config from "./config.ts"
import * as Crew from "./crew.ts"
import * as Log from "./log.ts"
import * as Memory from "./memory.ts"
import type { Own, State } from "./state.ts"
import * as State_ from "./state.ts"

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

interface Seated {
  readonly crew: Crew.Crew
  /** Plays once and logs it; the gradient is left in the network. Returns its norm. */
  readonly play: (key: State["key"], index: number, own: Pick<Own, "acts" | "log">, steps: number) => number
}

const seatOf = (config: Config.A3c, backend: Backend): Seated => {
  const { horizon, gamma, entropy, unit, encoding, games } = config
  const { masked } = Config.networks(config)
  const setting: A3c.Setting = { horizon, gamma, entropy, unit, encoding, masked }
  const crew = Crew.make(config, backend, A3c.rows(games, setting))
  const { environment, kinds, network } = crew
  let log: Log.Log | undefined
  let part = 0
  const witness = Crew.witness(environment, kinds, () => ({ log: log!, part }))
  const once = A3c.make(network, environment, setting)
  return {
    crew,
    play: (key, index, own, steps) => {
      log = own.log
      part = Log.part(steps, config.steps)
      crew.setProgress(steps / config.steps)
      const draws = child(child(State_.keys.actors(key), index), 0)
      const norm = once({ key: draws, act: own.acts[0] }, witness)
      own.acts[0]++
      Log.add(log, part, "steps", horizon * games)
      Log.add(log, part, "updates", 1)
      Log.add(log, part, "norm", norm)
      return norm
    }
  }
}

/** By what a gradient is shortened. */
const scaleOf = (norm: number, clip: number): number => (norm > clip ? clip / norm : 1)

/** A thread keeps what it has made for each actor of the config it works on. */
const seats = Crew.kept((config: Config.A3c, backend: Backend) => {
  const made = new Map<number, Seated>()
  return (index: number): Seated => {
    const seat = made.get(index) ?? seatOf(config, backend)
    made.set(index, seat)
    return seat
  }
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
  // Any seat will do: the games come with the message.
  const { crew, play } = seats(config, backend)(0)
  const { environment, network } = crew
  const own = { acts: message.own.acts.slice(), log: Log.empty(crew.kinds) }
  crew.setProgress(steps / config.steps)
  crew.seat(State_.keys.actors(key), index, own.acts[0] === 0 ? undefined : message.own.games)
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

export const actors: Actors<Config.A3c, State, State> = {
  count: (config) => config.actors,
  share: (_config, state) => Memory.share(state),
  read: (_config, memory) => Memory.own(memory),
  join: (config, memory, index, backend) => {
    const { key, parameters, squares, steps } = memory
    const own = memory.actors[index]
    const { crew, play } = seats(config, backend)(index)
    const { environment, network } = crew
    crew.setProgress(steps[0] / config.steps)
    crew.seat(State_.keys.actors(key), index, own.acts[0] === 0 ? undefined : own.games)
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
        const part = Log.part(from, config.steps)
        Log.add(own.log, part, "seconds", (performance.now() - started) / 1000)
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
