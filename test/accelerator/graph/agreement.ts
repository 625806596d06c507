/** What a compiled program computes, beside what jax-js computes, and derivatives beside differences. */
import * as Graph from "../../../src/accelerator/graph.ts"
import type { Program, Tensors, Type } from "../../../src/domain/learn/array.ts"

export interface Input {
  readonly values: Graph.Values
  readonly shape: ReadonlyArray<number>
  readonly type: Type
}
export type Inputs = Readonly<Record<string, Input>>

const size = (shape: ReadonlyArray<number>): number => shape.reduce((product, each) => product * each, 1)

/** Numbers between -1 and 1 that repeat nowhere; `seed` shifts them. */
const wave = (count: number, seed: number): ReadonlyArray<number> =>
  Array.from({ length: count }, (_, k) => {
    const x = Math.sin(12.9898 * (k + 1) + 78.233 * seed) * 43758.5453
    return 2 * (x - Math.floor(x)) - 1
  })

export const floats = (seed: number, ...shape: ReadonlyArray<number>): Input => ({
  values: Float32Array.from(wave(size(shape), seed)),
  shape,
  type: "float32"
})

/** Between `low` and 2. */
export const positive = (seed: number, low: number, ...shape: ReadonlyArray<number>): Input => ({
  values: Float32Array.from(wave(size(shape), seed), (x) => low + ((x + 1) / 2) * (2 - low)),
  shape,
  type: "float32"
})

/** From `low` to `high`, the latter excluded. */
export const whole = (seed: number, low: number, high: number, ...shape: ReadonlyArray<number>): Input => ({
  values: Int32Array.from(wave(size(shape), seed), (x) => Math.floor(low + ((x + 1) / 2) * (high - low))),
  shape,
  type: "int32"
})

export const truths = (seed: number, ...shape: ReadonlyArray<number>): Input => ({
  values: Uint8Array.from(wave(size(shape), seed), (x) => Number(x > 0)),
  shape,
  type: "bool"
})

export const compiled = async (program: Program, inputs: Inputs): Promise<Record<string, Graph.Values>> => {
  const session = await Graph.open(Graph.compile(program, inputs))
  for (const [name, { values }] of Object.entries(inputs)) session.inputs[name].set(values)
  await session.run()
  const outputs = Object.fromEntries(
    Object.entries(session.outputs).map(([name, each]) => [name, each.slice()])
  )
  await session.close()
  return outputs
}

/** The largest distance of two arrays, in units of the largest entry of the second (or 1, if that is larger). */
export const distance = (a: Graph.Values, b: Graph.Values): number => {
  if (a.length !== b.length || a.constructor !== b.constructor) return Number.POSITIVE_INFINITY
  let [scale, far] = [1, 0]
  for (let k = 0; k < b.length; k++) {
    scale = Math.max(scale, Math.abs(b[k]))
    if (!Object.is(a[k], b[k])) far = Math.max(far, Math.abs(a[k] - b[k]))
  }
  return far / scale
}

/** The largest distance over all outputs, which must be the same ones. */
export const disagreement = async (program: Program, inputs: Inputs): Promise<number> => {
  const [ours, reference] = [await compiled(program, inputs), await Graph.evaluate(program, inputs)]
  const names = Object.keys(reference)
  if (names.join() !== Object.keys(ours).join()) return Number.POSITIVE_INFINITY
  return Math.max(...names.map((name) => distance(ours[name], reference[name])))
}

/** A scalar of every float output: its entries times fixed numbers, summed. */
export const scalarised =
  (program: Program): Program =>
  (arrays, inputs): Tensors => {
    const outputs = program(arrays, inputs)
    const parts = Object.values(outputs)
      .filter(({ type }) => type === "float32")
      .map((output, seed) => {
        const weights = arrays.constant(Float32Array.from(wave(size(output.shape), seed + 100)), output.shape)
        return arrays.sum(
          arrays.multiply(output, weights),
          output.shape.map((_, axis) => axis)
        )
      })
    return { ...outputs, loss: parts.reduce(arrays.add) }
  }

/** The derivative along a direction by central differences less the one by the gradient, in units of the latter. */
export const difference = async (
  program: Program,
  inputs: Inputs,
  by: ReadonlyArray<string>
): Promise<number> => {
  const loss = scalarised(program)
  const slopes = await compiled(Graph.gradient(loss, "loss", by), inputs)
  const step = 1 / 128
  const directions = by.map((name, seed) => wave(inputs[name].values.length, seed + 50))
  const at = async (t: number): Promise<number> => {
    const moved = by.map((name, place) => {
      const values = Float32Array.from(inputs[name].values, (x, k) => x + t * directions[place][k])
      return [name, { ...inputs[name], values }] as const
    })
    return (await compiled(loss, { ...inputs, ...Object.fromEntries(moved) })).loss[0]
  }
  const along = by.reduce((sum, name, place) => {
    const slope = slopes[`gradient.${name}`]
    return directions[place].reduce((part, d, k) => part + d * slope[k], sum)
  }, 0)
  return Math.abs(((await at(step)) - (await at(-step))) / (2 * step) - along) / Math.max(1, Math.abs(along))
}

/** The sum of products of what `left` and `right` name alike. */
export const inner = (
  names: ReadonlyArray<string>,
  left: (name: string) => Graph.Values,
  right: (name: string) => Graph.Values
): number => {
  let sum = 0
  for (const name of names) {
    const [a, b] = [left(name), right(name)]
    for (let k = 0; k < a.length; k++) sum += a[k] * b[k]
  }
  return sum
}
