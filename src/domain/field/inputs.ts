/**
 * The points at which networks are asked in the experiments of Halverson, Maiti, Stoner (arXiv 2008.08601), in one to
 * three dimensions. Which activation is asked at which, see `Activation.inputs`.
 */

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

/** By dimension, from 1; undefined beyond three. */
const byDimension =
  (...points: ReadonlyArray<Points>) =>
  (dIn: number): Points | undefined =>
    points[dIn - 1]

/** On both sides of the origin, in every coordinate. */
export const bothSides = byDimension(line, square(-1), corners(-1))

/** On one side, where relu without bias is not silent. */
export const oneSide = byDimension(ray, square(0.5), corners(0.2))

/** For fits of couplings the paper has points in one dimension alone, on one side; in two and three these take their place. */
export const forCouplings = byDimension(ray, square(-1), corners(-1))

/** None where there were none. */
export const scaled = <P extends Points | undefined>(points: P, factor: number): P | Points =>
  factor === 1 || points === undefined ? points : points.map((x) => x.map((xc) => factor * xc))

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
