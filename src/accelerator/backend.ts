/**
 * The narrow interface behind which gpu.js and the SIMD module stand: a backend turns a description of an
 * operation, compiled once, into a function over typed arrays. A kernel receives a backend and never asks which
 * one it is.
 */
import type * as Prior from "../domain/braid/prior.ts"
import type * as Gram from "../domain/field/gram.ts"
import type { NetworkShape } from "../domain/field/network.ts"
import type { Key } from "../domain/random/key.ts"
import type * as ActorCritic from "../domain/rl/actor-critic.ts"

/** `cpu` is the reference: the gpu.js kernel run as plain JavaScript. */
export const names = ["webgpu", "webasm", "cpu", "simd"] as const
export type BackendName = (typeof names)[number]

export interface NetworkSampler {
  /**
   * Outputs of networks `from` to `from + count` of the stream `key`, written to `out[point * count + network]`.
   * The parameters of network i, neuron j are a function of (key, i, j, slot) alone.
   */
  readonly sample: (key: Key, from: number, count: number, out: Float32Array) => void | Promise<void>
  /**
   * Values of the last hidden layer of the same networks, written to `out[(point * count + network) * width + neuron]`.
   */
  readonly features: (key: Key, from: number, count: number, out: Float32Array) => void | Promise<void>
}

export interface Backend {
  readonly name: BackendName
  /** Prepares the shape; prepared shapes are kept, so that calling again is free. */
  readonly networks: (shape: NetworkShape) => NetworkSampler
  /** Prepares sums of products of outputs; each call anew. */
  readonly gram: Gram.Make
  /** Random knots and unknots as braid words: on every backend the same. */
  readonly prior: Prior.Make
  /** Policy and value networks that are asked and taught a few states at a time. */
  readonly actorCritic: ActorCritic.Make
  readonly close: () => void
}

/** Loads and prepares a backend; what one backend needs, the others never load. Works in any thread. */
export const open = async (name: BackendName): Promise<Backend> => {
  if (name === "simd") return (await import("./simd/simd.ts")).open()
  return (await import("./gpu/gpu.ts")).open(name)
}

/**
 * The backend to take where none is named: `webgpu` if a GPU answers that is no software, else `simd`, which beats
 * `webasm` on every processor (scripts/bench/sampling.ts), else `webasm`, where WebAssembly lacks relaxed vectors.
 */
export const best = async (): Promise<BackendName> => {
  const { adapter } = await import("./gpu/gpu.ts")
  const found = await adapter().catch(() => undefined)
  if (found !== undefined && !found.software) return "webgpu"
  const simd = await open("simd").catch(() => undefined)
  simd?.close()
  return simd === undefined ? "webasm" : "simd"
}
