/**
 * Policy and value networks as domain/rl/actor-critic.ts has them, twenty times as fast: an AssemblyScript module over
 * vectors of four. Rows and layers are padded to whole vectors inside; outside nothing shows but `stride`.
 *
 * Error: outputs and gradients differ from the reference by rounding in f32. The same machine gives the same bits;
 * another gives them too if both or neither fuse a multiplication with the addition that follows.
 */
import * as ActorCritic from "../../domain/rl/actor-critic.ts"
import { binary } from "./actor-critic-binary.ts"
import * as Module from "./module.ts"

interface Exports {
  readonly product: (
    a: number,
    aRow: number,
    aStep: number,
    b: number,
    c: number,
    width: number,
    bias: number,
    rows: number,
    vectors: number,
    depth: number
  ) => void
  readonly sparseProduct: (
    a: number,
    b: number,
    c: number,
    width: number,
    bias: number,
    rows: number,
    vectors: number,
    depth: number
  ) => void
  readonly sparseOuter: (
    a: number,
    d: number,
    c: number,
    width: number,
    rows: number,
    vectors: number,
    depth: number
  ) => void
  readonly sums: (d: number, width: number, out: number, rows: number, vectors: number) => void
  readonly transpose: (
    w: number,
    width: number,
    out: number,
    height: number,
    rows: number,
    columns: number
  ) => void
  readonly hyperbolic: (at: number, vectors: number) => void
  readonly curb: (d: number, h: number, vectors: number) => void
  readonly square: (g: number, vectors: number) => number
  readonly descend: (
    g: number,
    s: number,
    vectors: number,
    scale: number,
    rate: number,
    alpha: number,
    epsilon: number
  ) => void
}

const padded = (count: number): number => Math.ceil(count / 4) * 4

