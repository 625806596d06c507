/**
 * Integrals of products of K_W = K - biasStd^2 over the box [-L, L]^d by quadrature, for all tuples of inputs at once.
 *
 * The box is cut into 2 d pyramids with their tips at the origin, one a face: y = t L p, p on the face of [-1, 1]^d,
 * dy = L^d t^(d-1) dt dp. So the kink that kernels have at the origin lies in no cell, relu's kernels without bias are
 * powers of t, and what depends on the scale of y is one axis of the cells. In one dimension the cells also end at the
 * inputs, where relu's kernels with bias have a kink.
 */

import { Uncomputable } from "../../uncomputable.ts"
import * as Activation from "../activation/list.ts"
import * as Kernel from "../kernel.ts"
import * as Network from "../network.ts"
import * as Tuples from "../tuples.ts"
import type { Cell, Options } from "./cubature.ts"
import * as Cubature from "./cubature.ts"

/** The integral over one site y of prod K_W(x_i, y) K_W(y, y)^loops |y|^power, for each tuple of `points` inputs. */
export interface Shape {
  readonly points: number
  readonly loops: number
  readonly power: 0 | 2
}

export interface Settings extends Omit<Options, "groups"> {
  /** Lines at vertices are K instead of K_W: with bias they tend to a constant, not to zero. */
  readonly full?: boolean
}

export interface Table {
  /** [shape][tuple], in the order of `Tuples.multisets`. */
  readonly values: ReadonlyArray<Float64Array>
  /** The largest error bound of any of them, relative to the integral of the absolute value. */
  readonly relative: number
  readonly cells: ReadonlyArray<Cell>
}

/** In lengths over which kernels change: how far from the origin bumps of two and three dimensions are sure to be seen. */
const farthest = 20

/** By how much the bound of a quadrature that has used up its nodes may be above what was asked of it. */
const leeway = 100

/** The table of what was integrated. Throws {@link Uncomputable} where that is not known well enough. */
const tabled = (
  { values, relative, cells }: Cubature.Result,
  sizes: ReadonlyArray<number>,
  { tolerance, most }: Settings & typeof Cubature.usual
): Table => {
  if (!(relative <= leeway * tolerance))
    throw new Uncomputable(
      `The integrals over the box did not converge: after ${most.toExponential(0)} nodes they are known to ` +
        `${relative.toExponential(0)} only, not to ${tolerance.toExponential(0)}; use a smaller cutoff, or other inputs.`
    )
  return { values: cut(values, sizes), relative, cells }
}

/** Why integrals over a box would miss what kernels have there, as a sentence; undefined where they do not. */
export const refusal = (neuron: Network.Neuron): string | undefined => {
  const d = neuron.inputs[0].length
  if (d === 1 || Activation.of(neuron.activation).couplings.far !== "zero") return undefined
  const most = farthest * unit(neuron)
  const outside = neuron.inputs.findIndex((x) => x.some((xc) => Math.abs(xc) > most))
  return outside < 0
    ? undefined
    : `In ${d} dimensions integrals over the box would miss what ${neuron.activation} has at input ${outside + 1}, which is ` +
        `beyond ${Number(most.toPrecision(3))} from the origin; use smaller inputs or weights.`
}

const checked = (neuron: Network.Neuron, L: number): number => {
  const d = Network.dimension(neuron)
  const refused = Activation.of(neuron.activation).couplings.refusal ?? refusal(neuron)
  if (refused !== undefined) throw new RangeError(refused)
  if (d > 3) throw new RangeError(`Integrals over the box have 1, 2 or 3 dimensions, not ${d}.`)
  if (!(L > 0)) throw new RangeError(`A cutoff is a positive number, not ${L}.`)
  if (L === Infinity)
    throw new RangeError(
      `Without a cutoff the integrals of ${neuron.activation} have no known value; name a finite one.`
    )
  return d
}

