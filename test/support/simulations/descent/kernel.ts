/** Noisy gradient descent on a parabola, one gradient a message: the smallest training that has every part. */

import { existsSync, writeFileSync } from "node:fs"
import type { Key } from "../../../../src/domain/random/key.ts"
import { words } from "../../../../src/domain/random/threefry.ts"
import { Uncomputable } from "../../../../src/domain/uncomputable.ts"
import type { Actors, Order, TrainingKernel } from "../../../../src/simulation/contract.ts"

export interface Config {
  readonly rate: number
  /** Of `batch` gradients each; single gradients in the order of arrival. */
  readonly rounds: number
  readonly batch: number
  readonly order: Order
  /** Milliseconds that a message takes at least. */
  readonly slow: number
  /** Throws from this round on (of several actors none may see it begin), until the file `repair` is there; -1: never. */
  readonly crashAt: number
  readonly repair: string
  /** Says from this round on that these values have no answer; -1: never. */
  readonly noAnswerAt: number
  /** Ends its thread from this round on (-1: never); only once, where `fate` names a file to remember it by. */
  readonly dieAt: number
  readonly fate: string
}

export interface State {
  readonly key: Key
  readonly round: number
  readonly x: Float64Array
  readonly losses: Float64Array
  /** Gradients that each actor has drawn. */
  readonly drawn: Int32Array
}

export interface Message {
  readonly key: Key
  readonly x: number
  readonly round: number
  readonly index: number
}

/** The state, in memory that threads share. */
interface Memory {
  readonly key: Key
  readonly round: Int32Array
  readonly x: Float64Array
  readonly losses: Float64Array
  readonly drawn: Int32Array
}

/** Of threads that ask at the same time one is, and once. */
const isFated = (fate: string): boolean => {
  if (fate === "") return true
  if (existsSync(fate)) return false
  try {
    writeFileSync(fate, "", { flag: "wx" })
    return true
  } catch {
    return false
  }
}

const gradient = (
  config: Config,
  key: Key,
  x: number,
  round: number,
  index: number,
  draw: number
): number => {
  const end = performance.now() + config.slow
  const { crashAt, repair, noAnswerAt, dieAt, fate } = config
  if (noAnswerAt >= 0 && round >= noAnswerAt) throw new Uncomputable(`round ${noAnswerAt} has no answer`)
  if (crashAt >= 0 && round >= crashAt && !(repair !== "" && existsSync(repair)))
    throw new RangeError(`round ${crashAt} diverged`)
  if (dieAt >= 0 && round >= dieAt && isFated(fate)) process.exit(3)
  const [word] = words(key[0], key[1], draw, index)
  while (performance.now() < end);
  return 2 * x + (word / 2 ** 32 - 0.5)
}

const shared = <A extends Float64Array | Int32Array>(
  of: { readonly BYTES_PER_ELEMENT: number; new (buffer: SharedArrayBuffer): A },
  length: number,
  values: A
): A => {
  const array = new of(new SharedArrayBuffer(length * of.BYTES_PER_ELEMENT))
  array.set(values)
  return array
}

/** Each takes the gradient where it finds x, and steps from where x is then. */
const actors: Actors<Config, State, Memory> = {
  count: (config) => config.batch,
  share: (config, { key, round, x, losses, drawn }) => ({
    key,
    round: shared(Int32Array, 1, Int32Array.of(round)),
    x: shared(Float64Array, 1, x),
    losses: shared(Float64Array, config.rounds, losses),
    drawn: shared(Int32Array, config.batch, drawn)
  }),
  read: (config, { key, round, x, losses, drawn }) => {
    const now = Math.min(config.rounds, round[0]!)
    return { key, round: now, x: x.slice(), losses: losses.slice(0, now), drawn: drawn.slice() }
  },
  join: (config, { key, round, x, losses, drawn }, index) => {
    let mine = drawn[index]!
    return {
      act: () => {
        const from = Atomics.load(round, 0)
        if (from >= config.rounds) return false
        x[0]! -= config.rate * gradient(config, key, x[0]!, from, index, mine++)
        const now = Atomics.add(round, 0, 1)
        if (now < config.rounds) losses[now] = x[0]! ** 2
        return true
      },
      leave: () => {
        drawn[index] = mine
      }
    }
  }
}

export const progress = ({ rounds }: Config, { round }: State): number => (rounds === 0 ? 1 : round / rounds)

export default {
  kind: "training",
  start: (config, key) => ({
    key,
    round: 0,
    x: Float64Array.of(3),
    losses: new Float64Array(),
    drawn: new Int32Array(config.batch)
  }),
  done: (config, state) => state.round >= config.rounds,
  progress,
  scatter: (config, state) =>
    Array.from({ length: config.batch }, (_, index) => ({
      key: state.key,
      x: state.x[0]!,
      round: state.round,
      index
    })),
  work: (config, { key, x, round, index }) => gradient(config, key, x, round, index, round),
  step: (config, state, contributions) => {
    let sum = 0
    for (const each of contributions) sum += each
    const x = state.x[0]! - (config.rate * sum) / contributions.length
    return {
      ...state,
      round: state.round + 1,
      x: Float64Array.of(x),
      losses: Float64Array.of(...state.losses, x * x)
    }
  },
  actors
} satisfies TrainingKernel<Config, State, Message, number, Memory>
