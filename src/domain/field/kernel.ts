/**
 * The covariance K(x, x') = E[f(x) f(x')] of a random network, the same at every width:
 *
 *     K = biasStd^2 + weightStd^2 C,   C = E[phi(x) phi(x')],   q_ab = biasStd^2 + weightStd^2 x_a . x_b / d
 *     gauss  C = exp(-weightStd^2 |x - x'|^2 / (2 d))
 *     relu   C = sqrt(q11 q22) (sin t + (pi - t) cos t) / (2 pi),   cos t = q12 / sqrt(q11 q22)
 *     erf    C = (2 / pi) asin(2 q12 / sqrt((1 + 2 q11) (1 + 2 q22)))
 *
 * Source: Halverson, Maiti, Stoner, arXiv 2008.08601; relu: Cho and Saul 2009; erf: Williams 1997.
 */
import * as Network from "./network.ts"

/** C of one pair of points, whatever the inputs of `neuron`. */
export const feature = (
  neuron: Network.Neuron,
  x: ReadonlyArray<number>,
  y: ReadonlyArray<number>
): number => {
  const q11 = Network.covariance(neuron, x, x)
  const q22 = Network.covariance(neuron, y, y)
  const q12 = Network.covariance(neuron, x, y)
  switch (neuron.activation) {
    case "gauss": {
      const distance = x.reduce((sum, xc, c) => sum + (xc - y[c]) ** 2, 0)
      return Math.exp((-(neuron.weightStd ** 2) * distance) / (2 * x.length))
    }
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

/** C of all pairs of inputs, [a][b] flat. */
export const features = (neuron: Network.Neuron): Float64Array => {
  Network.dimension(neuron)
  return Float64Array.from(neuron.inputs.flatMap((x) => neuron.inputs.map((y) => feature(neuron, x, y))))
}

/** K of all pairs of inputs, [a][b] flat. */
export const matrix = (neuron: Network.Neuron): Float64Array =>
  features(neuron).map((C) => neuron.biasStd ** 2 + neuron.weightStd ** 2 * C)
