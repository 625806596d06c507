/**
 * Backends `webgpu`, `webasm` and `cpu`: one gpu.js kernel in its three modes. Only this folder loads gpu.js and
 * webgpu. `webgpu` answers with promises; the other two compute at once.
 */

import { existsSync } from "node:fs"
import * as Library from "gpu.js"
import * as Prior from "../../domain/braid/prior.ts"
import * as Gram from "../../domain/field/gram.ts"
import * as Descent from "../../domain/field/learning/descent.ts"
import * as Network from "../../domain/field/network.ts"
import * as Interruption from "../../domain/interruption.ts"
import type { Key } from "../../domain/random/key.ts"
import * as ActorCritic from "../../domain/rl/actor-critic.ts"
import type { Backend, BackendName } from "../backend.ts"
import * as Sampler from "../sampler.ts"
import * as Kernel from "./kernel.ts"

/** How gpu.js runs its kernel. */
export type Mode = Exclude<BackendName, "simd">

/**
 * Neurons in one launch, over all its networks: short enough for the watchdog of a display's GPU; where their values
 * are asked for, few enough for gpu.js, which returns them as an array each.
 */
const launch = { sample: 2 ** 23, features: 2 ** 17 }
/** The kernel of each product. */
const kernels = { sample: Kernel.sample, features: Kernel.features }
/** Modes that compute on a device of their own, and so answer with promises. */
const hasDevice: Readonly<Record<Mode, boolean>> = { webgpu: true, webasm: false, cpu: false }
/** Networks in one launch at most: fewer than 2^16, so that the low half of a number carries once. */
const most = 2 ** 14

const halves = (word: number): [number, number] => [(word >>> 16) & 0xffff, word & 0xffff]

type Launch = (
  inputs: Array<Array<number>>,
  variances: Array<number>,
  keys: Array<number>,
  fromHigh: number,
  fromLow: number
) => unknown

/** What gpu.js returns for vectors, nested arrays: [network][point] of outputs, [neuron][network][point] of values. */
type Vectors = ReadonlyArray<Float32Array>
/** By four points. */
type Fours = ReadonlyArray<Vectors | ReadonlyArray<Vectors>>

const prepare = (
  gpu: Library.GPU,
  mode: Mode,
  shape: Network.NetworkShape,
  product: Sampler.Product
): Sampler.Draw => {
  // Several hidden layers, some 40 ns a weight, go to the reference: a thread has no room for a layer's values.
  if (Network.layers(shape) > 1) return Sampler.plain(shape)[product]
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
    neuronPairs: Math.floor(slots / 2) + 1,
    dimension: d,
    slots,
    width,
    biasStd,
    outputStd: weightStd / Math.sqrt(width)
  }
  const vectorsOf: (four: Fours[number], neuron: number) => Vectors = {
    sample: (four: Fours[number]) => four as Vectors,
    features: (four: Fours[number], neuron: number) => four[neuron] as Vectors
  }[product]
  const outputOf = (count: number): Array<number> =>
    ({ sample: [count, fours], features: [count, width, fours] })[product]
  const kernel = gpu.createKernel(
    kernels[product](activation) as never,
    {
      constants,
      functions: Kernel.functions(activation).map((source) => ({
        source,
        settings: { argumentTypes: ["Number"], returnType: "Number" }
      })),
      dynamicOutput: true,
      dynamicArguments: true,
      output: outputOf(4),
      ...(mode === "webasm" ? { poolSize: 1 } : {})
    } as never
  )
  const batch = Math.max(1, Math.min(most, Math.floor(launch[product] / width)))

  const run = (key: Key, from: number, count: number): unknown => {
    const words = [key[0], key[1], key[0] ^ key[1] ^ 0x1bd11bda]
    const [high, low] = halves(from)
    kernel.setOutput(outputOf(count))
    return (kernel as unknown as Launch)(inputs, variances, words.flatMap(halves), high, low)
  }
  const check = (): void => {
    const { fallbackReason } = (kernel as unknown as { kernel: { fallbackReason?: string | null } }).kernel
    if (fallbackReason) throw new Error(`gpu.js left ${mode} for another mode: ${fallbackReason}`)
  }
  const keep = (answer: Fours, out: Float32Array, at: number, some: number, count: number): void => {
    check()
    const neurons = { sample: 1, features: width }[product]
    for (let a = 0; a < points; a++)
      for (let j = 0; j < neurons; j++) {
        const four = answer[a >> 2]
        const vectors = vectorsOf(four, j)
        for (let i = 0; i < some; i++) out[(a * count + at + i) * neurons + j] = vectors[i][a & 3]
      }
  }

  if (hasDevice[mode])
    return async (key, from, count, out) => {
      for (let at = 0; at < count; at += batch) {
        Interruption.look()
        const some = Math.min(batch, count - at)
        keep((await run(key, from + at, some)) as Fours, out, at, some, count)
      }
    }
  return (key, from, count, out) => {
    for (let at = 0; at < count; at += batch) {
      Interruption.look()
      const some = Math.min(batch, count - at)
      keep(run(key, from + at, some) as Fours, out, at, some, count)
    }
  }
}

