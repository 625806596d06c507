/**
 * The inputs at which networks are asked in the experiments of Halverson, Maiti, Stoner (arXiv 2008.08601), in one to
 * three dimensions.
 */
import type { Activation } from "./network.ts"

/** [point][coordinate] */
export type Points = ReadonlyArray<ReadonlyArray<number>>

const line: Points = [[-1], [-0.6], [-0.2], [0.2], [0.6], [1]]
const ray: Points = [[0.2], [0.4], [0.6], [0.8], [1], [1.2]]

const square = (low: number): Points => [
  [low, low],
  [low, 1],
  [1, low],
  [1, 1]
]

const corners = (low: number): Points => [
  [low, low, low],
  [1, 1, low],
  [low, 1, 1],
  [1, low, 1]
]

export const scaled = (points: Points, factor: number): Points =>
  factor === 1 ? points : points.map((x) => x.map((xc) => factor * xc))

/** By dimension, from 1; gauss and erf have `first` in one. */
const unscaled = (activation: Activation, dIn: number, first: Points): Points | undefined =>
  (activation === "relu" ? [ray, square(0.5), corners(0.2)] : [first, square(-1), corners(-1)])[dIn - 1]

/** For tests of the Gaussian process; undefined beyond three dimensions. Gauss grows fast and stays close to 0. */
export const gaussianProcess = (activation: Activation, dIn: number): Points | undefined => {
  const points = unscaled(activation, dIn, line)
  return points && scaled(points, activation === "gauss" ? 0.01 : 1)
}

/**
 * For fits of couplings, before {@link couplingScale}; undefined beyond three dimensions. The paper has them in one
 * dimension; in two and three those of its tests of the Gaussian process take their place.
 */
export const coupling = (activation: Activation, dIn: number): Points | undefined =>
  unscaled(activation, dIn, ray)

/** Gauss and erf stay close to the origin, where one constant lambda describes them. */
export const couplingScale = (activation: Activation): number => (activation === "relu" ? 1 : 0.01)

/** The first point that has not `dIn` coordinates, and the sentence that says so; undefined where all have. */
export const misfit = (
  points: Points,
  dIn: number
): { readonly at: number; readonly message: string } | undefined => {
  const at = points.findIndex((x) => x.length !== dIn)
  return at < 0
    ? undefined
    : { at, message: `This input has ${points[at].length} coordinates, but dIn is ${dIn}.` }
}
