/** Learning rates, beside what the tangent kernel of infinite width allows. */
import type * as Activation from "../../domain/field/activation/list.ts"
import * as Kernel from "../../domain/field/kernel.ts"
import * as Infinite from "../../domain/field/learning/infinite.ts"
import type { Neuron } from "../../domain/field/network.ts"
import * as Tangent from "../../domain/field/tangent.ts"
import * as Examples from "./examples.ts"

/** What of a config a rate follows from. */
export interface Said extends Examples.Said {
  readonly activation: Activation.Name
  readonly depth: number
  readonly weightStd: number
  readonly biasStd: number
}

/** Whether all inputs have as many coordinates. */
export const areAlike = (inputs: ReadonlyArray<ReadonlyArray<number>>): boolean =>
  inputs.every((x) => x.length === inputs[0]?.length)

/** The rate above which gradient descent diverges at infinite width; undefined where there is no kernel to tell. */
export const fastest = (said: Said): number | undefined => {
  const { activation, depth, weightStd, biasStd } = said
  const { inputs } = Examples.of(said)
  const neuron: Neuron = { activation, depth, weightStd, biasStd, inputs }
  if (!areAlike(inputs) || Kernel.refusal(neuron) !== undefined) return undefined
  const rate = Infinite.fastest(Tangent.matrix(neuron), inputs.length, inputs.length)
  return rate > 0 && rate < Infinity ? rate : undefined
}

/** A quarter of the fastest, in two digits, so that the last bits of an eigenvalue name no point. */
export const usual = (said: Said): number => Number(((fastest(said) ?? 1) / 4).toPrecision(2))