/** K_W between two points; K where it is `full`. */
export const propagator = (
  neuron: Network.Neuron,
  x: ReadonlyArray<number>,
  y: ReadonlyArray<number>,
  full = false
): number => neuron.weightStd ** 2 * Kernel.feature(neuron, x, y) + (full ? neuron.biasStd ** 2 : 0)

/** Writes the integrands of all shapes and tuples at y, times `measure`. */
const integrands = (neuron: Network.Neuron, shapes: ReadonlyArray<Shape>, full: boolean | undefined) => {
  const { inputs } = neuron
  const order = Math.max(...shapes.map(({ points }) => points))
  const levels = Tuples.tree(inputs.length, order)
  const products = levels.map(({ size }) => new Float64Array(size))
  const looped = shapes.some(({ loops }) => loops > 0)
  const sizes = shapes.map(({ points }) => levels[points - 1].size)
  const write = (y: ReadonlyArray<number>, measure: number, out: Float64Array): void => {
    for (let a = 0; a < inputs.length; a++) products[0][a] = propagator(neuron, inputs[a], y, full)
    for (let depth = 1; depth < order; depth++) {
      const { size, parent, last } = levels[depth]
      for (let t = 0; t < size; t++)
        products[depth][t] = products[depth - 1][parent[t]] * products[0][last[t]]
    }
    const square = y.reduce((sum, yc) => sum + yc * yc, 0)
    const loop = looped ? propagator(neuron, y, y, full) : 1
    let at = 0
    for (const [s, { points, loops, power }] of shapes.entries()) {
      const weight = measure * loop ** loops * (power === 2 ? square : 1)
      for (let t = 0; t < sizes[s]; t++) out[at++] = weight * products[points - 1][t]
    }
  }
  return { sizes, total: sizes.reduce((sum, size) => sum + size, 0), write }
}

/** A point of the face `region`: axis and side by its number, the other coordinates from [0, 1]. */
const onFace = (region: number, others: ArrayLike<number>, from: number, d: number, scale: number) => {
  const axis = region >> 1
  let at = from
  return Array.from({ length: d }, (_, c) =>
    c === axis ? scale * (region % 2 === 0 ? 1 : -1) : scale * (2 * others[at++] - 1)
  )
}

const cut = (values: Float64Array, sizes: ReadonlyArray<number>): ReadonlyArray<Float64Array> => {
  let from = 0
  return sizes.map((size) => {
    from += size
    return values.subarray(from - size, from)
  })
}

/** The length over which kernels change. */
const unit = ({ inputs, weightStd }: Network.Neuron): number => Math.sqrt(inputs[0].length) / weightStd

/**
 * Where cells of one dimension end, besides at the inputs, where kernels fall off around each: about inputs that are far
 * from the origin, on scales each four times the one before; and, with a product of kernels between its points, at every
 * second length between inputs that are not so far from each other that the product is below all numbers.
 */
const bumps = (neuron: Network.Neuron): ReadonlyArray<number> => {
  const length = unit(neuron)
  const inputs = neuron.inputs.map(([x]) => x).toSorted((a, b) => a - b)
  const about = inputs
    .filter((x) => Math.abs(x) > 4 * length)
    .flatMap((x) => Array.from({ length: 26 }, (_, k) => length * 4 ** k).flatMap((by) => [x - by, x + by]))
  const between = inputs.slice(1).flatMap((x, k) => {
    const apart = (x - inputs[k]) / length
    if (apart < 4 || apart > 60) return []
    const count = Math.ceil(apart / 2)
    return Array.from({ length: count - 1 }, (_, i) => inputs[k] + ((i + 1) / count) * (x - inputs[k]))
  })
  return [...about, ...between]
}

/**
 * Where the cells of t end to begin with: at the inputs in one dimension, and at scales of y, each four times the one
 * before, from the length over which kernels change. A quadrature that starts with the whole of a large box would
 * miss a bump near the origin and never know. Homogeneous activations have no scale without bias.
 */
