/** The game that every agent plays, and what it is judged by. */
import * as Seconds from "../../domain/braid/seconds.ts"
import * as Word from "../../domain/braid/word.ts"
import * as Split from "../../domain/decision/split.ts"
import * as ActionSet from "../../domain/rl/environment/action-set.ts"
import type { Actions } from "../../domain/rl/environment/actions.ts"
import * as Grid from "../../domain/rl/environment/grid.ts"
import * as Unravelling from "../../domain/rl/environment/unravelling.ts"
import type { ConfigFault, Memory } from "../contract.ts"
import * as Diagrams from "./diagrams.ts"
import * as Given from "./given.ts"
import * as Parameter from "./parameter.ts"
import * as Words from "./words.ts"

/** The paper's. */
const mostMoves = 300

/** The largest N. */
const mostLetters = 499

const isData = (text: string): boolean => {
  if (!text.includes("\n")) return false
  try {
    Given.parse(text)
    return true
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof RangeError) return false
    throw cause
  }
}

/** The N of a game that has room for all that is given, and for as many letters again. */
const sizeOf = (data: string, actions: string | undefined): number =>
  actions === "grid"
    ? Given.diagrams(data).reduce(
        (most, { length }) => Math.max(most, length),
        Diagrams.fewest[Diagrams.usual]
      )
    : Given.words(data).reduce((most, word) => Math.max(most, word.length, Word.strands(word) - 1), 4)

export const parameters = {
  data: Parameter.file({
    description:
      "file of unknots (.csv, .tsv, .ndjson, .jsonl, .parquet) to be judged on in place of drawn ones: columns word (in any notation of knots) and, not needed, name",
    absent: "unknots are drawn",
    isRead: (text) => isData(text)
  }),
  letters: Parameter.integer({
    minimum: 4,
    maximum: mostLetters,
    default: {
      from: ({ data, actions }) =>
        data === undefined ? undefined : Math.min(mostLetters, sizeOf(data, actions)),
      words: "of data the letters of the longest word, or the columns of the largest diagram"
    },
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
    default: Parameter.ofSize<ReadonlyArray<number>>("N alone; none where data is given", (letters, data) =>
      data === undefined ? [letters] : []
    ),
    unit: "letters",
    description: "letters of the held-out words; columns of diagrams"
  }),
  words: Parameter.integer({
    minimum: 0,
    maximum: 100_000,
    default: {
      from: ({ data }) => (data === undefined ? 200 : 0),
      words: "200; none where data is given"
    },
    unit: "words",
    description: "held-out words of each length to judge the agent by"
  }),
  tries: Parameter.integer({
    minimum: 0,
    maximum: 10_000,
    default: {
      from: ({ data }) => (data === undefined ? 10 : 1),
      words: "10; 1 where data is given"
    },
    unit: "games",
    description:
      "games with each of the hard unknots, or of those of data; one at most for a search, which does the same every time"
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
  isOfDiagrams(game) ? Unravelling.ofWord(word).length <= game.letters : hasRoomForWord(game, word)

const hasRoomForWord = ({ letters }: Game, word: Word.Word): boolean =>
  word.length <= 2 * letters && Word.strands(word) <= letters + 1

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

/** Of the unknots that are given, so many that no game has room for are told one by one. */
const mostTold = 5

/** What is wrong with what is given: no room in the game, or others beside it. */
const dataFaults = (game: Game, data: string): ReadonlyArray<ConfigFault> => {
  const { letters, evaluate, words } = game
  const others = evaluate.length > 0 ? "evaluate" : words > 0 ? "words" : undefined
  if (others !== undefined) {
    const message = `Games are played with the unknots of data alone: leave \`${others}\` out.`
    return [{ path: [others], message }]
  }
  const all = Given.parse(data)
  const sizes = isOfDiagrams(game)
    ? Given.diagrams(data).map(({ length }) => (length <= letters ? undefined : `${length} columns`))
    : Given.words(data).map((word) =>
        hasRoomForWord(game, word) ? undefined : `${word.length} letters on ${Word.strands(word)} strands`
      )
  const room = isOfDiagrams(game) ? `${letters} columns` : `${2 * letters} letters on ${letters + 1} strands`
  const found = sizes.flatMap((size, k) => (size === undefined ? [] : [{ line: all[k].line, size }]))
  return found.slice(0, mostTold).map(({ line, size }, k): ConfigFault => {
    const more = k === mostTold - 1 ? found.length - mostTold : 0
    const rest = more > 0 ? ` So it is with ${more} more.` : ""
    const message = `${Given.fileOf(data)}, line ${line}: the unknot has ${size}, and games of N = ${letters} have room for ${room}.${rest}`
    return { path: ["data"], message }
  })
}

export const faults = (game: Game): ReadonlyArray<ConfigFault> => {
  if (game.data !== undefined) {
    const found = dataFaults(game, game.data)
    if (found.length > 0) return found
  }
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

/** Games that an agent is judged by; of a search, which does the same every time, none is played twice. */
export const judged = ({ data, evaluate, words, tries }: Game, isSearch = false): number => {
  const times = isSearch ? Math.min(1, tries) : tries
  return data === undefined ? evaluate.length * words + 5 * times : Given.parse(data).length * times
}

/** Estimated seconds of a move, and of what proves it. */
export const seconds = ({ letters }: Game): number => 1e-6 + 1.3e-7 * letters

/** Moves of a game of one who has learned to play it. Of diagrams most are untied long before a game is lost. */
export const learnedMoves = (game: Game): number =>
  isOfDiagrams(game) ? Math.min(game.moves, 3 * game.letters) : game.moves

/** Estimated seconds to draw something of so many letters (or columns) that games begin with, of a split with such a share. */
export const drawing = (game: Game, letters: number, share: number): number => {
  if (!isOfDiagrams(game)) return Seconds.unknot({ letters, moves: game.scramble }) / share
  return letters * secondsOfColumn[game.unknots]
}

/** Of a diagram that is drawn. */
const secondsOfColumn: Readonly<Record<Diagrams.Name, number>> = { play: 1e-5, sums: 1.2e-4, pairs: 1e-5 }

/** Estimated seconds to draw what the agent is judged by. */
export const drawingJudged = (game: Game): number =>
  game.words * game.evaluate.reduce((sum, letters) => sum + drawing(game, letters, Split.testShare), 0)

/** Of the games that an agent is judged by: results, and the moves that prove those that were solved. */
export const memory = (game: Game): ReadonlyArray<Memory> => {
  const { letters, moves } = game
  // Of a diagram the planar one is kept, and the exchanges of walks, which seldom are more than these.
  const proof = isOfDiagrams(game) ? 30 * letters ** 2 + 50 * Math.min(moves, 20 * letters) : 20 * letters
  const bytes = judged(game) * (500 + proof)
  return [
    {
      parameter: game.data !== undefined ? "data" : game.evaluate.length > 1000 ? "evaluate" : "words",
      task: bytes,
      repeat: bytes,
      objects: true
    }
  ]
}
