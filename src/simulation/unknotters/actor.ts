/** Actors of A3C at work, in rounds (their gradients go home) or side by side on one memory (they step it in place). */
import type { Backend } from "../../accelerator/backend.ts"
import { child } from "../../domain/random/key.ts"
import * as A3c from "../../domain/rl/a3c.ts"
import type { ActorCritic } from "../../domain/rl/actor-critic.ts"
import * as Environment from "../../domain/rl/environment/environment.ts"
import * as Rms from "../../domain/rl/rms.ts"
import * as Shared from "../../domain/rl/shared.ts"
import type { Actor } from "../contract.ts"
import type { Config, Contribution, Ground, Message } from "./asynchronous.ts"
import * as Games from "./games.ts"
import * as Learning from "./learning.ts"
import * as Log from "./log.ts"
import * as Memory from "./memory.ts"
import type { Prepared } from "./method.ts"
import type { Own, State } from "./state.ts"
import * as Knowledge from "./state.ts"

const settingOf = (config: Config): A3c.Setting => {
  const { horizon, gamma, entropy, unit } = config
  const encoding = Learning.encodingOf(config)
  const { masked } = Learning.networks(config)
  return { horizon, gamma, entropy, unit, encoding, masked }
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

/** The games of any actor will do for `games`: those of this one come with the message. */
const work = (
  config: Config,
  message: Message,
  network: ActorCritic,
  games: Games.Games,
  play: Play
): Contribution => {
  const { key, index, parameters, steps } = message
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

const share = (config: Config, state: State, backend: Backend): Ground => {
  const table = Shared.over(backend.actorCritic).lay(Learning.networks(config), rowsOf(config), config.actors)
  const { parameters, squares } = table
  parameters.set(state.parameters)
  squares.set(state.squares)
  return { table, state: { ...Memory.share(state), parameters, squares } }
}

const join = (
  config: Config,
  { state, table }: Ground,
  index: number,
  games: Games.Games,
  backend: Backend
): Actor => {
  const { key, steps } = state
  const { parameters, squares } = table
  const own = state.actors[index]
  const network = Shared.over(backend.actorCritic).sit(
    Learning.networks(config),
    rowsOf(config),
    table,
    index
  )
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

export const prepare = (config: Config, backend: Backend): Prepared<Message, Contribution> => {
  const actors = new Map<number, Games.Games>()
  const games = (index: number): Games.Games => {
    const known = actors.get(index) ?? Games.make(config, backend)
    actors.set(index, known)
    return known
  }
  const network = Shared.over(backend.actorCritic)(Learning.networks(config), rowsOf(config))
  const play = playOf(config, games(0), network)
  return {
    work: (message) => work(config, message, network, games(0), play),
    step: (state, contributions) => step(config, state, contributions),
    actors: {
      share: (state) => share(config, state, backend),
      join: (ground: Ground, index) => join(config, ground, index, games(index), backend)
    }
  }
}
