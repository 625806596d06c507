/**
 * Nodes that move data and compute nothing. A broadcast is kept as late as it can be: it passes through reshapes and
 * transpositions, so that what is computed from it is computed on the small tensor.
 */

import type { Type } from "../../domain/learn/array.ts"
import { align, equal, type Graph, integers, type Node, type Shape, scalar, size, uniform } from "./node.ts"

/** Repeats a tensor along axes of size 1, and new ones in front. */
export const expand = (graph: Graph, a: Node, shape: Shape): Node => {
  if (equal(a.shape, shape)) return a
  if (a.op === "Expand") return expand(graph, a.inputs[0], shape)
  return graph.node("Expand", [a, integers(graph, shape)], shape, a.type)
}

/** What a broadcast repeats. */
export const base = (a: Node): Node => (a.op === "Expand" ? a.inputs[0] : a)

export const filled = (graph: Graph, value: number, shape: Shape, type: Type): Node =>
  expand(graph, scalar(graph, value, type), shape)

export const reshape = (graph: Graph, a: Node, shape: Shape): Node => {
  if (equal(a.shape, shape)) return a
  const value = uniform(a)
  if (value !== undefined) return filled(graph, value, shape, a.type as Type)
  if (a.op === "Constant") return graph.constant(a.data!, shape, a.type)
  if (a.op === "Reshape") return reshape(graph, a.inputs[0], shape)
  if (a.op === "Expand") return reshapeExpanded(graph, a, shape)
  if (a.op.startsWith("Reduce") && a.attributes.keepdims === 0) {
    const axes = [...(a.inputs[1].data as BigInt64Array)].map(Number)
    const kept = a.inputs[0].shape.map((each, axis) => (axes.includes(axis) ? 1 : each))
    if (equal(kept, shape)) return graph.node(a.op, a.inputs, shape, a.type, { keepdims: 1 })
  }
  return graph.node("Reshape", [a, integers(graph, shape)], shape, a.type)
}

/** Axes that a reshape turns into one another: from, to (excluded) in the old shape and in the new one. */
const groups = (before: Shape, after: Shape): ReadonlyArray<readonly [number, number, number, number]> => {
  const found: Array<readonly [number, number, number, number]> = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const [from, into] = [i, j]
    let [old, now] = [before[i++] ?? 1, after[j++] ?? 1]
    while (old !== now)
      if (old < now) old *= before[i++]
      else now *= after[j++]
    found.push([from, Math.min(i, before.length), into, Math.min(j, after.length)])
  }
  return found
}

/**
 * The shape that a tensor of shape `part`, which broadcasts to `before`, takes when `before` is reshaped to `after`:
 * axes that become one another are all there or all 1. Nothing where some are there and some are not.
 */
export const carry = (part: Shape, before: Shape, after: Shape): Shape | undefined => {
  const small = align(part, before.length)
  const result = [...after]
  for (const [from, to, into, end] of groups(before, after)) {
    const sizes = small.slice(from, to)
    if (sizes.every((size, k) => size === before[from + k])) continue
    if (sizes.some((size) => size !== 1)) return undefined
    result.fill(1, into, end)
  }
  return result
}

/** The axes after a reshape that those before it become; nothing where they become a part of others. */
export const carryAxes = (
  axes: ReadonlyArray<number>,
  before: Shape,
  after: Shape
): Array<number> | undefined => {
  const result: Array<number> = []
  for (const [from, to, into, end] of groups(before, after)) {
    const within = Array.from({ length: to - from }, (_, k) => from + k).filter((axis) => before[axis] !== 1)
    const count = within.filter((axis) => axes.includes(axis)).length
    if (count === 0) continue
    if (count < within.length) return undefined
    for (let axis = into; axis < end; axis++) result.push(axis)
  }
  return result
}

