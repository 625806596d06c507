/**
 * Both kernels of networks of infinite width, for all pairs of many points: the covariance K (see ../kernel.ts) and the
 * tangent kernel Theta (see ../tangent.ts), row by row through all layers (step.ts).
 *
 * Cost: some 20 ns a pair and layer; of tanh, 0.1 to 100 us.
 */
import * as Interruption from "../../interruption.ts"
import { Uncomputable } from "../../uncomputable.ts"
import * as Activation from "../activation/list.ts"
import type * as Inputs from "../inputs.ts"
import * as Kernel from "../kernel.ts"
import * as Preactivation from "../preactivation.ts"
import { steep } from "./across.ts"
import { cos, gauss, isBlind } from "./cos.ts"
import { erf } from "./erf.ts"
import { gelu } from "./gelu.ts"
import { linear } from "./linear.ts"
import { relu } from "./relu.ts"
import type { Layer, Make, Points, Row, Step } from "./step.ts"
import * as Tanh from "./tanh.ts"

/** A network of infinite width, any number of hidden layers, and points. */
export interface Wide extends Preactivation.Preactivation {
  readonly activation: Activation.Name
  readonly depth: number
}

/** [row][column] flat. */
export interface Kernels {
  readonly K: Float64Array
  readonly Theta: Float64Array
}

/** How each activation's layer is computed. */
export type Steps = Readonly<Record<Activation.Name, Make>>

/** The plain ones. */
export const steps: Steps = {
  relu,
  erf,
  gelu,
  tanh: Tanh.tanh,
  cos,
  gauss,
  linear
}

/** Where the activation's covariance takes long. */
const squares: Readonly<Partial<Record<Activation.Name, (q: number) => number>>> = { tanh: Tanh.variance }

/** E[s(z)^2], z of variance q. */
export const squareOf = (name: Activation.Name): ((q: number) => number) => {
  const { covariance } = Activation.of(name)
  return squares[name] ?? ((q) => covariance(q, q, q))
}

/** Variances are between 1 / range and range: beyond, their products are none that f64 has. At the origin they may be 0. */
const range = 1e150

const isInRange = (q: number, x: ReadonlyArray<number>): boolean =>
  q === 0 ? x.every((xc) => xc === 0) : q >= 1 / range && q <= range

/**
 * 1 / (1 - |correlation|) before the first layer of the two points that have the most, but for those that are one, or opposite to the
 * last bit. Chaos drives all correlations from 1 and -1 to its fixed point, and so makes errors larger by at most this.
 */
const nearness = (neuron: Omit<Wide, "activation" | "depth">, points: Inputs.Points): number => {
  const variances = points.map((x) => Preactivation.covariance(neuron, x, x))
  let most = 1
  for (let a = 0; a < points.length; a++)
    for (let b = 0; b < a; b++) {
      const across = Preactivation.across(neuron, points[a], points[b])
      if (across > 0) most = Math.max(most, (2 * variances[a] * variances[b]) / across ** 2)
    }
  return most
}

/**
 * Points before each layer and after the last: [depth + 1]. Throws RangeError, a sentence, where they cannot be.
 *
 * @param all points whose pairs there are
 */
const layersOf = (
  { activation, depth, ...neuron }: Wide,
  inputs: Inputs.Points,
  all: Inputs.Points
): ReadonlyArray<Points> => {
  const { refusal, deep } = Activation.of(activation)
  const square = squareOf(activation)
  const layers: Array<Points> = []
  let known: number | undefined
  const most = () => {
    known ??= nearness(neuron, all)
    return known
  }
  let variances = Float64Array.from(inputs, (x) => Preactivation.covariance(neuron, x, x))
  for (let layer = 0; layer <= depth; layer++) {
    const odd = variances.findIndex((q, a) => !isInRange(q, inputs[a]))
    if (odd >= 0)
      throw new Uncomputable(
        `The variance of input ${odd + 1} is ${variances[odd].toPrecision(2)} before layer ${layer + 1}: ` +
          `it must be between ${1 / range} and ${range}; use other inputs or deviations.`
      )
    layers.push({ variances, deviations: variances.map(Math.sqrt) })
    if (layer === depth) break
    const largest = layers.map(({ variances }) => variances.reduce((most, q) => Math.max(most, q), 0))
    const refused = refusal?.(largest[layer]) ?? Kernel.rounding(deep, largest, most)
    if (refused !== undefined) throw new Uncomputable(refused)
    Interruption.look()
    variances = variances.map((q) => neuron.biasStd ** 2 + neuron.weightStd ** 2 * square(q))
  }
  return layers
}

/** Why there is no such network, as a sentence; undefined where there is. */
export const refusal = ({ activation, depth }: Pick<Wide, "activation" | "depth">): string | undefined => {
  if (!Number.isInteger(depth) || depth < 1) return `A network has 1 or more hidden layers, not ${depth}.`
  return depth === 1 ? undefined : Activation.of(activation).deep.refusal?.(depth)
}

/** Throws the RangeError or Uncomputable that {@link of} would, at once. */
export const check = (network: Wide): void => {
  Preactivation.dimension(network)
  const refused = refusal(network)
  if (refused !== undefined) throw new RangeError(refused)
  layersOf(network, network.inputs, network.inputs)
}

/** [coordinate][point] flat. */
const transposed = (points: Inputs.Points, d: number): Float64Array =>
  Float64Array.from(
    { length: d * points.length },
    (_, k) => points[k % points.length][Math.floor(k / points.length)]
  )

