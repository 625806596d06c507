/** Nodes that look entries up, put them back, and sort. Places outside of an axis are an error when the graph runs. */
import type { Type } from "../../domain/learn/array.ts"
import * as Contraction from "./contraction.ts"
import * as Elementwise from "./elementwise.ts"
import * as Movement from "./movement.ts"
import { align, broadcast, type Graph, type Node, size } from "./node.ts"

/** A table of more rows than this has its gradient summed row by row; below, by a product with 0s and 1s. */
const dense = 128

interface Places {
  readonly axis: ReadonlyArray<number>
  readonly outDim: number
}

const range = (from: number, to: number): Array<number> =>
  Array.from({ length: to - from }, (_, k) => from + k)

/** Whether a node is 0, 1, ... along one axis, at every place of the others. */
const counts = (node: Node, axis: number): boolean => {
  const { op, shape, data } = Movement.base(node)
  if (op !== "Constant" || size(shape) !== data!.length) return false
  const own = axis - node.shape.length + shape.length
  return shape[own] === data!.length && data!.every((value, place) => Number(value) === place)
}

/**
 * The axis along which a lookup goes, where every axis is indexed and all others by their own places: what
 * GatherElements does.
 */
const along = (a: Node, indices: ReadonlyArray<Node>, axis: ReadonlyArray<number>): number | undefined => {
  if (axis.length !== a.shape.length || axis.some((each, place) => each !== place)) return undefined
  const shape = broadcast(...indices.map((each) => each.shape))
  if (shape.length !== a.shape.length) return undefined
  const free = axis.filter((each) => !(shape[each] === a.shape[each] && counts(indices[each], each)))
  return free.length === 1 ? free[0] : undefined
}

const full = (graph: Graph, indices: ReadonlyArray<Node>): ReadonlyArray<Node> => {
  const shape = broadcast(...indices.map((each) => each.shape))
  return indices.map((each) => Movement.expand(graph, each, shape))
}

/** (places..., indices) from indices of one shape. */
const tuples = (graph: Graph, indices: ReadonlyArray<Node>): Node => {
  const parts = full(graph, indices).map((each) => Movement.reshape(graph, each, [...each.shape, 1]))
  const long = parts.map((each) =>
    graph.node("Cast", [each], each.shape, "int64", { to: Elementwise.codes.int64 })
  )
  return Movement.concatenate(graph, long, parts[0].shape.length - 1)
}

/** Moves `count` axes that stand at `from` to `to`. */
const move = (graph: Graph, a: Node, from: number, count: number, to: number): Node => {
  const axes = range(0, a.shape.length)
  const moved = axes.splice(from, count)
  axes.splice(to, 0, ...moved)
  return Movement.transpose(graph, a, axes)
}

export const gather = (
  graph: Graph,
  a: Node,
  indices: ReadonlyArray<Node>,
  { axis, outDim }: Places
): Node => {
  const shape = broadcast(...indices.map((each) => each.shape))
  if (indices.length === 1) {
    const result = a.shape.toSpliced(axis[0], 1, ...shape)
    const found = graph.node("Gather", [a, indices[0]], result, a.type, { axis: axis[0] })
    return move(graph, found, axis[0], shape.length, outDim)
  }
  const line = along(a, indices, axis)
  if (line !== undefined) {
    const places = Movement.expand(graph, indices[line], shape)
    return graph.node("GatherElements", [a, places], shape, a.type, { axis: line })
  }
  const rest = range(0, a.shape.length).filter((each) => !axis.includes(each))
  const front = Movement.transpose(graph, a, [...axis, ...rest])
  const result = [...shape, ...rest.map((each) => a.shape[each])]
  const found = graph.node("GatherND", [front, tuples(graph, indices)], result, a.type, { batch_dims: 0 })
  return move(graph, found, 0, shape.length, outDim)
}

/** Zeros of `shape`, to which the updates are added where gather would have read. */
export const scatter = (
  graph: Graph,
  updates: Node,
  indices: ReadonlyArray<Node>,
  { axis, outDim }: Places,
  shape: ReadonlyArray<number>
): Node => {
  const places = broadcast(...indices.map((each) => each.shape))
  const reduction = { reduction: "add" }
  const target = { shape, axis, indices }
  const line = along({ ...updates, shape }, indices, axis)
  if (line !== undefined) {
    const zeros = Movement.filled(graph, 0, shape, updates.type as Type)
    const at = Movement.expand(graph, indices[line], places)
    return graph.node("ScatterElements", [zeros, at, updates], shape, updates.type, {
      axis: line,
      ...reduction
    })
  }
  const rest = range(0, shape.length).filter((each) => !axis.includes(each))
  const sizes = [...axis, ...rest].map((each) => target.shape[each])
  const front = move(graph, updates, outDim, places.length, 0)
  const back = (node: Node): Node =>
    Movement.transpose(
      graph,
      node,
      range(0, shape.length).map((each) => [...axis, ...rest].indexOf(each))
    )
  if (indices.length === 1 && sizes[0] <= dense && updates.type === "float32")
    return back(sums(graph, front, indices[0], sizes))
  const zeros = Movement.filled(graph, 0, sizes, updates.type as Type)
  return back(graph.node("ScatterND", [zeros, tuples(graph, indices), front], sizes, updates.type, reduction))
}

/** The sum of the updates of each row, as a product with a matrix of 0s and 1s. */
const sums = (graph: Graph, updates: Node, rows: Node, sizes: ReadonlyArray<number>): Node => {
  const [count, ...rest] = sizes
  const n = size(rows.shape)
  const flat = Movement.reshape(graph, rows, [1, n])
  const numbers = graph.constant(
    Int32Array.from({ length: count }, (_, k) => k),
    [count, 1],
    "int32"
  )
  const hot = Elementwise.cast(graph, Elementwise.compare(graph, "Equal", numbers, flat), "float32")
  const columns = Movement.transpose(graph, Movement.reshape(graph, updates, [n, size(rest)]), [1, 0])
  const left = Movement.reshape(graph, hot, [count, 1, n])
  const right = Movement.reshape(graph, columns, align(columns.shape, 3))
  return Movement.reshape(graph, Contraction.dot(graph, left, right), sizes)
}

/** The entries along the last axis sorted upwards, and their places before; equal entries keep their order. */
export const sort = (graph: Graph, a: Node): readonly [Node, Node] => {
  const count = graph.constant(BigInt64Array.of(BigInt(a.shape.at(-1)!)), [1], "int64")
  const top = graph.node("TopK", [a, count], a.shape, a.type, { axis: -1, largest: 0, sorted: 1 })
  const places = graph.node("Output", [top], a.shape, "int64", { index: 1 })
  return [top, graph.node("Cast", [places], a.shape, "int32", { to: Elementwise.codes.int32 })]
}
