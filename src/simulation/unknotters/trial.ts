/** An agent judged: games with words that no training has seen, and with hard unknots, each solved one proven. */

import * as HardUnknots from "../../domain/braid/hard-unknots.ts"
import type * as Word from "../../domain/braid/word.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Interruption from "../../domain/interruption.ts"
import * as Proof from "../../domain/proof/proof.ts"
import type { Key } from "../../domain/random/key.ts"
import { child } from "../../domain/random/key.ts"
import * as Game from "./game.ts"
import * as Given from "./given.ts"
import type { Player } from "./player.ts"

/** Games that are played at once at the most. */
export const chunk = 10

/**
 * What one message has played: words (or diagrams) number `from` to `to` of so many letters, a hard one so many times, or games
 * number `from` to `to` with the unknots that are given, `tries` with each.
 */
export type Bout =
  | { readonly kind: "words"; readonly letters: number; readonly from: number; readonly to: number }
  | { readonly kind: "named"; readonly name: string; readonly from: number; readonly to: number }
  | { readonly kind: "given"; readonly tries: number; readonly from: number; readonly to: number }

/** What a game began with, and came to. */
export interface Outcome {
  /** Of the word; columns of a diagram. */
  readonly letters: number
  /** As text. */
  readonly word: string
  /** Letters, or columns, of the shortest that was met. */
  readonly shortest: number
  /** Of a game that was solved: its elementary moves. */
  readonly certificate: Proof.Proof | null
}

/** One game. */
export interface Result extends Outcome {
  readonly name: string | null
  readonly solved: boolean
  /** Actions until it was solved or given up. */
  readonly moves: number
}

/** What games are played on: words, or rectangular diagrams. */
export interface Board<Start> {
  readonly held: (letters: number, index: number) => Start
  readonly ofWord: (word: Word.Word) => Start
  /** The unknots that are given. */
  readonly given: ReadonlyArray<{ readonly name: string; readonly start: Start }>
  readonly replay: (start: Start, actions: ReadonlyArray<number>) => Outcome
}

/** Hard unknots that the set of actions has room for. */
const named = (game: Game.Game): ReadonlyArray<HardUnknots.HardUnknot> =>
  HardUnknots.all.filter(({ word }) => Game.hasRoom(game, word))

/**
 * All that an agent is to play, in order.
 *
 * @param isSearch it takes its time over one word, so that a run that is asked to stop should not wait for ten; and it
 *   does the same every time, so that a hard unknot played ten times would prove no more
 */
export const bouts = (game: Game.Game, isSearch: boolean): ReadonlyArray<Bout> => {
  const size = isSearch ? 1 : chunk
  const tries = isSearch ? Math.min(1, game.tries) : game.tries
  const cut = (count: number) =>
    Array.from({ length: Math.ceil(count / size) }, (_, k) => ({
      from: k * size,
      to: Math.min(count, (k + 1) * size)
    }))
  if (game.data !== undefined)
    return cut(Given.parse(game.data).length * tries).map(
      (range): Bout => ({ kind: "given", tries, ...range })
    )
  return [
    ...game.evaluate.flatMap((letters) =>
      cut(game.words).map((range): Bout => ({ kind: "words", letters, ...range }))
    ),
    ...named(game).flatMap(({ name }) => cut(tries).map((range): Bout => ({ kind: "named", name, ...range })))
  ]
}

/** Letters of what a game begins with. Those of given unknots are all alike: nothing else is played beside them. */
const lettersOf = (bout: Bout): number => {
  switch (bout.kind) {
    case "words":
      return bout.letters
    case "named":
      return HardUnknots.all.find(({ name }) => name === bout.name)!.word.length
    case "given":
      return 1
    default:
      return nothingLeft(bout, "bout")
  }
}

/** Of the work of all bouts, about the part that the first so many are: a game takes longer by the square of the letters. */
export const share = (all: ReadonlyArray<Bout>, done: number): number => {
  const work = (some: ReadonlyArray<Bout>) =>
    some.reduce((sum, bout) => sum + (bout.to - bout.from) * lettersOf(bout) ** 2, 0)
  return done >= all.length ? 1 : work(all.slice(0, done)) / work(all)
}

/** What game number `index` of a bout begins with, and its name if it has one. */
const openingOf = <Start>(
  bout: Bout,
  index: number,
  board: Board<Start>
): { readonly name: string | null; readonly start: Start } => {
  switch (bout.kind) {
    case "words":
      return { name: null, start: board.held(bout.letters, index) }
    case "named": {
      const { name, word } = HardUnknots.all.find(({ name }) => name === bout.name)!
      return { name, start: board.ofWord(word) }
    }
    case "given":
      return board.given[Math.floor(index / bout.tries)]!
    default:
      return nothingLeft(bout, "bout")
  }
}

/**
 * Plays bout number `place`; what is drawn depends on the key and that number.
 *
 * @throws Error if the proof of a solved game is not accepted: a fault of the actions
 */
export const play = <Start>(
  bout: Bout,
  place: number,
  board: Board<Start>,
  player: Player<Start>,
  key: Key
): ReadonlyArray<Result> => {
  const numbers = Array.from({ length: bout.to - bout.from }, (_, k) => bout.from + k)
  const openings = numbers.map((index) => openingOf(bout, index, board))
  const played = player(
    openings.map(({ start }) => start),
    child(key, place)
  )
  return openings.map(({ name, start }, k) => {
    const outcome = board.replay(start, played[k])
    const { certificate, word } = outcome
    if (certificate !== null) {
      const verdict = Proof.check(certificate, Interruption.look)
      if (!verdict.valid) throw new Error(`the proof of ${word} is refused: ${verdict.reason}`)
    }
    return {
      name,
      letters: outcome.letters,
      word,
      solved: certificate !== null,
      moves: played[k].length,
      shortest: outcome.shortest,
      certificate
    }
  })
}