/** The lower triangle into the upper one, by blocks that stay in the cache. */
const mirror = (matrix: Float64Array, n: number): void => {
  const block = 32
  for (let a0 = 0; a0 < n; a0 += block)
    for (let b0 = 0; b0 <= a0; b0 += block)
      for (let a = a0; a < Math.min(n, a0 + block); a++)
        for (let b = b0; b < Math.min(a, b0 + block); b++) matrix[b * n + a] = matrix[a * n + b]
}

/**
 * K and Theta of all pairs of the network's inputs, or of its inputs with other points, which are the columns.
 *
 * @param visit sees the pairs of each input after each layer; without other points those with inputs up to it
 * @param by how layers are computed, where somebody does it faster, with the same bits
 * @throws RangeError, a sentence, where the numbers describe no network; Uncomputable where a kernel cannot be computed
 */
export const of = (
  network: Wide,
  others?: Inputs.Points,
  visit?: (layer: number, a: number, row: Row) => void,
  by: Steps = steps
): Kernels => {
  const { activation, depth, weightStd, biasStd, inputs } = network
  const d = Preactivation.dimension(network)
  const refused = refusal(network)
  if (refused !== undefined) throw new RangeError(refused)
  if (others !== undefined) {
    const dOther = Preactivation.dimension({ ...network, inputs: others })
    if (dOther !== d) throw new RangeError(`All points have ${d} coordinates, but others have ${dOther}.`)
  }
  const columns = others ?? inputs
  const size = columns.length
  const [bias, weight] = [biasStd ** 2, weightStd ** 2]
  const all = others === undefined ? inputs : [...inputs, ...others]
  const rowLayers = layersOf(network, inputs, all)
  const columnLayers = others === undefined ? rowLayers : layersOf(network, others, all)
  const at = (layer: number) => ({ rows: rowLayers[layer], columns: columnLayers[layer] })
  const through: ReadonlyArray<Step> = Array.from({ length: depth }, (_, layer) =>
    by[activation]({ weight, bias, ...at(layer), next: at(layer + 1) } satisfies Layer)
  )
  const measures = !((activation === "cos" || activation === "gauss") && isBlind(at(0)))
  const coordinates = transposed(columns, d)
  const across = new Float64Array(size)
  const K = new Float64Array(inputs.length * size)
  const Theta = new Float64Array(inputs.length * size)
  for (let a = 0; a < inputs.length; a++) {
    Interruption.look()
    const count = others === undefined ? a + 1 : size
    const own = (matrix: Float64Array) => matrix.subarray(a * size, (a + 1) * size)
    const row = { covariances: own(K), across, Theta: own(Theta) }
    start(network, a, columns, coordinates, count, at(0), row, measures)
    for (let layer = 0; layer < depth; layer++) {
      through[layer](row, a, count)
      // What is known of a point with itself.
      if (others === undefined) {
        row.covariances[a] = rowLayers[layer + 1].variances[a]
        row.across[a] = 0
      }
      visit?.(layer, a, row)
    }
  }
  if (others === undefined) for (const matrix of [K, Theta]) mirror(matrix, size)
  return { K, Theta }
}

/** K and Theta of all pairs of inputs after each layer, in order. */
export const along = (network: Wide): ReadonlyArray<Kernels> => {
  const size = network.inputs.length
  const layers = Array.from({ length: network.depth }, () => ({
    K: new Float64Array(size * size),
    Theta: new Float64Array(size * size)
  }))
  of(network, undefined, (layer, a, row) => {
    layers[layer].K.set(row.covariances.subarray(0, a + 1), a * size)
    layers[layer].Theta.set(row.Theta.subarray(0, a + 1), a * size)
  })
  for (const { K, Theta } of layers) for (const matrix of [K, Theta]) mirror(matrix, size)
  return layers
}

/**
 * The pairs of input `a` before the first layer, where Theta is the covariance of z.
 *
 * @param measures whether the first layer asks what lies across
 */
const start = (
  network: Wide,
  a: number,
  columns: Inputs.Points,
  coordinates: Float64Array,
  count: number,
  points: { readonly rows: Points; readonly columns: Points },
  { covariances, across, Theta }: Row,
  measures: boolean
): void => {
  const { inputs, weightStd, biasStd } = network
  const x = inputs[a]
  const [bias, weight] = [biasStd ** 2, weightStd ** 2]
  covariances.fill(0, 0, count)
  // Four coordinates at once, and then one by one: in their order, either way.
  const size = columns.length
  let c = 0
  for (; c + 4 <= x.length; c += 4) {
    const [x0, x1, x2, x3] = [x[c], x[c + 1], x[c + 2], x[c + 3]]
    for (let b = 0, at = c * size; b < count; b++, at++)
      covariances[b] =
        covariances[b] +
        x0 * coordinates[at] +
        x1 * coordinates[at + size] +
        x2 * coordinates[at + 2 * size] +
        x3 * coordinates[at + 3 * size]
  }
  for (; c < x.length; c++) for (let b = 0; b < count; b++) covariances[b] += x[c] * coordinates[c * size + b]
  for (let b = 0; b < count; b++) {
    const covariance = bias + (weight * covariances[b]) / x.length
    covariances[b] = covariance
    Theta[b] = covariance
    if (!measures) continue
    const s = points.rows.deviations[a] * points.columns.deviations[b]
    const cos = s === 0 ? 0 : covariance / s
    across[b] =
      Math.abs(cos) < steep
        ? s * Math.sqrt((1 - cos) * (1 + cos))
        : Preactivation.across(network, x, columns[b])
  }
}
