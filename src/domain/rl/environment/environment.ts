import * as Draft from "../../braid/draft.ts"
import * as Word from "../../braid/word.ts"
import * as Interruption from "../../interruption.ts"
import * as ActionSet from "./action-set.ts"
import * as Actions from "./actions.ts"

/**
 * Unknotting as a game ("Learning to Unknot", 2010.16263): many games at once, in plain typed arrays.
 *
 *     state    a braid word of at most 2 N letters, and its number of strands
 *     action   see actions.ts; one that does not fit changes nothing but costs the move
 *     reward   - (letters after the action); - 4 N if the action was refused because the word would have passed 2 N
 *     end      the empty word on one strand, or `mostMoves` actions
 *
 * A game that ends begins anew with the next word of its source within the same step. Games do not see each other:
 * a game's course depends on its words and actions alone, not on how many games are beside it.
 *
 * Arrays are indexed [game] or [game][entry], row by row. They are written in place by every step and belong to the
 * environment: copy what has to stay.
 *
 * Choices, where the paper is silent: the reward counts the letters after the action, so that the last action of
 * a solved game earns 0; a refused action does not end the game.
 */
export interface Environment {
  readonly actions: Actions.Actions
  readonly games: number
  readonly mostMoves: number
  /**
   * [games][2 N]: the letters of each word as they are, exact integers from -N to N, then zeros. Networks scale or
   * embed them as they like. This is the state itself.
   */
  readonly observations: Float32Array
  /** [games][actions.size]: 1 where the action would be made in the present state, else 0. */
  readonly legal: Uint8Array
  /** [games]: of the last action. */
  readonly rewards: Float32Array
  /** [games]: what the last action ended: {@link running}, {@link solved} or {@link expired}. */
  readonly ends: Uint8Array
  /** [games]: letters, strands, and actions so far, of the present state. */
  readonly lengths: Int32Array
  readonly strands: Int32Array
  readonly moves: Int32Array
  /** [games]: the sum of rewards of the present game so far. */
  readonly returns: Float64Array
  /** [games]: how many games were begun here; game number k of place g starts with `source(g, k)`, k from 0. */
  readonly begun: Int32Array
  /** [games][2 N], [games], [games]: the last observation, actions and sum of rewards of the game that ended last. */
  readonly lastObservations: Float32Array
  readonly lastMoves: Int32Array
  readonly lastReturns: Float64Array
  readonly source: Source
  readonly draft: Draft.Draft
}

/** The word that game number `number` (from 0) at place `place` starts with: a knot, 1 to 2 N letters up to N. */
export type Source = (place: number, number: number) => Word.Word

export interface Options {
  readonly actions: Actions.Name
  /** N: see actions.ts. */
  readonly letters: number
  /** How many games are played at once. */
  readonly games: number
  /** After so many actions a game ends unsolved; the paper's 300 unless told. */
  readonly mostMoves?: number
  readonly source: Source
}

/** The state without the arrays that follow from it: plain data for a checkpoint. */
export type Saved = Readonly<
  Record<"observations" | "lengths" | "strands" | "moves" | "returns" | "begun", ArrayLike<number>>
>

export const running = 0
export const solved = 1
export const expired = 2

/** Games at their first states. Throws a RangeError for options out of range and for words that do not fit. */
export const make = ({ actions: name, letters, games, mostMoves = 300, source }: Options): Environment => {
  const actions = ActionSet.of(name, letters)
  for (const [what, value] of Object.entries({ games, moves: mostMoves })) {
    if (!(Number.isInteger(value) && value >= 1))
      throw new RangeError(`There are 1 or more ${what}, not ${value}.`)
  }
  const environment: Environment = {
    actions,
    games,
    mostMoves,
    observations: new Float32Array(games * actions.capacity),
    legal: new Uint8Array(games * actions.size),
    rewards: new Float32Array(games),
    ends: new Uint8Array(games),
    lengths: new Int32Array(games),
    strands: new Int32Array(games),
    moves: new Int32Array(games),
    returns: new Float64Array(games),
    begun: new Int32Array(games),
    lastObservations: new Float32Array(games * actions.capacity),
    lastMoves: new Int32Array(games),
    lastReturns: new Float64Array(games),
    source,
    draft: Draft.make(actions.capacity)
  }
  for (let game = 0; game < games; game++) {
    begin(environment, game)
    store(environment, game)
  }
  return environment
}