const reshapeExpanded = (graph: Graph, a: Node, shape: Shape): Node => {
  const small = align(a.inputs[0].shape, a.shape.length)
  const partly = [...small]
  const target = [...shape]
  for (const [from, to, into, end] of groups(a.shape, shape)) {
    const repeated = small.slice(from, to).some((each, k) => each !== a.shape[from + k])
    if (!repeated) continue
    if (small.slice(from, to).every((each) => each === 1)) target.fill(1, into, end)
    else partly.splice(from, to - from, ...a.shape.slice(from, to))
  }
  const shrunk = expand(graph, reshape(graph, a.inputs[0], small), partly)
  if (equal(partly, a.shape)) return graph.node("Reshape", [a, integers(graph, shape)], shape, a.type)
  return expand(graph, reshape(graph, shrunk, target), shape)
}

export const transpose = (graph: Graph, a: Node, perm: ReadonlyArray<number>): Node => {
  if (perm.every((axis, place) => axis === place)) return a
  const shape = perm.map((axis) => a.shape[axis])
  if (a.op === "Transpose") {
    const inner = a.attributes.perm as ReadonlyArray<number>
    return transpose(
      graph,
      a.inputs[0],
      perm.map((axis) => inner[axis])
    )
  }
  if (a.op === "Expand") {
    const small = reshape(graph, a.inputs[0], align(a.inputs[0].shape, a.shape.length))
    if (uniform(a) !== undefined) return expand(graph, a.inputs[0], shape)
    return expand(graph, transpose(graph, small, perm), shape)
  }
  const swapped = swap(graph, a, perm) ?? outer(graph, a, perm)
  if (swapped !== undefined) return swapped
  if (a.op === "Pad") {
    const widths = padding(a)
    return pad(
      graph,
      transpose(graph, a.inputs[0], perm),
      perm.map((axis) => widths[axis])
    )
  }
  const moved = perm.filter((axis) => a.shape[axis] !== 1)
  if (moved.every((axis, place) => place === 0 || axis > moved[place - 1])) return reshape(graph, a, shape)
  return graph.node("Transpose", [a], shape, a.type, { perm })
}

const arithmetic: ReadonlySet<string> = new Set(["Add", "Sub", "Mul", "Div"])

/** What is computed of two tensors that repeat one another, a column and a row, say, from these transposed. */
const outer = (graph: Graph, a: Node, perm: ReadonlyArray<number>): Node | undefined => {
  if (!arithmetic.has(a.op) || a.inputs.some((each) => size(each.shape) === size(a.shape))) return undefined
  const rank = a.shape.length
  const operands = a.inputs.map((each) =>
    transpose(graph, reshape(graph, each, align(each.shape, rank)), perm)
  )
  const shape = perm.map((axis) => a.shape[axis])
  return graph.node(a.op, operands, shape, a.type, a.attributes)
}

/** (A B)^T as B^T A^T, where a product's rows and columns change places. */
const swap = (graph: Graph, a: Node, perm: ReadonlyArray<number>): Node | undefined => {
  const product = a.op === "Reshape" ? a.inputs[0] : a
  const rank = a.shape.length
  const last = [rank - 1, rank - 2]
  if (
    product.op !== "FusedMatMul" ||
    !equal(perm.slice(-2), last) ||
    perm.slice(0, -2).some((axis, k) => axis !== k)
  )
    return undefined
  if (!equal(product.shape.slice(-2), a.shape.slice(-2))) return undefined
  const { transA, transB, transBatchA, transBatchB, alpha } = product.attributes
  const turned = graph.node(
    "FusedMatMul",
    [product.inputs[1], product.inputs[0]],
    [...product.shape.slice(0, -2), product.shape.at(-1)!, product.shape.at(-2)!],
    a.type,
    {
      transA: 1 - Number(transB),
      transB: 1 - Number(transA),
      transBatchA: transBatchB,
      transBatchB: transBatchA,
      alpha
    }
  )
  return reshape(
    graph,
    turned,
    perm.map((axis) => a.shape[axis])
  )
}

