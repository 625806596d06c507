/**
 * A random neural network as a field, and the reference that samples it in f64.
 *
 *     f(x) = b1 + sum_j W1_j phi_j(x),   phi_j(x) = s(w_j . x + b_j)
 *     w ~ N(0, weightStd^2 / d),  b, b1 ~ N(0, biasStd^2),  W1 ~ N(0, weightStd^2 / N)
 *
 * with N = width, d the dimension of the inputs, and s: relu(z) = max(z, 0); erf; or, for gauss, which needs x,
 *
 *     phi(x) = exp(w . x + b) / sqrt(exp(2 (biasStd^2 + weightStd^2 |x|^2 / d)))
 *
 * Source: Halverson, Maiti, Stoner, arXiv 2008.08601.
 */
import * as Distribution from "../random/distribution.ts"
import type { Key } from "../random/key.ts"
import * as Erf from "./erf.ts"

export type Activation = "gauss" | "relu" | "erf"

/** What one hidden neuron is, and the points at which it is asked. */
export interface Neuron {
  readonly activation: Activation
  readonly weightStd: number
  readonly biasStd: number
  /** [point][coordinate]; all points have the same dimension. */
  readonly inputs: ReadonlyArray<ReadonlyArray<number>>
}

/** One hidden layer, one output. */
export interface NetworkShape extends Neuron {
  readonly width: number
}

/** The dimension of the inputs. Throws RangeError where the numbers describe no neuron. */
export const dimension = ({ inputs, weightStd, biasStd }: Neuron): number => {
  const d = inputs.length === 0 ? 0 : inputs[0].length
  if (d === 0) throw new RangeError("A network needs at least one input of at least one coordinate.")
  for (const x of inputs)
    if (x.length !== d) throw new RangeError(`All inputs have ${d} coordinates, but one has ${x.length}.`)
  if (!inputs.every((x) => x.every(Number.isFinite))) throw new RangeError("An input is not a finite number.")
  if (!(weightStd > 0 && weightStd < Infinity))
    throw new RangeError(`weightStd is a positive number, not ${weightStd}.`)
  if (!(biasStd >= 0 && biasStd < Infinity))
    throw new RangeError(`biasStd is zero or a positive number, not ${biasStd}.`)
  return d
}

/** Covariance of a neuron's input z = w . x + b between two points: biasStd^2 + weightStd^2 x . y / d. */
export const covariance = (
  { weightStd, biasStd }: Neuron,
  x: ReadonlyArray<number>,
  y: ReadonlyArray<number>
): number => biasStd ** 2 + (weightStd ** 2 * x.reduce((sum, xc, c) => sum + xc * y[c], 0)) / x.length

/**
 * Normals a neuron takes, in this order: the d weights, the bias (only if biasStd > 0), the output weight.
 * Neuron j's slot s is normal number j * slots + s of its network; the output bias, which exists only if
 * biasStd > 0, is normal number width * slots.
 */
export const slots = (shape: Neuron): number => dimension(shape) + (shape.biasStd > 0 ? 2 : 1)

/**
 * One neuron's value at x, its input z = w . x + b given. `q` is Var z, the {@link covariance} of x with itself.
 */
export const activate = (activation: Activation, z: number, q: number): number => {
  if (activation === "relu") return Math.max(z, 0)
  if (activation === "erf") return Erf.erf(z)
  return Math.exp(z - q)
}

/**
 * Outputs of networks `from` to `from + count` of the stream `key`, in f64.
 *
 * Network i draws the normals of sequence i (see `Distribution.normals`) in the order of {@link slots}; every
 * backend follows this convention.
 *
 * @param out [point][network]: `out[point * count + network]`
 * @throws RangeError if the shape is none or `out` has the wrong length
 *
 * Cost: O(count width (d + points)).
 */
export const sample = (
  shape: NetworkShape,
  key: Key,
  from: number,
  count: number,
  out: Float32Array | Float64Array
): void => {
  const d = dimension(shape)
  const { activation, width, weightStd, biasStd, inputs } = shape
  if (!Number.isInteger(width) || width < 1)
    throw new RangeError(`A width is a positive integer, not ${width}.`)
  if (out.length !== inputs.length * count)
    throw new RangeError(`${inputs.length} inputs and ${count} networks do not fill ${out.length} outputs.`)
  const biased = biasStd > 0
  const S = slots(shape)
  const normal = new Float64Array(width * S + (biased ? 1 : 0))
  const hiddenStd = weightStd / Math.sqrt(d)
  const outputStd = weightStd / Math.sqrt(width)
  const q = inputs.map((x) => covariance(shape, x, x))
  for (let i = 0; i < count; i++) {
    Distribution.normals(key, from + i, normal)
    for (let a = 0; a < inputs.length; a++) {
      let f = biased ? biasStd * normal[width * S] : 0
      for (let j = 0; j < width; j++) {
        const p = j * S
        let z = biased ? biasStd * normal[p + d] : 0
        for (let c = 0; c < d; c++) z += hiddenStd * normal[p + c] * inputs[a][c]
        f += outputStd * normal[p + S - 1] * activate(activation, z, q[a])
      }
      out[a * count + i] = f
    }
  }
}
