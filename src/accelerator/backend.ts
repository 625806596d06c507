/**
 * The narrow interface behind which gpu.js and the SIMD module stand: a backend turns a description of an
 * operation, compiled once, into a function over typed arrays. A kernel receives a backend and never asks which
 * one it is.
 */
import type { NetworkShape } from "../domain/field/network.ts"
import type { Key } from "../domain/random/key.ts"

/** `cpu` is the reference: the gpu.js kernel run as plain JavaScript. */
export const names = ["webgpu", "webasm", "cpu", "simd"] as const
export type BackendName = (typeof names)[number]

export interface NetworkSampler {
  /**
   * Outputs of networks `from` to `from + count` of the stream `key`, written to `out[point * count + network]`.
   * The parameters of network i, neuron j are a function of (key, i, j, slot) alone.
   */
  readonly sample: (key: Key, from: number, count: number, out: Float32Array) => void | Promise<void>
}

export interface Backend {
  readonly name: BackendName
  /** Prepares the shape; prepared shapes are kept, so that calling again is free. */
  readonly networks: (shape: NetworkShape) => NetworkSampler
  readonly close: () => void
}
