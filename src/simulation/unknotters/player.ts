/** Whoever plays to be judged: from words, or diagrams, to the actions it takes, each game on its own, at most so many moves. */

import type { Word } from "../../domain/braid/word.ts"
import type * as Diagram from "../../domain/grid/diagram.ts"
import * as Segment from "../../domain/grid/segment.ts"
import * as Interruption from "../../domain/interruption.ts"
import type { Key } from "../../domain/random/key.ts"
import { child } from "../../domain/random/key.ts"
import * as Stream from "../../domain/random/stream.ts"
import * as Threefry from "../../domain/random/threefry.ts"
import type { ActorCritic } from "../../domain/rl/actor-critic.ts"
import { type Encoding, encoder } from "../../domain/rl/encoding.ts"
import type { Actions } from "../../domain/rl/environment/actions.ts"
import * as Grid from "../../domain/rl/environment/grid.ts"
import * as Diagrams from "../../domain/rl/search/diagrams.ts"
import * as Frontier from "../../domain/rl/search/frontier.ts"
import * as GuidedDiagrams from "../../domain/rl/search/guided-diagrams.ts"
import * as Walk from "../../domain/rl/search/walk.ts"

/** The actions of each game. Pure: game number g of those begun draws from the key and g alone. */
export type Player<Start = Word> = (
  starts: ReadonlyArray<Start>,
  key: Key
) => ReadonlyArray<ReadonlyArray<number>>

interface Game<Position> {
  readonly number: number
  readonly position: Position
  readonly actions: Array<number>
}

/** Chooses the next action of each game that is not over; `uniforms` has one number from 0 to 1 for each. */
type Choose<Position> = (
  games: ReadonlyArray<Game<Position>>,
  uniforms: ReadonlyArray<number>
) => ArrayLike<number>

const player =
  <Start, Position>(
    actions: Actions<Start, Position, unknown>,
    moves: number,
    choose: Choose<Position>
  ): Player<Start> =>
  (starts, key) => {
    const all = starts.map((start, number): Game<Position> => {
      const position = actions.make()
      actions.load(position, start)
      return { number, position, actions: [] }
    })
    for (let move = 0; move < moves; move++) {
      Interruption.look()
      const playing = all.filter(({ position }) => !actions.isOver(position))
      if (playing.length === 0) break
      const uniforms = playing.map(({ number }) => {
        const [word] = Threefry.words(key[0], key[1], number, move)
        return (word + 0.5) / 2 ** 32
      })
      const chosen = choose(playing, uniforms)
      playing.forEach((game, k) => {
        actions.act(game.position, chosen[k])
        game.actions.push(chosen[k])
      })
    }
    return all.map((game) => game.actions)
  }

/** Every action is as likely as any other; every action that would be made, where actions are masked. */
export const randomWalk = <Start, Position>(
  actions: Actions<Start, Position, unknown>,
  moves: number,
  masked: boolean
): Player<Start> => {
  const legal = new Uint8Array(actions.size).fill(1)
  return player(actions, moves, (games, uniforms) =>
    games.map(({ position }, k) => {
      if (masked) actions.mask(position, legal, 0)
      const open = legal.reduce((sum, each) => sum + each, 0)
      let left = Math.floor(uniforms[k] * open)
      return legal.findIndex((each) => each === 1 && left-- === 0)
    })
  )
}

/**
 * Exchanges that are allowed, with probabilities in proportion to min(1, exp(-d / T)), where d is by how much they lengthen
 * the segments of the diagram: a walk at temperature T that makes every step it proposes.
 */
export const annealedWalk = (
  grid: Grid.Grid,
  moves: number,
  temperature: number
): Player<Diagram.Diagram> => {
  const legal = new Uint8Array(grid.size)
  const logits = new Float32Array(grid.size)
  const weights = new Float64Array(grid.size)
  return player(grid, moves, (games, uniforms) =>
    games.map(({ position }, k) => {
      grid.mask(position, legal, 0)
      for (let action = 0; action < grid.size; action++) {
        if (legal[action] === 0) continue
        const growth = Segment.growth(position, Grid.moveOf(grid.letters, action))
        logits[action] = Math.min(0, -growth / temperature)
      }
      return drawn(logits, legal, weights, uniforms[k])
    })
  )
}

/** Best-first search over diagrams, as {@link search} is over words; with a judge it is one that a policy guides. */
export const searchDiagrams =
  (grid: Grid.Grid, moves: number, most: number, judge?: GuidedDiagrams.Judge): Player<Diagram.Diagram> =>
  (starts) =>
    starts.map((start) => {
      const { actions } =
        judge === undefined
          ? Diagrams.search(grid, start, { most })
          : GuidedDiagrams.search(grid, start, judge, { most })
      return actions.slice(0, moves)
    })

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
export const policy = <Start, Position>(
  actions: Actions<Start, Position, unknown>,
  moves: number,
  { encoding, masked }: { readonly encoding: Encoding; readonly masked: boolean },
  network: ActorCritic,
  choice: Choice = "drawn"
): Player<Start> => {
  const { capacity, size } = actions
  const legal = new Uint8Array(size).fill(1)
  const weights = new Float64Array(size)
  const encode = encoder(encoding, capacity)
  let states = new Float32Array(0)
  return player(actions, moves, (games, uniforms) => {
    if (states.length < games.length * capacity) states = new Float32Array(games.length * capacity)
    states.fill(0)
    games.forEach(({ position }, k) => {
      actions.write(position, states, k * capacity, 0)
    })
    encode(states, games.length, network.features)
    network.policy(0, games.length)
    return games.map(({ position }, k) => {
      if (masked) actions.mask(position, legal, 0)
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
