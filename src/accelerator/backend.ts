/**
 * The narrow interface behind which gpu.js and the SIMD module stand: a backend turns a description of an
 * operation, compiled once, into a function over typed arrays. A kernel receives a backend and never asks which
 * one it is.
 */
import type * as Prior from "../domain/braid/prior.ts"
import type * as Gram from "../domain/field/gram.ts"
import type * as Descent from "../domain/field/learning/descent.ts"
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
  /** Prepares networks that learn; each call anew. */
  readonly descent: Descent.Make
  /** Random knots and unknots as braid words: on every backend the same. */
  readonly prior: Prior.Make
  /** Policy and value networks that are asked and taught a few states at a time. */
  readonly actorCritic: ActorCritic.Make
  readonly close: () => void
}
