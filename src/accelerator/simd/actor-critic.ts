/**
 * Policy and value networks as domain/rl/actor-critic.ts has them, twenty times as fast: an AssemblyScript module over
 * vectors of four. Rows and layers are padded to whole vectors inside; outside nothing shows but `stride`.
 *
 * Error: outputs and gradients differ from the reference by rounding in f32. The same machine gives the same bits;
 * another gives them too if both or neither fuse a multiplication with the addition that follows.
 */
import * as Interruption from "../../domain/interruption.ts"
import * as ActorCritic from "../../domain/rl/actor-critic.ts"
import { forbidden } from "../../domain/rl/categorical.ts"
import type { Agent } from "../../domain/rl/objective.ts"
import * as Rms from "../../domain/rl/rms.ts"
import { binary } from "./actor-critic-binary.ts"
import * as Plan from "./actor-critic-plan.ts"
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
    aRow: number,
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
  readonly spread: (from: number, to: number, rows: number, columns: number, stride: number) => void
  readonly descend: (
    theta: number,
    s: number,
    g: number,
    rows: number,
    columns: number,
    stride: number,
    scale: number,
    rate: number,
    alpha: number,
    epsilon: number
  ) => void
  readonly soften: (z: number, p: number, out: number, rows: number, vectors: number) => void
  readonly tilt: (
    z: number,
    p: number,
    w: number,
    pull: number,
    beta: number,
    rows: number,
    vectors: number
  ) => void
  readonly heap: () => number
}

/** Bytes for the constants of the module, which stand first. */
const front = 4096

let compiled: object | undefined

/** Products of vectors in one call of the module: some tens of milliseconds. */
const most = 2 ** 25

/** Parts of so many rows, each of some vectors' products, between which the thread hears that it shall stop. */
const inParts = (rows: number, products: number, run: (from: number, count: number) => void): void => {
  const some = Math.max(4, Math.floor(most / products) & ~3)
  for (let from = 0; from < rows; from += some) {
    Interruption.look()
    run(from, Math.min(some, rows - from))
  }
}

