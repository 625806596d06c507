/**
 * The covariance K(x, x') = E[f(x) f(x')] of a random network, layer by layer:
 *
 *     K = biasStd^2 + weightStd^2 C,   C = E[phi(x) phi(x')] of the last hidden layer
 *     q = biasStd^2 + weightStd^2 x . x' / d    before the first layer, biasStd^2 + weightStd^2 C before the next
 *
 * with C as the activation has it (activation/).
 *
 * With one hidden layer this is exact at every width. With more it is the limit of infinite width: given the layer
 * before, a neuron's input is Gaussian with a random covariance S of mean q, and C(S) is no linear function of S, so
 * that E C(S) is not C(E S). See {@link isExact} for where it is.
 *
 * Source: Halverson, Maiti, Stoner, arXiv 2008.08601; the recursion: Lee et al., arXiv 1711.00165.
 */
import * as Activation from "./activation/list.ts"
import * as Network from "./network.ts"
import * as Preactivation from "./preactivation.ts"

type Point = ReadonlyArray<number>

/**
 * sqrt(q11 q22 - q12^2) of two points in the first layer, where their covariances say too little of the angle between
 * them: where they are nearly in one direction, or in opposite ones; undefined elsewhere.
 */
const across = (
  neuron: Network.Neuron,
  x: Point,
  y: Point,
  q11: number,
  q22: number,
  q12: number
): number | undefined => (q12 * q12 < 0.98 * q11 * q22 ? undefined : Preactivation.across(neuron, x, y))

/** C of one pair of points after one hidden layer, given the variances of what goes into it. */
const ofPair = (neuron: Network.Neuron, x: Point, y: Point, q11: number, q22: number): number => {
  const { between, covariance } = Activation.of(neuron.activation)
  if (between !== undefined) return between(neuron, x, y)
  const q12 = Preactivation.covariance(neuron, x, y)
  return covariance(q11, q22, q12, across(neuron, x, y, q11, q22, q12))
}

/** C of one pair of points after one hidden layer, whatever the inputs of `neuron`. */
export const feature = (neuron: Network.Neuron, x: Point, y: Point): number =>
  ofPair(neuron, x, y, Preactivation.covariance(neuron, x, x), Preactivation.covariance(neuron, y, y))

/** C of all pairs of inputs, [a][b] flat, of the last hidden layer. */
export const features = (neuron: Network.Neuron): Float64Array => {
  Network.dimension(neuron)
  const { inputs, weightStd, biasStd } = neuron
  const { covariance } = Activation.of(neuron.activation)
  const points = inputs.length
  const symmetric = (of: (a: number, b: number) => number): Float64Array => {
    const all = new Float64Array(points * points)
    for (let a = 0; a < points; a++)
      for (let b = 0; b <= a; b++) all[a * points + b] = all[b * points + a] = of(a, b)
    return all
  }
  const variances = inputs.map((x) => Preactivation.covariance(neuron, x, x))
  let C = symmetric((a, b) => ofPair(neuron, inputs[a], inputs[b], variances[a], variances[b]))
  for (let depth = 1; depth < Network.layers(neuron); depth++) {
    const q = C.map((Cab) => biasStd ** 2 + weightStd ** 2 * Cab)
    C = symmetric((a, b) => covariance(q[a * (points + 1)], q[b * (points + 1)], q[a * points + b]))
  }
  return C
}

/**
 * Why C cannot be computed, as a sentence; undefined where it can. Variances are largest where inputs are, in every
 * layer.
 */
export const refusal = (neuron: Network.Neuron): string | undefined => {
  const { refusal: refused, covariance } = Activation.of(neuron.activation)
  if (refused === undefined) return undefined
  let q = Math.max(...neuron.inputs.map((x) => Preactivation.covariance(neuron, x, x)))
  for (let depth = Network.layers(neuron); ; depth--) {
    const sentence = refused(q)
    if (sentence !== undefined || depth === 1) return sentence
    q = neuron.biasStd ** 2 + neuron.weightStd ** 2 * covariance(q, q, q)
  }
}

/** K of all pairs of inputs, [a][b] flat. */
export const matrix = (neuron: Network.Neuron): Float64Array =>
  features(neuron).map((C) => neuron.biasStd ** 2 + neuron.weightStd ** 2 * C)

/**
 * Whether {@link matrix} is the covariance at every width: with one hidden layer always; with more where C is linear in
 * the covariance before it on all pairs of inputs, see `Deep.isExact`.
 */
export const isExact = (neuron: Network.Neuron): boolean =>
  Network.layers(neuron) === 1 || Activation.of(neuron.activation).deep.isExact(neuron)
