/** What a training knows: plain data, all numbers that change while it learns in typed arrays. */

import type { Key } from "../../domain/random/key.ts"
import { child } from "../../domain/random/key.ts"
import * as ActionSet from "../../domain/rl/environment/action-set.ts"
import type * as Environment from "../../domain/rl/environment/environment.ts"
import * as Objective from "../../domain/rl/objective.ts"
import * as Config from "./config.ts"
import * as Learner from "./learner.ts"
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
  /** Their mean squared gradients, which the actors of a3c share. */
  readonly squares: Float32Array
  readonly actors: ReadonlyArray<Own>
  /** Of trpo and ppo. */
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

const noGames = ({ letters, games }: Config.Learner): Environment.Saved => ({
  observations: new Float32Array(2 * letters * games),
  lengths: new Int32Array(games),
  strands: new Int32Array(games),
  moves: new Int32Array(games),
  returns: new Float64Array(games),
  begun: new Int32Array(games)
})

/** The parameters of policy and value in one. */
export const joined = ({ policy, value }: Learner.Learned): Float32Array =>
  Float32Array.of(...policy.parameters, ...value.parameters)

export const start = (config: Config.Config, key: Key): State => {
  const nothing: State = {
    key,
    steps: new Int32Array(1),
    parameters: new Float32Array(),
    squares: new Float32Array(),
    actors: [],
    learned: null,
    bouts: 0,
    results: []
  }
  if (!Config.learns(config.agent)) return nothing
  const learner = config as Config.Learner
  const agent = Config.networks(learner)
  const kinds = Log.kinds(ActionSet.of(config.actions, config.letters))
  const actors = Array.from(
    { length: learner.actors },
    (): Own => ({ acts: new Int32Array(1), games: noGames(learner), log: Log.empty(kinds) })
  )
  if (config.agent === "a3c") {
    const { policy, value } = Objective.initial(agent, keys.network(key))
    const parameters = Float32Array.of(...policy, ...value)
    return { ...nothing, parameters, squares: new Float32Array(parameters.length), actors }
  }
  const learned = Learner.start(agent, keys.network(key))
  return { ...nothing, parameters: joined(learned), actors, learned }
}

/** Whether there is something left to learn. */
export const isLearning = (config: Config.Config, { steps }: State): boolean =>
  Config.learns(config.agent) && steps[0] < (config as Config.Learner).steps
