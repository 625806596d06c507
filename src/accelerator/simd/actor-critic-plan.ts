/** Where networks have everything in the memory of the module actor-critic.ts: in whole vectors, rows and layers padded. */
import * as ActorCritic from "../../domain/rl/actor-critic.ts"
import type { Agent } from "../../domain/rl/objective.ts"

export const padded = (count: number): number => Math.ceil(count / 4) * 4

/** A layer: addresses in bytes, of weights and biases relative to the block of all parameters. */
export interface Placed {
  readonly inputs: number
  readonly outputs: number
  /** Outputs with their padding. */
  readonly stride: number
  readonly weight: number
  readonly bias: number
  /** Where the inputs and the outputs of each row are, and how far apart the inputs. */
  readonly from: number
  readonly fromStride: number
  readonly to: number
}

/** A run of parameters: as it lies outside, and inside, counted in floats. */
export interface Run {
  readonly outside: number
  readonly inside: number
  readonly rows: number
  readonly columns: number
  readonly stride: number
}

/** Where everything is, in bytes from the beginning of a network's part of the memory. */
export interface Plan {
  readonly policy: ReadonlyArray<Placed>
  readonly value: ReadonlyArray<Placed>
  /** Of both. */
  readonly runs: ReadonlyArray<Run>
  /** Parameters with their padding. */
  readonly size: number
  readonly features: number
  readonly weights: number
  readonly slopes: number
  readonly zeros: number
  readonly turned: number
  readonly probabilities: number
  readonly pulls: number
  readonly wishes: number
  /** [row][2]: what the module says of a distribution. */
  readonly sums: number
  readonly scratch: readonly [number, number]
  readonly bytes: number
}

/** Beginnings of lines of the cache. */
export const aligned = (bytes: number): number => Math.ceil(bytes / 64) * 64

export const make = (agent: Agent, rows: number): Plan => {
  const layout = ActorCritic.layout(agent)
  // A product works on four rows at a time.
  const room = padded(rows) + 4
  let bytes = 0
  const place = (floats: number): number => {
    const at = bytes
    bytes = aligned(at + 4 * floats)
    return at
  }
  const features = place(rows * agent.features)
  const runs: Array<Run> = []
  let size = 0
  let widest = 0
  const net = (layers: ReadonlyArray<ActorCritic.Layer>): ReadonlyArray<Placed> => {
    let from = features
    let fromStride = agent.features
    return layers.map(({ inputs, outputs, weight, bias }, l) => {
      const stride = padded(outputs)
      const to = place(room * stride)
      const weightAt = size
      runs.push({ outside: weight, inside: size, rows: inputs, columns: outputs, stride })
      size += (l === 0 ? inputs : padded(inputs)) * stride
      runs.push({ outside: bias, inside: size, rows: 1, columns: outputs, stride })
      const placed = { inputs, outputs, stride, from, fromStride, to, weight: 4 * weightAt, bias: 4 * size }
      size += stride
      from = to
      fromStride = stride
      widest = Math.max(widest, stride)
      return placed
    })
  }
  const [policy, value] = [net(layout.policy), net(layout.value)]
  const choices = padded(agent.choices)
  return {
    policy,
    value,
    runs,
    size,
    features,
    weights: place(size),
    slopes: place(size),
    zeros: place(widest),
    turned: place(widest * widest),
    probabilities: place(room * choices),
    pulls: place(rows),
    wishes: place(choices),
    sums: place(2 * rows),
    scratch: [place(room * widest), place(room * widest)],
    bytes
  }
}
