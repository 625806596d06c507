/** A program compiled: traced once, simplified, and written as an ONNX model. */
import type { Program } from "../../domain/learn/array.ts"
import { fuse } from "./fuse.ts"
import { lower } from "./lower.ts"
import { type Graph, make, type Node } from "./node.ts"
import * as Onnx from "./onnx.ts"
import { checkValues, type Specs, trace, type Values } from "./program.ts"

export interface Compiled {
  /** An ONNX model. */
  readonly onnx: Uint8Array
  readonly inputs: Specs
  readonly outputs: Specs
}

interface Lowered {
  readonly inputs: ReadonlyMap<string, Node>
  readonly outputs: ReadonlyMap<string, Node>
}

const constant = (
  graph: Graph,
  value: { dtype: string; shape: Array<number>; dataSync: () => unknown }
): Node => {
  const { shape, dtype } = value
  const data = value.dataSync() as Float32Array | Int32Array
  if (dtype === "float32" || dtype === "int32") return graph.constant(data, shape, dtype)
  if (dtype === "bool") return graph.constant(Uint8Array.from(data), shape, "bool")
  throw new TypeError(`The compiler has no tensors of type ${dtype}.`)
}

const nodes = (program: Program, specs: Specs): Lowered => {
  const { closed, outputs: names } = trace(program, specs)
  const clash = names.find((name) => name in specs)
  if (clash !== undefined) throw new RangeError(`An input and an output are both named ${clash}.`)
  const graph = make()
  const inputs = new Map(
    Object.entries(specs).map(([name, { shape, type }]) => [
      name,
      graph.node("Input", [], shape, type, { name })
    ])
  )
  const constants = closed.consts.map((value) => constant(graph, value as never))
  const outputs = fuse(graph, lower(graph, closed.jaxpr, [...constants, ...inputs.values()]))
  return { inputs, outputs: new Map(names.map((name, place) => [name, outputs[place]])) }
}

const specsOf = (named: ReadonlyMap<string, Node>): Specs =>
  Object.fromEntries([...named].map(([name, { shape, type }]) => [name, { shape, type: type as "float32" }]))

/**
 * Traces the program on inputs of the shapes given, simplifies it, and lowers it to ONNX.
 *
 * @throws TypeError for a primitive or a type that the compiler does not know, by name; RangeError where an input and
 * an output share a name
 */
export const compile = (program: Program, specs: Specs): Compiled => {
  const lowered = nodes(program, specs)
  return { onnx: Onnx.encode(lowered), inputs: specs, outputs: specsOf(lowered.outputs) }
}

/**
 * A trained model as a file of its own: the inputs named in `parameters` are stored with their values, the metadata
 * (a vocabulary, say) is kept beside. Any onnxruntime reads it.
 *
 * @param each the name of the first dimension of what is asked for and of the outputs, which are 1 in the program: the
 * model takes any number of them
 * @throws RangeError for a parameter that is no input, TypeError for one that does not fit
 */
export const bake = (
  program: Program,
  specs: Specs,
  parameters: Readonly<Record<string, Values>>,
  metadata: Readonly<Record<string, string>> = {},
  each?: string
): Uint8Array => {
  for (const [name, values] of Object.entries(parameters)) {
    if (specs[name] === undefined) throw new RangeError(`There is no input ${name} to store.`)
    checkValues(name, specs[name], values)
  }
  const stored = new Map(Object.entries(parameters))
  const lowered = nodes(program, specs)
  return Onnx.encode({ ...lowered, stored, metadata, each })
}
