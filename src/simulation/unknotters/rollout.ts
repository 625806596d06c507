/**
 * A policy playing: its trace over a number of steps of all games of an environment, which stay where they are and go
 * on in the next one. The action of game g at step s is decided by the uniform that the key, g and s name.
 */
import * as Interruption from "../../domain/interruption.ts"
import type { Key } from "../../domain/random/key.ts"
import * as Categorical from "../../domain/rl/categorical.ts"
import * as Encoding from "../../domain/rl/encoding.ts"
import * as Environment from "../../domain/rl/environment/environment.ts"
import * as Trace from "../../domain/rl/trace.ts"
import * as ValueScale from "../../domain/rl/value-scale.ts"
import type { Evaluator } from "./evaluator.ts"

export interface Player {
  readonly policy: Float32Array
  readonly value: Float32Array
  readonly scale: ValueScale.Scale
  readonly encoding: Encoding.Encoding
  /** Whether it is kept from actions that would change nothing. */
  readonly masked: boolean
}

/** How a game ended. */
export interface Ended {
  readonly solved: boolean
  readonly moves: number
  readonly return: number
}

/**
 * Plays as many steps as the trace has, the first of which is number `from` of the key, and fills the trace.
 *
 * @param evaluator made for as many games as the environment has
 * @param trace an empty one
 * @returns the games that ended, in the order in which they did
 */
export const play = async (
  evaluator: Pick<Evaluator, "act">,
  { policy, value, scale, encoding, masked }: Player,
  environment: Environment.Any,
  trace: Trace.Trace,
  key: Key,
  from: number
): Promise<ReadonlyArray<Ended>> => {
  const { games, actions, observations, legal, ends } = environment
  const { capacity, size } = actions
  const { steps, seen } = trace
  const encode = Encoding.encoder(encoding, capacity)
  const features = new Float32Array(games * seen)
  const chosen = new Int32Array(games)
  const ended: Array<Ended> = []
  const cuts: Array<readonly [row: number, state: Float32Array]> = []
  const evaluate = (states: Float32Array, allowed: Uint8Array) => {
    encode(states, games, features)
    return evaluator.act(policy, value, features, masked ? allowed : undefined)
  }
  for (let step = 0; step < steps; step++) {
    Interruption.look()
    const { logProbabilities, values } = await evaluate(observations, legal)
    for (let game = 0; game < games; game++) {
      const row = game * steps + step
      trace.features.set(features.subarray(game * seen, (game + 1) * seen), row * seen)
      if (masked) trace.allowed.set(legal.subarray(game * size, (game + 1) * size), row * size)
      trace.logProbabilities.set(logProbabilities.subarray(game * size, (game + 1) * size), row * size)
      trace.values[row] = ValueScale.value(scale, values[game])
      const u = Categorical.uniform(key, game, from + step)
      trace.actions[row] = chosen[game] = Categorical.pick(logProbabilities, game, size, u)
    }
    Environment.step(environment, chosen)
    for (let game = 0; game < games; game++) {
      const row = game * steps + step
      trace.rewards[row] = environment.rewards[game]
      const solved = ends[game] === Environment.solved
      const running = ends[game] === Environment.running
      if (!running)
        ended.push({ solved, moves: environment.lastMoves[game], return: environment.lastReturns[game] })
      trace.ends[row] = solved ? Trace.terminal : running && step + 1 < steps ? Trace.onward : Trace.cut
      if (trace.ends[row] !== Trace.cut) continue
      const last = running ? observations : environment.lastObservations
      cuts.push([row, last.slice(game * capacity, (game + 1) * capacity)])
    }
  }
  for (let first = 0; first < cuts.length; first += games) {
    const some = cuts.slice(first, first + games)
    const states = new Float32Array(games * capacity)
    some.forEach(([, state], k) => {
      states.set(state, k * capacity)
    })
    const { values } = await evaluate(states, new Uint8Array(games * size).fill(1))
    some.forEach(([row], k) => {
      trace.following[row] = ValueScale.value(scale, values[k])
    })
  }
  return ended
}
