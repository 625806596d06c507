/** What a point of the simulation is, as the kernel and the rows see it: everything resolved. */
import { misfit } from "../../domain/field/inputs.ts"
import * as Kernel from "../../domain/field/kernel.ts"
import * as Outputs from "../../domain/field/outputs.ts"
import * as Tuples from "../../domain/field/tuples.ts"
import type { ConfigFault } from "../contract.ts"
import type * as Parameter from "../parameter.ts"
import type { parameters } from "./parameters.ts"

export type Config = Parameter.Config<typeof parameters>

export const shape = ({ activation, width, weightStd, biasStd, inputs, ...last }: Config): Outputs.Shape => ({
  activation,
  width,
  weightStd,
  biasStd,
  inputs,
  outputs: last.outputs,
  weightMean: last.weightMean,
  biasMean: last.biasMean
})

/** Multisets of legs. */
export const tuples = (config: Config): number => Tuples.count(Outputs.legs(shape(config)), config.order)

/** Networks in one repeat at least: errors take 64 blocks. */
const fewest = 64

/** Of outputs, by the means: squares of products of four are numbers of f64 with room for tails. */
const largest = 1e30

/** What the schema cannot say. */
export const faults = (config: Config): ReadonlyArray<ConfigFault> => {
  const odd = misfit(config.inputs, config.dIn)
  if (odd !== undefined) return [{ path: ["inputs", odd.at], message: odd.message }]
  const dear = Kernel.refusal(shape(config))
  if (dear !== undefined) return [{ path: ["inputs"], message: dear }]
  const of = shape(config)
  const neuron = Math.sqrt(Math.max(...of.inputs.map((x) => Kernel.feature(of, x, x))))
  for (const [path, size] of [
    ["biasMean", Math.abs(of.biasMean)],
    ["weightMean", Math.abs(of.weightMean) * of.width * neuron]
  ] as const)
    if (!(size <= largest))
      return [
        {
          path: [path],
          message: `With it outputs are as large as ${size.toPrecision(2)}; beyond ${largest} squares of their products leave the range of numbers.`
        }
      ]
  return config.nets < fewest
    ? [{ path: ["nets"], message: `Standard errors take ${fewest} networks or more, not ${config.nets}.` }]
    : []
}

/** Seconds to draw a normal and use it, and to sum a product. */
const normal = 4.5e-8
const product = 1.2e-9

/** Estimated seconds of a network. */
export const cost = (config: Config): number => {
  const { width, outputs, inputs, dIn } = config
  return (
    width * (normal * outputs + 2e-9 * (dIn + 2) + 1.5e-9 * outputs * inputs.length) +
    2 * product * tuples(config) +
    1e-6
  )
}

const powerOfTwo = (most: number): number => 2 ** Math.floor(Math.log2(Math.max(1, most)))

/** Networks in a block, the unit whose scatter gives the standard errors: at least 64 blocks, none above 30 ms. */
export const block = (config: Config): number =>
  powerOfTwo(Math.min(1024, config.nets / fewest, 0.03 / cost(config)))

/** Networks in one call of the kernel: whole blocks, about 50 ms. */
export const grain = (config: Config): number => {
  const size = block(config)
  return size * Math.max(1, Math.floor(0.05 / cost(config) / size))
}