/** The entries from (included), to (excluded) of every axis. */
export const slice = (graph: Graph, a: Node, bounds: ReadonlyArray<readonly [number, number]>): Node => {
  const shape = bounds.map(([from, to]) => to - from)
  if (equal(shape, a.shape)) return a
  const value = uniform(a)
  if (value !== undefined) return filled(graph, value, shape, a.type as Type)
  const axes = bounds.flatMap(([from, to], axis) => (from > 0 || to < a.shape[axis] ? [axis] : []))
  return strided(
    graph,
    a,
    axes,
    axes.map((axis) => bounds[axis][0]),
    axes.map((axis) => bounds[axis][1]),
    1,
    shape
  )
}

const strided = (
  graph: Graph,
  a: Node,
  axes: ReadonlyArray<number>,
  from: ReadonlyArray<number>,
  to: ReadonlyArray<number>,
  step: number,
  shape: Shape
): Node => {
  const steps = axes.map(() => step)
  const lists = [from, to, axes, steps].map((list) => integers(graph, list))
  return graph.node("Slice", [a, ...lists], shape, a.type)
}

export const flip = (graph: Graph, a: Node, axes: ReadonlyArray<number>): Node => {
  if (axes.length === 0) return a
  const ends = axes.map((axis) => -a.shape[axis] - 1)
  const starts = axes.map(() => -1)
  return strided(graph, a, axes, starts, ends, -1, a.shape)
}

/** Zeros before and after every axis. */
export const pad = (graph: Graph, a: Node, widths: ReadonlyArray<readonly [number, number]>): Node => {
  const shape = a.shape.map((each, axis) => each + widths[axis][0] + widths[axis][1])
  if (equal(shape, a.shape)) return a
  if (uniform(a) === 0) return filled(graph, 0, shape, a.type as Type)
  const pads = [...widths.map(([before]) => before), ...widths.map(([, after]) => after)]
  const zero = scalar(graph, 0, a.type as Type)
  return graph.node("Pad", [a, integers(graph, pads), zero], shape, a.type, { mode: "constant" })
}

type Width = readonly [number, number]

/** How many zeros a `Pad` puts before and after every axis. */
const padding = (a: Node): ReadonlyArray<Width> => {
  const list = [...(a.inputs[1].data as BigInt64Array)].map(Number)
  const rank = a.shape.length
  return a.shape.map((_, axis): Width => [list[axis], list[rank + axis]])
}

/**
 * The sum of two tensors that zeros pad along one axis where the other has entries, as their concatenation: what the
 * derivative of a split adds up.
 */
export const join = (graph: Graph, a: Node, b: Node): Node | undefined => {
  if (a.op !== "Pad" || b.op !== "Pad") return undefined
  const [p, q] = [padding(a), padding(b)]
  const padded = p.flatMap(([before, after], axis) =>
    before + after + q[axis][0] + q[axis][1] > 0 ? [axis] : []
  )
  if (padded.length !== 1) return undefined
  const [axis] = padded
  if (p[axis][0] > q[axis][0]) return join(graph, b, a)
  if (a.shape[axis] - p[axis][1] !== q[axis][0]) return undefined
  const joined = concatenate(graph, [a.inputs[0], b.inputs[0]], axis)
  return pad(graph, joined, p.with(axis, [p[axis][0], q[axis][1]]))
}

export const concatenate = (graph: Graph, given: ReadonlyArray<Node>, axis: number): Node => {
  const parts = given.flatMap((each) =>
    each.op === "Concat" && each.attributes.axis === axis ? each.inputs : [each]
  )
  if (parts.length === 1) return parts[0]
  const along = parts.reduce((sum, { shape }) => sum + shape[axis], 0)
  return graph.node("Concat", parts, parts[0].shape.with(axis, along), parts[0].type, { axis })
}
