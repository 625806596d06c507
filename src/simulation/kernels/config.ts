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

/** Estimated seconds. tanh is the slower the larger its variances are, which are as the square of weightStd. */
export const cost = (config: Config): number => {
  const { activation, depth, inputs, weightStd } = config
  const points = typeof inputs === "string" ? 6 : inputs.length
  const isTanh = activation === "tanh"
  const layer = points * (1e-6 + points * 4e-8 + (isTanh ? 1.2e-5 * Math.max(1, weightStd ** 2) : 0))
  return (isTanh ? 4.4e-4 * Math.max(1, weightStd ** 4) : 1e-4) + depth * layer
}
