/** What a training knows: plain data, all numbers that change while it learns in typed arrays. */

import type { Key } from "../../domain/random/key.ts"
import { child } from "../../domain/random/key.ts"
import type * as Environment from "../../domain/rl/environment/environment.ts"
import * as Game from "./game.ts"
import type * as Learner from "./learner.ts"
import type * as Learning from "./learning.ts"
import * as Log from "./log.ts"
import type { Result } from "./trial.ts"

/** What an actor has of its own. */
export interface Own {
  /** How often it has played; before the first time it has no games. */
  readonly acts: Int32Array
  readonly games: Environment.Saved
  readonly log: Log.Log
}

export interface State {
  readonly key: Key
  /** Steps that were begun, of all actors: one number. */
  readonly steps: Int32Array
  /** Policy and value, as objective.ts packs them; empty for an agent that does not learn. */
  readonly parameters: Float32Array
  /** Their mean squared gradients, of agents whose actors share them. */
  readonly squares: Float32Array
  readonly actors: ReadonlyArray<Own>
  /** Of agents that learn from traces. */
  readonly learned: Learner.Learned | null
  /** Bouts that were played after the learning, and their results. */
  readonly bouts: number
  readonly results: ReadonlyArray<Result>
}

/** The branches of a training's key. */
export const keys = {
  network: (key: Key): Key => child(key, 0),
  actors: (key: Key): Key => child(key, 1),
  bouts: (key: Key): Key => child(key, 2),
  updates: (key: Key): Key => child(key, 3)
}

/** What an agent knows that does not learn. */
export const unlearned = (key: Key): State => ({
  key,
  steps: new Int32Array(1),
  parameters: new Float32Array(),
  squares: new Float32Array(),
  actors: [],
  learned: null,
  bouts: 0,
  results: []
})

/** Policy and value in one, as {@link State.parameters} has them. */
export const both = (policy: Float32Array, value: Float32Array): Float32Array => {
  const all = new Float32Array(policy.length + value.length)
  all.set(policy)
  all.set(value, policy.length)
  return all
}

/** The parameters of policy and value in one. */
export const joined = ({ policy, value }: Learner.Learned): Float32Array =>
  both(policy.parameters, value.parameters)

const noGames = ({ letters, games }: Learning.Learner): Environment.Saved => ({
  observations: new Float32Array(2 * letters * games),
  lengths: new Int32Array(games),
  strands: new Int32Array(games),
  moves: new Int32Array(games),
  returns: new Float64Array(games),
  begun: new Int32Array(games)
})

/** Actors that have not played yet. */
export const actors = (config: Learning.Learner): ReadonlyArray<Own> => {
  const kinds = Log.kinds(Game.actionsOf(config))
  return Array.from({ length: config.actors }, () => ({
    acts: new Int32Array(1),
    games: noGames(config),
    log: Log.empty(kinds)
  }))
}