/** What is used of the browser's interface, which gpu.js looks for in `navigator`. */
interface Adapter {
  readonly info: { readonly vendor: string; readonly architecture: string; readonly description: string }
}
interface Navigator {
  gpu?: { readonly requestAdapter: () => Promise<Adapter | null> }
}

/** gpu.js exports it and its types forget it. The device is shared by all kernels of a thread. */
const { WebGPUContext } = Library as unknown as { WebGPUContext: { readonly destroy: () => Promise<void> } }

const { navigator } = globalThis as unknown as { navigator: Navigator }

/** A process that keeps `navigator.gpu` does not end by itself: the function returned takes it away. */
const announce = async (): Promise<() => void> => {
  const { create, globals } = await import("webgpu")
  Object.assign(globalThis, globals)
  const mine = create([])
  Object.defineProperty(navigator, "gpu", { value: mine, configurable: true, writable: true })
  return () => {
    if (navigator.gpu === mine) delete navigator.gpu
  }
}

/** Files by which Linux offers a GPU. Asking Vulkan without one writes warnings to standard error. */
const devices = ["/dev/dri", "/dev/nvidia0", "/dev/dxg"]
const hopeless = (): boolean =>
  process.platform === "linux" && process.env.VK_ICD_FILENAMES === undefined && !devices.some(existsSync)

/**
 * Names the adapter that `webgpu` would use, or none; `software` where it runs on the processor, which is a test of
 * the backend and no gain.
 */
export const adapter = async (): Promise<
  { readonly name: string; readonly software: boolean } | undefined
> => {
  if (hopeless()) return undefined
  const withdraw = await announce()
  try {
    const info = (await navigator.gpu?.requestAdapter())?.info
    if (info === undefined) return undefined
    const name = [info.vendor, info.architecture, info.description].filter((part) => part !== "").join(" ")
    return { name, software: /swiftshader|llvmpipe|lavapipe/i.test(name) }
  } finally {
    withdraw()
  }
}

const make = (mode: Mode, withdraw: () => void): Backend => {
  const gpu = new Library.GPU({ mode } as never)
  const { networks, clear } = Sampler.keep((shape, product) => prepare(gpu, mode, shape, product))
  return {
    name: mode,
    networks,
    gram: Gram.make,
    descent: Descent.make,
    prior: Prior.sampler,
    actorCritic: ActorCritic.make,
    close: () => {
      clear()
      // Destroying kernels before their device aborts the process; the device takes them along.
      if (hasDevice[mode]) void WebGPUContext.destroy().then(withdraw)
      else gpu.destroy()
    }
  }
}

/** @throws Error where `webgpu` finds no adapter */
export const open = async (mode: Mode): Promise<Backend> => {
  if (!hasDevice[mode]) return make(mode, () => {})
  const withdraw = hopeless() ? () => {} : await announce()
  if (await navigator.gpu?.requestAdapter()) return make(mode, withdraw)
  withdraw()
  throw new Error(
    "webgpu finds no adapter: there is no GPU here whose driver offers Vulkan, Metal or Direct3D 12."
  )
}