/** A layer in the module: addresses, of weights and biases relative to the block of all parameters. */
interface Placed {
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
interface Part {
  readonly outside: number
  readonly inside: number
  readonly rows: number
  readonly columns: number
  readonly stride: number
}

const open = (): object => Module.decode(binary)
let compiled: object | undefined

/** Throws an Error where WebAssembly lacks 128-bit vectors or their relaxed operations. */
export const make: ActorCritic.Make = (agent, rows) => {
  compiled ??= open()
  const { exports, place, memory } = Module.instantiate<Exports>(compiled)
  const layout = ActorCritic.layout(agent)
  // A product works on four rows at a time.
  const room = padded(rows) + 4
  const featuresAt = place(4 * rows * agent.features)
  const parts: Array<Part> = []
  let size = 0
  let widest = 0
  const net = (layers: ReadonlyArray<ActorCritic.Layer>): ReadonlyArray<Placed> => {
    let from = featuresAt
    let fromStride = agent.features
    return layers.map(({ inputs, outputs, weight, bias }, l) => {
      const stride = padded(outputs)
      const to = place(4 * room * stride)
      const placed = { inputs, outputs, stride, from, fromStride, to, weight: 4 * size, bias: 0 }
      parts.push({ outside: weight, inside: size, rows: inputs, columns: outputs, stride })
      size += (l === 0 ? inputs : padded(inputs)) * stride
      parts.push({ outside: bias, inside: size, rows: 1, columns: outputs, stride })
      const withBias = { ...placed, bias: 4 * size }
      size += stride
      from = to
      fromStride = stride
      widest = Math.max(widest, stride)
      return withBias
    })
  }
  const nets = [net(layout.policy), net(layout.value)]
  const weightsAt = place(4 * size)
  const slopesAt = place(4 * size)
  const squaresAt = place(4 * size)
  const zerosAt = place(4 * widest)
  const turnedAt = place(4 * widest * widest)
  const scratchAt = [place(4 * room * widest), place(4 * room * widest)]
  const buffer = memory()
  const floats = (at: number, length: number) => new Float32Array(buffer, at, length)
  const [weights, slopes, squares] = [weightsAt, slopesAt, squaresAt].map((at) => floats(at, size))
  const outputs = nets.map((layers) => layers[layers.length - 1])
  const columnOfValues = floats(outputs[1].to, room * outputs[1].stride)
  const values = new Float32Array(rows)

  const inward = (outside: Float32Array, inside: Float32Array): void => {
    for (const part of parts) {
      if (part.columns === part.stride)
        inside.set(outside.subarray(part.outside, part.outside + part.rows * part.columns), part.inside)
      else
        for (let row = 0; row < part.rows; row++)
          for (let column = 0; column < part.columns; column++)
            inside[part.inside + row * part.stride + column] =
              outside[part.outside + row * part.columns + column]
    }
  }
  const outward = (inside: Float32Array, outside: Float32Array): void => {
    for (const part of parts) {
      if (part.columns === part.stride)
        outside.set(inside.subarray(part.inside, part.inside + part.rows * part.columns), part.outside)
      else
        for (let row = 0; row < part.rows; row++)
          for (let column = 0; column < part.columns; column++)
            outside[part.outside + row * part.columns + column] =
              inside[part.inside + row * part.stride + column]
    }
  }
  /** One entry after the other, so that what another thread changes meanwhile is not lost but for that entry. */
  const subtract = (from: Float32Array): void => {
    for (const { outside, inside, rows, columns, stride } of parts) {
      const [run, step, runs] = columns === stride ? [rows * columns, 0, 1] : [columns, stride, rows]
      for (let r = 0; r < runs; r++)
        for (let k = 0, to = outside + r * run, at = inside + r * step; k < run; k++)
          from[to + k] -= slopes[at + k]
    }
  }

  const forward = (layers: ReadonlyArray<Placed>, from: number, count: number): void => {
    layers.forEach((layer, l) => {
      const { stride, inputs } = layer
      const a = layer.from + 4 * from * layer.fromStride
      const c = layer.to + 4 * from * stride
      const w = weightsAt + layer.weight
      const bias = weightsAt + layer.bias
      if (l === 0) exports.sparseProduct(a, w, c, 4 * stride, bias, count, stride / 4, inputs)
      else
        exports.product(a, 4 * layer.fromStride, 4, w, c, 4 * stride, bias, padded(count), stride / 4, inputs)
      if (l + 1 < layers.length) exports.hyperbolic(c, (count * stride) / 4)
    })
  }

  const backward = (layers: ReadonlyArray<Placed>, count: number): void => {
    let above = layers[layers.length - 1].to
    for (let l = layers.length - 1; l >= 0; l--) {
      const { from, fromStride, inputs, stride, ...layer } = layers[l]
      const width = 4 * stride
      const to = slopesAt + layer.weight
      exports.sums(above, width, slopesAt + layer.bias, count, stride / 4)
      if (l === 0) {
        floats(to, inputs * stride).fill(0)
        exports.sparseOuter(from, above, to, width, count, stride / 4, inputs)
        return
      }
      const height = 4 * fromStride
      exports.product(from, 4, height, above, to, width, zerosAt, padded(inputs), stride / 4, count)
      exports.transpose(weightsAt + layer.weight, width, turnedAt, height, fromStride, stride)
      const below = scratchAt[l % 2]
      exports.product(
        above,
        width,
        4,
        turnedAt,
        below,
        height,
        zerosAt,
        padded(count),
        fromStride / 4,
        layer.outputs
      )
      exports.curb(below, from, (count * fromStride) / 4)
      above = below
    }
  }

  return {
    features: floats(featuresAt, rows * agent.features),
    logits: floats(outputs[0].to, rows * outputs[0].stride),
    stride: outputs[0].stride,
    values,
    load: (parameters) => inward(parameters, weights),
    policy: (from, count) => forward(nets[0], from, count),
    value: (from, count) => {
      forward(nets[1], from, count)
      for (let row = from; row < from + count; row++) values[row] = columnOfValues[4 * row]
    },
    backward: (count) => {
      for (let row = 0; row < count; row++) columnOfValues[4 * row] = values[row]
      for (const layers of nets) backward(layers, count)
      return Math.sqrt(exports.square(slopesAt, size / 4))
    },
    gradient: () => {
      const out = new Float32Array(layout.size)
      outward(slopes, out)
      return out
    },
    descend: (parameters, shared, scale, { rate, alpha, epsilon }) => {
      inward(shared, squares)
      exports.descend(slopesAt, squaresAt, size / 4, scale, rate, alpha, epsilon)
      outward(squares, shared)
      subtract(parameters)
    }
  }
}
