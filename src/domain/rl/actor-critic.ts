/**
 * A policy and a value network (perceptron.ts) by hand: outputs and gradients over typed arrays, for states that come
 * a few at a time, where a graph's session costs more than its arithmetic.
 *
 *     h_0 = x,   h_l = tanh(h_(l-1) W_l + b_l),   z = h_last W + b          policy: logits z; value: V = z
 *     D = dL/dz,   dL/dW_l = h_(l-1)^T D_l,   D_(l-1) = (D_l W_l^T) (1 - h_(l-1)^2)
 *
 * Zeros of the input are skipped: a word's padding costs nothing.
 */
import type { Agent } from "./objective.ts"
import type { Rule } from "./rms.ts"
import * as Rms from "./rms.ts"
import * as Softmax from "./softmax.ts"

/**
 * Networks with room for a number of states; what is in the arrays stays until it is written again. The logits of
 * {@link Softmax.Softmax} are there after {@link policy}; the caller has dL/dz in their place before {@link backward}.
 */
export interface ActorCritic extends Softmax.Softmax {
  /** [row][input]: for the caller to fill. */
  readonly features: Float32Array
  /** [row]: V after {@link value}; dL/dV before {@link backward}. */
  readonly values: Float32Array
  /** Takes a copy of the parameters, in the order of `Objective.act(agent).parameters`. */
  readonly load: (parameters: Float32Array) => void
  /** Logits of rows `from` to `from + count`. */
  readonly policy: (from: number, count: number) => void
  /** Values of rows `from` to `from + count`. */
  readonly value: (from: number, count: number) => void
  /**
   * The gradient by all parameters, summed over rows 0 to `count`, of which both outputs are present.
   * @returns its norm
   */
  readonly backward: (count: number) => number
  /** A copy of the last gradient. */
  readonly gradient: () => Float32Array
  /** Steps parameters and their mean squares, in place, by `scale` times the last gradient (rms.ts). */
  readonly descend: (parameters: Float32Array, squares: Float32Array, scale: number, rule: Rule) => void
}

/** Parameters and mean squares in memory that threads share, with room for whatever those need who sit at it. */
export interface Table {
  readonly parameters: Float32Array
  readonly squares: Float32Array
}

export interface Make {
  /** Networks with room for so many rows. */
  (agent: Agent, rows: number): ActorCritic
  /** A table for `seats` networks; plain data, which can be cloned to other threads and stays one memory. */
  readonly lay: (agent: Agent, rows: number, seats: number) => Table
  /** Networks that load and step the parameters of a table the fastest way; one at a seat, from 0 on. */
  readonly sit: (agent: Agent, rows: number, table: Table, seat: number) => ActorCritic
}

/** A layer: where its weights [input][output] and its biases start among the parameters. */
export interface Layer {
  readonly inputs: number
  readonly outputs: number
  readonly weight: number
  readonly bias: number
}

export interface Layout {
  readonly policy: ReadonlyArray<Layer>
  readonly value: ReadonlyArray<Layer>
  /** Parameters of both. */
  readonly size: number
}

/** Both networks in one flat array: the policy first, each layer's weights before its biases. */
export const layout = ({ features, hidden, choices }: Agent): Layout => {
  let size = 0
  const net = (outputs: number): ReadonlyArray<Layer> => {
    const sizes = [features, ...hidden, outputs]
    return sizes.slice(1).map((outputs, l) => {
      const inputs = sizes[l]
      const weight = size
      size += (inputs + 1) * outputs
      return { inputs, outputs, weight, bias: weight + inputs * outputs }
    })
  }
  const policy = net(choices)
  return { policy, value: net(1), size }
}

