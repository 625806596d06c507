/**
 * Rows of logits z as distributions over actions, and the slopes by them, in typed arrays:
 *
 *     p_a = e^z_a / sum_b e^z_b,   H = - sum_a p_a ln p_a
 *
 * Actions with the logit `forbidden` of categorical.ts have probability 0.
 */
import type { Agent } from "./objective.ts"

export interface Softmax {
  /** [row][action], rows `stride` apart. */
  readonly logits: Float32Array
  readonly stride: number
  /** [row][action], rows as far apart, and [row]: p and H, in nats, after {@link soften}. */
  readonly probabilities: Float32Array
  readonly entropies: Float64Array
  /** [row]: for the caller to fill before {@link tilt}. */
  readonly pulls: Float32Array
  /** Rows `from` to `from + count`, of which the logits are there. */
  readonly soften: (from: number, count: number) => void
  /**
   * Puts, in rows 0 to `count`, with w_a the logarithm of the agent's odds,
   *
   *     p_a (pull + beta (z_a - w_a - sum_b p_b (z_b - w_b)))
   *
   * in the place of z_a: the slope of - beta (H + sum_b p_b w_b), and of ln p_c times - pull for an action c but for
   * what this has at c itself, - pull.
   */
  readonly tilt: (count: number, beta: number) => void
}

/** The reference, with room for so many rows. */
export const make = (rows: number, { choices, odds }: Pick<Agent, "choices" | "odds">): Softmax => {
  const logits = new Float32Array(rows * choices)
  const probabilities = new Float32Array(rows * choices)
  const entropies = new Float64Array(rows)
  const pulls = new Float32Array(rows)
  const wishes = Float64Array.from({ length: choices }, (_, a) =>
    odds === undefined ? 0 : Math.log(odds[a])
  )
  return {
    logits,
    stride: choices,
    probabilities,
    entropies,
    pulls,
    soften: (from, count) => {
      for (let row = from; row < from + count; row++) {
        const at = row * choices
        let top = logits[at]
        for (let a = 1; a < choices; a++) if (logits[at + a] > top) top = logits[at + a]
        let sum = 0
        let moment = 0
        for (let a = 0; a < choices; a++) {
          const above = logits[at + a] - top
          const e = Math.exp(above)
          probabilities[at + a] = e
          sum += e
          moment += e * above
        }
        for (let a = 0; a < choices; a++) probabilities[at + a] /= sum
        entropies[row] = Math.log(sum) - moment / sum
      }
    },
    tilt: (count, beta) => {
      for (let row = 0; row < count; row++) {
        const at = row * choices
        let mean = 0
        for (let a = 0; a < choices; a++) mean += probabilities[at + a] * (logits[at + a] - wishes[a])
        for (let a = 0; a < choices; a++) {
          const apart = logits[at + a] - wishes[a] - mean
          logits[at + a] = probabilities[at + a] * (pulls[row] + beta * apart)
        }
      }
    }
  }
}

/** The action that a uniform u picks: the first a with p_0 + ... + p_a > u, or the last one that is possible. */
export const pick = ({ probabilities, stride }: Softmax, row: number, choices: number, u: number): number => {
  const at = row * stride
  let left = u
  let action = 0
  for (let a = 0; a < choices; a++) {
    const p = probabilities[at + a]
    if (p === 0) continue
    action = a
    left -= p
    if (left < 0) break
  }
  return action
}
