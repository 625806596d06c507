/**
 * Inputs by name: `gp-test` for the deviations from the Gaussian process, `coupling` for the fits of couplings,
 * `coupling-test` for their test: the same times sqrt(2) / 2.
 */
import type { Points } from "../../domain/field/inputs.ts"
import * as Inputs from "../../domain/field/inputs.ts"
import type { Activation } from "../../domain/field/network.ts"

export const names = ["gp-test", "coupling", "coupling-test"] as const
export type Name = (typeof names)[number]

/** The inputs of that name; undefined if the paper has none for this dimension. */
export const named = (name: Name, activation: Activation, dIn: number): Points | undefined => {
  if (name === "gp-test") return Inputs.gaussianProcess(activation, dIn)
  const points = dIn === 1 ? Inputs.coupling(activation, dIn) : undefined
  const test = name === "coupling-test" ? Math.SQRT1_2 : 1
  return points && Inputs.scaled(points, Inputs.couplingScale(activation) * test)
}

/** The sentence for a name that means nothing in this dimension. */
export const unknown = (name: string, dIn: number): string =>
  `The inputs ${name} are defined for dIn ${name === "gp-test" ? "1, 2 and 3" : "1 alone"}, not ${dIn}; give the points themselves.`
