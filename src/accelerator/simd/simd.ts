/**
 * Backend `simd`: an AssemblyScript module with 128-bit vectors, four networks at once. Synchronous; one instance,
 * with its own memory, a shape.
 *
 * Error: against the same sum in exact arithmetic, an output is off by less than
 * 8 * 2^-24 * sum_j |W1_j| (|phi_j| + |phi_j'| sum|terms of z_j|) + 1.9e-7 sum_j |W1_j| for erf, in practice by a
 * tenth of that. The same machine gives the same bits; another gives them too if both or neither fuse a
 * multiplication with the addition that follows (x86 since 2013 and every 64-bit ARM do).
 */
import * as Network from "../../domain/field/network.ts"
import type { Backend, NetworkSampler } from "../backend.ts"
import { binary } from "./binary.ts"

/** What is used of the global that only the browser's type library declares. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: object }
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number }
  readonly heap: () => number
  readonly configure: (
    activation: number,
    dimension: number,
    points: number,
    width: number,
    block: number,
    biased: number,
    biasScale: number,
    outputBias: number,
    outputScale: number
  ) => void
  readonly place: (
    inputs: number,
    shifts: number,
    drawn: number,
    fields: number,
    sums: number,
    outputs: number,
    stride: number
  ) => void
  readonly sample: (key0: number, key1: number, from: number, count: number) => void
}

/** Networks between two copies out of the module's memory. */
const stride = 1024
/** Normals in a block of neurons: 8 KiB of four lanes each, a fraction of the first-level cache. */
const blockNormals = 512
/** The module draws six pairs at a time, 32 bytes each, and may draw five more than asked. */
const spare = 6 * 32

const decode = (): object => {
  const text = atob(binary)
  return new WebAssembly.Module(Uint8Array.from(text, (character) => character.charCodeAt(0)))
}

/** The numbers that fold every scale of the shape into inputs, shifts and three factors. */
const scales = ({ activation, width, weightStd, biasStd, inputs }: Network.NetworkShape) => {
  const d = inputs[0].length
  // gauss is a power of two inside: exp(z - q) = 2^((z - q) log2 e)
  const unit = activation === "gauss" ? Math.LOG2E : 1
  const hiddenStd = weightStd / Math.sqrt(d)
  const variance = (x: ReadonlyArray<number>) =>
    biasStd ** 2 + hiddenStd ** 2 * x.reduce((sum, xc) => sum + xc * xc, 0)
  return {
    inputs: inputs.map((x) => x.map((xc) => xc * hiddenStd * unit)),
    shifts: inputs.map((x) => (activation === "gauss" ? -variance(x) * unit : 0)),
    biasScale: biasStd * unit,
    outputScale: weightStd / Math.sqrt(width)
  }
}

const prepare = (module: object, shape: Network.NetworkShape): NetworkSampler => {
  const d = Network.dimension(shape)
  const slots = Network.slots(shape)
  const points = shape.inputs.length
  const padded = points + (points & 1)
  const block = Math.max(2, Math.floor(blockNormals / slots) & ~1)
  const { inputs, shifts, biasScale, outputScale } = scales(shape)
  const exports = new WebAssembly.Instance(module, { env: { abort: () => {} } }).exports as Exports
  const { memory } = exports

  let end = exports.heap()
  const place = (bytes: number): number => {
    const at = Math.ceil(end / 64) * 64
    end = at + bytes
    return at
  }
  const inputsAt = place(4 * padded * d)
  const shiftsAt = place(4 * padded)
  const drawnAt = place(16 * (block * slots + 2) + spare)
  const fieldsAt = place(32 * block)
  const sumsAt = place(16 * (padded + 1))
  const outputsAt = place(4 * stride * points)
  memory.grow(Math.ceil(end / 65536) - memory.buffer.byteLength / 65536)

  new Float32Array(memory.buffer, inputsAt, points * d).set(inputs.flat())
  new Float32Array(memory.buffer, shiftsAt, points).set(shifts)
  const activation = { relu: 0, erf: 1, gauss: 2 }[shape.activation]
  const biased = shape.biasStd > 0 ? 1 : 0
  exports.configure(
    activation,
    d,
    points,
    shape.width,
    block,
    biased,
    biasScale,
    shape.biasStd,
    outputScale
  )
  exports.place(inputsAt, shiftsAt, drawnAt, fieldsAt, sumsAt, outputsAt, stride)
  const outputs = new Float32Array(memory.buffer, outputsAt, stride * points)

  return {
    sample: (key, from, count, out) => {
      for (let at = 0; at < count; at += stride) {
        const some = Math.min(stride, count - at)
        exports.sample(key[0], key[1], from + at, some)
        for (let a = 0; a < points; a++)
          out.set(outputs.subarray(a * stride, a * stride + some), a * count + at)
      }
    }
  }
}

/** @throws Error where WebAssembly lacks 128-bit vectors or their relaxed operations */
export const open = (): Backend => {
  const module = decode()
  const prepared = new Map<string, NetworkSampler>()
  return {
    name: "simd",
    networks: (shape) => {
      const name = JSON.stringify(shape)
      const sampler = prepared.get(name) ?? prepare(module, shape)
      prepared.set(name, sampler)
      return sampler
    },
    close: () => prepared.clear()
  }
}
