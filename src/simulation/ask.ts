/**
 * What the trained states of a simulation answer about a braid word. Beside its `index.ts` and `kernel.ts`, a training
 * may have an `ask.ts` (or `.js`) that default-exports an {@link Ask}; `skein decide` and `skein unknot` load it, and
 * nothing else does. The contract and the engine know nothing of knots.
 */
import type { Backend } from "../accelerator/backend.ts"
import type { Word } from "../domain/braid/word.ts"
import type { Name as ActionSet } from "../domain/rl/environment/actions.ts"

export interface Ask<Config, State> {
  /**
   * The logarithm of the odds that the word closes to a knot and not to the unknot, as the state has learnt to see it.
   * `undefined` before anything is learnt; rejects with a RangeError for a word that it does not read.
   */
  readonly decide?: (config: Config, state: State, word: Word) => Promise<number | undefined>
  /**
   * How the agent that the state has learnt to be unties the word, within so many seconds. Who asks plays what it is
   * told, and proves it. `undefined` before anything is learnt; throws a RangeError for a word that has no room in the
   * agent's game.
   */
  readonly unknot?: (
    config: Config,
    state: State,
    word: Word,
    seconds: number,
    backend: Backend
  ) => Untying | undefined
}

/** What an agent did with a braid word. */
export interface Untying {
  /** The game: its set of actions, and its N (domain/rl/environment/actions.ts). */
  readonly set: ActionSet
  readonly letters: number
  /** Actions by their numbers: to the empty word, or to the shortest word that it came to. */
  readonly chosen: ReadonlyArray<number>
  /** What was tried, counted, in words. */
  readonly effort: string
}
