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

/** Arrays that a step may write to, in place of new ones: those of whom it starts from, or others. */
export type Room = Pick<Adam, "parameters" | "mean" | "square">

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

/** The sum of gradients, one after the other, each sum rounded to f32. */
export const sum = ([first, ...others]: ReadonlyArray<Float32Array>): Float32Array => {
  const total = first!.slice()
  for (const gradient of others) for (let i = 0; i < total.length; i++) total[i] += gradient[i]
  return total
}

/** What a step multiplies the gradient, m, v and parameters with: of the latter, those that do not decay and those that do. */
export const factors = (
  steps: number,
  length: number,
  rate: number,
  { beta1, beta2, decay, clip }: Setting
): {
  readonly shorten: number
  readonly ofMean: number
  readonly ofSquare: number
  readonly shrinks: readonly [number, number]
} => ({
  shorten: length > clip ? clip / length : 1,
  ofMean: rate / (1 - beta1 ** steps),
  ofSquare: 1 / (1 - beta2 ** steps),
  shrinks: [1, 1 - rate * decay]
})

/** One step against `gradient`. `decaying` is 1 where weight decay applies. Changes none of its arguments but the room. */
export const step = (
  before: Adam,
  gradient: Float32Array,
  rate: number,
  setting: Setting,
  decaying: Uint8Array,
  room?: Room
): Adam => {
  const length = setting.clip === Number.POSITIVE_INFINITY ? 0 : norm(gradient)
  return descend(before, gradient, length, rate, setting, decaying, room)
}

const descend = (
  before: Adam,
  gradient: Float32Array,
  length: number,
  rate: number,
  setting: Setting,
  decaying: Uint8Array,
  room: Room = start(new Float32Array(gradient.length))
): Adam => {
  const { beta1, beta2, epsilon } = setting
  const steps = before.steps + 1
  const { shorten, ofMean, ofSquare, shrinks } = factors(steps, length, rate, setting)
  const { parameters, mean, square } = room
  for (let i = 0; i < gradient.length; i++) {
    const g = gradient[i] * shorten
    mean[i] = beta1 * before.mean[i] + (1 - beta1) * g
    square[i] = beta2 * before.square[i] + (1 - beta2) * g * g
    parameters[i] =
      before.parameters[i] * shrinks[decaying[i]] -
      (ofMean * mean[i]) / (Math.sqrt(square[i] * ofSquare) + epsilon)
  }
  return { parameters, mean, square, steps }
}

/** Steps of one training. */
export interface Optimiser {
  /** A step against the sum of the gradients, and the norm of the sum. Changes none of its arguments but the room. */
  readonly step: (
    before: Adam,
    gradients: ReadonlyArray<Float32Array>,
    rate: number,
    room?: Room
  ) => { readonly after: Adam; readonly norm: number }
}

export type Make = (setting: Setting, decaying: Uint8Array) => Optimiser

/** As it stands above; accelerator/simd/optimiser.ts does the same three times as fast. */
export const make: Make = (setting, decaying) => ({
  step: (before, gradients, rate, room) => {
    const gradient = sum(gradients)
    const length = norm(gradient)
    return { after: descend(before, gradient, length, rate, setting, decaying, room), norm: length }
  }
})
