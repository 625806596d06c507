/**
 * The unit in which a value network answers: V = mean + deviation y, so that y is of order 1 whatever the rewards are.
 * When the unit changes, the last layer is rescaled so that V stays what it was:
 *
 *     W' = (deviation / deviation') W,   b' = (deviation b + mean - mean') / deviation'
 *
 * Source: van Hasselt et al., "Learning values across many orders of magnitude", arXiv 1602.07714, proposition 1.
 */
import type { Parameters } from "../learn/parameter.ts"
import * as Parameter from "../learn/parameter.ts"
import * as Advantage from "./advantage.ts"

export interface Scale {
  readonly mean: number
  readonly deviation: number
}

/** Before anything was seen. */
export const unit: Scale = { mean: 0, deviation: 1 }

/** The unit moved by `share` towards the mean and deviation of these targets. At the first time, take the share 1. */
export const towards = (scale: Scale, targets: Float32Array, share: number): Scale => {
  const { mean, deviation } = Advantage.spread(targets)
  return {
    mean: scale.mean + share * (mean - scale.mean),
    deviation: Math.max(1e-6, scale.deviation + share * (deviation - scale.deviation))
  }
}

/**
 * The parameters of a value network in another unit.
 *
 * @param parameters whose last two, a weight and a bias, are the last layer
 */
export const rescale = (
  parameters: Parameters,
  vector: Float32Array,
  before: Scale,
  after: Scale
): Float32Array => {
  const rescaled = vector.slice()
  const [weight, bias] = Object.values(Parameter.split(parameters, rescaled)).slice(-2)
  for (let k = 0; k < weight.length; k++) weight[k] *= before.deviation / after.deviation
  for (let k = 0; k < bias.length; k++)
    bias[k] = (before.deviation * bias[k] + before.mean - after.mean) / after.deviation
  return rescaled
}

/** V of y. */
export const value = ({ mean, deviation }: Scale, y: number): number => mean + deviation * y

/** y of V. */
export const inverse = ({ mean, deviation }: Scale, value: number): number => (value - mean) / deviation
