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
import type { Deep } from "./activation/activation.ts"
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

/** What products of variances may come to in f64, with room for factors; and the squares of numbers of f32. */
const widest = 1e290
const widestSingle = 1e60

/** Relative errors of deep covariances that are too large. */
const lost = 1e-9

/** Gains of layers whose neurons are not saturated: with them errors grow for as long as two points come apart, and no longer. */
const moderate = 10

/**
 * Why the layers of a network enlarge rounding too much, given variances before each layer, as a sentence; else undefined.
 *
 * @param most by which layers that are not saturated enlarge errors together, however many they are; asked where it matters
 */
export const rounding = (
  deep: Deep,
  variances: ReadonlyArray<number>,
  most = () => Number.POSITIVE_INFINITY
): string | undefined => {
  const gains = variances.slice(1).map((q) => Math.max(1, deep.gain?.(q) ?? 1))
  const together = (some: ReadonlyArray<number>) => some.reduce((product, gain) => product * gain, 1)
  const saturated = together(gains.filter((gain) => gain > moderate))
  const product = together(gains)
  if (Number.EPSILON * product <= lost) return undefined
  const error = Number.EPSILON * Math.max(saturated, Math.min(product, most()))
  return error <= lost
    ? undefined
    : `The ${variances.length} layers of this network make errors of ${error.toPrecision(1)} of rounding, as what goes into ` +
        `their neurons has standard deviations of ${Number(Math.sqrt(Math.max(...variances)).toPrecision(2))}; use fewer layers, or ` +
        "smaller deviations."
}

/**
 * Why C, and n-point functions of n = `order`, cannot be computed, as a sentence; undefined where they can. Variances that are
 * not 0, and products of n / 2 of them, must be numbers that f64 holds, and where networks are drawn their outputs in f32.
 */
export const refusal = (neuron: Network.Neuron, order = 2, isDrawn = false): string | undefined => {
  const { refusal: refused, covariance, deep } = Activation.of(neuron.activation)
  const most = Math.min(widest ** (2 / Math.max(order, 4)), isDrawn ? widestSingle : Infinity)
  for (const [a, x] of neuron.inputs.entries()) {
    let q = Preactivation.covariance(neuron, x, x)
    const before: Array<number> = []
    for (let layer = 1; ; layer++) {
      if (q !== 0 || x.some((xc) => xc !== 0))
        if (!(q >= 1 / most && q <= most)) {
          const where = layer > Network.layers(neuron) ? "of the output" : `before layer ${layer}`
          const why = isDrawn
            ? "Networks are drawn in 32-bit numbers"
            : `${order}-point functions are 64-bit numbers`
          const [low, high] = [1 / most, most].map((limit) => Number(limit.toPrecision(1)))
          return (
            `${why}, and the variance ${where} at input ${a + 1} is ${Number(q.toPrecision(2))}, not between ${low} and ${high}; ` +
            `use ${isDrawn ? "exact values, or " : ""}other inputs or deviations.`
          )
        }
      if (layer > Network.layers(neuron)) break
      before.push(q)
      const sentence = refused?.(q) ?? rounding(deep, before)
      if (sentence !== undefined) return sentence
      q = neuron.biasStd ** 2 + neuron.weightStd ** 2 * covariance(q, q, q, 0)
    }
  }
  return undefined
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
