/** Where the values of a point come from. */
import * as Kernel from "../../domain/field/kernel.ts"
import * as Inputs from "./inputs.ts"

export const names = ["direct", "rao-blackwell", "centred", "single-neuron", "exact"] as const
export type Name = (typeof names)[number]

/** Whether networks are drawn for it. */
export const draws: Readonly<Record<Name, boolean>> = {
  direct: true,
  "rao-blackwell": true,
  centred: true,
  "single-neuron": true,
  exact: false
}

export interface Asked extends Inputs.Network {
  readonly order: 2 | 4 | 6 | 8
}

/**
 * The estimator of least variance among those that are valid: with one hidden layer `single-neuron`, which is the
 * centred one averaged over all ways to deal out the neurons; in deep networks `centred` where the mean of S is known,
 * else `rao-blackwell`. All agree on n = 2, where `rao-blackwell` is the plainest; n = 8 knows `direct` alone.
 */
export const best = (asked: Asked): Name => {
  const { order, depth, inputs, activation, dIn } = asked
  if (order === 8) return "direct"
  if (order === 2) return "rao-blackwell"
  if (depth === 1) return "single-neuron"
  const known =
    typeof inputs === "string"
      ? Inputs.named(inputs, activation, dIn) !== undefined
      : inputs.every((x) => x.length === dIn)
  return known && Kernel.isExact(Inputs.shape(asked)) ? "centred" : "rao-blackwell"
}
