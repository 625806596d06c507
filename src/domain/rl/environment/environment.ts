import type * as Draft from "../../braid/draft.ts"
import type * as Word from "../../braid/word.ts"
import * as Interruption from "../../interruption.ts"
import * as ActionSet from "./action-set.ts"
import * as Actions from "./actions.ts"

/**
 * Unknotting as a game ("Learning to Unknot", 2010.16263): many games at once, in plain typed arrays.
 *
 *     state    a braid word of at most 2 N letters, and its number of strands; or a rectangular diagram of at most N columns
 *     action   see actions.ts; one that does not fit changes nothing but costs the move
 *     reward   - (letters, or columns, after the action); - 4 N if the action was refused because the word would have
 *              passed 2 N
 *     end      the empty word on one strand, or a circle, or `mostMoves` actions
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
export interface Environment<Start = Word.Word, Position = Draft.Draft, Called = Actions.Name> {
  readonly actions: Actions.Actions<Start, Position, Called>
  readonly games: number
  readonly mostMoves: number
  /**
   * [games][2 N]: the letters of each word as they are, exact integers from -N to N, then zeros. Networks scale or
   * embed them as they like. This is the state itself.
   */
  readonly observations: Float32Array
  /** [games][actions.size]: 1 where the action would be made in the present state, else 0; empty where it is not kept. */
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
  readonly source: Source<Start>
  /** A position to work with. */
  readonly position: Position
}

/** One whose positions are nobody's concern: who learns sees its numbers. */
export type Any = Environment<unknown, unknown, unknown>

/** The word that game number `number` (from 0) at place `place` starts with: a knot, 1 to 2 N letters up to N. */
export type Source<Start = Word.Word> = (place: number, number: number) => Start

export interface Options<Start = Word.Word, Called = Actions.Name> {
  readonly actions: Called
  /** N: see actions.ts. */
  readonly letters: number
  /** How many games are played at once. */
  readonly games: number
  /** After so many actions a game ends unsolved; the paper's 300 unless told. */
  readonly mostMoves?: number
  /** Whether `legal` is kept, as it is unless told. */
  readonly masks?: boolean
  readonly source: Source<Start>
}

/** The state without the arrays that follow from it: plain data for a checkpoint. */
export type Saved = Readonly<
  Record<"observations" | "lengths" | "strands" | "moves" | "returns" | "begun", ArrayLike<number>>
>

export const running = 0
export const solved = 1
export const expired = 2

/** Games at their first states. Throws a RangeError for options out of range and for words that do not fit. */
export const make = ({ actions, letters, ...options }: Options): Environment =>
  on(ActionSet.of(actions, letters), options)

/** The same with any set of actions. */
export const on = <Start, Position, Called>(
  actions: Actions.Actions<Start, Position, Called>,
  { games, mostMoves = 300, masks = true, source }: Omit<Options<Start>, "actions" | "letters">
): Environment<Start, Position, Called> => {
  for (const [what, value] of Object.entries({ games, moves: mostMoves })) {
    if (!(Number.isInteger(value) && value >= 1))
      throw new RangeError(`There are 1 or more ${what}, not ${value}.`)
  }
  const environment: Environment<Start, Position, Called> = {
    actions,
    games,
    mostMoves,
    observations: new Float32Array(games * actions.capacity),
    legal: new Uint8Array(masks ? games * actions.size : 0),
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
    position: actions.make()
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
export const step = <Start, Position>(
  environment: Environment<Start, Position, unknown>,
  chosen: ArrayLike<number>
): void => {
  const { actions, games, mostMoves, rewards, ends, moves, returns, position } = environment
  if (chosen.length !== games)
    throw new RangeError(`${games} games take ${games} actions, not ${chosen.length}.`)
  const penalty = -4 * actions.letters
  for (let game = 0; game < games; game++) {
    const action = chosen[game]
    if (!(action >= 0 && action < actions.size && Number.isInteger(action))) {
      throw new RangeError(`Actions are numbered from 0 to ${actions.size - 1}; ${action} is none.`)
    }
    load(environment, game)
    const outcome = actions.act(position, action)
    const reward = outcome === Actions.refused ? penalty : 0 - actions.lengthOf(position)
    rewards[game] = reward
    returns[game] += reward
    moves[game]++
    ends[game] = actions.isOver(position) ? solved : moves[game] < mostMoves ? running : expired
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
export const save = <Start, Position>(environment: Environment<Start, Position, unknown>): Saved => {
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
export const restore = <Start, Position>(
  environment: Environment<Start, Position, unknown>,
  saved: Saved
): void => {
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

const begin = <Start, Position>(
  {
    actions,
    lengths,
    strands,
    moves,
    returns,
    begun,
    source,
    position
  }: Environment<Start, Position, unknown>,
  game: number
): void => {
  Interruption.look()
  actions.load(position, source(game, begun[game]++))
  // The row may still hold a longer position of a game before, which store() has to wipe out.
  lengths[game] = actions.capacity
  strands[game] = actions.strandsOf(position)
  moves[game] = 0
  returns[game] = 0
}

const finish = <Start, Position>(
  {
    actions,
    moves,
    returns,
    lastMoves,
    lastReturns,
    lastObservations,
    position
  }: Environment<Start, Position, unknown>,
  game: number
): void => {
  lastMoves[game] = moves[game]
  lastReturns[game] = returns[game]
  actions.write(position, lastObservations, game * actions.capacity, actions.capacity)
}

const load = <Start, Position>(
  { actions, observations, lengths, strands, position }: Environment<Start, Position, unknown>,
  game: number
): void => actions.read(position, observations, game * actions.capacity, lengths[game], strands[game])

const store = <Start, Position>(
  { actions, observations, lengths, strands, legal, position }: Environment<Start, Position, unknown>,
  game: number
): void => {
  actions.write(position, observations, game * actions.capacity, lengths[game])
  lengths[game] = actions.lengthOf(position)
  strands[game] = actions.strandsOf(position)
  if (legal.length > 0) actions.mask(position, legal, game * actions.size)
}
