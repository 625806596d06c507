/** What a point of the simulation is, as the kernel and the rows see it: everything resolved. */
import * as Moment from "../../domain/field/moment.ts"
import type { Activation, NetworkShape } from "../../domain/field/network.ts"
import * as Tuples from "../../domain/field/tuples.ts"
import type { ConfigFault } from "../contract.ts"
import * as Inputs from "./inputs.ts"

export interface Config {
  readonly activation: Activation
  readonly width: number
  readonly dIn: number
  readonly nets: number
  readonly weightStd: number
  readonly biasStd: number
  readonly inputs: Inputs.Name | Inputs.Points
  readonly order: 2 | 4 | 6
  readonly estimator: "direct" | "exact"
}

/** A config as a study may leave it: what depends on other parameters is absent. */
export type Given = Omit<Config, "dIn" | "biasStd"> & { readonly dIn?: number; readonly biasStd?: number }

/**
 * Fills in what the study left out: the dimension that explicit inputs have, 1 for named ones; the bias of the paper's
 * experiments, 1 for gauss and erf and 0 for relu.
 */
export const resolve = (given: Given): Config => ({
  ...given,
  dIn: given.dIn ?? (typeof given.inputs === "string" ? 1 : (given.inputs[0]?.length ?? 1)),
  biasStd: given.biasStd ?? (given.activation === "relu" ? 0 : 1)
})

/** Throws RangeError where the config names inputs that do not exist; {@link faults} says so first. */
export const shape = (config: Config): NetworkShape => {
  const { activation, width, weightStd, biasStd, dIn, inputs } = config
  const points = typeof inputs === "string" ? Inputs.named(inputs, activation, dIn) : inputs
  if (points === undefined) throw new RangeError(Inputs.unknown(String(inputs), dIn))
  return { activation, width, weightStd, biasStd, inputs: points }
}

/** What the schema cannot say: parameters that contradict each other. */
export const faults = (config: Config): ReadonlyArray<ConfigFault> => {
  const { activation, dIn, inputs, order, estimator } = config
  if (typeof inputs === "string") {
    if (Inputs.named(inputs, activation, dIn) === undefined)
      return [{ path: ["dIn"], message: Inputs.unknown(inputs, dIn) }]
  } else {
    const odd = inputs.findIndex((x) => x.length !== dIn)
    if (odd >= 0)
      return [
        {
          path: ["inputs", odd],
          message: `This input has ${inputs[odd].length} coordinates, but dIn is ${dIn}.`
        }
      ]
  }
  const refused = estimator === "exact" ? Moment.refusal(shape(config), order) : undefined
  return refused === undefined ? [] : [{ path: ["estimator"], message: refused }]
}

/** Seconds to draw a normal, to sum a product, and what a network takes whatever its width, by backend `simd`. */
const normal = 1.45e-9
const product = 1.2e-10
const network = 2e-8
/** Seconds a neuron takes at one point, beside 6e-11 a coordinate. */
const evaluation = { relu: 0, erf: 4.2e-10, gauss: 2e-10 }

/** Estimated seconds a network takes on one thread: its neurons, and its products. */
export const cost = (config: Config): number => {
  if (config.estimator === "exact") return 0.01
  const { activation, width, dIn, biasStd, order } = config
  const points = shape(config).inputs.length
  const neuron = normal * (dIn + (biasStd > 0 ? 2 : 1)) + points * (evaluation[activation] + 6e-11 * dIn)
  const products = Tuples.count(points, order) + (order === 6 ? Tuples.count(points, 4) : 0)
  return width * neuron + network + product * products
}

const powerOfTwo = (most: number): number => 2 ** Math.floor(Math.log2(Math.max(1, most)))

/**
 * Networks in a block, the unit whose scatter gives the standard errors: at least 64 blocks in all, so that an error
 * is itself known to a tenth, and none above 50 ms.
 */
export const block = (config: Config): number =>
  Math.max(16, powerOfTwo(Math.min(4096, config.nets / 64, 0.05 / cost(config))))

/** Networks in one call of the kernel: whole blocks, about 30 ms, at most 2^17. */
export const grain = (config: Config): number => {
  if (config.estimator === "exact") return 1
  const size = block(config)
  return size * Math.max(1, Math.floor(Math.min(0.03 / cost(config), 2 ** 17) / size))
}
