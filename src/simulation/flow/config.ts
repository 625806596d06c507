/** What a point of the simulation is, as the kernel and the rows see it: everything resolved. */

import * as Box from "../../domain/field/action/box.ts"
import * as Coupling from "../../domain/field/action/coupling.ts"
import * as Activation from "../../domain/field/activation/list.ts"
import * as Inputs from "../../domain/field/inputs.ts"
import * as Kernel from "../../domain/field/kernel.ts"
import * as Moment from "../../domain/field/moment.ts"
import type { NetworkShape } from "../../domain/field/network.ts"
import * as Tuples from "../../domain/field/tuples.ts"
import type { ConfigFault } from "../contract.ts"
import type * as Parameter from "../parameter.ts"
import type { parameters } from "./parameters.ts"

export type Config = Parameter.Config<typeof parameters>

/** The cutoffs of the flow plot of Halverson, Maiti, Stoner (arXiv 2008.08601). */
const paperCutoffs = [
  7, 10, 15, 20, 30, 40, 50, 70, 100, 200, 500, 1e3, 2e3, 5e3, 7e3, 1e4, 2e4, 4e4, 6e4, 8e4, 1e5
]

export const cutoffs = ({ cutoffs }: Config): ReadonlyArray<number> =>
  typeof cutoffs === "string" ? paperCutoffs : cutoffs

/** Throws RangeError where the paper has no inputs; {@link faults} says so first. */
export const shape = ({ activation, width, weightStd, biasStd, dIn, inputs }: Config): NetworkShape => {
  if (typeof inputs !== "string") return { activation, width, weightStd, biasStd, inputs }
  const { coupling, couplingScale } = Activation.of(activation).inputs
  const points = coupling(dIn)
  if (points === undefined) throw new RangeError(`The inputs paper are for 1 to 3 dimensions, not ${dIn}.`)
  return { activation, width, weightStd, biasStd, inputs: Inputs.scaled(points, couplingScale) }
}

export const faults = (config: Config): ReadonlyArray<ConfigFault> => {
  const { dIn, inputs } = config
  if (typeof inputs !== "string") {
    const misfit = Inputs.misfit(inputs, dIn)
    if (misfit !== undefined) return [{ path: ["inputs", misfit.at], message: misfit.message }]
  }
  const { refusal } = Activation.of(config.activation).couplings
  if (refusal !== undefined) return [{ path: ["activation"], message: refusal }]
  const neuron = shape(config)
  const refused = Kernel.refusal(neuron, 4) ?? Box.refusal(neuron) ?? Moment.refusal(neuron, 4)
  if (refused !== undefined) return [{ path: ["inputs"], message: refused }]
  if (new Set(cutoffs(config)).size < 2)
    return [{ path: ["cutoffs"], message: "A slope needs two cutoffs that differ." }]
  for (const L of cutoffs(config)) {
    const beyond = Coupling.refusal(neuron, L, sextic(config) ? 6 : 4)
    if (beyond !== undefined) return [{ path: ["inputs"], message: beyond }]
  }
  return []
}

/** Whether kappa6 is known exactly, so that kappa runs too. */
export const sextic = (config: Config): boolean =>
  (Kernel.refusal(shape(config), 6) ?? Moment.refusal(shape(config), 6)) === undefined

/** Whether both couplings run together, too: what lambdas exchange is integrated in one dimension. */
export const coupled = (config: Config): boolean => config.dIn === 1 && sextic(config)

/** Seconds that the integrals of one tuple take at a cutoff, by dimension, where the kernels have no scale. */
const integral = [9e-6, 2.4e-5, 2e-3]

/** What the kernels at a node take, in tuples. */
const kernels = 150

/** Seconds that pairs of nodes take at a cutoff, and a tuple of six made of them. */
const nodePairs = 0.015
const exchange = 7.5e-5

/** Estimated seconds of a cutoff. */
export const cost = (config: Config): number => {
  const { inputs } = shape(config)
  const sixes = sextic(config) ? Tuples.count(inputs.length, 6) : 0
  const tuples = Tuples.count(inputs.length, 4) + sixes
  const { isHomogeneous } = Activation.of(config.activation)
  const hasScale = !isHomogeneous || config.biasStd > 0
  const both = coupled(config) ? (nodePairs + exchange * sixes) * (hasScale ? 2.3 : 1) : 0
  return (tuples + kernels) * integral[config.dIn - 1] * (hasScale ? 4.5 : 1) + both
}

/** What a cutoff was once taken to cost, by which tasks are cut. */
export const cut = ({ dIn }: Config): number => [0.005, 0.05, 2][dIn - 1]
