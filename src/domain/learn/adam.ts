/**
 * Adam with decoupled weight decay, on flat parameters:
 *
 *     g = gradient min(1, clip / |gradient|)
 *     m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2
 *     p = p - rate (m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon) + decay p)
 *
 * with t = 1 at the first step, and decay only where parameters decay.
 *
 * Sources: Kingma, Ba (1412.6980), algorithm 1; Loshchilov, Hutter (1711.05101), algorithm 2; Pascanu, Mikolov, Bengio
 * (1211.5063), section 3.2, for clipping by the norm over all parameters. Arithmetic in f64, rounded to f32 at the end
 * of each line.
 */

export interface Adam {
  readonly parameters: Float32Array
  /** m and v. */
  readonly mean: Float32Array
  readonly square: Float32Array
  /** Steps made, t. */
  readonly steps: number
}

export interface Setting {
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
  readonly decay: number
  /** Largest norm of the gradient over all parameters; longer ones are shortened to it. */
  readonly clip: number
}

export const start = (parameters: Float32Array): Adam => ({
  parameters,
  mean: new Float32Array(parameters.length),
  square: new Float32Array(parameters.length),
  steps: 0
})

export const norm = (gradient: Float32Array): number => {
  let sum = 0
  for (let i = 0; i < gradient.length; i++) sum += gradient[i] * gradient[i]
  return Math.sqrt(sum)
}

/** One step against `gradient`. `decaying` is 1 where weight decay applies. Changes none of its arguments. */
export const step = (
  before: Adam,
  gradient: Float32Array,
  rate: number,
  { beta1, beta2, epsilon, decay, clip }: Setting,
  decaying: Uint8Array
): Adam => {
  const length = clip === Number.POSITIVE_INFINITY ? 0 : norm(gradient)
  const shorten = length > clip ? clip / length : 1
  const steps = before.steps + 1
  const ofMean = rate / (1 - beta1 ** steps)
  const ofSquare = 1 / (1 - beta2 ** steps)
  const shrink = [1, 1 - rate * decay]
  const parameters = new Float32Array(gradient.length)
  const mean = new Float32Array(gradient.length)
  const square = new Float32Array(gradient.length)
  for (let i = 0; i < gradient.length; i++) {
    const g = gradient[i] * shorten
    mean[i] = beta1 * before.mean[i] + (1 - beta1) * g
    square[i] = beta2 * before.square[i] + (1 - beta2) * g * g
    parameters[i] =
      before.parameters[i] * shrink[decaying[i]] -
      (ofMean * mean[i]) / (Math.sqrt(square[i] * ofSquare) + epsilon)
  }
  return { parameters, mean, square, steps }
}