/**
 * One action in every game. Allocates nothing but what the source does for games that end.
 * Throws a RangeError if there is not one action for each game, or an action is none of the set; games before that
 * one have then made theirs.
 */
export const step = (environment: Environment, chosen: ArrayLike<number>): void => {
  const { actions, games, mostMoves, rewards, ends, moves, returns, draft } = environment
  if (chosen.length !== games)
    throw new RangeError(`${games} games take ${games} actions, not ${chosen.length}.`)
  const penalty = -4 * actions.letters
  for (let game = 0; game < games; game++) {
    const action = chosen[game]
    if (!(action >= 0 && action < actions.size && Number.isInteger(action))) {
      throw new RangeError(`Actions are numbered from 0 to ${actions.size - 1}; ${action} is none.`)
    }
    load(environment, game)
    const outcome = actions.act(draft, action)
    const reward = outcome === Actions.refused ? penalty : 0 - draft.length
    rewards[game] = reward
    returns[game] += reward
    moves[game]++
    ends[game] =
      draft.length === 0 && draft.strands === 1 ? solved : moves[game] < mostMoves ? running : expired
    if (ends[game] !== running) {
      finish(environment, game)
      begin(environment, game)
    } else if (outcome !== Actions.made) continue
    store(environment, game)
  }
}

/** The present word of a game. */
export const word = (environment: Environment, game: number): Word.Word => {
  const { actions, observations, lengths } = environment
  const from = game * actions.capacity
  return Int16Array.from(observations.subarray(from, from + lengths[game]))
}

/** A copy of all games as they stand. */
export const save = (environment: Environment): Saved => {
  const { observations, lengths, strands, moves, returns, begun } = environment
  return {
    observations: observations.slice(),
    lengths: lengths.slice(),
    strands: strands.slice(),
    moves: moves.slice(),
    returns: returns.slice(),
    begun: begun.slice()
  }
}

/** Continues games that were saved from an environment of the same options; it goes on as that one would have. */
export const restore = (environment: Environment, saved: Saved): void => {
  for (const [name, values] of Object.entries(saved)) {
    const own = environment[name as keyof Saved]
    if (own.length !== values.length) {
      throw new RangeError(`The saved games have ${values.length} ${name}; these have ${own.length}.`)
    }
    own.set(values)
  }
  environment.rewards.fill(0)
  environment.ends.fill(running)
  for (let game = 0; game < environment.games; game++) {
    load(environment, game)
    store(environment, game)
  }
}

const begin = (
  { actions, lengths, strands, moves, returns, begun, source, draft }: Environment,
  game: number
): void => {
  Interruption.look()
  const start = source(game, begun[game]++)
  const generators = Word.strands(start) - 1
  if (start.length < 1 || start.length > actions.capacity || generators > actions.letters) {
    throw new RangeError(
      `A game begins with 1 to ${actions.capacity} letters up to ${actions.letters}, not with "${Word.print(start)}".`
    )
  }
  Draft.load(draft, start)
  // The row may still hold the letters of a game before, which store() has to wipe out.
  lengths[game] = actions.capacity
  strands[game] = draft.strands
  moves[game] = 0
  returns[game] = 0
}

const finish = (environment: Environment, game: number): void => {
  const { actions, moves, returns, lastMoves, lastReturns, lastObservations, draft } = environment
  lastMoves[game] = moves[game]
  lastReturns[game] = returns[game]
  const row = game * actions.capacity
  for (let at = 0; at < actions.capacity; at++) {
    lastObservations[row + at] = at < draft.length ? draft.letters[at] : 0
  }
}

const load = ({ actions, observations, lengths, strands, draft }: Environment, game: number): void => {
  const row = game * actions.capacity
  const length = lengths[game]
  const { letters } = draft
  for (let at = 0; at < length; at++) letters[at] = observations[row + at]
  draft.length = length
  draft.strands = strands[game]
}

const store = (
  { actions, observations, lengths, strands, legal, draft }: Environment,
  game: number
): void => {
  const row = game * actions.capacity
  const { letters, length } = draft
  for (let at = 0; at < length; at++) observations[row + at] = letters[at]
  for (let at = length; at < lengths[game]; at++) observations[row + at] = 0
  lengths[game] = length
  strands[game] = draft.strands
  actions.mask(draft, legal, game * actions.size)
}
