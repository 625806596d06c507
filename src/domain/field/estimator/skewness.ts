/**
 * How skewed what a network says is, known beforehand: at a coincident point x every estimator is a polynomial in one
 * random number, whose law is that of sums of independent neurons. With phi a neuron at x, N of them, s = weightStd^2,
 *
 *     D = (s / N) sum_j (phi_j^2 - C),   S = K + D,   u = s (phi^2 - C)
 *
 *                      full                       connected
 *     direct           f^n                        n = 6: f^6 - 15 K f^4,   f^2 = S g^2, g standard normal
 *     rao-blackwell    (n-1)!! S^(n/2)            n = 6: 15 S^3 - 45 K S^2
 *     centred          n = 6: 15 D^3 + 45 K D^2   3 D^2,   15 D^3
 *     single-neuron    n = 6: as centred with u   a mean over neurons of 3 u^2 / N,   15 u^3 / N^2
 *
 * and its skewness follows from moments of phi^2 - C up to the ninth, integrals over one normal variable. K is the unit of all
 * here, so that no power of any scale leaves the range of numbers. A sample tells its
 * own skewness too late: those that lack the rare, large values have low means, small errors, and little skewness.
 *
 * Deep networks are taken as if the neurons of the last layer were independent, of the variance that infinite width gives
 * them, which is less than they have. Of tilted neurons (tilt.ts) weighted products are taken as if they were drawn by one tilt,
 * and zero by the others.
 */
import { nothingLeft } from "../../exhaustive.ts"
import * as Activation from "../activation/list.ts"
import * as Kernel from "../kernel.ts"
import * as Network from "../network.ts"
import * as Preactivation from "../preactivation.ts"

export type Estimator = "direct" | "rao-blackwell" | "centred" | "single-neuron"

/** Squared skewness of what one network says of the functions at (x, x, ... x). */
export interface Skewness {
  readonly full: number
  readonly connected: number
}

/** Coefficients, lowest power first. */
type Polynomial = ReadonlyArray<number>

const product = (p: Polynomial, q: Polynomial): Polynomial =>
  Array.from({ length: p.length + q.length - 1 }, (_, k) =>
    p.reduce((sum, c, i) => sum + (k - i >= 0 && k - i < q.length ? c * q[k - i] : 0), 0)
  )

/** E p(x), from the moments E x^k. */
const mean = (p: Polynomial, moments: ReadonlyArray<number>): number =>
  p.reduce((sum, c, k) => sum + c * moments[k], 0)

/** gamma^2 of p(x); zero where it does not vary. */
const skewness = (p: Polynomial, moments: ReadonlyArray<number>): number => {
  const centred = [p[0] - mean(p, moments), ...p.slice(1)]
  const square = product(centred, centred)
  const variance = mean(square, moments)
  return variance > 0 ? mean(product(square, centred), moments) ** 2 / variance ** 3 : 0
}

const highest = 9

const binomial = (n: number, k: number): number => {
  let value = 1
  for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i
  return value
}

/** Moments of a sum of two independent numbers. */
const sum = (a: ReadonlyArray<number>, b: ReadonlyArray<number>): ReadonlyArray<number> =>
  a.map((_, n) => {
    let value = 0
    for (let k = 0; k <= n; k++) value += binomial(n, k) * a[k] * b[n - k]
    return value
  })

/** Of a sum of `count` like ones, by doubling. */
const sumOf = (count: number, moments: ReadonlyArray<number>): ReadonlyArray<number> => {
  if (count === 1) return moments
  const half = sumOf(Math.floor(count / 2), moments)
  const even = sum(half, half)
  return count % 2 === 0 ? even : sum(even, moments)
}

const scaled = (moments: ReadonlyArray<number>, scale: number): ReadonlyArray<number> =>
  moments.map((moment, k) => moment * scale ** k)

/** E (scale (phi^2 - C))^k, by the trapezoid rule over 14 standard deviations on either side. */
const ofNeuron = (
  activation: Activation.Name,
  q: number,
  C: number,
  scale: number
): ReadonlyArray<number> => {
  const { value } = Activation.of(activation)
  const step = 1 / 64
  const moments = new Array<number>(highest + 1).fill(0)
  for (let i = -14 / step; i <= 14 / step; i++) {
    const g = i * step
    const u = scale * (value(Math.sqrt(q) * g, q) ** 2 - C)
    let term = (step * Math.exp(-(g * g) / 2)) / Math.sqrt(2 * Math.PI)
    for (let k = 0; k <= highest; k++, term *= u) moments[k] += term
  }
  return moments
}

