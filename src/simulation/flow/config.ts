/** What a point of the simulation is, as the kernel and the rows see it: everything resolved. */
import * as Moment from "../../domain/field/moment.ts"
import type { Activation, NetworkShape } from "../../domain/field/network.ts"
import type { ConfigFault } from "../contract.ts"

/** [point][coordinate] */
export type Points = ReadonlyArray<ReadonlyArray<number>>

export interface Config {
  readonly activation: Activation
  readonly width: number
  readonly dIn: number
  readonly weightStd: number
  readonly biasStd: number
  readonly inputs: "paper" | Points
  readonly cutoffs: "paper" | ReadonlyArray<number>
  readonly lines: "K_W" | "K"
}

/** A config as a study may leave it: what depends on other parameters is absent. */
export type Given = Omit<Config, "dIn" | "biasStd"> & { readonly dIn?: number; readonly biasStd?: number }

export const resolve = (given: Given): Config => ({
  ...given,
  dIn: given.dIn ?? (typeof given.inputs === "string" ? 1 : (given.inputs[0]?.length ?? 1)),
  biasStd: given.biasStd ?? (given.activation === "relu" ? 0 : 1)
})

/** The cutoffs of the flow plot of Halverson, Maiti, Stoner (arXiv 2008.08601). */
const paperCutoffs = [
  7, 10, 15, 20, 30, 40, 50, 70, 100, 200, 500, 1e3, 2e3, 5e3, 7e3, 1e4, 2e4, 4e4, 6e4, 8e4, 1e5
]

/** Relu's inputs of that paper in one to three dimensions; gauss and erf take a hundredth of them. */
const paperInputs: ReadonlyArray<Points> = [
  [[0.2], [0.4], [0.6], [0.8], [1], [1.2]],
  [
    [0.5, 0.5],
    [0.5, 1],
    [1, 0.5],
    [1, 1]
  ],
  [
    [0.2, 0.2, 0.2],
    [1, 1, 0.2],
    [0.2, 1, 1],
    [1, 0.2, 1]
  ]
]

export const cutoffs = ({ cutoffs }: Config): ReadonlyArray<number> =>
  typeof cutoffs === "string" ? paperCutoffs : cutoffs

/** Throws RangeError where the paper has no inputs; {@link faults} says so first. */
export const shape = ({ activation, width, weightStd, biasStd, dIn, inputs }: Config): NetworkShape => {
  const points = typeof inputs === "string" ? paperInputs[dIn - 1] : inputs
  if (points === undefined) throw new RangeError(`The inputs paper are for 1 to 3 dimensions, not ${dIn}.`)
  const scale = typeof inputs === "string" && activation !== "relu" ? 0.01 : 1
  return { activation, width, weightStd, biasStd, inputs: points.map((x) => x.map((xc) => scale * xc)) }
}

export const faults = (config: Config): ReadonlyArray<ConfigFault> => {
  const { dIn, inputs } = config
  if (typeof inputs !== "string") {
    const odd = inputs.findIndex((x) => x.length !== dIn)
    if (odd >= 0)
      return [
        {
          path: ["inputs", odd],
          message: `This input has ${inputs[odd].length} coordinates, but dIn is ${dIn}.`
        }
      ]
  }
  const refused = Moment.refusal(shape(config), 4)
  return refused === undefined ? [] : [{ path: ["inputs"], message: refused }]
}

/** Whether kappa6 is known exactly, so that kappa runs too. */
export const sextic = (config: Config): boolean => Moment.refusal(shape(config), 6) === undefined
