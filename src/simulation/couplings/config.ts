/** What a point of the simulation is, as the kernel and the rows see it: everything resolved. */

import * as Box from "../../domain/field/action/box.ts"
import * as Coupling from "../../domain/field/action/coupling.ts"
import * as Activation from "../../domain/field/activation/list.ts"
import * as Inputs from "../../domain/field/inputs.ts"
import * as Kernel from "../../domain/field/kernel.ts"
import * as Moment from "../../domain/field/moment.ts"
import type { NetworkShape } from "../../domain/field/network.ts"
import * as Tuples from "../../domain/field/tuples.ts"
import type { ConfigFault, Memory } from "../contract.ts"
import type * as Parameter from "../parameter.ts"
import type { parameters } from "./parameters.ts"

export type Config = Parameter.Config<typeof parameters>

/** Whether networks are drawn for a source. */
export const draws: Readonly<Record<Config["source"], boolean>> = { direct: true, exact: false }

/** L of the box [-L, L]^dIn. */
export const cutoff = (config: Config): number => (config.cutoff === "infinity" ? Infinity : config.cutoff)

const network = (config: Config, scale: number): NetworkShape => {
  const { activation, width, weightStd, biasStd, dIn, inputs, inputScale } = config
  const points = typeof inputs === "string" ? Activation.of(activation).inputs.coupling(dIn) : inputs
  if (points === undefined) throw new RangeError(`The inputs paper are for 1 to 3 dimensions, not ${dIn}.`)
  return { activation, width, weightStd, biasStd, inputs: Inputs.scaled(points, inputScale * scale) }
}

/** The networks at the inputs that couplings are fitted on. */
export const training = (config: Config): NetworkShape => network(config, 1)

/** The same networks at the inputs that the fits are tested on. */
export const testing = (config: Config): NetworkShape => network(config, config.testScale)

/** What the schema cannot say: parameters that contradict each other. */
export const faults = (config: Config): ReadonlyArray<ConfigFault> => {
  const { activation, dIn, inputs, order, source } = config
  if (typeof inputs !== "string") {
    const misfit = Inputs.misfit(inputs, dIn)
    if (misfit !== undefined) return [{ path: ["inputs", misfit.at], message: misfit.message }]
  }
  const { integrals, refusal } = Activation.of(activation).couplings
  if (refusal !== undefined) return [{ path: ["activation"], message: refusal }]
  for (const shape of [training(config), testing(config)]) {
    const box = integrals(shape, cutoff(config)) === undefined ? Box.refusal(shape) : undefined
    const sentence =
      Kernel.refusal(shape, order, draws[source]) ?? box ?? Coupling.refusal(shape, cutoff(config), order)
    if (sentence !== undefined) return [{ path: ["inputs"], message: sentence }]
  }
  const found: Array<ConfigFault> = []
  if (config.cutoff === "infinity" && integrals(training(config), Infinity) === undefined)
    found.push({
      path: ["cutoff"],
      message: `Integrals over all of space are known for gauss alone, not for ${activation}; name a finite cutoff.`
    })
  const refused = source === "exact" ? Moment.refusal(training(config), order) : undefined
  if (refused !== undefined) found.push({ path: ["source"], message: refused })
  return found
}

/** Seconds that the integrals of one tuple take, by dimension, where the kernels have no scale. */
const integral = [1e-5, 4e-5, 3e-3]

/** Estimated seconds of the diagrams of a point: closed forms, or quadratures. */
const diagrams = (config: Config): number => {
  const neuron = training(config)
  const points = neuron.inputs.length
  const quartic = 2 * Tuples.count(points, 4) + Tuples.count(points, 2)
  const tuples = 2 * quartic + (config.order === 6 ? Tuples.count(points, 6) : 0)
  const { couplings, isHomogeneous } = Activation.of(config.activation)
  if (couplings.integrals(neuron, cutoff(config)) !== undefined) return 2.5e-5 * tuples
  return tuples * integral[config.dIn - 1] * (isHomogeneous && config.biasStd === 0 ? 1 : 4.5)
}

/** Estimated seconds a network takes on one thread, or the one replicate that draws none; the first of a repeat makes the diagrams. */
export const cost = (config: Config): number => {
  if (!draws[config.source]) return diagrams(config)
  const points = training(config).inputs.length
  const { seconds } = Activation.of(config.activation)
  const neuron =
    2.9e-9 * (config.dIn + (config.biasStd > 0 ? 2 : 1)) + 3 * points * (seconds + 6e-11 * config.dIn)
  const products = 3 * Tuples.count(points, 4) + (config.order === 6 ? Tuples.count(points, 6) : 0)
  return config.width * neuron + 1.2e-8 * points + 2e-10 * products + diagrams(config) / config.nets
}

/** What a network was once taken to cost, by which blocks, grains and tasks are cut. */
export const cut = (config: Config): number => {
  if (!draws[config.source]) return 0.01
  const points = training(config).inputs.length
  const neuron = 6e-9 * (config.dIn + 2) + 6e-9 * points
  const products = 3 * Tuples.count(points, 4) + (config.order === 6 ? Tuples.count(points, 6) : 0)
  return config.width * neuron + 1.2e-8 * points + 6e-10 * products
}

const powerOfTwo = (most: number): number => 2 ** Math.floor(Math.log2(Math.max(1, most)))

/** Networks in a block, the unit whose scatter gives the errors of connected functions: at least 64 blocks, none above 50 ms. */
export const block = (config: Config): number =>
  powerOfTwo(Math.min(4096, config.nets / 64, 0.05 / cut(config)))

/** Networks in a lot, the unit whose scatter gives the errors of couplings: whole blocks, 64 to 127 lots in a repeat. */
export const lot = (config: Config): number => {
  const size = block(config)
  return size * Math.max(1, Math.floor(config.nets / size / 64))
}

/** Networks in one call of the kernel: whole blocks, about 30 ms, at most 2^16. */
export const grain = (config: Config): number => {
  if (!draws[config.source]) return 1
  const size = block(config)
  return size * Math.max(1, Math.floor(Math.min(0.03 / cut(config), 2 ** 16) / size))
}

/** Four networks: the numbers they are drawn from, and their values at the inputs of the fit and of the test; and lots. */
export const memory = (config: Config): ReadonlyArray<Memory> => {
  const { width, dIn, source, order, nets } = config
  if (!draws[source]) return []
  const points = training(config).inputs.length
  const kept = Tuples.count(points, 4) + (order === 6 ? Tuples.count(points, 6) : 0)
  return [
    { parameter: "width", thread: 8 * width * (4 * (dIn + 2) + 8 * points) },
    { parameter: "inputs", repeat: 8 * kept * Math.ceil(nets / lot(config)) }
  ]
}