/** Networks in `memory` from byte `base` on. */
const open = (
  agent: Agent,
  rows: number,
  plan: Plan.Plan,
  memory: Module.Shared,
  base: number
): ActorCritic.ActorCritic => {
  compiled ??= Module.decode(binary)
  const exports = Module.on<Exports>(compiled, memory)
  if (exports.heap() > front) throw new RangeError("The constants of the module have no room.")
  const { runs, size } = plan
  const { buffer } = memory
  const floats = (at: number, length: number) => new Float32Array(buffer, base + at, length)
  const [weightsAt, slopesAt, zerosAt, turnedAt] = [plan.weights, plan.slopes, plan.zeros, plan.turned].map(
    (at) => base + at
  )
  const [weights, slopes] = [floats(plan.weights, size), floats(plan.slopes, size)]
  const [ofPolicy, ofValue] = [plan.policy, plan.value].map((layers) => layers[layers.length - 1])
  const { stride } = ofPolicy
  const logits = floats(ofPolicy.to, rows * stride)
  const columnOfValues = floats(ofValue.to, rows * ofValue.stride)
  const values = new Float32Array(rows)
  const sums = floats(plan.sums, 2 * rows)
  const entropies = new Float64Array(rows)
  // What fills up a row of logits is as forbidden.
  weights.fill(forbidden, ofPolicy.bias / 4 + agent.choices, ofPolicy.bias / 4 + stride)
  if (agent.odds !== undefined) floats(plan.wishes, stride).set(agent.odds.map(Math.log))

  /** c = bias + a b, as the module has it. */
  const product: Exports["product"] = (a, aRow, aStep, b, c, width, bias, rows, vectors, depth) =>
    inParts(rows, vectors * depth, (from, count) =>
      exports.product(a + from * aRow, aRow, aStep, b, c + from * width, width, bias, count, vectors, depth)
    )

  const forward = (layers: ReadonlyArray<Plan.Placed>, from: number, count: number): void => {
    for (let l = 0; l < layers.length; l++) {
      const { stride, inputs, fromStride, ...layer } = layers[l]
      const a = base + layer.from + 4 * from * fromStride
      const c = base + layer.to + 4 * from * stride
      const w = weightsAt + layer.weight
      const bias = weightsAt + layer.bias
      if (l === 0)
        inParts(count, (stride / 4) * inputs, (first, some) => {
          const [row, out] = [a + 4 * first * inputs, c + 4 * first * stride]
          exports.sparseProduct(row, w, out, 4 * stride, bias, some, stride / 4, inputs)
        })
      else product(a, 4 * fromStride, 4, w, c, 4 * stride, bias, Plan.padded(count), stride / 4, inputs)
      if (l + 1 < layers.length) exports.hyperbolic(c, (count * stride) / 4)
    }
  }

  const backward = (layers: ReadonlyArray<Plan.Placed>, count: number): void => {
    let above = base + layers[layers.length - 1].to
    for (let l = layers.length - 1; l >= 0; l--) {
      const { fromStride, inputs, outputs, stride, ...layer } = layers[l]
      const from = base + layer.from
      const width = 4 * stride
      const to = slopesAt + layer.weight
      exports.sums(above, width, slopesAt + layer.bias, count, stride / 4)
      if (l === 0) {
        inParts(inputs, count * (stride / 4), (first, some) => {
          const [column, out] = [from + 4 * first, to + first * width]
          exports.sparseOuter(column, 4 * inputs, above, out, width, count, stride / 4, some)
        })
        return
      }
      const height = 4 * fromStride
      product(from, 4, height, above, to, width, zerosAt, Plan.padded(inputs), stride / 4, count)
      exports.transpose(weightsAt + layer.weight, width, turnedAt, height, fromStride, stride)
      const below = base + plan.scratch[l % 2]
      const vectors = fromStride / 4
      product(above, width, 4, turnedAt, below, height, zerosAt, Plan.padded(count), vectors, outputs)
      exports.curb(below, from, count * vectors)
      above = below
    }
  }

  const gradient = (): Float32Array => {
    const out = new Float32Array(ActorCritic.layout(agent).size)
    for (const run of runs)
      for (let row = 0; row < run.rows; row++) {
        const at = run.inside + row * run.stride
        out.set(slopes.subarray(at, at + run.columns), run.outside + row * run.columns)
      }
    return out
  }

  return {
    features: floats(plan.features, rows * agent.features),
    logits,
    stride,
    probabilities: floats(plan.probabilities, rows * stride),
    entropies,
    pulls: floats(plan.pulls, rows),
    values,
    load: (parameters) => {
      const isAtTable = parameters.buffer === buffer
      for (const { outside, inside, rows, columns, stride } of runs) {
        if (isAtTable) {
          const from = parameters.byteOffset + 4 * outside
          exports.spread(from, weightsAt + 4 * inside, rows, columns, 4 * stride)
        } else
          for (let row = 0; row < rows; row++) {
            const from = outside + row * columns
            weights.set(parameters.subarray(from, from + columns), inside + row * stride)
          }
      }
    },
    policy: (from, count) => forward(plan.policy, from, count),
    value: (from, count) => {
      forward(plan.value, from, count)
      for (let row = from; row < from + count; row++) values[row] = columnOfValues[4 * row]
    },
    soften: (from, count) => {
      const [z, p] = [ofPolicy.to, plan.probabilities].map((at) => base + at + 4 * from * stride)
      exports.soften(z, p, base + plan.sums + 8 * from, count, stride / 4)
      for (let row = from; row < from + count; row++)
        entropies[row] = Math.log(sums[2 * row]) - sums[2 * row + 1] / sums[2 * row]
    },
    tilt: (count, beta) => {
      const [z, p, w] = [ofPolicy.to, plan.probabilities, plan.wishes].map((at) => base + at)
      exports.tilt(z, p, w, base + plan.pulls, beta, count, stride / 4)
    },
    backward: (count) => {
      for (let row = 0; row < count; row++) columnOfValues[4 * row] = values[row]
      for (let end = stride; end <= count * stride; end += stride)
        for (let at = end - stride + agent.choices; at < end; at++) logits[at] = 0
      for (const layers of [plan.policy, plan.value]) backward(layers, count)
      return Math.sqrt(exports.square(slopesAt, size / 4))
    },
    gradient,
    descend: (parameters, squares, scale, rule) => {
      if (parameters.buffer !== buffer || squares.buffer !== buffer)
        return Rms.descend(parameters, squares, gradient(), scale, rule)
      const { rate, alpha, epsilon } = rule
      for (const { outside, inside, rows, columns, stride } of runs) {
        const theta = parameters.byteOffset + 4 * outside
        const s = squares.byteOffset + 4 * outside
        const g = slopesAt + 4 * inside
        // Rows without padding are one.
        const [count, width] = columns === stride ? [1, rows * columns] : [rows, columns]
        exports.descend(theta, s, g, count, width, 4 * stride, scale, rate, alpha, epsilon)
      }
    }
  }
}

/** A table, and the memory that it is in. */
interface Laid extends ActorCritic.Table {
  readonly memory: Module.Shared
}

const floatsOf = (agent: Agent): number => ActorCritic.layout(agent).size

/** Where the parts of those who sit at a table begin. */
const seatsAt = (agent: Agent): number => front + 2 * Plan.aligned(4 * floatsOf(agent))

/** Throws an Error where WebAssembly lacks 128-bit vectors or their relaxed operations. */
export const make: ActorCritic.Make = Object.assign(
  (agent: Agent, rows: number) => {
    const plan = Plan.make(agent, rows)
    return open(agent, rows, plan, Module.share(front + plan.bytes), front)
  },
  {
    lay: (agent: Agent, rows: number, seats: number): Laid => {
      const memory = Module.share(seatsAt(agent) + seats * Plan.make(agent, rows).bytes)
      const [parameters, squares] = [front, front + Plan.aligned(4 * floatsOf(agent))].map(
        (at) => new Float32Array(memory.buffer, at, floatsOf(agent))
      )
      return { memory, parameters, squares }
    },
    sit: (agent: Agent, rows: number, table: ActorCritic.Table, seat: number) => {
      const plan = Plan.make(agent, rows)
      return open(agent, rows, plan, (table as Laid).memory, seatsAt(agent) + seat * plan.bytes)
    }
  }
)
