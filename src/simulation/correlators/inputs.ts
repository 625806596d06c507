/**
 * Inputs by name: `gp-test` for the deviations from the Gaussian process, `coupling` for the fits of couplings,
 * `coupling-test` for their test: the same times sqrt(2) / 2.
 */
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Activation from "../../domain/field/activation/list.ts"
import type { Points } from "../../domain/field/inputs.ts"
import * as Inputs from "../../domain/field/inputs.ts"
import type { NetworkShape } from "../../domain/field/network.ts"

export const names = ["gp-test", "coupling", "coupling-test"] as const
export type Name = (typeof names)[number]

/** The inputs of that name; undefined if the paper has none for this dimension. */
export const named = (name: Name, activation: Activation.Name, dIn: number): Points | undefined => {
  const { gaussianProcess, coupling, couplingScale } = Activation.of(activation).inputs
  const points = dIn === 1 ? coupling(dIn) : undefined
  switch (name) {
    case "gp-test":
      return gaussianProcess(dIn)
    case "coupling":
      return Inputs.scaled(points, couplingScale)
    case "coupling-test":
      return Inputs.scaled(points, couplingScale * Math.SQRT1_2)
    default:
      return nothingLeft(name, "name of inputs")
  }
}

/** The sentence for a name that means nothing in this dimension. */
export const unknown = (name: string, dIn: number): string =>
  `The inputs ${name} are defined for dIn ${name === "gp-test" ? "1, 2 and 3" : "1 alone"}, not ${dIn}; give the points themselves.`

/** What of a point its networks follow from. */
export interface Network extends Omit<NetworkShape, "inputs"> {
  readonly activation: Activation.Name
  readonly depth: number
  readonly dIn: number
  readonly inputs: Name | Points
}

/** Throws RangeError where inputs are named that do not exist; the config's faults say so first. */
export const shape = (network: Network): NetworkShape => {
  const { activation, width, depth, weightStd, biasStd, dIn, inputs } = network
  const points = typeof inputs === "string" ? named(inputs, activation, dIn) : inputs
  if (points === undefined) throw new RangeError(unknown(String(inputs), dIn))
  return { activation, width, depth, weightStd, biasStd, inputs: points }
}
