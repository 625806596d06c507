/** Games by the paper's rules, played at random and watched from outside: by the numbers that an agent sees and gets. */
import * as Prior from "../../domain/braid/prior.ts"
import type { Key } from "../../domain/random/key.ts"
import { child } from "../../domain/random/key.ts"
import * as Stream from "../../domain/random/stream.ts"
import * as Environment from "../../domain/rl/environment/environment.ts"

/** What moves of one kind did to the letters of words. */
export interface Effect {
  readonly moves: number
  readonly shorter: number
  readonly longer: number
}

export interface Watched {
  /** Numbers that a state has. */
  readonly numbers: number
  readonly actions: number
  readonly moves: number
  /** Moves that led to a word and nothing but zeros behind it. */
  readonly padded: number
  /** Moves whose reward was minus the letters that were left. */
  readonly rewarded: number
  /** Moves that were not made because the word would have passed 2 N letters. */
  readonly refused: number
  /** Games that ended with the empty word. */
  readonly solved: number
  /** Games that ended otherwise. */
  readonly lost: number
  /** Moves of the shortest and of the longest lost game; none where none was lost. */
  readonly lostAfter: readonly [fewest: number, most: number] | undefined
  /** Moves of the longest game. */
  readonly longest: number
  /** By the kind of the action: conjugations by different letters are one. */
  readonly effects: ReadonlyMap<string, Effect>
}

/** N, from the shortest words of the study to its longest, and moves in each of the games that claims are held against. */
export const sizes = [10, 30, 96]
export const steps = 1000

const places = 4
const key: Key = [2010, 16263]

/** `conjugate 3` is of the kind `conjugate`. */
const kindOf = (action: string): string => action.replace(/(?<=^conjugate) \d+$/, "")

/** Words of N letters by RANDOMUNKNOT, made by few moves at a time, so that they are made soon. */
const unknots = (letters: number): Environment.Source => {
  const sampler = Prior.sampler({ letters, moves: 10 })
  return (place, number) => sampler.unknot(child(child(key, place), number)).slice()
}

/**
 * Plays `steps` moves in each of four games of words of N letters, every kind of action as likely as any other.
 */
export const watch = (letters: number, steps: number): Watched => {
  const environment = Environment.make({
    actions: "paper",
    letters,
    games: places,
    masks: false,
    source: unknots(letters)
  })
  const { actions, observations, lastObservations, rewards, ends, lastMoves } = environment
  const numbers = observations.length / places
  const byKind = Map.groupBy(
    Array.from({ length: actions.size }, (_, action) => action),
    (action) => kindOf(actions.describe(action))
  )
  const kinds = [...byKind]
  const effects = new Map(kinds.map(([kind]) => [kind, { moves: 0, shorter: 0, longer: 0 }]))
  const stream = Stream.make(child(key, letters))
  const chosen = new Int32Array(places)
  const state = (from: Float32Array, place: number) => from.subarray(place * numbers, (place + 1) * numbers)
  const lost: Array<number> = []
  let [padded, rewarded, refused, solved, longest] = [0, 0, 0, 0, 0]
  for (let step = 0; step < steps; step++) {
    const names = Array.from(chosen, (_, place) => {
      const [kind, some] = kinds[Stream.below(stream, kinds.length)]
      chosen[place] = some[Stream.below(stream, some.length)]
      return kind
    })
    const before = Array.from(chosen, (_, place) => lettersOf(state(observations, place)))
    Environment.step(environment, chosen)
    for (let place = 0; place < places; place++) {
      const isOver = ends[place] !== Environment.running
      const after = state(isOver ? lastObservations : observations, place)
      const left = lettersOf(after)
      const effect = effects.get(names[place])!
      effect.moves++
      if (left < before[place]) effect.shorter++
      if (left > before[place]) effect.longer++
      if (after.subarray(left).every((number) => number === 0)) padded++
      if (rewards[place] === 0 - left) rewarded++
      else if (rewards[place] === -4 * letters) refused++
      if (!isOver) continue
      longest = Math.max(longest, lastMoves[place])
      if (left === 0) solved++
      else lost.push(lastMoves[place])
    }
  }
  return {
    numbers,
    actions: actions.size,
    moves: steps * places,
    padded,
    rewarded,
    refused,
    solved,
    lost: lost.length,
    lostAfter: lost.length === 0 ? undefined : [Math.min(...lost), Math.max(...lost)],
    longest,
    effects
  }
}

/** Numbers before the first zero. */
const lettersOf = (state: Float32Array): number => {
  const end = state.indexOf(0)
  return end < 0 ? state.length : end
}
