/** One actor at its games: what a thread keeps of it, its networks and its environment. */
import type { Backend } from "../../accelerator/backend.ts"
import type { Key } from "../../domain/random/key.ts"
import { child } from "../../domain/random/key.ts"
import * as Threefry from "../../domain/random/threefry.ts"
import type * as A3c from "../../domain/rl/a3c.ts"
import type { ActorCritic } from "../../domain/rl/actor-critic.ts"
import * as Environment from "../../domain/rl/environment/environment.ts"
import * as Config from "./config.ts"
import * as Log from "./log.ts"
import * as Words from "./words.ts"

export interface Crew {
  readonly environment: Environment.Environment
  readonly network: ActorCritic
  readonly kinds: Log.Kinds
  /** Continues the games of actor `index`; they begin anew where there are none. */
  readonly seat: (key: Key, index: number, games: Environment.Saved | undefined) => void
  /** How much of the training is behind, 0 to 1, for the next words. */
  readonly setProgress: (share: number) => void
}

/** The letters of a word that a game begins with, by a uniform from 0 to 1 and the share of the training behind. */
export const lettersAt = (
  { shortest, letters, curriculum }: Pick<Config.Learner, "shortest" | "letters" | "curriculum">,
  progress: number,
  uniform: number
): number => {
  const grown = curriculum > 0 ? Math.min(1, progress / curriculum) : 1
  const longest = Math.floor(shortest + grown * (letters - shortest))
  const drawn = shortest + Math.floor(uniform * (longest - shortest + 1))
  return Words.possible(drawn) ? drawn : 4
}

/** @param rows that the networks have room for */
export const make = (config: Config.Learner, backend: Backend, rows: number): Crew => {
  const { actions, letters, games, moves, scramble, pool } = config
  const words = Words.on("train", scramble, backend.prior)
  let key: Key = [0, 0]
  let progress = 0
  const source: Environment.Source = (place, number) => {
    const [one, other] = Threefry.words(key[0], key[1], place, number)
    return words.word(lettersAt(config, progress, one / 2 ** 32), Math.floor((other / 2 ** 32) * pool))
  }
  const options = { actions, letters, games, mostMoves: moves, source }
  const environment = Environment.make(options)
  return {
    environment,
    network: backend.actorCritic(Config.networks(config), rows),
    kinds: Log.kinds(environment.actions),
    seat: (actor, index, saved) => {
      key = child(child(actor, index), 1)
      Environment.restore(environment, saved ?? Environment.save(Environment.make(options)))
    },
    setProgress: (share) => {
      progress = share
    }
  }
}

/** Logs what happens at the games, where `place` says. */
export const witness = (
  environment: Environment.Environment,
  kinds: Log.Kinds,
  place: () => { readonly log: Log.Log; readonly part: number }
): A3c.Witness => ({
  onAction: (game, action, entropy) => {
    const { log, part } = place()
    Log.count(log, part, environment.moves[game], kinds.of[action])
    Log.add(log, part, "entropy", entropy)
  },
  onEnd: (game) => {
    const { log, part } = place()
    const solved = environment.ends[game] === Environment.solved
    Log.add(log, part, "games", 1)
    Log.add(log, part, "returns", environment.lastReturns[game])
    if (!solved) return
    Log.add(log, part, "solved", 1)
    Log.add(log, part, "moves", environment.lastMoves[game])
  }
})

/** Makes what a thread needs for a config once, and keeps it until it is asked for another. */
export const kept = <C extends Config.Config, A>(
  make: (config: C, backend: Backend) => A
): ((config: C, backend: Backend) => A) => {
  let last: { config: C; readonly text: string; readonly backend: Backend; readonly made: A } | undefined
  return (config, backend) => {
    if (last?.config === config && last.backend === backend) return last.made
    // Each job brings a copy of its config.
    const text = JSON.stringify(config)
    if (last?.text !== text || last.backend !== backend)
      last = { config, text, backend, made: make(config, backend) }
    last.config = config
    return last.made
  }
}
