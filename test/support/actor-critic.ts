/** Networks and states for tests, drawn once and for all. */

import * as Distribution from "../../src/domain/random/distribution.ts"
import * as ActorCritic from "../../src/domain/rl/actor-critic.ts"
import type { Agent } from "../../src/domain/rl/objective.ts"

/** Sizes that fit vectors of four, sizes that do not, no hidden layer, and three. */
export const agents: ReadonlyArray<Agent> = [
  { features: 12, hidden: [64, 64], choices: 11, masked: false },
  { features: 7, hidden: [5, 9], choices: 3, masked: false },
  { features: 30, hidden: [], choices: 4, masked: false },
  { features: 9, hidden: [33, 4, 6], choices: 17, masked: false }
]

export const normals = (sequence: number, length: number, deviation = 1): Float32Array => {
  const out = new Float64Array(length)
  Distribution.normals([1602, 1783], sequence, out)
  return Float32Array.from(out, (x) => deviation * x)
}

export interface Passed {
  readonly logits: Float32Array
  readonly values: Float32Array
  readonly gradient: Float32Array
  readonly norm: number
}

/** States of which two thirds of the entries are 0, forward; then a random gradient of the outputs, backward. */
export const pass = (make: ActorCritic.Make, agent: Agent, rows: number): Passed => {
  const net = make(agent, rows)
  net.load(normals(1, ActorCritic.layout(agent).size, 0.3))
  net.features.set(normals(2, rows * agent.features).map((x, k) => (k % 3 === 0 ? x : 0)))
  net.policy(0, rows)
  net.value(0, rows)
  const values = net.values.slice()
  const logits = new Float32Array(rows * agent.choices)
  const slopes = normals(3, rows * agent.choices)
  for (let row = 0; row < rows; row++) {
    for (let a = 0; a < agent.choices; a++) {
      logits[row * agent.choices + a] = net.logits[row * net.stride + a]
      net.logits[row * net.stride + a] = slopes[row * agent.choices + a]
    }
  }
  net.values.set(normals(4, rows))
  const norm = net.backward(rows)
  return { logits, values, gradient: net.gradient(), norm }
}

/** The largest difference of entries over the largest entry. */
export const apart = (a: Float32Array, b: Float32Array): number => {
  let most = 0
  let size = 0
  for (let k = 0; k < a.length; k++) {
    most = Math.max(most, Math.abs(a[k] - b[k]))
    size = Math.max(size, Math.abs(a[k]))
  }
  return most / size
}
