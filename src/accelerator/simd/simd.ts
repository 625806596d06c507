/**
 * Backend `simd`: an AssemblyScript module with 128-bit vectors, four networks at once. Synchronous; one instance,
 * with its own memory, a shape.
 *
 * Error: an output differs from the sum in exact arithmetic by less than 5 units of
 *
 *     2^-24 ( sum_j r_W1 |phi_j| + |W1_j| (|phi_j'| (sum_c r_c |x_c| + r_b + q) + |phi_j|) + r_b1 )
 *
 * where q = Var z counts for gauss alone, r is the length of the pair of normals that a normal was drawn in, and the
 * standard deviations that multiply each normal are not written; |W1_j| max(|z_j|, 1) more in the sum for those whose
 * fit is good in absolute terms: erf, tanh, gelu, cos. Deep networks keep
 * within 60 units of 2^-24 of their largest value. The same machine gives the same bits; another gives them too if both
 * or neither fuse a multiplication with the addition that follows (x86 since 2013 and every 64-bit ARM do).
 */
import { nothingLeft } from "../../domain/exhaustive.ts"
import type * as Activation from "../../domain/field/activation/list.ts"
import * as Network from "../../domain/field/network.ts"
import type { Backend } from "../backend.ts"
import * as Sampler from "../sampler.ts"
import * as ActorCritic from "./actor-critic.ts"
import { binary } from "./binary.ts"
import * as Descent from "./descent.ts"
import * as Gram from "./gram.ts"
import * as Module from "./module.ts"
import * as Prior from "./prior.ts"

/** What evaluates an activation in the module: those that are one vector function go by their name. */
type Kind = Activation.Name | "ladder"

interface Exports extends Readonly<Record<`Kind.${Kind}`, { readonly value: number }>> {
  readonly configure: (
    activation: number,
    dimension: number,
    points: number,
    width: number,
    block: number,
    biased: number,
    biasScale: number,
    outputBias: number,
    spacing: number,
    near: number
  ) => void
  readonly place: (
    inputs: number,
    shifts: number,
    factors: number,
    drawn: number,
    fields: number,
    sums: number,
    outputs: number,
    stride: number
  ) => void
  readonly sample: (key0: number, key1: number, from: number, count: number) => void
  readonly features: (key0: number, key1: number, from: number, count: number) => void
  readonly deepen: (depth: number, weightStd: number, values: number, next: number) => void
  readonly deepSample: (key0: number, key1: number, from: number, count: number) => void
  readonly deepFeatures: (key0: number, key1: number, from: number, count: number) => void
}

/** What is copied out of the module's memory at a time: outputs of so many networks, or values of so many neurons. */
const most = { sample: 1024, features: 2 ** 15 }
/** Normals in a block of neurons: 8 KiB of four lanes each, a fraction of the first-level cache. */
const blockNormals = 512
/** The module draws two pairs at a time, 32 bytes each, and may draw one more than asked. */
const spare = 32

/** No normal is larger: sqrt(-2 ln 2^-32). */
const largest = 6.67
/** Points that one ladder of factors spans. */
const rungs = 6

/**
 * The distance of neighbouring points where they are evenly spaced in one dimension, and no exponent, base 2, can
 * leave the range of f32; else 0.
 */
const spacing = (
  inputs: ReadonlyArray<ReadonlyArray<number>>,
  shifts: ReadonlyArray<number>,
  bias: number
) => {
  if (inputs.length < 2 || inputs[0].length !== 1) return 0
  const first = inputs[0][0]
  const apart = (inputs[inputs.length - 1][0] - first) / (inputs.length - 1)
  const size = Math.max(...inputs.map(([x]) => Math.abs(x)))
  const even = inputs.every(([x], a) => Math.abs(x - first - a * apart) <= 1e-12 * size)
  const exponent = largest * (size + rungs * Math.abs(apart) + bias) + 2 * Math.max(...shifts.map(Math.abs))
  return even && exponent < 100 ? apart : 0
}

/** What folds every scale of a shape into inputs, shifts and factors, and what evaluates it. */
interface Scales {
  readonly kind: Kind
  readonly inputs: ReadonlyArray<ReadonlyArray<number>>
  readonly biasScale: number
  /** Added to the input of the activation; absent: 0. */
  readonly shifts?: ReadonlyArray<number>
  readonly factors: ReadonlyArray<number>
  /** Distance of neighbouring points, for the ladder. */
  readonly spacing?: number
}

/** Of gauss: exp(z - q) = 2^((z - q) log2 e), by a ladder of factors where points are evenly spaced. */
const gaussScales = (
  scaled: ReadonlyArray<ReadonlyArray<number>>,
  factors: ReadonlyArray<number>,
  biasStd: number,
  product: Sampler.Product
): Scales => {
  const inputs = scaled.map((x) => x.map((xc) => xc * Math.LOG2E))
  const biasScale = biasStd * Math.LOG2E
  const shifts = scaled.map((x) => -(biasStd ** 2 + x.reduce((sum, xc) => sum + xc * xc, 0)) * Math.LOG2E)
  const apart = spacing(inputs, shifts, biasScale)
  if (apart === 0 || product === "features") return { kind: "gauss", inputs, biasScale, shifts, factors }
  const start = (a: number) => a - (a % rungs)
  const rescaled = factors.map((factor, a) => factor * 2 ** (shifts[a] - shifts[start(a)]))
  return { kind: "ladder", inputs, biasScale, shifts, factors: rescaled, spacing: apart }
}

