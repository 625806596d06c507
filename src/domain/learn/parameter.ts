/**
 * The parameters of a model: named tensors, packed one after the other into one flat Float32Array, which is what the
 * optimiser, a checkpoint and a sum of gradients see.
 */
import * as Distribution from "../random/distribution.ts"
import type { Key } from "../random/key.ts"
import type { Tensors } from "./array.ts"

export interface Parameter {
  readonly shape: ReadonlyArray<number>
  /** Where training starts: every entry `value`, or normal with mean zero and this standard deviation. */
  readonly start: { readonly value: number } | { readonly deviation: number }
  /** Whether weight decay pulls it to zero: products do, biases, scales and embeddings do not. */
  readonly decays: boolean
}

/** By name, in the order in which they are packed. */
export type Parameters = Readonly<Record<string, Parameter>>

/** A matrix that keeps the variance of what it multiplies: normal with variance 1 / inputs. */
export const matrix = (inputs: number, outputs: number): Parameter => ({
  shape: [inputs, outputs],
  start: { deviation: Math.sqrt(1 / inputs) },
  decays: true
})

export const filled = (value: number, ...shape: ReadonlyArray<number>): Parameter => ({
  shape,
  start: { value },
  decays: false
})

export const table = (deviation: number, ...shape: ReadonlyArray<number>): Parameter => ({
  shape,
  start: { deviation },
  decays: false
})

export const entries = (shape: ReadonlyArray<number>): number => shape.reduce((product, n) => product * n, 1)

/** Entries of all of them. */
export const count = (parameters: Parameters): number =>
  Object.values(parameters).reduce((sum, { shape }) => sum + entries(shape), 0)

/**
 * Each parameter's part of `flat`, not copied.
 *
 * @throws RangeError when `flat` has another length than the parameters together
 */
export const split = (parameters: Parameters, flat: Float32Array): Readonly<Record<string, Float32Array>> => {
  if (flat.length !== count(parameters))
    throw new RangeError(`The model has ${count(parameters)} parameters, not ${flat.length}.`)
  let at = 0
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { shape }]) => {
      const from = at
      at += entries(shape)
      return [name, flat.subarray(from, at)]
    })
  )
}

/** The parameters that training starts from: number i of them is sequence i of the normals of `key`, rounded to f32. */
export const initialise = (parameters: Parameters, key: Key): Float32Array => {
  const flat = new Float32Array(count(parameters))
  for (const [i, [name, part]] of Object.entries(split(parameters, flat)).entries()) {
    const { start } = parameters[name]!
    if ("value" in start) part.fill(start.value)
    else part.set(normals(key, i, part.length, start.deviation))
  }
  return flat
}

/** Normals of sequence `index` of `key`, with mean zero. */
export const normals = (key: Key, index: number, length: number, deviation: number): Float64Array => {
  const drawn = new Float64Array(length)
  Distribution.normals(key, index, drawn)
  return drawn.map((normal) => deviation * normal)
}

/** 1 where weight decay applies, entry by entry, else 0. */
export const decaying = (parameters: Parameters): Uint8Array => {
  const flat = new Uint8Array(count(parameters))
  let at = 0
  for (const { shape, decays } of Object.values(parameters)) {
    flat.fill(decays ? 1 : 0, at, at + entries(shape))
    at += entries(shape)
  }
  return flat
}

/** Those whose names start with `prefix`, by the rest of their names. */
export const within = (tensors: Tensors, prefix: string): Tensors =>
  Object.fromEntries(
    Object.entries(tensors)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, tensor]) => [name.slice(prefix.length), tensor])
  )

/** The same under names that start with `prefix`. */
export const under = <A>(prefix: string, named: Readonly<Record<string, A>>): Readonly<Record<string, A>> =>
  Object.fromEntries(Object.entries(named).map(([name, value]) => [prefix + name, value]))
