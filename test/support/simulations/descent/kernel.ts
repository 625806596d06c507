/** Noisy gradient descent on a parabola, one gradient a message: the smallest training that has every part. */

import type { Key } from "../../../../src/domain/random/key.ts"
import { words } from "../../../../src/domain/random/threefry.ts"
import type { TrainingKernel } from "../../../../src/simulation/contract.ts"

export interface Config {
  readonly rate: number
  readonly rounds: number
  readonly batch: number
  /** Milliseconds that a message takes at least. */
  readonly slow: number
  readonly crashAt: number
}

export interface State {
  readonly key: Key
  readonly round: number
  readonly x: Float64Array
  readonly losses: ReadonlyArray<number>
}

export interface Message {
  readonly key: Key
  readonly x: number
  readonly round: number
  readonly index: number
}

export default {
  kind: "training",
  start: (_config, key) => ({ key, round: 0, x: Float64Array.of(3), losses: [] }),
  done: (config, state) => state.round >= config.rounds,
  scatter: (config, state) =>
    Array.from({ length: config.batch }, (_, index) => ({
      key: state.key,
      x: state.x[0],
      round: state.round,
      index
    })),
  work: (config, message) => {
    const end = performance.now() + config.slow
    if (message.round === config.crashAt) throw new RangeError(`round ${message.round} diverged`)
    const [word] = words(message.key[0], message.key[1], message.round, message.index)
    while (performance.now() < end);
    return 2 * message.x + (word / 2 ** 32 - 0.5)
  },
  step: (config, state, contributions) => {
    let sum = 0
    for (const gradient of contributions) sum += gradient
    const x = state.x[0] - (config.rate * sum) / contributions.length
    return { key: state.key, round: state.round + 1, x: Float64Array.of(x), losses: [...state.losses, x * x] }
  }
} satisfies TrainingKernel<Config, State, Message, number>
