/**
 * The inputs of the experiments of Halverson, Maiti, Stoner (arXiv 2008.08601) for couplings, in one dimension, and for
 * two and three dimensions those with which the paper tests the Gaussian process. Their test inputs are the same times
 * sqrt(2) / 2.
 */
import type { Activation } from "../../domain/field/network.ts"

/** [point][coordinate] */
export type Points = ReadonlyArray<ReadonlyArray<number>>

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

/** Undefined beyond three dimensions. */
export const paper = (activation: Activation, dIn: number): Points | undefined =>
  activation === "relu" ? [ray, square(0.5), corners(0.2)][dIn - 1] : [ray, square(-1), corners(-1)][dIn - 1]

/** Gauss and erf stay close to the origin, where one constant lambda describes them. */
export const paperScale = (activation: Activation): number => (activation === "relu" ? 1 : 0.01)

export const scaled = (points: Points, factor: number): Points =>
  points.map((x) => x.map((xc) => factor * xc))
