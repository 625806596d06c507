/**
 * What the trained states of a simulation answer about a knot. Beside its `index.ts` and `kernel.ts`, a training
 * may have an `ask.ts` (or `.js`) that default-exports an {@link Ask}; `skein decide` and `skein unknot` load it, and
 * nothing else does. The contract and the engine know nothing of knots.
 */
import type { Backend } from "../accelerator/backend.ts"
import type { Word } from "../domain/braid/word.ts"
import type { Origin } from "../domain/diagram/planar.ts"
import type { Name as ActionSet } from "../domain/rl/environment/actions.ts"

export interface Ask<Config, State> {
  /**
   * The logarithm of the odds that the word closes to a knot and not to the unknot, as the state has learnt to see it.
   * `undefined` before anything is learnt; rejects with a RangeError for a word that it does not read.
   */
  readonly decide?: (config: Config, state: State, word: Word) => Promise<number | undefined>
  /**
   * In what the word differs from all that the models of this config have learnt from, in a sentence: what they say of it is
   * then a guess of another kind.
   */
  readonly caution?: (config: Config, word: Word) => string | undefined
  /**
   * How the agent that the state has learnt to be unties the closure of a braid word, or a planar diagram, within so many
   * seconds. Who asks plays what it is told, and proves it. `undefined` before anything is learnt; throws a RangeError for
   * what has no room in the agent's game.
   */
  readonly unknot?: (
    config: Config,
    state: State,
    from: Origin,
    seconds: number,
    backend: Backend
  ) => Untying | undefined
}

/** What an agent did with a knot. */
export interface Untying {
  /**
   * The game: a set of actions on braid words, or `grid`, on the rectangular diagram that is drawn of the knot; and its N
   * (domain/rl/environment/actions.ts).
   */
  readonly set: ActionSet | "grid"
  readonly letters: number
  /** Actions by their numbers: to the empty word or a circle, or to the shortest word or smallest diagram that it came to. */
  readonly chosen: ReadonlyArray<number>
  /** What was tried, counted, in words. */
  readonly effort: string
}
