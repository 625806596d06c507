/** What a point of the simulation is, as the kernel and the rows see it: everything resolved. */
import type * as Activation from "../../domain/field/activation/list.ts"
import * as Kernel from "../../domain/field/kernel.ts"
import type { Lesson } from "../../domain/field/learning/descent.ts"
import * as Infinite from "../../domain/field/learning/infinite.ts"
import type { Neuron } from "../../domain/field/network.ts"
import * as Tangent from "../../domain/field/tangent.ts"
import type { ConfigFault, Memory } from "../contract.ts"
import type * as Parameter from "../parameter.ts"
import * as Examples from "./examples.ts"
import * as Layout from "./layout.ts"
import type { parameters } from "./parameters.ts"
import * as Rate from "./rate.ts"

export type Config = Parameter.Config<typeof parameters>

/** Networks in a block at least, and in one repeat: 64 blocks. */
const least = 16
const fewest = 64 * least

/** Neurons in a layer of a deep network at most: it has width^2 weights between two layers. */
const widestDeep = 1024

/** One neuron of the first layer, at the points learned from and then those asked. */
export const neuron = (config: Config): Neuron => {
  const { activation, depth, weightStd, biasStd, inputs } = config
  return { activation, depth, weightStd, biasStd, inputs: [...Examples.of(config).inputs, ...inputs] }
}

/** What the networks of one width learn. */
export const lesson = (config: Config, width: number): Lesson => ({
  ...neuron(config),
  width,
  targets: Examples.of(config).targets,
  rate: config.learningRate,
  times: config.times
})

/** What they are at infinite width. */
export const infinite = (config: Config): Infinite.Motions => {
  const of = neuron(config)
  return Infinite.make({
    covariance: Kernel.matrix(of),
    tangent: Tangent.matrix(of),
    targets: Examples.of(config).targets,
    rate: config.learningRate
  })
}

const descends = (values: ReadonlyArray<number>): boolean =>
  values.some((value, k) => k > 0 && value <= values[k - 1])

const number = (value: number): string => `${Number(value.toPrecision(3))}`

/** The largest target, by absolute value: squares of errors stay in the range of 32-bit numbers. */
const farthest = 1e15

/** What the schema cannot say. */
export const faults = (config: Config): ReadonlyArray<ConfigFault> => {
  const { widths, depth, nets, inputs, learningRate, steps, times } = config
  const of = neuron(config)
  const d = of.inputs[0].length
  const odd = of.inputs.findIndex((x) => x.length !== d)
  const learned = of.inputs.length - inputs.length
  if (odd >= 0) {
    const message = `This input has ${of.inputs[odd].length} coordinates, and the first that is learned from has ${d}.`
    if (odd >= learned) return [{ path: ["inputs", odd - learned], message }]
    return [{ path: config.data === undefined ? ["examples", odd] : ["data"], message }]
  }
  const dear = Kernel.refusal(of)
  if (dear !== undefined) return [{ path: ["inputs"], message: dear }]
  const found: Array<ConfigFault> = []
  const far = Examples.of(config).targets.findIndex((target) => Math.abs(target) > farthest)
  if (far >= 0)
    found.push({
      path: config.data === undefined ? ["examples", far] : ["data"],
      message: `The target of example ${far + 1} is beyond ${farthest}: networks learn in 32-bit numbers, whose range squares of errors would leave.`
    })
  if (descends(widths)) found.push({ path: ["widths"], message: "Widths ascend, each named once." })
  const wide = widths.findIndex((width) => depth > 1 && width > widestDeep)
  if (wide >= 0)
    found.push({
      path: ["widths", wide],
      message: `Networks of two layers that learn have at most ${widestDeep} neurons a layer, not ${widths[wide]}.`
    })
  if (nets % least !== 0 || nets < fewest) {
    const next = Math.max(fewest, least * Math.ceil(nets / least))
    found.push({
      path: ["nets"],
      message: `Networks come in blocks of at least ${least}, and errors take 64 of these: nets is a multiple of ${least} like ${next}, not ${nets}.`
    })
  }
  if (descends(times) || times[0] !== 0)
    found.push({ path: ["times"], message: "Times begin with 0, the networks as drawn, and ascend." })
  const late = times.findIndex((time) => time > steps)
  if (late >= 0)
    found.push({
      path: ["times", late],
      message: `Networks learn for ${steps} steps, and cannot be asked after ${times[late]}.`
    })
  const fastest = Rate.fastest(config)
  if (fastest !== undefined && learningRate >= fastest)
    found.push({
      path: ["learningRate"],
      message: `At infinite width gradient descent diverges from ${number(fastest)} on, 2 over the largest eigenvalue of Theta: take less than ${learningRate}, like ${number(Rate.usual(config))}.`
    })
  return found
}

/** Seconds that a neuron takes for a step at a point learned from, and a weight between layers, by backend `simd`. */
const neuronSeconds: Readonly<Record<Activation.Name, number>> = {
  gauss: 0,
  linear: 2.9e-10,
  relu: 2.7e-10,
  tanh: 7.1e-10,
  cos: 1.05e-9,
  erf: 1.13e-9,
  gelu: 1.4e-9
}
const weightSeconds = 1.1e-10
/** What inputs of several coordinates take, beside one; and each coordinate. */
const spaceFactor = 1.7
const coordinateSeconds = 2e-10
/** Seconds to draw a normal, and to take a number into an estimate. */
const normalSeconds = 1.5e-9
const estimateSeconds = 1e-8

/** Estimated seconds of a network of each width on one thread. */
export const cost = (config: Config): number => {
  const { activation, widths, depth, times } = config
  const { inputs } = Examples.of(config)
  const layout = Layout.of(config)
  const d = inputs[0].length
  const learned = 5 * Math.ceil(inputs.length / 5)
  const steps = times[times.length - 1] + times.length
  const weights = (depth - 1) * widths.reduce((sum, width) => sum + width ** 2, 0)
  const neurons = widths.reduce((sum, width) => sum + width, 0)
  const neuron = neuronSeconds[activation] * (d > 1 ? spaceFactor : 1) + coordinateSeconds * (d - 1)
  const step = learned * (depth * neuron * neurons + weightSeconds * weights)
  const draw = normalSeconds * (neurons * (d + 2) + weights)
  const points = layout.learned + layout.asked
  return (
    steps * step +
    draw +
    estimateSeconds * (layout.size + widths.length * times.length * points * layout.learned)
  )
}

const powerOfTwo = (most: number): number => 2 ** Math.floor(Math.log2(Math.max(1, most)))

/** Networks in a block, the unit whose scatter gives the standard errors: at least 64 blocks, none much above 50 ms. */
export const block = (config: Config): number =>
  Math.max(least, powerOfTwo(Math.min(1024, config.nets / 64, 0.05 / cost(config))))

/** Networks in one call of the kernel: whole blocks, about 50 ms. */
export const grain = (config: Config): number => {
  const size = block(config)
  return size * Math.max(1, Math.floor(0.05 / cost(config) / size))
}

/** Four networks of each width: their numbers at all points, in as many arrays as backend `simd` has, and their weights. */
export const memory = (config: Config): ReadonlyArray<Memory> => {
  const { widths, depth, inputs } = config
  const points = Examples.of(config).inputs.length + inputs.length + 10
  const bytes = widths.map((width) => 16 * width * (points * (depth > 1 ? 5 : 2) + (depth > 1 ? width : 0)))
  return [{ parameter: "widths", thread: bytes.reduce((sum, each) => sum + each, 0) }]
}