/** Neurons by themselves take no short cuts. */
const scales = (
  { activation, width, weightStd, biasStd, inputs }: Network.NetworkShape,
  product: Sampler.Product
): Scales => {
  const hiddenStd = weightStd / Math.sqrt(inputs[0].length)
  const outputStd = weightStd / Math.sqrt(width)
  const scaled = inputs.map((x) => x.map((xc) => xc * hiddenStd))
  const factors = inputs.map(() => outputStd)
  switch (activation) {
    case "gauss":
      return gaussScales(scaled, factors, biasStd, product)
    case "relu": {
      // On a line without bias two sums serve all points, which enter as factors alone.
      const isRay = product === "sample" && biasStd === 0 && inputs[0].length === 1
      const rays = isRay ? scaled.map(([x]) => x * outputStd) : factors
      return { kind: activation, inputs: scaled, biasScale: biasStd, factors: rays }
    }
    case "erf":
    case "tanh":
    case "gelu":
    case "linear":
    case "cos":
      return { kind: activation, inputs: scaled, biasScale: biasStd, factors }
    default:
      return nothingLeft(activation, "activation")
  }
}

const prepare = (module: object, shape: Network.NetworkShape, product: Sampler.Product): Sampler.Draw => {
  const d = Network.dimension(shape)
  const slots = Network.slots(shape)
  const points = shape.inputs.length
  const padded = Math.ceil(points / rungs) * rungs
  const block = Math.max(4, Math.floor(blockNormals / slots) & ~3)
  const depth = Network.layers(shape)
  const scaled = scales(shape, depth > 1 ? "features" : product)
  /** Floats a network has at one point. */
  const each = { sample: 1, features: shape.width }[product]
  const stride = Math.max(4, Math.floor(most[product] / each) & ~3)
  const { exports, place, memory } = Module.instantiate<Exports>(module)
  const inputsAt = place(4 * padded * d)
  const shiftsAt = place(4 * padded)
  const factorsAt = place(4 * padded)
  const drawnAt = place(16 * (block * slots + 2) + spare)
  const fieldsAt = place(32 * block)
  const sumsAt = place(16 * (padded + 1))
  const layerBytes = depth > 1 ? 16 * padded * shape.width : 0
  const valuesAt = place(layerBytes)
  const nextAt = place(layerBytes)
  const outputsAt = place(4 * stride * each * (points + 1))
  const buffer = memory()

  const write = (at: number, values: ReadonlyArray<number>) =>
    new Float32Array(buffer, at, values.length).set(values)
  write(inputsAt, scaled.inputs.flat())
  write(shiftsAt, scaled.shifts ?? [])
  write(factorsAt, scaled.factors)
  const biased = shape.biasStd > 0 ? 1 : 0
  const kind = exports[`Kind.${scaled.kind}`]
  if (kind === undefined)
    throw new RangeError(`The backend simd knows no activation ${JSON.stringify(scaled.kind)}.`)
  exports.configure(
    kind.value,
    d,
    points,
    shape.width,
    block,
    biased,
    scaled.biasScale,
    shape.biasStd,
    scaled.spacing ?? 0,
    largest * Math.abs(scaled.spacing ?? 0) < 1 / 16 ? 1 : 0
  )
  exports.place(inputsAt, shiftsAt, factorsAt, drawnAt, fieldsAt, sumsAt, outputsAt, stride)
  const outputs = new Float32Array(buffer, outputsAt, stride * each * points)
  if (depth > 1) exports.deepen(depth, shape.weightStd / Math.sqrt(shape.width), valuesAt, nextAt)
  const draws = depth > 1 ? { sample: exports.deepSample, features: exports.deepFeatures } : exports
  const draw = draws[product]

  return (key, from, count, out) => {
    for (let at = 0; at < count; at += stride) {
      const some = Math.min(stride, count - at)
      draw(key[0], key[1], from + at, some)
      for (let a = 0; a < points; a++) {
        const start = a * stride * each
        out.set(outputs.subarray(start, start + some * each), (a * count + at) * each)
      }
    }
  }
}

/** See {@link Module.decode}. */
export const open = (text = binary): Backend => {
  const module = Module.decode(text)
  const { networks, clear } = Sampler.keep((shape, product) => prepare(module, shape, product))
  const gram = (points: number, order: number) => Gram.make(module, points, order)
  return {
    name: "simd",
    networks,
    gram,
    descent: Descent.make,
    prior: Prior.open,
    actorCritic: ActorCritic.make,
    close: clear
  }
}
