/**
 * A choice among a finite number of actions, some of which may be forbidden, by logits z. Forbidden actions get
 * probability 0 exactly and take no part in gradients.
 *
 *     ln p_a = z_a - ln sum_b e^(z_b),   H = - sum_a p_a ln p_a,   KL(p || q) = sum_a p_a (ln p_a - ln q_a)
 */

import type { Arrays, Tensor } from "../learn/array.ts"
import * as Distribution from "../random/distribution.ts"
import type { Key } from "../random/key.ts"
import * as Threefry from "../random/threefry.ts"

/** The logit of a forbidden action: e^forbidden is 0 in f32, and 0 times it is 0. */
export const forbidden = -1e9

/** ln p [rows][action] of logits; `allowed` (bool, same shape) may be left out where every action always is. */
export const logProbabilities = (arrays: Arrays, logits: Tensor, allowed?: Tensor): Tensor => {
  const open = allowed === undefined ? logits : arrays.where(allowed, logits, arrays.scalar(forbidden))
  return arrays.subtract(open, arrays.logSumExp(open, -1, true))
}

/** ln p of the `choices` logits at `logits[from]`, written to `out[to]`, ...; one of them at least is finite. */
export const normalise = (
  logits: Float32Array,
  from: number,
  choices: number,
  out: Float32Array,
  to: number
): void => {
  let top = logits[from]
  for (let a = 1; a < choices; a++) if (logits[from + a] > top) top = logits[from + a]
  let sum = 0
  for (let a = 0; a < choices; a++) sum += Math.exp(logits[from + a] - top)
  const normaliser = top + Math.log(sum)
  for (let a = 0; a < choices; a++) out[to + a] = logits[from + a] - normaliser
}

/** ln p of the action taken in each row, [rows]; `actions` int32 [rows]. */
export const chosen = (arrays: Arrays, logProbabilities: Tensor, actions: Tensor): Tensor => {
  const [rows, choices] = logProbabilities.shape
  const taken = arrays.equal(arrays.reshape(actions, [rows, 1]), arrays.iota(choices))
  return arrays.sum(arrays.where(taken, logProbabilities, arrays.scalar(0)), [-1])
}

/** H of each row. */
export const entropy = (arrays: Arrays, logProbabilities: Tensor): Tensor =>
  arrays.negate(arrays.sum(arrays.multiply(arrays.exp(logProbabilities), logProbabilities), [-1]))

/** KL(p || q) of each row. */
export const divergence = (arrays: Arrays, p: Tensor, q: Tensor): Tensor =>
  arrays.sum(arrays.multiply(arrays.exp(p), arrays.subtract(p, q)), [-1])

/** The uniform that decides step `step` of environment `environment`: a draw that depends on nothing else. */
export const uniform = (key: Key, environment: number, step: number): number =>
  Distribution.uniform(Threefry.words(key[0], key[1], environment, step)[0])

/**
 * The action that a uniform u picks: the first a with `p_0 + ... + p_a > u (p_0 + ... )`, the sums in f64.
 *
 * @param logProbabilities [row][action], f32: they may sum to a little more or less than 1
 * @returns an action with a probability above 0
 */
export const pick = (logProbabilities: Float32Array, row: number, choices: number, u: number): number => {
  const from = row * choices
  let total = 0
  for (let a = 0; a < choices; a++) total += Math.exp(logProbabilities[from + a])
  const target = u * total
  let sum = 0
  let last = 0
  for (let a = 0; a < choices; a++) {
    const p = Math.exp(logProbabilities[from + a])
    if (p === 0) continue
    sum += p
    last = a
    if (sum > target) break
  }
  return last
}
