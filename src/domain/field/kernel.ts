/**
 * The covariance K(x, x') = E[f(x) f(x')] of a random network, layer by layer:
 *
 *     K = biasStd^2 + weightStd^2 C,   C = E[phi(x) phi(x')] of the last hidden layer
 *     q = biasStd^2 + weightStd^2 x . x' / d    before the first layer, biasStd^2 + weightStd^2 C before the next
 *     gauss  C = exp(q12 - (q11 + q22) / 2) = exp(-weightStd^2 |x - x'|^2 / (2 d)), one layer
 *     relu   C = sqrt(q11 q22) (sin t + (pi - t) cos t) / (2 pi),   cos t = q12 / sqrt(q11 q22)
 *     erf    C = (2 / pi) asin(2 q12 / sqrt((1 + 2 q11) (1 + 2 q22)))
 *
 * With one hidden layer this is exact at every width. With more it is the limit of infinite width: given the layer
 * before, a neuron's input is Gaussian with a random covariance S of mean q, and C(S) is no linear function of S, so
 * that E C(S) is not C(E S). See {@link isExact} for where it is.
 *
 * Source: Halverson, Maiti, Stoner, arXiv 2008.08601; relu: Cho and Saul 2009; erf: Williams 1997; the recursion: Lee
 * et al., arXiv 1711.00165.
 */
import * as Network from "./network.ts"

/** C of one pair of points from their covariances before the layer. */
const layer = (activation: Network.Activation, q11: number, q22: number, q12: number): number => {
  switch (activation) {
    case "gauss":
      return Math.exp(q12 - (q11 + q22) / 2)
    case "relu": {
      const scale = Math.sqrt(q11 * q22)
      if (scale === 0) return 0
      const cos = Math.max(-1, Math.min(1, q12 / scale))
      const t = Math.acos(cos)
      return (scale * (Math.sqrt(1 - cos * cos) + (Math.PI - t) * cos)) / (2 * Math.PI)
    }
    case "erf":
      return (2 / Math.PI) * Math.asin((2 * q12) / Math.sqrt((1 + 2 * q11) * (1 + 2 * q22)))
  }
}

/**
 * C of one pair of points after one hidden layer, whatever the inputs of `neuron`; for gauss from their distance,
 * which does not cancel far from the origin.
 */
export const feature = (
  neuron: Network.Neuron,
  x: ReadonlyArray<number>,
  y: ReadonlyArray<number>
): number => {
  if (neuron.activation === "gauss") {
    const distance = x.reduce((sum, xc, c) => sum + (xc - y[c]) ** 2, 0)
    return Math.exp((-(neuron.weightStd ** 2) * distance) / (2 * x.length))
  }
  const q = (a: ReadonlyArray<number>, b: ReadonlyArray<number>) => Network.covariance(neuron, a, b)
  return layer(neuron.activation, q(x, x), q(y, y), q(x, y))
}

/** C of all pairs of inputs, [a][b] flat, of the last hidden layer. */
export const features = (neuron: Network.Neuron): Float64Array => {
  Network.dimension(neuron)
  const { activation, inputs, weightStd, biasStd } = neuron
  const points = inputs.length
  let q = Float64Array.from(inputs.flatMap((x) => inputs.map((y) => Network.covariance(neuron, x, y))))
  for (let depth = 1; ; depth++) {
    const C = q.map((q12, ab) => {
      const [a, b] = [Math.floor(ab / points), ab % points]
      return layer(activation, q[a * (points + 1)], q[b * (points + 1)], q12)
    })
    if (depth === Network.layers(neuron)) return C
    q = C.map((Cab) => biasStd ** 2 + weightStd ** 2 * Cab)
  }
}

/** K of all pairs of inputs, [a][b] flat. */
export const matrix = (neuron: Network.Neuron): Float64Array =>
  features(neuron).map((C) => neuron.biasStd ** 2 + neuron.weightStd ** 2 * C)

/** Whether all inputs are multiples, none negative, of one of them. */
const isRay = ({ inputs }: Network.Neuron): boolean => {
  const dot = (x: ReadonlyArray<number>, y: ReadonlyArray<number>) =>
    x.reduce((sum, xc, c) => sum + xc * y[c], 0)
  const [longest] = inputs.toSorted((x, y) => dot(y, y) - dot(x, x))
  return inputs.every((x) => {
    const along = dot(x, longest)
    return along >= 0 && along ** 2 >= (1 - 1e-12) * dot(x, x) * dot(longest, longest)
  })
}

/**
 * Whether a network is relu without bias on a ray: there f(x) = |x| f(x / |x|) in every layer, and all correlators are
 * powers of one number.
 */
export const isHomogeneous = (neuron: Network.Neuron): boolean =>
  neuron.activation === "relu" && neuron.biasStd === 0 && isRay(neuron)

/**
 * Whether {@link matrix} is the covariance at every width: with one hidden layer always; with more where C is linear in
 * the covariance before it on all pairs of inputs, which is so for relu without bias on a ray. (Variances alone are
 * exact for relu with bias too, as C11 = q11 / 2.)
 */
export const isExact = (neuron: Network.Neuron): boolean =>
  Network.layers(neuron) === 1 || isHomogeneous(neuron)
