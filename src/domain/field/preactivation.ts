/**
 * What goes into the neurons of the first hidden layer, at all points together: Gaussian, of mean zero.
 *
 *     z(x) = w . x + b,   w ~ N(0, weightStd^2 / d),   b ~ N(0, biasStd^2)
 *     E[z(x) z(y)] = biasStd^2 + weightStd^2 x . y / d
 */

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

/** E[z(x) z(y)]. */
export const covariance = (
  { weightStd, biasStd }: Preactivation,
  x: ReadonlyArray<number>,
  y: ReadonlyArray<number>
): number => biasStd ** 2 + (weightStd ** 2 * x.reduce((sum, xc, c) => sum + xc * y[c], 0)) / x.length

/** E[z z] of all pairs of inputs, [a][b] flat. */
export const covariances = (neuron: Preactivation): Float64Array =>
  Float64Array.from(neuron.inputs.flatMap((x) => neuron.inputs.map((y) => covariance(neuron, x, y))))
