/**
 * What a block of networks is estimated to be, one number after the other: for each width, for each time, the parts below.
 *
 * `linear` is what the network would be if it moved from its own start by the tangent kernel of infinite width, see
 * infinite.ts of domain/field/learning: its mean is that of the process at every width, so that the mean of `network - linear`
 * is what is left of the mean, with the noise of both taken out.
 */

import type { Points } from "../../domain/field/inputs.ts"
import * as Tuples from "../../domain/field/tuples.ts"
import * as Examples from "./examples.ts"

export const parts = [
  /** E f at every point: those learned from, then those asked. */
  "mean",
  /** E (network - linear), likewise. */
  "meanApart",
  /** Variances at the points learned from. */
  "variance",
  /** k(aa) of the networks less that of linear. */
  "varianceApart",
  /** Covariances of all pairs of the points asked. */
  "covariance",
  "covarianceApart",
  /** kappa4 of all tuples of the points asked. */
  "fourth",
  /** kappa4 of linear. */
  "fourthLinear",
  /** Over the points asked, mean of kappa4(xxxx) over mean of 3 cov(x, x)^2, with the variances of infinite width. */
  "excess",
  "excessLinear",
  /** Half the sum of squared errors at the points learned from. */
  "loss",
  /** The share of networks with an output that is not finite. */
  "diverged"
] as const
export type Part = (typeof parts)[number]

export interface Layout {
  /** Points learned from, and points asked. */
  readonly learned: number
  readonly asked: number
  readonly length: Readonly<Record<Part, number>>
  /** Where a part begins. */
  readonly at: (width: number, time: number, part: Part) => number
  /** Numbers in all. */
  readonly size: number
}

/** What of a config it follows from. */
export interface Said extends Examples.Said {
  readonly widths: ReadonlyArray<number>
  readonly times: ReadonlyArray<number>
  readonly inputs: Points
}

export const of = (config: Said): Layout => {
  const learned = Examples.of(config).inputs.length
  const asked = config.inputs.length
  const pairs = Tuples.count(asked, 2)
  const tuples = Tuples.count(asked, 4)
  const length: Readonly<Record<Part, number>> = {
    mean: learned + asked,
    meanApart: learned + asked,
    variance: learned,
    varianceApart: learned,
    covariance: pairs,
    covarianceApart: pairs,
    fourth: tuples,
    fourthLinear: tuples,
    excess: 1,
    excessLinear: 1,
    loss: 1,
    diverged: 1
  }
  let stride = 0
  const offsets = new Map<Part, number>()
  for (const part of parts) {
    offsets.set(part, stride)
    stride += length[part]
  }
  return {
    learned,
    asked,
    length,
    at: (width, time, part) => (width * config.times.length + time) * stride + offsets.get(part)!,
    size: config.widths.length * config.times.length * stride
  }
}
