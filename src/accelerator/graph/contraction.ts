/**
 * Sums of products along the last axis, as matrix products of tensors that are neither broadcast nor, where it can be
 * helped, moved. The axes are sorted into those of a batch, which both operands have, rows and columns, which one has,
 * and the one that is summed.
 */
import type { Type } from "../../domain/learn/array.ts"
import * as Elementwise from "./elementwise.ts"
import * as Movement from "./movement.ts"
import { align, broadcast, type Graph, type Node, scalar, size } from "./node.ts"
import * as View from "./view.ts"

interface Matrices {
  /** (batch, p, q) or one of the orders that the flags name; (p, q) or (q, p) without a batch. */
  readonly node: Node
  /** q before p. */
  readonly swapped: boolean
  /** The first axis of the two before the batch. */
  readonly outside: boolean
}

const volume = (runs: ReadonlyArray<View.Run>): number => size(runs.map((run) => run.size))

/** A tensor as matrices, by the axes of their batch, rows and columns. */
const matrices = (graph: Graph, a: Node, groups: ReadonlyArray<ReadonlyArray<number>>): Matrices => {
  const { base, axes } = View.of(a)
  const runs = groups.map((group) => View.merge(group.flatMap((axis) => axes[axis])))
  const sizes = runs.map(volume)
  const order = [0, 1, 2]
    .filter((group) => runs[group].length > 0)
    .sort((p, q) => runs[q][0].stride - runs[p][0].stride)
  // Each group one run, and the batch not the fastest: the product reads the tensor as it lies, by its flags.
  const plain = runs.every((group) => group.length <= 1)
  const missing = [1, 2].filter((group) => !order.includes(group))
  if (plain && (order.length === 0 || order.at(-1) !== 0)) {
    const whole = [...missing, ...order]
    const batched = whole.includes(0)
    const last = whole.at(-1)!
    const first = 3 - last
    const outside = batched && whole.indexOf(first) < whole.indexOf(0) && !missing.includes(first)
    const shape = outside
      ? [sizes[first], sizes[0], sizes[last]]
      : [...(batched ? [sizes[0]] : []), sizes[first], sizes[last]]
    return { node: Movement.reshape(graph, base, shape), swapped: last === 1, outside }
  }
  // Else it is moved once, the fastest axis staying where it is, so that other products of it share the copy.
  const flat = runs.flat().toSorted((p, q) => q.stride - p.stride)
  const swapped = runs[1].some(({ stride }) => stride === 1)
  const [p, q] = swapped ? [2, 1] : [1, 2]
  const wanted = [...runs[0], ...runs[p], ...runs[q]]
  const split = Movement.reshape(
    graph,
    base,
    flat.map((run) => run.size)
  )
  const moved = Movement.transpose(
    graph,
    split,
    wanted.map((run) => flat.indexOf(run))
  )
  const shape = [...(runs[0].length > 0 ? [sizes[0]] : []), sizes[p], sizes[q]]
  return { node: Movement.reshape(graph, moved, shape), swapped, outside: false }
}

/** sum over the last axis of x y, where x and y broadcast. */
export const dot = (graph: Graph, x: Node, y: Node): Node => {
  if (x.type !== "float32") throw new TypeError(`The compiler has no products of matrices of type ${x.type}.`)
  const rank = Math.max(x.shape.length, y.shape.length)
  const full = broadcast(x.shape, y.shape)
  const [a, b] = [x, y].map((each) => {
    const small = Movement.base(each)
    return Movement.reshape(graph, small, align(small.shape, rank))
  })
  const last = rank - 1
  const shape = full.slice(0, last)
  const drop = (node: Node): Node => Movement.reshape(graph, node, node.shape.slice(0, last))
  if (a.shape[last] === 1 || b.shape[last] === 1) {
    const sums = [a, b].map((each) =>
      each.shape[last] === 1 ? drop(each) : Elementwise.reduce(graph, "ReduceSum", each, [last])
    )
    const product = Elementwise.multiply(graph, sums[0], sums[1])
    const repeats = a.shape[last] === b.shape[last] ? full[last] : 1
    const scaled = Elementwise.multiply(graph, product, scalar(graph, repeats, x.type as Type))
    return Movement.expand(graph, scaled, shape)
  }
  return Movement.expand(graph, multiply(graph, a, b), shape)
}

const multiply = (graph: Graph, a: Node, b: Node): Node => {
  const last = a.shape.length - 1
  const axes = shapeAxes(last)
  const batch = axes.filter((axis) => a.shape[axis] > 1 && b.shape[axis] > 1)
  const rows = axes.filter((axis) => a.shape[axis] > 1 && b.shape[axis] === 1)
  const columns = axes.filter((axis) => a.shape[axis] === 1 && b.shape[axis] > 1)
  if (rows.length > 0 && columns.length > 0 && columns.at(-1)! < rows[0]) return multiply(graph, b, a)
  if (rows.length === 0 && columns.length === 0 && batch.length > 0)
    return Elementwise.reduce(graph, "ReduceSum", Elementwise.multiply(graph, a, b), [last])
  const [x, y] = [a, b].map((each) => unscaled(graph, each))
  const left = matrices(graph, x.node, [batch, rows, [last]])
  const right = matrices(graph, y.node, [batch, [last], columns])
  const sizes = [...batch, ...rows, ...columns].map((axis) => Math.max(a.shape[axis], b.shape[axis]))
  const [n, m, k] = [batch, rows, columns].map((group) =>
    size(group.map((axis) => Math.max(a.shape[axis], b.shape[axis])))
  )
  const product = graph.node(
    "FusedMatMul",
    [left.node, right.node],
    batch.length > 0 ? [n, m, k] : [m, k],
    a.type,
    {
      transA: Number(left.swapped),
      transB: Number(right.swapped),
      transBatchA: Number(left.outside),
      transBatchB: Number(right.outside),
      alpha: x.by * y.by
    }
  )
  const present = [...batch, ...rows, ...columns]
  const split = Movement.reshape(graph, product, sizes)
  const inOrder = Movement.transpose(
    graph,
    split,
    present.map((_, place) => present.indexOf(present.toSorted((p, q) => p - q)[place]))
  )
  const shape = axes.map((axis) => Math.max(a.shape[axis], b.shape[axis]))
  return Movement.reshape(graph, inOrder, shape)
}

/** A tensor without the number that multiplies it. */
const unscaled = (graph: Graph, a: Node): { readonly node: Node; readonly by: number } => {
  const path: Array<Node> = []
  let inner = a
  while (inner.op === "Reshape" || inner.op === "Transpose") {
    path.push(inner)
    inner = inner.inputs[0]
  }
  const scaled = Elementwise.factor(inner)
  if (scaled === undefined || scaled.of.shape.length !== inner.shape.length) return { node: a, by: 1 }
  const moved = path.reduceRight(
    (node, step) =>
      step.op === "Reshape"
        ? Movement.reshape(graph, node, step.shape)
        : Movement.transpose(graph, node, step.attributes.perm as ReadonlyArray<number>),
    scaled.of
  )
  return { node: moved, by: scaled.by }
}

const shapeAxes = (count: number): ReadonlyArray<number> => Array.from({ length: count }, (_, axis) => axis)
