/** The games of one actor: the environment that a thread keeps for it. */
import type { Backend } from "../../accelerator/backend.ts"
import type * as Diagram from "../../domain/grid/diagram.ts"
import type { Key } from "../../domain/random/key.ts"
import { child } from "../../domain/random/key.ts"
import * as Threefry from "../../domain/random/threefry.ts"
import type * as A3c from "../../domain/rl/a3c.ts"
import * as Environment from "../../domain/rl/environment/environment.ts"
import * as Grid from "../../domain/rl/environment/grid.ts"
import * as Diagrams from "./diagrams.ts"
import * as Game from "./game.ts"
import type { Learner } from "./learning.ts"
import * as Learning from "./learning.ts"
import * as Log from "./log.ts"
import * as Routes from "./routes.ts"
import * as Words from "./words.ts"

export interface Games {
  readonly environment: Environment.Any
  readonly kinds: Log.Kinds
  /** Continues the games of actor `index`; they begin anew where there are none. */
  readonly seat: (key: Key, index: number, games: Environment.Saved | undefined) => void
  /** How much of the training is behind, 0 to 1, for the next words. */
  readonly setProgress: (share: number) => void
}

/** The letters of a word that a game begins with, by a uniform from 0 to 1 and the share of the training behind. */
export const lettersAt = (
  config: Pick<Learner, "shortest" | "letters" | "curriculum"> & Partial<Pick<Learner, "actions">>,
  progress: number,
  uniform: number
): number => {
  const { shortest, letters, curriculum, actions } = config
  const grown = curriculum > 0 ? Math.min(1, progress / curriculum) : 1
  const longest = Math.floor(shortest + grown * (letters - shortest))
  const drawn = shortest + Math.floor(uniform * (longest - shortest + 1))
  return actions === "grid" || Words.possible(drawn) ? drawn : 4
}

/** The letters of the words, and the share of the games that begin on the way of a hard unknot; 0 unless given. */
type Config = Learner & { readonly routes?: number }

export const make = (config: Config, backend: Backend): Games => {
  const { letters, games, moves, scramble, unknots, pool, routes = 0 } = config
  const { masked: masks } = Learning.networks(config)
  let key: Key = [0, 0]
  let progress = 0
  /** Draws of a game: a uniform, and a number in the pool. */
  const draw = (place: number, number: number): readonly [uniform: number, index: number] => {
    const [one, other] = Threefry.words(key[0], key[1], place, number)
    return [one / 2 ** 32, Math.floor((other / 2 ** 32) * pool)]
  }
  const ofWords = (): Environment.Environment => {
    const route = Routes.on(letters)
    const words = Words.on("train", scramble, backend.prior)
    const source: Environment.Source = (place, number) => {
      const [uniform, index] = draw(place, number)
      if (uniform < routes) return route(index)
      return words.word(lettersAt(config, progress, (uniform - routes) / (1 - routes)), index)
    }
    return Environment.on(Game.wordActionsOf(config), { games, mostMoves: moves, masks, source })
  }
  const ofDiagrams = () => {
    const diagrams = Diagrams.on("train", unknots, scramble)
    const source: Environment.Source<Diagram.Diagram> = (place, number) => {
      const [uniform, index] = draw(place, number)
      return diagrams.diagram(lettersAt(config, progress, uniform), index)
    }
    return Environment.on(Grid.of(letters), { games, mostMoves: moves, masks, source })
  }
  const make = (): Environment.Any => (Game.isOfDiagrams(config) ? ofDiagrams() : ofWords())
  const environment = make()
  return {
    environment,
    kinds: Log.kinds(environment.actions),
    seat: (actor, index, saved) => {
      key = child(child(actor, index), 1)
      Environment.restore(environment, saved ?? Environment.save(make()))
    },
    setProgress: (share) => {
      progress = share
    }
  }
}

/** Logs what happens at the games, where `place` says. */
export const witness = (
  environment: Environment.Any,
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
