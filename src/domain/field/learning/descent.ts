/**
 * Random networks that learn: full-batch gradient descent on the squared loss, and the reference that runs it in f64.
 *
 *     L = (1/2) sum_a (f(x_a) - y_a)^2,   theta <- theta - rate dL/dtheta
 *
 * Networks are those of network.ts in the parametrisation of the neural tangent kernel: every weight and bias is a
 * parameter theta that begins as a standard normal, and the standard deviations stand in the function:
 *
 *     z_j(x)  = (weightStd / sqrt d) sum_c w_jc x_c + biasStd b_j,            phi_j = s(z_j)
 *     z_j'(x) = (weightStd / sqrt N) sum_k V_jk phi_k(x) + biasStd b_j',      phi_j' = s(z_j')      for a second layer
 *     f(x)    = (weightStd / sqrt N) sum_j v_j phi_j(x) + biasStd c
 *
 * So the steps of single parameters, and the change of the kernel, vanish as N grows, and that of f does not.
 *
 * Source: Jacot, Gabriel, Hongler, arXiv 1806.07572; Lee et al., arXiv 1902.06720, section 2.
 */
import * as Interruption from "../../interruption.ts"
import type { Key } from "../../random/key.ts"
import * as Sequence from "../../random/sequence.ts"
import * as Activation from "../activation/list.ts"
import * as Network from "../network.ts"

/** Networks, and what they learn from. */
export interface Lesson extends Network.NetworkShape {
  /** The first `targets.length` inputs are those that are learned from; at all of them networks are asked. */
  readonly targets: ReadonlyArray<number>
  readonly rate: number
  /** The numbers of steps after which networks are asked, ascending. */
  readonly times: ReadonlyArray<number>
}

export interface Descent {
  /**
   * Trains the networks `from` to `from + count` of the stream `key`, each from its own parameters, and writes what they
   * are at every time: `out[(time * inputs + point) * count + network]`. What diverges is written as it is: without bound,
   * then NaN.
   *
   * @throws RangeError if `out` has the wrong length
   */
  readonly outputs: (key: Key, from: number, count: number, out: Float64Array | Float32Array) => void
}

/** Prepares a lesson. Not reentrant: what is prepared owns its scratch memory. */
export type Make = (lesson: Lesson) => Descent

/** Whether networks of an activation learn: gauss is normalised by the variance that its input has when drawn. */
const learns: Readonly<Record<Activation.Name, boolean>> = {
  gauss: false,
  relu: true,
  erf: true,
  tanh: true,
  gelu: true,
  linear: true,
  cos: true
}

/** Those whose networks learn. */
export const activations: ReadonlyArray<Activation.Name> = Activation.names.filter((name) => learns[name])

/** Why nobody can learn from it, as a sentence; undefined where somebody can. */
export const refusal = (lesson: Lesson): string | undefined => {
  const { activation, inputs, targets, rate, times, width } = lesson
  const refused = Network.refusal(lesson)
  if (refused !== undefined) return refused
  if (!learns[activation])
    return `${activation} does not learn: it is normalised by the variance that its input has when drawn, which no step keeps. Others are ${activations.join(", ")}.`
  if (!Number.isInteger(width) || width < 1) return `A width is a positive integer, not ${width}.`
  if (targets.length < 1 || targets.length > inputs.length)
    return `${targets.length} targets are not those of some of ${inputs.length} inputs.`
  if (!targets.every(Number.isFinite)) return "A target is not a finite number."
  if (!(rate > 0 && rate < Infinity)) return `A learning rate is a positive number, not ${rate}.`
  const ascend = times.every(
    (time, t) => Number.isInteger(time) && time >= 0 && (t === 0 || time > times[t - 1])
  )
  return ascend && times.length > 0
    ? undefined
    : "Times are whole numbers of steps that ascend, at least one."
}

/** Throws RangeError unless somebody can learn from it, and the outputs have room. */
export const check = (lesson: Lesson): void => {
  Network.dimension(lesson)
  const refused = refusal(lesson)
  if (refused !== undefined) throw new RangeError(refused)
}

/** Throws RangeError unless `out` has room for so many networks at all times. */
export const checkRoom = ({ inputs, times }: Lesson, count: number, out: ArrayLike<number>): void => {
  if (out.length !== times.length * inputs.length * count)
    throw new RangeError(
      `${count} networks at ${inputs.length} inputs and ${times.length} times do not fill ${out.length} outputs.`
    )
}

/** One hidden layer at all inputs: [input][neuron]. */
interface Layer {
  readonly value: Float64Array
  /** s'(z). */
  readonly slope: Float64Array
  /** dL/dz, of the inputs that are learned from. */
  readonly error: Float64Array
}

/**
 * The reference. Parameters are drawn as `Network.sample` draws them, so that before the first step the outputs are those.
 *
 * Cost: a step takes 9 (relu) to 70 ns (erf) a neuron and input to learn from, and 3 ns a weight of the second layer.
 */