/** E (S g^2)^m = (2m - 1)!! E S^m. */
const ofSquaredOutput = (S: ReadonlyArray<number>): ReadonlyArray<number> => {
  let factor = 1
  return S.map((moment, m) => {
    if (m > 0) factor *= 2 * m - 1
    return factor * moment
  })
}

/** Variances of what goes into the last hidden layer, of all inputs. */
const variances = (shape: Network.NetworkShape): ReadonlyArray<number> => {
  const depth = Network.layers(shape)
  const { inputs } = shape
  if (depth === 1) return inputs.map((x) => Preactivation.covariance(shape, x, x))
  const K = Kernel.matrix({ ...shape, depth: depth - 1 })
  return inputs.map((_, a) => K[a * (inputs.length + 1)])
}

/**
 * Of networks with `tilts` > 0 tilts, at any input: a product that one draw in r knows, at r times its mean, has gamma^2 = r,
 * and outputs multiply it by g^n of a standard normal g.
 */
export const ofTilted = (width: number, tilts: number, estimator: Estimator, order: number): number => {
  const inNetworks = (tilts * (width + 1)) / width
  switch (estimator) {
    case "direct": {
      const even = (m: number): number => (m <= 1 ? 1 : (m - 1) * even(m - 2))
      return (inNetworks * even(3 * order) ** 2) / even(2 * order) ** 3
    }
    case "rao-blackwell":
    case "centred":
      return inNetworks
    case "single-neuron":
      return (tilts + 1) / width
    default:
      return nothingLeft(estimator, "estimator")
  }
}

/** Of each input of `shape`, for n = `order` of 2, 4 or 6; for n = 8 by direct, what holds for 6. */
export const of = (
  shape: Network.NetworkShape,
  estimator: Estimator,
  order: number
): ReadonlyArray<Skewness> => {
  const { activation, width: N, weightStd, biasStd } = shape
  const { covariance } = Activation.of(activation)
  return variances(shape).map((q) => {
    const C = covariance(q, q, q)
    const K = biasStd ** 2 + weightStd ** 2 * C
    if (!(K > 0)) return { full: 0, connected: 0 }
    const u = ofNeuron(activation, q, C, weightStd ** 2 / K)
    const D = scaled(sumOf(N, u), 1 / N)
    const S = sum(D, new Array<number>(highest + 1).fill(1))
    const degree = Math.min(order, 6) / 2
    /** Of n = 2, 4, 6 in turn. */
    const pick = <A>(...each: ReadonlyArray<A>): A => each[degree - 1]
    switch (estimator) {
      case "direct": {
        const moments = ofSquaredOutput(S)
        const power = pick<Polynomial>([0, 1], [0, 0, 1], [0, 0, 0, 1])
        return {
          full: skewness(power, moments),
          connected: skewness(order === 6 ? [0, 0, -15, 1] : power, moments)
        }
      }
      case "rao-blackwell": {
        // Of D, as nothing cancels in its moments: (1 + D)^3 and (1 + D)^3 - 3 (1 + D)^2.
        const power = pick<Polynomial>([0, 1], [0, 2, 1], [0, 3, 3, 1])
        return {
          full: skewness(power, D),
          connected: skewness(order === 6 ? [0, -3, 0, 1] : power, D)
        }
      }
      case "centred": {
        const connected = pick<Polynomial>([0, 1], [0, 0, 1], [0, 0, 0, 1])
        return {
          full: skewness(order === 6 ? [0, 0, 3, 1] : connected, D),
          connected: skewness(connected, D)
        }
      }
      case "single-neuron": {
        const connected = pick<Polynomial>([0, 1], [0, 0, 1], [0, 0, 0, 1])
        return {
          full: skewness(order === 6 ? [0, 0, 3 * N, 1] : connected, u) / N,
          connected: skewness(connected, u) / N
        }
      }
      default:
        return nothingLeft(estimator, "estimator")
    }
  })
}
