/** What a point of the simulation is, as the kernel and the rows see it: everything resolved. */
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Activation from "../../domain/field/activation/list.ts"
import * as Cumulant from "../../domain/field/cumulant.ts"
import { misfit } from "../../domain/field/inputs.ts"
import * as Kernel from "../../domain/field/kernel.ts"
import * as Network from "../../domain/field/network.ts"
import * as Tilt from "../../domain/field/tilt.ts"
import * as Tuples from "../../domain/field/tuples.ts"
import type { ConfigFault, Memory } from "../contract.ts"
import type * as Parameter from "../parameter.ts"
import * as Estimator from "./estimator.ts"
import * as Inputs from "./inputs.ts"
import type { parameters } from "./parameters.ts"

export type Config = Parameter.Config<typeof parameters>

/** Neurons in a layer of a deep network at most: it has width^2 weights between two layers, which the reference holds. */
const widestDeep = 2000

/** Tuples of a point at most: each is a row of the table. */
const most = 100_000

/** Networks in a block at least, where {@link multiplies}. */
const least = 16

/** Whether a block's estimate multiplies means, so that blocks cannot be single networks. */
const multiplies = (config: Config): boolean =>
  config.order > 2 &&
  config.order < 8 &&
  (config.estimator === "single-neuron" ||
    (config.estimator !== "exact" && !Kernel.isExact(Inputs.shape(config))))

/** Why an estimator cannot do what is asked of it, as a sentence. */
const refusal = (config: Config): string | undefined => {
  const { depth, order, estimator } = config
  const eight =
    order === 8 ? `The 8-point function is estimated by direct alone, not by ${estimator}.` : undefined
  switch (estimator) {
    case "exact":
      return Cumulant.refusal(Inputs.shape(config), order)
    case "direct":
      return undefined
    case "rao-blackwell":
      return eight
    case "single-neuron":
      return (
        eight ??
        (depth > 1
          ? `single-neuron takes one hidden layer, not ${depth}: neurons of deeper layers share their inputs and are not independent. Use rao-blackwell.`
          : undefined)
      )
    case "centred":
      return (
        eight ??
        (Kernel.isExact(Inputs.shape(config))
          ? undefined
          : "centred takes networks whose 2-point function is known at finite width: one hidden layer, linear, or relu without bias on inputs that are positive multiples of one. Use rao-blackwell.")
      )
    default:
      return nothingLeft(estimator, "estimator")
  }
}

/** What the schema cannot say: parameters that contradict each other. */
export const faults = (config: Config): ReadonlyArray<ConfigFault> => {
  const { activation, dIn, inputs, depth, width, order, estimator } = config
  if (typeof inputs === "string") {
    if (Inputs.named(inputs, activation, dIn) === undefined)
      return [{ path: ["dIn"], message: Inputs.unknown(inputs, dIn) }]
  } else {
    const odd = misfit(inputs, dIn)
    if (odd !== undefined) return [{ path: ["inputs", odd.at], message: odd.message }]
  }
  const tuples = Tuples.count(Inputs.shape(config).inputs.length, config.order)
  if (tuples > most)
    return [
      {
        path: ["inputs"],
        message: `These inputs make ${tuples} tuples of ${config.order}, and ${most} are the most; use fewer of them, or a lower order.`
      }
    ]
  const none = Network.refusal(Inputs.shape(config))
  if (none !== undefined) return [{ path: ["depth"], message: none }]
  const dear = Kernel.refusal(Inputs.shape(config), order, Estimator.draws[estimator])
  if (dear !== undefined) return [{ path: ["inputs"], message: dear }]
  if (depth > 1 && width > widestDeep)
    return [
      { path: ["width"], message: `Deep networks have at most ${widestDeep} neurons a layer, not ${width}.` }
    ]
  const refused = refusal(config)
  if (refused !== undefined) return [{ path: ["estimator"], message: refused }]
  const { nets } = config
  const wide = Estimator.draws[estimator] ? Tilt.refusal(Inputs.shape(config), order) : undefined
  if (wide !== undefined) return [{ path: ["inputs"], message: wide }]
  if (!multiplies(config) || nets % least === 0) return []
  const next = least * Math.ceil(nets / least)
  const message = `Here ${estimator} works on blocks of at least ${least} networks: nets is a multiple of ${least} like ${next}, not ${nets}.`
  return [{ path: ["nets"], message }]
}

