/** Whoever plays to be judged: from words to the actions it takes, each game on its own, at most so many moves. */

import * as Draft from "../../domain/braid/draft.ts"
import type { Word } from "../../domain/braid/word.ts"
import * as Interruption from "../../domain/interruption.ts"
import type { Key } from "../../domain/random/key.ts"
import { child } from "../../domain/random/key.ts"
import * as Stream from "../../domain/random/stream.ts"
import * as Threefry from "../../domain/random/threefry.ts"
import type { ActorCritic } from "../../domain/rl/actor-critic.ts"
import { type Encoding, encoder } from "../../domain/rl/encoding.ts"
import type { Actions } from "../../domain/rl/environment/actions.ts"
import * as Frontier from "../../domain/rl/search/frontier.ts"
import * as Walk from "../../domain/rl/search/walk.ts"

/** The actions of each game. Pure: game number g of the words draws from the key and g alone. */
export type Player = (words: ReadonlyArray<Word>, key: Key) => ReadonlyArray<ReadonlyArray<number>>

interface Game {
  readonly number: number
  readonly draft: Draft.Draft
  readonly actions: Array<number>
}

const isOver = ({ draft }: Game): boolean => draft.length === 0 && draft.strands === 1

/** Chooses the next action of each game that is not over; `uniforms` has one number from 0 to 1 for each. */
type Choose = (games: ReadonlyArray<Game>, uniforms: ReadonlyArray<number>) => ArrayLike<number>

const player =
  (actions: Actions, moves: number, choose: Choose): Player =>
  (words, key) => {
    const all = words.map((word, number): Game => {
      const draft = Draft.make(actions.capacity)
      Draft.load(draft, word)
      return { number, draft, actions: [] }
    })
    for (let move = 0; move < moves; move++) {
      Interruption.look()
      const playing = all.filter((game) => !isOver(game))
      if (playing.length === 0) break
      const uniforms = playing.map(({ number }) => {
        const [word] = Threefry.words(key[0], key[1], number, move)
        return (word + 0.5) / 2 ** 32
      })
      const chosen = choose(playing, uniforms)
      playing.forEach((game, k) => {
        actions.act(game.draft, chosen[k])
        game.actions.push(chosen[k])
      })
    }
    return all.map((game) => game.actions)
  }

/** Every action is as likely as any other; every action that would be made, where actions are masked. */
export const randomWalk = (actions: Actions, moves: number, masked: boolean): Player => {
  const legal = new Uint8Array(actions.size).fill(1)
  return player(actions, moves, (games, uniforms) =>
    games.map(({ draft }, k) => {
      if (masked) actions.mask(draft, legal, 0)
      const open = legal.reduce((sum, each) => sum + each, 0)
      let left = Math.floor(uniforms[k] * open)
      return legal.findIndex((each) => each === 1 && left-- === 0)
    })
  )
}

/** See {@link Walk.greedy}. */
export const greedy =
  (actions: Actions, moves: number): Player =>
  (words, key) =>
    words.map((word, game) => Walk.greedy(actions, word, Stream.make(child(key, game)), moves))

/**
 * Best-first search, which looks at so many words; what takes more moves than a game has is not done.
 *
 * @param guide made anew for each search
 */
export const search =
  (actions: Actions, moves: number, nodes: number, guide: () => Frontier.Guide): Player =>
  (words) =>
    words.map((word) => Frontier.search(actions, word, guide(), { mostWords: nodes }).actions.slice(0, moves))

/** The likeliest action, or one that is drawn. */
export type Choice = "likeliest" | "drawn"

/** Plays the policy that the network has loaded; no more games than it has rows. */
export const policy = (
  actions: Actions,
  moves: number,
  { encoding, masked }: { readonly encoding: Encoding; readonly masked: boolean },
  network: ActorCritic,
  choice: Choice = "drawn"
): Player => {
  const { capacity, size } = actions
  const legal = new Uint8Array(size).fill(1)
  const weights = new Float64Array(size)
  const encode = encoder(encoding, capacity)
  let states = new Float32Array(0)
  return player(actions, moves, (games, uniforms) => {
    if (states.length < games.length * capacity) states = new Float32Array(games.length * capacity)
    states.fill(0)
    games.forEach(({ draft }, k) => {
      states.set(draft.letters.subarray(0, draft.length), k * capacity)
    })
    encode(states, games.length, network.features)
    network.policy(0, games.length)
    return games.map(({ draft }, k) => {
      if (masked) actions.mask(draft, legal, 0)
      const logits = network.logits.subarray(k * network.stride, k * network.stride + size)
      return choose[choice](logits, legal, weights, uniforms[k])
    })
  })
}

/** An action of those that are legal; `uniform` is from 0 to 1. */
type Pick = (logits: Float32Array, legal: Uint8Array, weights: Float64Array, uniform: number) => number

const likeliest: Pick = (logits, legal) => {
  let best = -1
  for (let a = 0; a < legal.length; a++)
    if (legal[a] === 1 && (best < 0 || logits[a] > logits[best])) best = a
  return best
}

const drawn: Pick = (logits, legal, weights, uniform) => {
  let top = Number.NEGATIVE_INFINITY
  for (let a = 0; a < legal.length; a++) if (legal[a] === 1) top = Math.max(top, logits[a])
  let sum = 0
  for (let a = 0; a < legal.length; a++) {
    weights[a] = legal[a] === 1 ? Math.exp(logits[a] - top) : 0
    sum += weights[a]
  }
  let left = uniform * sum
  let action = 0
  for (let a = 0; a < legal.length && left > 0; a++) {
    if (weights[a] > 0) action = a
    left -= weights[a]
  }
  return action
}

const choose: Readonly<Record<Choice, Pick>> = { likeliest, drawn }
