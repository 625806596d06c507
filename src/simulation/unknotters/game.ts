/** The game that every agent plays, and what it is judged by. */
import * as Word from "../../domain/braid/word.ts"
import * as ActionSet from "../../domain/rl/environment/action-set.ts"
import type { Actions } from "../../domain/rl/environment/actions.ts"
import * as Grid from "../../domain/rl/environment/grid.ts"
import * as Unravelling from "../../domain/rl/environment/unravelling.ts"
import type { ConfigFault, Memory } from "../contract.ts"
import * as Diagrams from "./diagrams.ts"
import * as Parameter from "./parameter.ts"
import * as Words from "./words.ts"

/** The paper's. */
const mostMoves = 300

export const parameters = {
  letters: Parameter.integer({
    minimum: 4,
    maximum: 499,
    unit: "letters",
    description:
      "N: the game has words of at most 2 N letters, begins with at most N; of rectangular diagrams, columns at most"
  }),
  scramble: Parameter.integer({
    minimum: 3,
    maximum: 1000,
    default: 10,
    unit: "moves",
    description:
      "random Markov moves between two collapses of a word that is drawn, M; of a rectangular diagram, exchanges that are tried after each split"
  }),
  actions: Parameter.choice({
    names: ["paper", "complete", "grid"],
    default: "paper",
    description:
      "the paper's N + 5, of which stabilisation is none, or all moves at all places, with what cannot be done left out, or the exchanges of rectangular diagrams"
  }),
  unknots: Parameter.choice({
    names: Diagrams.names,
    default: Diagrams.usual,
    description:
      "what rectangular diagrams games begin with: made by inverse play, by inverse play from sums of hard unknots, or drawn as pairs of permutations and proven; words are always the paper's"
  }),
  moves: Parameter.integer({
    minimum: 1,
    maximum: 100_000,
    default: mostMoves,
    unit: "moves",
    description: "a game is lost after so many"
  }),
  evaluate: Parameter.integers({
    default: { from: ({ letters }) => [letters], words: "N alone" },
    unit: "letters",
    description: "letters of the held-out words; columns of diagrams"
  }),
  words: Parameter.integer({
    minimum: 0,
    maximum: 100_000,
    default: 200,
    unit: "words",
    description: "held-out words of each length to judge the agent by"
  }),
  tries: Parameter.integer({
    minimum: 0,
    maximum: 10_000,
    default: 10,
    unit: "games",
    description:
      "games with each of the hard unknots; one at most for a search, which does the same every time"
  })
}

export type Game = Parameter.Values<typeof parameters>

/** A game of words, and one of rectangular diagrams. */
export type OfWords = Game & { readonly actions: Actions["name"] }
export type OfDiagrams = Game & { readonly actions: "grid" }

export const isOfDiagrams = (game: Game): game is OfDiagrams => game.actions === "grid"

/** Throws a TypeError for a game of rectangular diagrams. */
export const wordActionsOf = ({ actions, letters }: Game): Actions => {
  if (actions === "grid") throw new TypeError("The game is one of rectangular diagrams.")
  return ActionSet.of(actions, letters)
}

export const actionsOf = (game: Game): Actions | Grid.Grid =>
  isOfDiagrams(game) ? Grid.of(game.letters) : wordActionsOf(game)

/** Whether a game may begin with the word, or with the diagram that is drawn of it. */
export const hasRoom = (game: Game, word: Word.Word): boolean =>
  isOfDiagrams(game)
    ? Unravelling.ofWord(word).length <= game.letters
    : word.length <= 2 * game.letters && Word.strands(word) <= game.letters + 1

/** What is wrong with the letters of some words. */
export const letterFault = (parameter: string, wrong: number, game: Game): ConfigFault => ({
  path: [parameter],
  message: isOfDiagrams(game)
    ? `Diagrams have ${Diagrams.fewest[game.unknots]} to N = ${game.letters} columns, not ${wrong}: there are no others of \`unknots: ${game.unknots}\` here.`
    : `Words have 4, or 6 or more, and at most N = ${game.letters} letters, not ${wrong}: RANDOMUNKNOT makes no others.`
})

/** Whether the game begins with words of so many letters. */
export const isPossible = (some: number, game: Game): boolean =>
  (isOfDiagrams(game) ? some >= Diagrams.fewest[game.unknots] : Words.possible(some)) && some <= game.letters

export const faults = (game: Game): ReadonlyArray<ConfigFault> => {
  const wrong = game.evaluate.find((some) => !isPossible(some, game))
  if (wrong !== undefined) return [letterFault("evaluate", wrong, game)]
  if (isOfDiagrams(game)) return []
  if (game.unknots !== Diagrams.usual)
    return [{ path: ["unknots"], message: "Words are the paper's: `unknots` is for `actions: grid`." }]
  return scrambleFaults(game.words === 0 ? 0 : Math.max(0, ...game.evaluate), game)
}

/** What is wrong with the moves that make words of so many letters. */
export const scrambleFaults = (letters: number, game: Game): ReadonlyArray<ConfigFault> => {
  if (isOfDiagrams(game)) return []
  const { scramble } = game
  const most = Words.mostScramble(letters)
  if (scramble <= most) return []
  const message = `After ${scramble} moves words of ${letters} letters may stand on more strands than braids have here: make ${most} or fewer at a time.`
  return [{ path: ["scramble"], message }]
}

/** Games that an agent is judged by. */
export const judged = ({ evaluate, words, tries }: Game): number => evaluate.length * words + 5 * tries

/** Estimated seconds of a move, and of what proves it. */
export const seconds = ({ letters }: Game): number => 2e-6 + 1.1e-7 * letters

/** Of the games that an agent is judged by: results, and the moves that prove those that were solved. */
export const memory = (game: Game): ReadonlyArray<Memory> => {
  const { letters, moves } = game
  // Of a diagram the planar one is kept, and the exchanges of walks, which seldom are more than these.
  const proof = isOfDiagrams(game) ? 30 * letters ** 2 + 50 * Math.min(moves, 20 * letters) : 20 * letters
  const bytes = judged(game) * (500 + proof)
  return [
    {
      parameter: game.evaluate.length > 1000 ? "evaluate" : "words",
      task: bytes,
      repeat: bytes,
      objects: true
    }
  ]
}
