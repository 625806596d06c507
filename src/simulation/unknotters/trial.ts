/** An agent judged: games with words that no training has seen, and with hard unknots, each solved one proven. */

import type { Certificate } from "../../domain/braid/certificate.ts"
import { check } from "../../domain/braid/checker.ts"
import * as HardUnknots from "../../domain/braid/hard-unknots.ts"
import * as Word from "../../domain/braid/word.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Interruption from "../../domain/interruption.ts"
import type { Key } from "../../domain/random/key.ts"
import { child } from "../../domain/random/key.ts"
import type { Actions } from "../../domain/rl/environment/actions.ts"
import * as Episode from "../../domain/rl/environment/episode.ts"
import type { Game } from "./game.ts"
import type { Player } from "./player.ts"
import type { Words } from "./words.ts"

/** Games that are played at once at the most. */
export const chunk = 10

/** What one message has played: words number `from` to `to` of so many letters, or a hard one so many times. */
export type Bout =
  | { readonly kind: "words"; readonly letters: number; readonly from: number; readonly to: number }
  | { readonly kind: "named"; readonly name: string; readonly from: number; readonly to: number }

/** One game. */
export interface Result {
  readonly name: string | null
  readonly letters: number
  readonly word: string
  readonly solved: boolean
  /** Actions until it was solved or given up. */
  readonly moves: number
  readonly shortest: number
  /** Of a game that was solved: its elementary moves, which the checker has accepted. */
  readonly certificate: Certificate | null
}

/** Hard unknots that the set of actions has room for. */
const named = ({ letters }: Game): ReadonlyArray<HardUnknots.HardUnknot> =>
  HardUnknots.all.filter(({ word }) => word.length <= 2 * letters && Word.strands(word) <= letters + 1)

/**
 * All that an agent is to play, in order.
 *
 * @param isSearch it takes its time over one word, so that a run that is asked to stop should not wait for ten; and it
 *   does the same every time, so that a hard unknot played ten times would prove no more
 */
export const bouts = (game: Game, isSearch: boolean): ReadonlyArray<Bout> => {
  const size = isSearch ? 1 : chunk
  const tries = isSearch ? Math.min(1, game.tries) : game.tries
  const cut = (count: number) =>
    Array.from({ length: Math.ceil(count / size) }, (_, k) => ({
      from: k * size,
      to: Math.min(count, (k + 1) * size)
    }))
  return [
    ...game.evaluate.flatMap((letters) =>
      cut(game.words).map((range): Bout => ({ kind: "words", letters, ...range }))
    ),
    ...named(game).flatMap(({ name }) => cut(tries).map((range): Bout => ({ kind: "named", name, ...range })))
  ]
}

const startOf = (bout: Bout, index: number, held: Words): Word.Word => {
  switch (bout.kind) {
    case "words":
      return held.word(bout.letters, index)
    case "named":
      return HardUnknots.all.find(({ name }) => name === bout.name)!.word
    default:
      return nothingLeft(bout, "bout")
  }
}

/**
 * Plays bout number `place`; what is drawn depends on the key and that number.
 *
 * @throws Error if the proof of a solved game is not accepted: a fault of the actions
 */
export const play = (
  bout: Bout,
  place: number,
  actions: Actions,
  held: Words,
  player: Player,
  key: Key
): ReadonlyArray<Result> => {
  const numbers = Array.from({ length: bout.to - bout.from }, (_, k) => bout.from + k)
  const starts = numbers.map((index) => startOf(bout, index, held))
  const played = player(starts, child(key, place))
  return starts.map((word, k) => {
    const { certificate, isSolved, words } = Episode.play(actions, word, played[k])
    if (isSolved) {
      const verdict = check(certificate, Interruption.look)
      if (!verdict.valid) throw new Error(`the proof of ${Word.print(word)} is refused: ${verdict.reason}`)
    }
    return {
      name: bout.kind === "named" ? bout.name : null,
      letters: word.length,
      word: Word.print(word),
      solved: isSolved,
      moves: played[k].length,
      shortest: words.reduce((least, { length }) => Math.min(least, length), word.length),
      certificate: isSolved ? certificate : null
    }
  })
}
