/** The games of one actor: the environment that a thread keeps for it. */
import type { Backend } from "../../accelerator/backend.ts"
import type { Key } from "../../domain/random/key.ts"
import { child } from "../../domain/random/key.ts"
import * as Threefry from "../../domain/random/threefry.ts"
import type * as A3c from "../../domain/rl/a3c.ts"
import * as Environment from "../../domain/rl/environment/environment.ts"
import * as Game from "./game.ts"
import type { Learner } from "./learning.ts"
import * as Log from "./log.ts"
import * as Routes from "./routes.ts"
import * as Words from "./words.ts"

export interface Games {
  readonly environment: Environment.Environment
  readonly kinds: Log.Kinds
  /** Continues the games of actor `index`; they begin anew where there are none. */
  readonly seat: (key: Key, index: number, games: Environment.Saved | undefined) => void
  /** How much of the training is behind, 0 to 1, for the next words. */
  readonly setProgress: (share: number) => void
}

/** The letters of a word that a game begins with, by a uniform from 0 to 1 and the share of the training behind. */
export const lettersAt = (
  { shortest, letters, curriculum }: Pick<Learner, "shortest" | "letters" | "curriculum">,
  progress: number,
  uniform: number
): number => {
  const grown = curriculum > 0 ? Math.min(1, progress / curriculum) : 1
  const longest = Math.floor(shortest + grown * (letters - shortest))
  const drawn = shortest + Math.floor(uniform * (longest - shortest + 1))
  return Words.possible(drawn) ? drawn : 4
}

/** The letters of the words, and the share of the games that begin on the way of a hard unknot; 0 unless given. */
type Config = Learner & { readonly routes?: number }

export const make = (config: Config, backend: Backend): Games => {
  const { letters, games, moves, scramble, pool, routes = 0 } = config
  const { name: actions } = Game.wordActionsOf(config)
  const route = Routes.on(letters)
  const words = Words.on("train", scramble, backend.prior)
  let key: Key = [0, 0]
  let progress = 0
  const source: Environment.Source = (place, number) => {
    const [one, other] = Threefry.words(key[0], key[1], place, number)
    const uniform = one / 2 ** 32
    const index = Math.floor((other / 2 ** 32) * pool)
    if (uniform < routes) return route(index)
    return words.word(lettersAt(config, progress, (uniform - routes) / (1 - routes)), index)
  }
  const options = { actions, letters, games, mostMoves: moves, source }
  const environment = Environment.make(options)
  return {
    environment,
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
