/**
 * A random neural network as a field, and the reference that samples it in f64.
 *
 *     f(x) = b1 + sum_j W1_j phi_j(x),   phi_j(x) = s(w_j . x + b_j)
 *     w ~ N(0, weightStd^2 / d),  b, b1 ~ N(0, biasStd^2),  W1 ~ N(0, weightStd^2 / N)
 *
 * with N = width, d the dimension of the inputs, and s the activation (activation/), which may depend on x through the
 * variance of its input. A deep network has further hidden layers of N neurons between:
 *
 *     phi_j <- s(sum_k V_jk phi_k(x) + b_j),   V ~ N(0, weightStd^2 / N),  b ~ N(0, biasStd^2)
 *
 * Source: Halverson, Maiti, Stoner, arXiv 2008.08601; they have one hidden layer.
 */
import * as Interruption from "../interruption.ts"
import type { Key } from "../random/key.ts"
import * as Sequence from "../random/sequence.ts"
import * as Activation from "./activation/list.ts"
import * as Preactivation from "./preactivation.ts"

/** What one hidden neuron is, and the points at which it is asked. */
export interface Neuron extends Preactivation.Preactivation {
  readonly activation: Activation.Name
  /** Hidden layers of the network that it is part of; absent: 1. */
  readonly depth?: number
}

/** Hidden layers of one width, one output. */
export interface NetworkShape extends Neuron {
  readonly width: number
}

/** Hidden layers at most. */
export const deepest = 4

/** Hidden layers. */
export const layers = ({ depth = 1 }: Neuron): number => depth

/** Why there is no network of that depth, as a sentence; undefined where there is. */
export const refusal = (neuron: Neuron): string | undefined => {
  const depth = layers(neuron)
  if (!Number.isInteger(depth) || depth < 1 || depth > deepest)
    return `A network has 1 to ${deepest} hidden layers, not ${depth}.`
  return depth === 1 ? undefined : Activation.of(neuron.activation).deep.refusal?.(depth)
}

/** The dimension of the inputs. Throws RangeError where the numbers and the name describe no neuron. */
export const dimension = (neuron: Neuron): number => {
  Activation.of(neuron.activation)
  const d = Preactivation.dimension(neuron)
  const refused = refusal(neuron)
  if (refused !== undefined) throw new RangeError(refused)
  return d
}

/**
 * Normals a neuron takes, in this order: the d weights, the bias (only if biasStd > 0), the output weight.
 * Neuron j's slot s is normal number j * slots + s of its network; the output bias, which exists only if
 * biasStd > 0, is normal number width * slots. The output weight belongs to neuron j of the last hidden layer.
 *
 * The second and further hidden layers follow, each from the next multiple of four: neuron by neuron its `width` weights,
 * then its bias (only if biasStd > 0). So a network and a deeper one share all that both have.
 */
export const slots = (shape: Neuron): number => dimension(shape) + (shape.biasStd > 0 ? 2 : 1)

/** Normals that a layer takes up: the next begins at a multiple of four. */
export const span = (count: number): number => 4 * Math.ceil(count / 4)

interface Drawn {
  /** Normals of the first layer, of the outputs and of the output bias, see {@link slots}. */
  readonly normal: Float64Array
  /** [point][neuron]: values of the last hidden layer. */
  readonly values: Float64Array
}

/** What draws the hidden layers of network `index` of the stream `key`; the same memory every time. */
const drawing = (shape: NetworkShape): ((key: Key, index: number) => Drawn) => {
  const d = dimension(shape)
  const { width, weightStd, biasStd, inputs } = shape
  const { value } = Activation.of(shape.activation)
  if (!Number.isInteger(width) || width < 1)
    throw new RangeError(`A width is a positive integer, not ${width}.`)
  const biased = biasStd > 0
  const depth = layers(shape)
  const S = slots(shape)
  const row = width + (biased ? 1 : 0)
  const normal = new Float64Array(width * S + (biased ? 1 : 0))
  const deeper = new Float64Array(depth > 1 ? width * row : 0)
  const hiddenStd = weightStd / Math.sqrt(d)
  const deepStd = weightStd / Math.sqrt(width)
  const q = inputs.map((x) => Preactivation.covariance(shape, x, x))
  let values = new Float64Array(inputs.length * width)
  let before = new Float64Array(values.length)
  return (key, index) => {
    Sequence.normals(key, index, normal)
    for (let a = 0; a < inputs.length; a++) {
      Interruption.look()
      for (let j = 0; j < width; j++) {
        const p = j * S
        let z = biased ? biasStd * normal[p + d] : 0
        for (let c = 0; c < d; c++) z += hiddenStd * normal[p + c] * inputs[a][c]
        values[a * width + j] = value(z, q[a])
      }
    }
    for (let layer = 1; layer < depth; layer++) {
      ;[values, before] = [before, values]
      Sequence.normals(key, index, deeper, span(normal.length) + (layer - 1) * span(deeper.length))
      for (let a = 0; a < inputs.length; a++) {
        Interruption.look()
        for (let j = 0; j < width; j++) {
          let sum = 0
          for (let k = 0; k < width; k++) sum += deeper[j * row + k] * before[a * width + k]
          const z = deepStd * sum + (biased ? biasStd * deeper[j * row + width] : 0)
          values[a * width + j] = value(z, 0)
        }
      }
    }
    return { normal, values }
  }
}

/**
 * Outputs of networks `from` to `from + count` of the stream `key`, in f64.
 *
 * Network i draws the normals of sequence i (see `Sequence.normals`) in the order of {@link slots}; every
 * backend follows this convention.
 *
 * @param out [point][network]: `out[point * count + network]`
 * @throws RangeError if the shape is none or `out` has the wrong length
 *
 * Cost: O(count width (d + points)), and O(count width^2 points) a further layer.
 */
export const sample = (
  shape: NetworkShape,
  key: Key,
  from: number,
  count: number,
  out: Float32Array | Float64Array
): void => {
  const draw = drawing(shape)
  const { width, weightStd, biasStd, inputs } = shape
  if (out.length !== inputs.length * count)
    throw new RangeError(`${inputs.length} inputs and ${count} networks do not fill ${out.length} outputs.`)
  const S = slots(shape)
  const outputStd = weightStd / Math.sqrt(width)
  for (let i = 0; i < count; i++) {
    const { normal, values } = draw(key, from + i)
    for (let a = 0; a < inputs.length; a++) {
      let f = biasStd > 0 ? biasStd * normal[width * S] : 0
      for (let j = 0; j < width; j++) f += outputStd * normal[j * S + S - 1] * values[a * width + j]
      out[a * count + i] = f
    }
  }
}

/**
 * Values of the neurons of the last hidden layer of the networks that {@link sample} draws, in f64.
 *
 * @param out [point][network][neuron]: `out[(point * count + network) * width + neuron]`
 * @throws RangeError if the shape is none or `out` has the wrong length
 */
export const features = (
  shape: NetworkShape,
  key: Key,
  from: number,
  count: number,
  out: Float32Array | Float64Array
): void => {
  const draw = drawing(shape)
  const { width, inputs } = shape
  if (out.length !== inputs.length * count * width)
    throw new RangeError(
      `${inputs.length} inputs and ${count} networks of ${width} neurons do not fill ${out.length} values.`
    )
  for (let i = 0; i < count; i++) {
    const { values } = draw(key, from + i)
    for (let a = 0; a < inputs.length; a++)
      out.set(values.subarray(a * width, (a + 1) * width), (a * count + i) * width)
  }
}
