/**
 * What goes into the neurons of the first hidden layer, at all points together: Gaussian, of mean zero.
 *
 *     z(x) = w . x + b,   w ~ N(0, weightStd^2 / d),   b ~ N(0, biasStd^2)
 *     E[z(x) z(y)] = biasStd^2 + weightStd^2 x . y / d
 */
import * as Compensated from "./compensated.ts"

/** The law of the weights and the bias, and the points at which a neuron is asked. */
export interface Preactivation {
  readonly weightStd: number
  readonly biasStd: number
  /** [point][coordinate]; all points have the same dimension. */
  readonly inputs: ReadonlyArray<ReadonlyArray<number>>
}

/** The dimension of the inputs. Throws RangeError where the numbers describe no neuron. */
export const dimension = ({ inputs, weightStd, biasStd }: Preactivation): number => {
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

type Point = ReadonlyArray<number>

/** E[z(x) z(y)]. */
export const covariance = ({ weightStd, biasStd }: Preactivation, x: Point, y: Point): number => {
  const dot = Compensated.dot(x, y)
  const bias = biasStd ** 2
  const sum = bias + (weightStd ** 2 * dot) / x.length
  return sum > bias / 100 ? sum : Compensated.pair(biasStd, biasStd, weightStd ** 2 / x.length, dot)
}

/** Cov(sum_i s_i z(x_i), sum_j t_j z(y_j)) of points by their numbers, with digits left where its terms cancel. */
export const combined = (
  { weightStd, biasStd, inputs }: Preactivation,
  points: ReadonlyArray<number>,
  s: ReadonlyArray<number>,
  others: ReadonlyArray<number>,
  t: ReadonlyArray<number>
): number => {
  const d = inputs[0].length
  const left = new Float64Array(points.length * others.length * d)
  const right = new Float64Array(left.length)
  let at = 0
  let bias = 0
  for (let i = 0; i < points.length; i++)
    for (let j = 0; j < others.length; j++) {
      bias += s[i] * t[j]
      for (let c = 0; c < d; c++, at++) {
        left[at] = s[i] * inputs[points[i]][c]
        right[at] = t[j] * inputs[others[j]][c]
      }
    }
  return Compensated.pair(bias * biasStd, biasStd, weightStd ** 2 / d, Compensated.dot(left, right))
}

/** E[z z] of all pairs of inputs, [a][b] flat. */
export const covariances = (neuron: Preactivation): Float64Array =>
  Float64Array.from(neuron.inputs.flatMap((x) => neuron.inputs.map((y) => covariance(neuron, x, y))))

/**
 * sqrt(q11 q22 - q12^2) of two points: what the covariances say no more where z(x) and z(y) are nearly the same, or
 * opposite.
 */
export const across = ({ weightStd, biasStd }: Preactivation, x: Point, y: Point): number => {
  const scale = weightStd / Math.sqrt(x.length)
  const bias = biasStd === 0 ? 0 : biasStd * Math.sqrt(Compensated.distance(x, y))
  return scale * Compensated.length(scale * Compensated.area(x, y), bias)
}

/** Var(z(x) - z(y)), or Var(z(x) + z(y)) where `sign` is 1. */
export const distance = (
  { weightStd, biasStd }: Preactivation,
  x: Point,
  y: Point,
  sign: 1 | -1 = -1
): number =>
  (weightStd ** 2 * Compensated.distance(x, y, sign)) / x.length + (sign === 1 ? 4 * biasStd ** 2 : 0)
