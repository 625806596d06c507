/** The game that every agent plays, and what it is judged by. */
import * as ActionSet from "../../domain/rl/environment/action-set.ts"
import type { Actions } from "../../domain/rl/environment/actions.ts"
import type { ConfigFault, Memory } from "../contract.ts"
import * as Parameter from "./parameter.ts"
import * as Words from "./words.ts"

/** The paper's. */
const mostMoves = 300

export const parameters = {
  letters: Parameter.integer({
    minimum: 4,
    maximum: 499,
    unit: "letters",
    description: "N: the game has words of at most 2 N letters, begins with at most N"
  }),
  scramble: Parameter.integer({
    minimum: 3,
    maximum: 1000,
    default: 10,
    unit: "moves",
    description: "random Markov moves between two collapses of a word that is drawn, M"
  }),
  actions: Parameter.choice({
    names: ["paper", "complete"],
    default: "paper",
    description:
      "the paper's N + 5, of which stabilisation is none, or all moves at all places, with what cannot be done left out"
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
    description: "letters of the held-out words"
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

export const actionsOf = ({ actions, letters }: Game): Actions => ActionSet.of(actions, letters)

/** What is wrong with the letters of some words. */
export const letterFault = (parameter: string, wrong: number, { letters }: Game): ConfigFault => ({
  path: [parameter],
  message: `Words have 4, or 6 or more, and at most N = ${letters} letters, not ${wrong}: RANDOMUNKNOT makes no others.`
})

/** Whether the game begins with words of so many letters. */
export const isPossible = (some: number, { letters }: Game): boolean =>
  Words.possible(some) && some <= letters

export const faults = (game: Game): ReadonlyArray<ConfigFault> => {
  const wrong = game.evaluate.find((some) => !isPossible(some, game))
  if (wrong !== undefined) return [letterFault("evaluate", wrong, game)]
  return scrambleFaults(game.words === 0 ? 0 : Math.max(0, ...game.evaluate), game)
}

/** What is wrong with the moves that make words of so many letters. */
export const scrambleFaults = (letters: number, { scramble }: Game): ReadonlyArray<ConfigFault> => {
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
  const bytes = judged(game) * (500 + 20 * game.letters)
  return [
    {
      parameter: game.evaluate.length > 1000 ? "evaluate" : "words",
      task: bytes,
      repeat: bytes,
      objects: true
    }
  ]
}
