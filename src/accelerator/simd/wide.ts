/** Layers of infinite width that the module takes two pairs at once, with the bits of domain/field/wide. */
import * as Cos from "../../domain/field/wide/cos.ts"
import { steps as parts } from "../../domain/field/wide/exponential.ts"
import * as Kernels from "../../domain/field/wide/kernels.ts"
import type { Layer, Make } from "../../domain/field/wide/step.ts"
import * as Module from "./module.ts"
import { binary } from "./wide-binary.ts"

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer }
  /** Address of covariances, Theta and variances of the columns, one row after the other. */
  readonly place: (count: number) => number
  /** Where exponentials find powers of two. */
  readonly table: () => number
  readonly cos: (q: number, weight: number, bias: number, count: number) => void
}

/** Throws an Error where WebAssembly lacks 128-bit vectors. */
export const open = (): Kernels.Steps => {
  const module = Module.decode(binary)
  return { ...Kernels.steps, cos: cos(module) }
}

const cos =
  (module: object): Make =>
  (layer) =>
    Cos.isBlind(layer) && Cos.isBlind(layer.next) ? moderate(module, layer) : Kernels.steps.cos(layer)

const moderate = (module: object, { rows, columns, weight, bias }: Layer): ReturnType<Make> => {
  const exports = Module.start<Exports>(module)
  const size = columns.variances.length
  const start = exports.place(size)
  const row = 8 * (size + (size % 2))
  const { buffer } = exports.memory
  new Float64Array(buffer, exports.table(), parts.length).set(parts)
  const [covariances, Theta, variances] = [0, 1, 2].map(
    (k) => new Float64Array(buffer, start + k * row, size)
  )
  variances.set(columns.variances)
  return (pairs, a, count) => {
    covariances.set(pairs.covariances.subarray(0, count))
    Theta.set(pairs.Theta.subarray(0, count))
    exports.cos(rows.variances[a], weight, bias, count)
    pairs.covariances.set(covariances.subarray(0, count))
    pairs.Theta.set(Theta.subarray(0, count))
  }
}
