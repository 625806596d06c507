/**
 * The inputs of the experiments of Halverson, Maiti, Stoner (arXiv 2008.08601), by name:
 * `gp-test` for the deviations from the Gaussian process, `coupling` for the fits of couplings, `coupling-test` for
 * their test: the same times sqrt(2) / 2.
 */
import type { Activation } from "../../domain/field/network.ts"

export const names = ["gp-test", "coupling", "coupling-test"] as const
export type Name = (typeof names)[number]

/** [point][coordinate] */
export type Points = ReadonlyArray<ReadonlyArray<number>>

const line: Points = [[-1], [-0.6], [-0.2], [0.2], [0.6], [1]]
const ray: Points = [[0.2], [0.4], [0.6], [0.8], [1], [1.2]]

const square = (low: number, high: number): Points => [
  [low, low],
  [low, high],
  [high, low],
  [high, high]
]

const corners = (low: number, high: number): Points => [
  [low, low, low],
  [high, high, low],
  [low, high, high],
  [high, low, high]
]

/** Gauss networks grow exponentially: their inputs stay close to the origin. */
const scaled = (points: Points, factor: number): Points =>
  factor === 1 ? points : points.map((x) => x.map((xc) => factor * xc))

/** The inputs of that name; undefined if the paper has none for this dimension. */
export const named = (name: Name, activation: Activation, dIn: number): Points | undefined => {
  if (name === "gp-test") {
    const relu = [ray, square(0.5, 1), corners(0.2, 1)]
    const other = [line, square(-1, 1), corners(-1, 1)]
    const points = (activation === "relu" ? relu : other)[dIn - 1]
    return points && scaled(points, activation === "gauss" ? 0.01 : 1)
  }
  if (dIn !== 1) return undefined
  return scaled(ray, (activation === "relu" ? 1 : 0.01) * (name === "coupling-test" ? Math.SQRT1_2 : 1))
}

/** The sentence for a name that means nothing in this dimension. */
export const unknown = (name: string, dIn: number): string =>
  `The inputs ${name} are defined for dIn ${name === "gp-test" ? "1, 2 and 3" : "1 alone"}, not ${dIn}; give the points themselves.`
