/** What a point of the simulation is, as the kernel and the rows see it: everything resolved. */
import * as Activation from "../../domain/field/activation/list.ts"
import * as Inputs from "../../domain/field/inputs.ts"
import * as Kernels from "../../domain/field/wide/kernels.ts"
import type { ConfigFault } from "../contract.ts"
import type * as Parameter from "../parameter.ts"
import type { parameters } from "./parameters.ts"

export type Config = Parameter.Config<typeof parameters>

const named = ({ activation, dIn }: Config): Inputs.Points | undefined =>
  Activation.of(activation).inputs.gaussianProcess(dIn)

/** Throws RangeError where the paper has no inputs; {@link faults} says so first. */
export const network = (config: Config): Kernels.Wide => {
  const { activation, depth, weightStd, biasStd, dIn } = config
  const inputs = typeof config.inputs === "string" ? named(config) : config.inputs
  if (inputs === undefined)
    throw new RangeError(
      `The inputs paper are for 1 to 3 dimensions, not ${dIn}; give the points themselves.`
    )
  return { activation, depth, weightStd, biasStd, inputs }
}

export const faults = (config: Config): ReadonlyArray<ConfigFault> => {
  const { dIn, inputs } = config
  if (typeof inputs !== "string") {
    const misfit = Inputs.misfit(inputs, dIn)
    if (misfit !== undefined) return [{ path: ["inputs", misfit.at], message: misfit.message }]
  }
  const refused = Kernels.refusal(config)
  if (refused !== undefined) return [{ path: ["depth"], message: refused }]
  try {
    Kernels.check(network(config))
    return []
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    return [{ path: ["inputs"], message: cause.message }]
  }
}

/** Estimated seconds. */
export const cost = (config: Config): number => {
  const { activation, depth, inputs } = config
  const points = typeof inputs === "string" ? 6 : inputs.length
  const layers = (depth * (depth + 1)) / 2
  return 1e-3 + layers * points * ((activation === "tanh" ? 5e-5 : 2e-7) + points * 3e-8)
}
