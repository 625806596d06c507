/**
 * relu(z) = max(z, 0).
 *
 *     C = sqrt(q11 q22) (sin e - e cos e) / (2 pi),   tan e = sqrt(q11 q22 - q12^2) / -q12
 *     E[relu' relu'] = e / (2 pi)
 *     E[relu^n] of all tuples: an integral over directions (angular.ts) where inputs and bias span at most 3 dimensions, by parts
 *     (orthant.ts) where they span more
 *
 * Without bias on a ray, inputs that are multiples of one, none negative, f(x) = |x| f(x / |x|) in every layer, and all
 * correlators are powers of one number. There each layer multiplies the covariance of all pairs by one random number
 * R = (weightStd^2 / N) sum_j relu(g_j)^2, g standard normal, and deep networks are exact:
 *
 *     G4 = sum_3 K K (1 + 5/N)^depth,   G6 = sum_15 K K K (1 + 15/N + 44/N^2)^depth
 *
 * Source: Cho and Saul 2009 for C; Halverson, Maiti, Stoner, arXiv 2008.08601, for the inputs.
 */
import * as Closed from "../action/closed.ts"
import * as Angular from "../angular.ts"
import * as Compensated from "../compensated.ts"
import * as Determinant from "../determinant.ts"
import * as Frame from "../frame.ts"
import * as Inputs from "../inputs.ts"
import * as Orthant from "../orthant.ts"
import * as Preactivation from "../preactivation.ts"
import type * as Variation from "../variation.ts"
import * as Wedge from "../wedge.ts"
import * as Wick from "../wick.ts"
import type { Activation, Correlators, Layers } from "./activation.ts"

/** Whether all inputs are multiples, none negative, of one of them, or nearly: an angle moves C by its cube. */
const isRay = ({ inputs }: Preactivation.Preactivation): boolean => {
  const [longest] = inputs.toSorted((x, y) => Compensated.dot(y, y) - Compensated.dot(x, x))
  return inputs.every((x) => {
    const along = Compensated.dot(x, longest)
    return along >= 0 && Compensated.area(x, longest) <= 1e-6 * along
  })
}

/** The pairs of inputs by the angle by which they are, together with the bias, not opposite; the least first, none of 0. */
const opposites = (neuron: Preactivation.Preactivation) => {
  const { inputs } = neuron
  return inputs
    .flatMap((x, a) =>
      inputs.slice(0, a).map((y, b) => ({
        pair: `${b + 1} and ${a + 1}`,
        angle: Math.atan2(Preactivation.across(neuron, x, y), -Preactivation.covariance(neuron, x, y))
      }))
    )
    .filter(({ angle }) => angle > 0)
    .toSorted((one, other) => one.angle - other.angle)
}

/** The first of them whose common half is too narrow in a frame of D dimensions. */
const narrow = (neuron: Preactivation.Preactivation, D: number, rest: number) => {
  const [first, second] = opposites(neuron)
  const { upright, oblique } = Angular.narrowest
  if (first !== undefined && first.angle < Math.max(D === 3 ? upright : 0, 1e12 * rest)) return first
  return D === 3 && second !== undefined && second.angle < oblique ? second : undefined
}

const onRay = ({ width: N, depth, inputs }: Layers, order: 4 | 6, K: Float64Array): Correlators => {
  const four = (1 + 5 / N) ** depth
  const six = (1 + 15 / N + 44 / N ** 2) ** depth
  const [full, connected] = order === 4 ? [four, four - 1] : [six, six - 1 - 3 * (four - 1)]
  const gaussian = Wick.gaussian(K, inputs.length, order)
  return { full: gaussian.map((G) => full * G), connected: gaussian.map((G) => connected * G) }
}

/**
 * With D = q11 q22 - q12^2: dC/dq12 = (pi - t) / (2 pi), dC/dq11 = sqrt D / (4 pi q11).
 *
 * Where z_1 and z_2 are multiples of each other they stay so in every layer, and C is q12 / 2, or 0 where they have
 * opposite signs.
 */
const variation: Variation.Of = (q11, q22, q12) => {
  const product = q11 * q22
  const D = product - q12 * q12
  if (D <= 1e-12 * product)
    return { q11: 0, q22: 0, q12: q12 > 0 ? 1 / 2 : 0, q11q11: 0, q22q22: 0, q12q12: 0, q11q12: 0, q22q12: 0 }
  const root = Math.sqrt(D)
  const twice = (q: number): number => (product - 2 * D) / (8 * Math.PI * root * q * q)
  return {
    q11: root / (4 * Math.PI * q11),
    q22: root / (4 * Math.PI * q22),
    q12: Math.atan2(root, -q12) / (2 * Math.PI),
    q11q11: twice(q11),
    q22q22: twice(q22),
    q12q12: 1 / (2 * Math.PI * root),
    q11q12: -q12 / (4 * Math.PI * root * q11),
    q22q12: -q12 / (4 * Math.PI * root * q22)
  }
}

export const relu: Activation = {
  value: (z) => Math.max(z, 0),
  derivative: (z) => (z > 0 ? 1 : 0),
  mean: (q) => Math.sqrt(q / (2 * Math.PI)),
  covariance: (q11, q22, q12, across = Determinant.root(q11, q22, q12)) => {
    const scale = Math.sqrt(q11) * Math.sqrt(q22)
    if (scale === 0) return 0
    const e = Math.atan2(across, -q12)
    return (e < 1 ? Wedge.of(e, scale) : across + e * q12) / (2 * Math.PI)
  },
  derivatives: (q11, q22, q12, across = Determinant.root(q11, q22, q12)) =>
    q11 === 0 || q22 === 0 ? 0 : Math.atan2(across, -q12) / (2 * Math.PI),
  moments: {
    refusal: (neuron, order) => {
      const { frame, rest } = Frame.reduced(neuron)
      const D = frame[0].length
      if (D > 3) return Orthant.refusal(frame, order)
      const odd = D === 1 ? undefined : narrow(neuron, D, rest)
      return odd === undefined
        ? undefined
        : `The exact ${order}-point function of relu is not known here to enough digits: inputs ${odd.pair} are opposite but for ` +
            `an angle of ${odd.angle.toPrecision(2)}, among others in ${D} dimensions.`
    },
    of: (neuron, order) => {
      const { inputs } = neuron
      const frame = Frame.of(neuron)
      const across = (a: number, b: number) => Preactivation.across(neuron, inputs[a], inputs[b])
      return frame[0].length <= 3 ? Angular.moments(frame, order, { across }) : Orthant.moments(frame, order)
    }
  },
  // (Variances alone are exact with bias too, as C11 = q11 / 2.)
  deep: { isExact: (neuron) => neuron.biasStd === 0 && isRay(neuron), correlators: onRay, variation },
  isHomogeneous: true,
  biasStd: 0,
  inputs: { gaussianProcess: Inputs.oneSide, coupling: Inputs.oneSide, couplingScale: 1 },
  couplings: {
    width: 20,
    cutoff: 100,
    integrals: (neuron, L) =>
      Preactivation.dimension(neuron) === 1 && neuron.biasStd === 0 && L < Infinity
        ? Closed.reluLine(neuron, L)
        : undefined,
    far: "grows"
  },
  seconds: 0
}
