/**
 * Returns and advantages of traces (trace.ts), each episode apart. With V' the value of the state that a step led to,
 *
 *     V'_t = V_(t+1) if the episode goes on, 0 if the game is over, following_t if the episode was cut
 *
 * A limit of moves is a cut, not an end: the game would have gone on, and the states before the limit must not learn
 * that it makes them cheap.
 */
import * as Trace from "./trace.ts"

type Played = Pick<Trace.Trace, "environments" | "steps" | "rewards" | "values" | "following" | "ends">

/**
 * Discounted returns, G_t = r_t + gamma G_(t+1), with V' in the place of G_(t+1) where the game is over or cut.
 *
 * @param gamma the discount, 0 to 1
 * @returns [row]
 * @throws RangeError if a trace does not end with a terminal step or a cut
 */
export const returns = (trace: Played, gamma: number): Float32Array => {
  const out = new Float32Array(trace.rewards.length)
  backwards(trace, (row, end) => {
    const next = end === Trace.onward ? out[row + 1] : end === Trace.cut ? trace.following[row] : 0
    out[row] = trace.rewards[row] + gamma * next
  })
  return out
}

/**
 * Generalised advantage estimation:
 *
 *     delta_t = r_t + gamma V'_t - V_t,   A_t = delta_t + gamma lambda A_(t+1)
 *
 * where A_(t+1) is 0 after the last step of an episode. lambda = 0 is the error of one step, lambda = 1 is the return
 * less the value. A + V is what a value function is fitted to.
 *
 * Source: Schulman et al., arXiv 1506.02438, equation 16.
 * @param gamma the discount, 0 to 1
 * @returns [row]
 * @throws RangeError if a trace does not end with a terminal step or a cut
 */
export const advantages = (trace: Played, gamma: number, lambda: number): Float32Array => {
  const { rewards, values, following } = trace
  const out = new Float32Array(rewards.length)
  backwards(trace, (row, end) => {
    const goesOn = end === Trace.onward
    const next = goesOn ? values[row + 1] : end === Trace.cut ? following[row] : 0
    const delta = rewards[row] + gamma * next - values[row]
    out[row] = goesOn ? delta + gamma * lambda * out[row + 1] : delta
  })
  return out
}

/** Shifted and scaled to mean 0 and standard deviation 1; all 0 where they do not differ. */
export const normalise = (values: Float32Array): Float32Array => {
  const { mean, deviation } = spread(values)
  return values.map((value) => (deviation > 0 ? (value - mean) / deviation : 0))
}

/** Mean and standard deviation (of the whole, not of a sample), summed in f64. */
export const spread = (values: Float32Array): { readonly mean: number; readonly deviation: number } => {
  let sum = 0
  for (let k = 0; k < values.length; k++) sum += values[k]
  const mean = sum / values.length
  let squares = 0
  for (let k = 0; k < values.length; k++) squares += (values[k] - mean) ** 2
  return { mean, deviation: Math.sqrt(squares / values.length) }
}

/**
 * The share of the variance of `targets` that `values` explain, 1 - Var(targets - values) / Var(targets); 0 if the
 * targets do not differ.
 */
export const explained = (targets: Float32Array, values: Float32Array): number => {
  const all = spread(targets).deviation ** 2
  return all > 0 ? 1 - spread(targets.map((target, row) => target - values[row])).deviation ** 2 / all : 0
}

const backwards = (trace: Played, visit: (row: number, end: number) => void): void => {
  const { environments, steps, ends } = trace
  for (let e = 0; e < environments; e++) {
    const last = (e + 1) * steps - 1
    if (ends[last] === Trace.onward)
      throw new RangeError(`The trace of environment ${e} neither ends nor is cut at its last step.`)
    for (let row = last; row >= e * steps; row--) visit(row, ends[row])
  }
}
