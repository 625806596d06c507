/**
 * Networks that learn, four at once in f32: an AssemblyScript module that takes a neuron's step and asks it anew while its
 * numbers are in the first-level cache. Parameters are those of the reference, drawn as backend `simd` draws networks.
 *
 * Error: each step rounds, and f32 forgets what steps below 2^-24 of a parameter add; after 1000 steps outputs differ from
 * those of the reference by some 1e-5 of the largest, where the network does not diverge. The same machine gives the same bits.
 *
 * Cost: see scripts/bench/descent.ts.
 */
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Descent from "../../domain/field/learning/descent.ts"
import * as Network from "../../domain/field/network.ts"
import { binary } from "./descent-binary.ts"
import * as Module from "./module.ts"

type Kind = Exclude<Descent.Lesson["activation"], "gauss">

interface Exports extends Readonly<Record<`Kind.${Kind}`, { readonly value: number }>> {
  readonly configure: (
    activation: number,
    dimension: number,
    width: number,
    biased: number,
    learned: number,
    points: number,
    biasStd: number,
    deepStd: number,
    rate: number
  ) => void
  readonly place: (
    parameters: number,
    weights: number,
    inputs: number,
    targets: number,
    residuals: number,
    outputs: number,
    values: number,
    slopes: number,
    values2: number,
    slopes2: number,
    errors: number,
    scratch: number,
    idle: number
  ) => void
  readonly start: (key0: number, key1: number, network: number, depth: number) => void
  readonly descend: (steps: number, points: number) => void
  readonly ask: () => void
}

/** Points that the module takes at a time in the second layer. */
const five = 5
const padded = (count: number): number => five * Math.ceil(count / five)

/** The module draws two pairs at a time, 32 bytes each, and may draw one more than asked. */
const spare = 32
const lanes = 4

const kindOf = (activation: Descent.Lesson["activation"], exports: Exports): number => {
  switch (activation) {
    case "gauss":
      throw new RangeError("The backend simd knows no gauss that learns.")
    case "relu":
    case "erf":
    case "tanh":
    case "gelu":
    case "linear":
    case "cos":
      return exports[`Kind.${activation}`].value
    default:
      return nothingLeft(activation, "activation")
  }
}

let compiled: object | undefined

/** Prepares a lesson, with a memory of its own: 32 bytes a neuron and point, and 16 a weight. */
export const make: Descent.Make = (lesson) => {
  Descent.check(lesson)
  const { width, weightStd, biasStd, inputs, targets, rate, times } = lesson
  const d = Network.dimension(lesson)
  const depth = Network.layers(lesson)
  if (depth > 2) return Descent.make(lesson)
  const n = targets.length
  const asked = inputs.length - n
  const learned = padded(n)
  const points = learned + padded(asked)
  compiled ??= Module.decode(binary)
  const { exports, place, memory } = Module.instantiate<Exports>(compiled)
  const biased = biasStd > 0 ? 1 : 0
  const layer = 16 * (width + 1) * points
  const second = depth > 1 ? layer : 0
  const parametersAt = place(16 * (width * Network.slots(lesson) + 1) + spare)
  const weightsAt = place(depth > 1 ? 16 * width * (width + biased) + spare : 0)
  const inputsAt = place(4 * d * points)
  const targetsAt = place(4 * n)
  const residualsAt = place(16 * learned)
  const outputsAt = place(16 * points)
  const valuesAt = place(layer)
  const slopesAt = place(layer)
  const values2At = place(second)
  const slopes2At = place(second)
  const errorsAt = place(second)
  const scratchAt = place(32 * learned)
  const idleAt = place(16 * Network.slots(lesson))
  const buffer = memory()

  /** Where a point stands behind the padding of those before it. */
  const at = (a: number): number => (a < n ? a : learned + a - n)
  const scaled = new Float32Array(buffer, inputsAt, d * points)
  inputs.forEach((x, a) => {
    x.forEach((xc, c) => {
      scaled[c * points + at(a)] = (xc * weightStd) / Math.sqrt(d)
    })
  })
  new Float32Array(buffer, targetsAt, n).set(targets)
  exports.configure(
    kindOf(lesson.activation, exports),
    d,
    width,
    biased,
    learned,
    points,
    biasStd,
    weightStd / Math.sqrt(width),
    rate
  )
  exports.place(
    parametersAt,
    weightsAt,
    inputsAt,
    targetsAt,
    residualsAt,
    outputsAt,
    valuesAt,
    slopesAt,
    values2At,
    slopes2At,
    errorsAt,
    scratchAt,
    idleAt
  )
  const outputs = new Float32Array(buffer, outputsAt, lanes * points)
  const errors = new Float32Array(buffer, errorsAt, second / 4)

  return {
    outputs: (key, from, count, out) => {
      Descent.checkRoom(lesson, count, out)
      for (let i = 0; i < count; i += lanes) {
        // A run that was stopped may have left some.
        errors.fill(0)
        exports.start(key[0], key[1], from + i, depth)
        let done = 0
        times.forEach((time, t) => {
          exports.descend(time - done, n)
          done = time
          exports.ask()
          for (let a = 0; a < inputs.length; a++)
            for (let lane = 0; lane < lanes && i + lane < count; lane++)
              out[(t * inputs.length + a) * count + i + lane] = outputs[lanes * at(a) + lane]
        })
      }
    }
  }
}
