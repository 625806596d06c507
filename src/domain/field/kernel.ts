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

/** C of one pair of points after one hidden layer, whatever the inputs of `neuron`. */
export const feature = (
  neuron: Network.Neuron,
  x: ReadonlyArray<number>,
  y: ReadonlyArray<number>
): number => {
  const { between, covariance } = Activation.of(neuron.activation)
  if (between !== undefined) return between(neuron, x, y)
  const q = (a: ReadonlyArray<number>, b: ReadonlyArray<number>) => Preactivation.covariance(neuron, a, b)
  return covariance(q(x, x), q(y, y), q(x, y))
}

/** C of all pairs of inputs, [a][b] flat, of the last hidden layer. */
export const features = (neuron: Network.Neuron): Float64Array => {
  Network.dimension(neuron)
  const { inputs, weightStd, biasStd } = neuron
  const { covariance } = Activation.of(neuron.activation)
  const points = inputs.length
  let q = Preactivation.covariances(neuron)
  for (let depth = 1; ; depth++) {
    const C = q.map((q12, ab) => {
      const [a, b] = [Math.floor(ab / points), ab % points]
      return covariance(q[a * (points + 1)], q[b * (points + 1)], q12)
    })
    if (depth === Network.layers(neuron)) return C
    q = C.map((Cab) => biasStd ** 2 + weightStd ** 2 * Cab)
  }
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