export const make: Make = (lesson) => {
  check(lesson)
  const { width, weightStd, biasStd, inputs, targets, rate, times } = lesson
  const d = inputs[0].length
  const depth = Network.layers(lesson)
  const S = Network.slots(lesson)
  const biased = biasStd > 0
  const row = width + (biased ? 1 : 0)
  const firstStd = weightStd / Math.sqrt(d)
  const deepStd = weightStd / Math.sqrt(width)
  const { value, derivative } = Activation.of(lesson.activation)

  /** The parameters, laid out as network.ts has their normals: first layer and outputs, then each further layer. */
  const first = new Float64Array(width * S + (biased ? 1 : 0))
  const further = Array.from({ length: depth - 1 }, () => new Float64Array(width * row))
  const layers = Array.from(
    { length: depth },
    (): Layer => ({
      value: new Float64Array(inputs.length * width),
      slope: new Float64Array(inputs.length * width),
      error: new Float64Array(targets.length * width)
    })
  )
  const last = layers[depth - 1]

  const draw = (key: Key, index: number): void => {
    Sequence.normals(key, index, first)
    let at = Network.span(first.length)
    for (const weights of further) {
      Sequence.normals(key, index, weights, at)
      at += Network.span(weights.length)
    }
  }

  const settle = (layer: Layer, at: number, z: number): void => {
    layer.value[at] = value(z, 0)
    layer.slope[at] = derivative(z, 0)
  }

  /** f at input a. */
  const ask = (a: number): number => {
    for (let j = 0; j < width; j++) {
      let z = biased ? biasStd * first[j * S + d] : 0
      for (let c = 0; c < d; c++) z += firstStd * first[j * S + c] * inputs[a][c]
      settle(layers[0], a * width + j, z)
    }
    for (let l = 1; l < depth; l++) {
      const [weights, before] = [further[l - 1], layers[l - 1].value]
      for (let j = 0; j < width; j++) {
        let sum = 0
        for (let k = 0; k < width; k++) sum += weights[j * row + k] * before[a * width + k]
        settle(layers[l], a * width + j, deepStd * sum + (biased ? biasStd * weights[j * row + width] : 0))
      }
    }
    let sum = 0
    for (let j = 0; j < width; j++) sum += first[j * S + S - 1] * last.value[a * width + j]
    return deepStd * sum + (biased ? biasStd * first[width * S] : 0)
  }

  /** Steps of the output weights and bias; errors of the last layer. */
  const outputStep = (residuals: Float64Array): void => {
    for (let j = 0; j < width; j++) {
      const v = first[j * S + S - 1]
      let sum = 0
      for (let a = 0; a < residuals.length; a++) {
        const at = a * width + j
        sum += residuals[a] * last.value[at]
        last.error[at] = deepStd * residuals[a] * v * last.slope[at]
      }
      first[j * S + S - 1] -= rate * deepStd * sum
    }
    if (biased) first[width * S] -= rate * biasStd * residuals.reduce((sum, r) => sum + r, 0)
  }

  /** Steps of the weights into layer l, and errors of the layer before by the weights as they were. */
  const furtherStep = (l: number): void => {
    const [weights, before, { error }] = [further[l - 1], layers[l - 1], layers[l]]
    before.error.fill(0)
    for (let j = 0; j < width; j++)
      for (let a = 0; a < targets.length; a++) {
        const pull = deepStd * error[a * width + j]
        for (let k = 0; k < width; k++) before.error[a * width + k] += pull * weights[j * row + k]
      }
    for (let at = 0; at < before.error.length; at++) before.error[at] *= before.slope[at]
    for (let j = 0; j < width; j++)
      for (let a = 0; a < targets.length; a++) {
        const step = rate * error[a * width + j]
        for (let k = 0; k < width; k++) weights[j * row + k] -= step * deepStd * before.value[a * width + k]
        if (biased) weights[j * row + width] -= step * biasStd
      }
  }

  const firstStep = (): void => {
    const { error } = layers[0]
    for (let j = 0; j < width; j++)
      for (let a = 0; a < targets.length; a++) {
        const step = rate * error[a * width + j]
        for (let c = 0; c < d; c++) first[j * S + c] -= step * firstStd * inputs[a][c]
        if (biased) first[j * S + d] -= step * biasStd
      }
  }

  const residuals = new Float64Array(targets.length)
  const step = (): void => {
    for (let a = 0; a < targets.length; a++) residuals[a] = ask(a) - targets[a]
    outputStep(residuals)
    for (let l = depth - 1; l > 0; l--) furtherStep(l)
    firstStep()
  }

  return {
    outputs: (key, from, count, out) => {
      checkRoom(lesson, count, out)
      for (let i = 0; i < count; i++) {
        draw(key, from + i)
        let done = 0
        times.forEach((time, t) => {
          for (; done < time; done++) {
            Interruption.look()
            step()
          }
          for (let a = 0; a < inputs.length; a++) out[(t * inputs.length + a) * count + i] = ask(a)
        })
      }
    }
  }
}
