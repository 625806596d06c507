/** What a batch of networks gives an estimator to look at: outputs or neurons, of the plain law or with weights. */
import type { Backend } from "../../accelerator/backend.ts"
import type { Estimator } from "../../domain/field/estimator/estimator.ts"
import type { NetworkShape } from "../../domain/field/network.ts"
import * as Tilt from "../../domain/field/tilt.ts"
import * as Interruption from "../../domain/interruption.ts"
import * as Key from "../../domain/random/key.ts"

export interface Drawn {
  /** [point][network], or [point][network][neuron]. */
  readonly values: Float32Array | Float64Array
  /** As the estimator weighs; absent: 1. */
  readonly weights?: Float64Array
}

export interface Drawing {
  /** Networks `from` to `from + count` of the stream. */
  readonly draw: (key: Key.Key, from: number, count: number) => Promise<Drawn>
  /** Floats of four bytes that a network takes meanwhile. */
  readonly floats: number
}

/** Streams beside that of the networks: which neurons are tilted, and the output layers of networks that have such. */
const streams = { tilts: 0, outputs: 1 }

const plain = (shape: NetworkShape, estimator: Estimator, backend: Backend): Drawing => {
  const sampler = backend.networks(shape)
  const draw = { outputs: sampler.sample, features: sampler.features }[estimator.source]
  const floats = shape.inputs.length * { outputs: 1, features: shape.width }[estimator.source]
  return {
    floats,
    draw: async (key, from, count) => {
      const values = new Float32Array(floats * count)
      await draw(key, from, count, values)
      return { values }
    }
  }
}

/**
 * Outputs of networks from their neurons, with normals of a stream of their own: the last of each network is its bias.
 *
 * @param neurons [point][network][neuron]
 */
const outputs = (shape: NetworkShape, neurons: Float64Array, normal: Float32Array, count: number) => {
  const { width, weightStd, biasStd, inputs } = shape
  const scale = weightStd / Math.sqrt(width)
  const values = new Float64Array(inputs.length * count)
  for (let a = 0; a < inputs.length; a++) {
    Interruption.look()
    for (let i = 0; i < count; i++) {
      const at = (a * count + i) * width
      const of = i * (width + 1)
      let sum = 0
      for (let j = 0; j < width; j++) sum += normal[of + j] * neurons[at + j]
      values[a * count + i] = scale * sum + biasStd * normal[of + width]
    }
  }
  return values
}

const tilted = (shape: NetworkShape, estimator: Estimator, tilts: Tilt.Tilts, backend: Backend): Drawing => {
  const { width, inputs } = shape
  const fields = backend.networks({ ...shape, activation: "linear" })
  const normals = backend.networks({
    activation: "linear",
    width: width + 1,
    weightStd: 1,
    biasStd: 0,
    inputs: [[1]]
  })
  const weigh = Tilt.make(shape, width, tilts, estimator.weighs)
  const draw = async (key: Key.Key, from: number, count: number): Promise<Drawn> => {
    const z = new Float32Array(inputs.length * count * width)
    await fields.features(key, from, count, z)
    const { values, weights } = weigh(Key.child(key, streams.tilts), from, count, z)
    const last = async () => {
      const normal = new Float32Array(count * (width + 1))
      await normals.features(Key.child(key, streams.outputs), from, count, normal)
      return { values: outputs(shape, values, normal, count), weights }
    }
    return { features: async () => ({ values, weights }), outputs: last }[estimator.source]()
  }
  // Inputs of neurons, their values in doubles, and weights or normals.
  return { draw, floats: (3 * inputs.length + 2) * width }
}

/** For n-point functions of n = `order`. */
export const make = (shape: NetworkShape, order: number, estimator: Estimator, backend: Backend): Drawing => {
  const tilts = Tilt.of(shape, order)
  return tilts.centres.length === 0
    ? plain(shape, estimator, backend)
    : tilted(shape, estimator, tilts, backend)
}