const breaks = (neuron: Network.Neuron, L: number, side: number) => {
  const { activation, inputs, biasStd } = neuron
  const { couplings, isHomogeneous } = Activation.of(activation)
  const ends = new Set([0, 1])
  if (inputs[0].length === 1) {
    for (const [x] of inputs) ends.add((side * x) / L)
    if (couplings.far === "zero") for (const y of bumps(neuron)) ends.add((side * y) / L)
  }
  if (!isHomogeneous || biasStd > 0)
    for (let length = unit(neuron); length < L; length *= 4) ends.add(length / L)
  return [...ends].filter((t) => t >= 0 && t <= 1).toSorted((a, b) => a - b)
}

const pyramids = (neuron: Network.Neuron, L: number, d: number): ReadonlyArray<Cell> =>
  Array.from({ length: 2 * d }, (_, region) => region).flatMap((region) => {
    const ends = breaks(neuron, L, region % 2 === 0 ? 1 : -1)
    const others = (value: number) => new Array<number>(d - 1).fill(value)
    return ends.slice(1).map((end, i) => ({
      region,
      low: [ends[i], ...others(0)],
      high: [end, ...others(1)]
    }))
  })

/**
 * The integrals of all `shapes` over the box.
 *
 * @throws RangeError if the cutoff is not positive and finite or d > 3; Uncomputable where the quadrature does not converge
 *
 * Cost: a node takes one kernel a point and one product a tuple. One dimension takes some hundred nodes, two some
 * thousand; three some hundred thousand.
 */
export const volume = (
  neuron: Network.Neuron,
  L: number,
  shapes: ReadonlyArray<Shape>,
  settings: Settings = {}
): Table => {
  const d = checked(neuron, L)
  const { sizes, total, write } = integrands(neuron, shapes, settings.full)
  const result = Cubature.integrate(
    (region, point, out) =>
      write(onFace(region, point, 1, d, L * point[0]), (2 * L * point[0]) ** (d - 1) * L, out),
    total,
    pyramids(neuron, L, d),
    { ...settings, groups: sizes }
  )
  return tabled(result, sizes, { ...Cubature.usual, ...settings })
}

/** d/dL of {@link volume}: the integrals over the surface of the box. */
export const surface = (
  neuron: Network.Neuron,
  L: number,
  shapes: ReadonlyArray<Shape>,
  settings: Settings = {}
): Table => {
  const d = checked(neuron, L)
  const { sizes, total, write } = integrands(neuron, shapes, settings.full)
  if (d === 1) {
    const values = new Float64Array(total)
    const out = new Float64Array(total)
    for (const region of [0, 1]) {
      write(onFace(region, [], 0, 1, L), 1, out)
      for (let k = 0; k < total; k++) values[k] += out[k]
    }
    return { values: cut(values, sizes), relative: 0, cells: [] }
  }
  const faces = Array.from({ length: 2 * d }, (_, region) => ({
    region,
    low: new Array(d - 1).fill(0),
    high: new Array(d - 1).fill(1)
  }))
  const result = Cubature.integrate(
    (region, point, out) => write(onFace(region, point, 0, d, L), (2 * L) ** (d - 1), out),
    total,
    faces,
    { ...settings, groups: sizes }
  )
  return tabled(result, sizes, { ...Cubature.usual, ...settings })
}

/** Positions and weights of the nodes of one-dimensional cells, and the weights of the lesser rule. */
export const nodes = (L: number, cells: ReadonlyArray<Cell>) => {
  const { nodes, kronrod, gauss } = Cubature.rule
  const count = cells.length * nodes.length
  const y = new Float64Array(count)
  const weights = new Float64Array(count)
  const lesser = new Float64Array(count)
  let at = 0
  for (const { region, low, high } of cells) {
    const side = region === 0 ? 1 : -1
    const half = (high[0] - low[0]) / 2
    for (let i = 0; i < nodes.length; i++, at++) {
      y[at] = side * L * ((high[0] + low[0]) / 2 + half * nodes[i])
      weights[at] = L * half * kronrod[i]
      lesser[at] = L * half * gauss[i]
    }
  }
  return { y, weights, lesser }
}
