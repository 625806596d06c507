/**
 * Backends `webgpu`, `webasm` and `cpu`: one gpu.js kernel in its three modes. Only this folder loads gpu.js and
 * webgpu. `webgpu` answers with promises; the other two compute at once.
 */
import { GPU } from "gpu.js"
import * as Network from "../../domain/field/network.ts"
import type { Key } from "../../domain/random/key.ts"
import type { Backend, NetworkSampler } from "../backend.ts"
import * as Kernel from "./kernel.ts"

export type Mode = "webgpu" | "webasm" | "cpu"

/** Neurons in one launch, over all its networks: short enough for the watchdog of a display's GPU. */
const launch = 2 ** 23
/** Networks in one launch at most: fewer than 2^16, so that the low half of a number carries once. */
const most = 2 ** 14

const halves = (word: number): [number, number] => [(word >>> 16) & 0xffff, word & 0xffff]

type Launch = (
  inputs: number[][],
  variances: number[],
  keys: number[],
  fromHigh: number,
  fromLow: number
) => unknown

/** What gpu.js returns for vectors: [four points][network][point], nested arrays. */
type Fours = ReadonlyArray<ReadonlyArray<Float32Array>>

const prepare = (gpu: GPU, mode: Mode, shape: Network.NetworkShape): NetworkSampler => {
  const d = Network.dimension(shape)
  const slots = Network.slots(shape)
  const { activation, width, weightStd, biasStd } = shape
  const points = shape.inputs.length
  const fours = Math.ceil(points / 4)
  const hiddenStd = weightStd / Math.sqrt(d)
  const inputs = Array.from({ length: 4 * fours }, (_, a) =>
    shape.inputs[Math.min(a, points - 1)].map((x) => x * hiddenStd)
  )
  const variances = inputs.map((x) => biasStd ** 2 + x.reduce((sum, xc) => sum + xc * xc, 0))
  const constants: Kernel.Constants = {
    pairs: Math.ceil((width * slots + (biasStd > 0 ? 1 : 0)) / 2),
    dimension: d,
    slots,
    width,
    activation: { relu: 0, erf: 1, gauss: 2 }[activation],
    biasStd,
    outputStd: weightStd / Math.sqrt(width)
  }
  const kernel = gpu.createKernel(Kernel.networks as never, {
    constants,
    dynamicOutput: true,
    dynamicArguments: true,
    output: [4, fours],
    ...(mode === "webasm" ? { poolSize: 1 } : {})
  } as never)
  const batch = Math.max(1, Math.min(most, Math.floor(launch / width)))

  const run = (key: Key, from: number, count: number): unknown => {
    const words = [key[0], key[1], key[0] ^ key[1] ^ 0x1bd11bda]
    const [high, low] = halves(from)
    kernel.setOutput([count, fours])
    return (kernel as unknown as Launch)(inputs, variances, words.flatMap(halves), high, low)
  }
  const check = (): void => {
    const { fallbackReason } = (kernel as unknown as { kernel: { fallbackReason?: string | null } }).kernel
    if (fallbackReason) throw new Error(`gpu.js left ${mode} for another mode: ${fallbackReason}`)
  }
  const keep = (answer: Fours, out: Float32Array, at: number, some: number, count: number): void => {
    check()
    for (let a = 0; a < points; a++) {
      const four = answer[a >> 2]
      for (let i = 0; i < some; i++) out[a * count + at + i] = four[i][a & 3]
    }
  }

  if (mode === "webgpu")
    return {
      sample: async (key, from, count, out) => {
        for (let at = 0; at < count; at += batch) {
          const some = Math.min(batch, count - at)
          keep((await run(key, from + at, some)) as Fours, out, at, some, count)
        }
      }
    }
  return {
    sample: (key, from, count, out) => {
      for (let at = 0; at < count; at += batch) {
        const some = Math.min(batch, count - at)
        keep(run(key, from + at, some) as Fours, out, at, some, count)
      }
    }
  }
}

const functions = [
  Kernel.half,
  Kernel.carry,
  Kernel.radius,
  Kernel.angle,
  Kernel.parity,
  Kernel.cosine,
  Kernel.sine,
  Kernel.erf,
  Kernel.exponential,
  Kernel.activate
]

const make = (mode: Mode, close: () => void): Backend => {
  const gpu = new GPU({ mode } as never)
  for (const each of functions) gpu.addFunction(each as never)
  const prepared = new Map<string, NetworkSampler>()
  return {
    name: mode,
    networks: (shape) => {
      const name = JSON.stringify(shape)
      const sampler = prepared.get(name) ?? prepare(gpu, mode, shape)
      prepared.set(name, sampler)
      return sampler
    },
    close: () => {
      prepared.clear()
      gpu.destroy()
      close()
    }
  }
}

export const open = async (mode: Mode): Promise<Backend> => {
  return make(mode, () => {})
}
