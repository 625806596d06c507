/**
 * Adam by the module: the bits of domain/learn/adam.ts, two parameters at once. Parameters and moments stay in the module's
 * memory from step to step; what a step returns is a copy, in the room that it is given.
 */
import * as Adam from "../../domain/learn/adam.ts"
import * as Module from "./module.ts"
import { binary } from "./optimiser-binary.ts"

interface Exports {
  readonly add: (total: number, part: number, length: number) => void
  readonly adam: (
    parameters: number,
    mean: number,
    square: number,
    gradient: number,
    decaying: number,
    shrinks: number,
    count: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    shorten: number,
    ofMean: number,
    ofSquare: number
  ) => void
}

let module: object | undefined

/** Cost of a step: 1.5 ns a parameter, as much again for copies, and 0.6 ns for the norm. Not reentrant. */
export const make: Adam.Make = (setting, decaying) => {
  const { beta1, beta2, epsilon } = setting
  const count = decaying.length
  module ??= Module.decode(binary)
  const { exports, place, memory } = Module.instantiate<Exports>(module)
  // Vectors of four are written whole.
  const room = () => place(4 * count + 16)
  const at = { parameters: room(), mean: room(), square: room(), total: room(), part: room() }
  const [decayingAt, shrinksAt] = [place(count + 16), place(16)]
  const buffer = memory()
  const view = (from: number) => new Float32Array(buffer, from, count)
  const [parameters, mean, square] = [at.parameters, at.mean, at.square].map(view)
  const [total, part] = [at.total, at.part].map(view)
  const shrinks = new Float64Array(buffer, shrinksAt, 2)
  new Uint8Array(buffer, decayingAt, count).set(decaying)
  /** Whose parameters and moments the memory holds. */
  let latest: Adam.Adam | undefined
  return {
    step: (before, [first, ...others], rate, room = Adam.start(new Float32Array(count))) => {
      total.set(first!)
      for (const each of others) {
        part.set(each)
        exports.add(at.total, at.part, 4 * count)
      }
      if (before !== latest) {
        parameters.set(before.parameters)
        mean.set(before.mean)
        square.set(before.square)
      }
      const norm = Adam.norm(total)
      const steps = before.steps + 1
      const by = Adam.factors(steps, norm, rate, setting)
      shrinks.set(by.shrinks)
      exports.adam(
        at.parameters,
        at.mean,
        at.square,
        at.total,
        decayingAt,
        shrinksAt,
        count,
        beta1,
        beta2,
        epsilon,
        by.shorten,
        by.ofMean,
        by.ofSquare
      )
      room.parameters.set(parameters)
      room.mean.set(mean)
      room.square.set(square)
      latest = { parameters: room.parameters, mean: room.mean, square: room.square, steps }
      return { after: latest, norm }
    }
  }
}