/**
 * Seconds to draw a normal, to sum a product, and what a network takes whatever its width, by backend `simd`; and to
 * sum a product outside of it.
 */
const normal = 1.45e-9
const product = 1.2e-10
const plainProduct = 6e-10
const network = 2e-8
/** Seconds a coordinate takes at one point. */
const coordinate = 6e-11

/** Seconds that a neuron takes more where there are tilts: its exponentials, and an output layer of its own. */
const tilting = (config: Config, points: number): number => {
  const { centres } = Tilt.of(Inputs.shape(config), config.order)
  return centres.length === 0 ? 0 : 2.5e-8 + 1e-8 * points + 1.3e-8 * centres.length
}

/** Estimated seconds a network takes on one thread. Four are drawn at once, also where fewer are asked for. */
export const cost = (config: Config): number =>
  Estimator.draws[config.estimator] ? cut(config) * Math.max(1, 4 / grain(config)) : 2e-6

/** Estimated seconds of the tables of tuples that a thread makes, and of the rows: exact values, Gaussian ones, bands. */
export const beside = (config: Config): { readonly ready: number; readonly rows: number } => {
  const { activation, depth, order, estimator } = config
  const tuples = Tuples.count(Inputs.shape(config).inputs.length, order)
  // Deep networks to first order in 1/N, by quadratures where there is no closed form; of points that share them each a part.
  const layers = Activation.of(activation).isHomogeneous ? 0 : 1.6e-2 * tuples * (depth - 1)
  return { ready: Estimator.draws[estimator] ? 5e-6 * tuples : 0, rows: 5e-3 + 1.2e-5 * tuples + layers }
}

/** Its neurons, and its products: by these seconds blocks, grains and tasks are cut. */
export const cut = (config: Config): number => {
  const { activation, width, depth, dIn, biasStd, order, estimator } = config
  if (estimator === "exact") return 0.01
  const points = Inputs.shape(config).inputs.length
  const tuples = (n: number): number => (n <= order ? Tuples.count(points, n) : 0)
  const deep = (depth - 1) * width ** 2 * (1.2e-9 + 1.5e-10 * points)
  const { seconds } = Activation.of(activation)
  const neuron =
    normal * (dIn + (biasStd > 0 ? 2 : 1)) + points * (seconds + coordinate * dIn) + tilting(config, points)
  const draw = deep + width * neuron + network
  const copied = 3e-9 * width * points
  switch (estimator) {
    case "direct":
      return draw + product * (tuples(order) + (order === 6 ? tuples(4) : 0))
    case "single-neuron":
      return draw + copied + plainProduct * width * (tuples(2) + tuples(4) + tuples(6))
    case "centred":
    case "rao-blackwell": {
      const pairs = tuples(2)
      const degrees = [1, 2, 3].filter((degree) => 2 * degree <= order)
      const products = degrees.reduce((sum, degree) => sum + Tuples.count(pairs, degree), 0)
      return draw + copied + plainProduct * (width * pairs + products)
    }
    default:
      return nothingLeft(estimator, "estimator")
  }
}

const powerOfTwo = (most: number): number => 2 ** Math.floor(Math.log2(Math.max(1, most)))

/**
 * Networks in a block, the unit whose scatter gives the standard errors: at least 64 blocks in all, so that an error
 * is itself known to a tenth, and none above 50 ms.
 */
export const block = (config: Config): number =>
  Math.max(multiplies(config) ? least : 1, powerOfTwo(Math.min(4096, config.nets / 64, 0.05 / cut(config))))

/** Networks in one call of the kernel: whole blocks, about 30 ms, at most 2^17. */
export const grain = (config: Config): number => {
  if (!Estimator.draws[config.estimator]) return 1
  const size = block(config)
  return size * Math.max(1, Math.floor(Math.min(0.03 / cut(config), 2 ** 17) / size))
}

/** Four networks: the numbers they are drawn from, and their values at all inputs, here and there, in doubles too. */
export const memory = (config: Config): ReadonlyArray<Memory> => {
  const { width, depth, dIn, order, estimator } = config
  const points = Inputs.shape(config).inputs.length
  const copies = Tilt.of(Inputs.shape(config), order).centres.length === 0 ? 4 : 16
  return Estimator.draws[estimator]
    ? [
        {
          parameter: "width",
          thread: 8 * width * (4 * (dIn + 2) + copies * points + (depth > 1 ? width : 0))
        }
      ]
    : []
}
