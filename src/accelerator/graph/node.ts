/**
 * The graph between jax-js and ONNX: operators on tensors of known shape. Equal nodes are one node, so that common
 * subexpressions are computed once; what no output needs is never written out.
 */
import type { Type } from "../../domain/learn/array.ts"
import type { Values } from "./program.ts"

export type Shape = ReadonlyArray<number>
export type Attributes = Readonly<Record<string, number | string | ReadonlyArray<number>>>

export interface Node {
  /** Nodes are numbered as they are made: inputs before those that use them. */
  readonly id: number
  /** An operator of ONNX, or `Input`, `Constant`, `Output` (an output but the first of a node with several). */
  readonly op: string
  readonly inputs: ReadonlyArray<Node>
  readonly attributes: Attributes
  readonly shape: Shape
  readonly type: Type | "int64"
  readonly data?: Values | BigInt64Array
}

export interface Graph {
  readonly node: (
    op: string,
    inputs: ReadonlyArray<Node>,
    shape: Shape,
    type: Type | "int64",
    attributes?: Attributes
  ) => Node
  readonly constant: (data: Values | BigInt64Array, shape: Shape, type: Type | "int64") => Node
}

/** Constants longer than this are not compared with others. */
const comparable = 4096

export const make = (): Graph => {
  const known = new Map<string, Node>()
  let count = 0
  const intern = (key: string, rest: Omit<Node, "id">): Node => {
    const found = known.get(key)
    if (found !== undefined) return found
    const made = { id: count++, ...rest }
    known.set(key, made)
    return made
  }
  return {
    node: (op, given, shape, type, attributes = {}) => {
      const inputs = commutative.has(op) ? given.toSorted((a, b) => a.id - b.id) : given
      const key = `${op} ${inputs.map(({ id }) => id)} ${type} ${shape} ${JSON.stringify(attributes)}`
      return intern(key, { op, inputs, attributes, shape, type })
    },
    constant: (data, shape, type) => {
      const content = data.length <= comparable ? `${data}` : `#${count}`
      const zero = Object.is(data[0], -0) ? "-" : ""
      const rest = { op: "Constant", inputs: [], attributes: {}, shape, type, data }
      return intern(`Constant ${type} ${shape}: ${zero}${content}`, rest)
    }
  }
}

const commutative = new Set(["Add", "Mul", "Min", "Max", "And", "Or", "Equal"])

export const size = (shape: Shape): number => shape.reduce((product, each) => product * each, 1)

export const equal = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((each, axis) => each === b[axis])

const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array }

/** One value without axes. */
export const scalar = (graph: Graph, value: number, type: Type): Node =>
  graph.constant(arrays[type].of(value), [], type)

/** Axes, sizes, places: what ONNX wants as 64-bit integers. */
export const integers = (graph: Graph, values: ReadonlyArray<number>): Node =>
  graph.constant(BigInt64Array.from(values, BigInt), [values.length], "int64")

/** The value of a constant that is the same everywhere. */
export const uniform = (node: Node): number | undefined => {
  if (node.op === "Expand") return uniform(node.inputs[0])
  return node.op === "Constant" && node.data!.length === 1 ? Number(node.data![0]) : undefined
}

/** The shape that shapes broadcast to, as NumPy has it. */
export const broadcast = (...shapes: ReadonlyArray<Shape>): Shape => {
  const rank = Math.max(...shapes.map(({ length }) => length))
  return Array.from({ length: rank }, (_, axis) => {
    const sizes = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1)
    return sizes.find((each) => each !== 1) ?? 1
  })
}

/** A shape with axes of size 1 in front, up to `rank` axes. */
export const align = (shape: Shape, rank: number): Shape => [...Array(rank - shape.length).fill(1), ...shape]