/** Cost: a nanosecond a weight and row forward, two backward. */
const apart = (agent: Agent, rows: number): ActorCritic => {
  const { policy, value, size } = layout(agent)
  const weights = new Float32Array(size)
  const slopes = new Float32Array(size)
  const features = new Float32Array(rows * agent.features)
  const softmax = Softmax.make(rows, agent)
  const values = new Float32Array(rows)
  const nets = [
    { layers: policy, out: softmax.logits },
    { layers: value, out: values }
  ].map(({ layers, out }) => ({
    layers,
    /** Inputs of each layer, and after them the outputs of the net. */
    states: [features, ...layers.slice(1).map(({ inputs }) => new Float32Array(rows * inputs)), out]
  }))

  const forward = (net: number, from: number, count: number): void => {
    const { layers, states } = nets[net]
    layers.forEach((layer, l) => {
      const out = states[l + 1]
      linear(layer, weights, states[l], out, from, count)
      if (l + 1 === layers.length) return
      for (let k = from * layer.outputs; k < (from + count) * layer.outputs; k++) out[k] = Math.tanh(out[k])
    })
  }

  return {
    ...softmax,
    features,
    values,
    load: (parameters) => weights.set(parameters),
    policy: (from, count) => forward(0, from, count),
    value: (from, count) => forward(1, from, count),
    backward: (count) => {
      slopes.fill(0)
      for (const { layers, states } of nets) {
        let above: Float32Array = states[layers.length]
        for (let l = layers.length - 1; l >= 0; l--) {
          outer(layers[l], states[l], above, slopes, count)
          if (l > 0) above = back(layers[l], weights, states[l], above, count)
        }
      }
      return Rms.norm(slopes)
    },
    gradient: () => slopes.slice(),
    descend: (parameters, squares, scale, rule) => Rms.descend(parameters, squares, slopes, scale, rule)
  }
}

const shared = (size: number): Float32Array =>
  new Float32Array(new SharedArrayBuffer(size * Float32Array.BYTES_PER_ELEMENT))

/** The reference. */
export const make: Make = Object.assign(apart, {
  lay: (agent: Agent): Table => {
    const { size } = layout(agent)
    return { parameters: shared(size), squares: shared(size) }
  },
  sit: apart
})

/** out = x W + b, row by row. */
const linear = (
  { inputs, outputs, weight, bias }: Layer,
  weights: Float32Array,
  x: Float32Array,
  out: Float32Array,
  from: number,
  count: number
): void => {
  for (let row = from; row < from + count; row++) {
    const to = row * outputs
    for (let o = 0; o < outputs; o++) out[to + o] = weights[bias + o]
    for (let i = 0; i < inputs; i++) {
      const xi = x[row * inputs + i]
      if (xi === 0) continue
      const w = weight + i * outputs
      for (let o = 0; o < outputs; o++) out[to + o] += xi * weights[w + o]
    }
  }
}

/** Adds x^T D to the slopes of the weights, and the sums of D to those of the biases. */
const outer = (
  { inputs, outputs, weight, bias }: Layer,
  x: Float32Array,
  above: Float32Array,
  slopes: Float32Array,
  count: number
): void => {
  for (let row = 0; row < count; row++) {
    const at = row * outputs
    for (let o = 0; o < outputs; o++) slopes[bias + o] += above[at + o]
    for (let i = 0; i < inputs; i++) {
      const xi = x[row * inputs + i]
      if (xi === 0) continue
      const w = weight + i * outputs
      for (let o = 0; o < outputs; o++) slopes[w + o] += xi * above[at + o]
    }
  }
}

/** (D W^T) (1 - h^2). */
const back = (
  { inputs, outputs, weight }: Layer,
  weights: Float32Array,
  h: Float32Array,
  above: Float32Array,
  count: number
): Float32Array => {
  const below = new Float32Array(count * inputs)
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < inputs; i++) {
      let sum = 0
      for (let o = 0; o < outputs; o++) sum += above[row * outputs + o] * weights[weight + i * outputs + o]
      const state = h[row * inputs + i]
      below[row * inputs + i] = sum * (1 - state * state)
    }
  }
  return below
}
