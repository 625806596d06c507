/**
 * Nodes that compute each entry from the entries at the same place, simplified as they are made. What is broadcast is
 * computed before it is broadcast. 0 times anything is 0 here, also times infinity.
 */
import type { Type } from "../../domain/learn/array.ts"
import * as Movement from "./movement.ts"
import { broadcast, equal, type Graph, type Node, type Shape, scalar, uniform } from "./node.ts"

/** Sums of truth values are "or", products "and"; of numbers, sums and products. */
const isLogical: Readonly<Record<Node["type"], boolean>> = {
  bool: true,
  float32: false,
  int32: false,
  int64: false
}

/** Makes the node on what the operands repeat, and repeats its result. */
const pointwise = (
  graph: Graph,
  op: string,
  operands: ReadonlyArray<Node>,
  type: Type,
  attributes: Record<string, number> = {}
): Node => {
  const shape = broadcast(...operands.map((each) => each.shape))
  const bases = operands.map(Movement.base)
  const small = broadcast(...bases.map((each) => each.shape))
  const before = beforeReshape(graph, bases, small)
  const node =
    before === undefined
      ? graph.node(op, bases, small, type, attributes)
      : Movement.reshape(graph, pointwise(graph, op, before, type, attributes), small)
  return Movement.expand(graph, node, shape)
}

/**
 * The operands as they are before the reshape of one of them from fewer axes, so that reshapes come last, where they
 * vanish in one another.
 */
const beforeReshape = (
  graph: Graph,
  operands: ReadonlyArray<Node>,
  shape: Shape
): ReadonlyArray<Node> | undefined => {
  const sources = operands.flatMap((each) =>
    each.op === "Reshape" && equal(each.shape, shape) ? [each.inputs[0].shape] : []
  )
  const target = sources.find((each) => each.length < shape.length)
  if (target === undefined) return undefined
  const shapes = operands.map((each) =>
    each.shape.length === 0 ? [] : Movement.carry(each.shape, shape, target)
  )
  if (shapes.includes(undefined)) return undefined
  return operands.map((each, place) => Movement.reshape(graph, each, shapes[place]!))
}

/** An operator along the last axis, before a reshape that leaves that axis alone. */
export const lastwise = (graph: Graph, a: Node, of: (a: Node) => Node): Node => {
  const inner = a.op === "Reshape" ? a.inputs[0] : a
  if (inner === a || inner.shape.length === 0 || inner.shape.at(-1) !== a.shape.at(-1)) return of(a)
  return Movement.reshape(graph, of(inner), a.shape)
}

const functions: Readonly<Record<string, (x: number) => number>> = {
  Neg: (x) => -x,
  Exp: Math.exp,
  Log: Math.log,
  Sqrt: Math.sqrt,
  Reciprocal: (x) => 1 / x,
  Floor: Math.floor,
  Ceil: Math.ceil
}

export const unary = (graph: Graph, op: string, a: Node): Node => {
  const type = a.type as Type
  const value = uniform(a)
  if (value !== undefined && functions[op] !== undefined)
    return Movement.filled(graph, functions[op](value), a.shape, type)
  if (op === "Neg") return negate(graph, a)
  return pointwise(graph, op, [a], type)
}

export const negate = (graph: Graph, a: Node): Node => {
  const inner = Movement.base(a)
  if (inner.op === "Neg") return Movement.expand(graph, inner.inputs[0], a.shape)
  if (inner.op === "Sub")
    return Movement.expand(graph, subtract(graph, inner.inputs[1], inner.inputs[0]), a.shape)
  if (inner.op === "Mul" && factor(inner) !== undefined)
    return multiply(graph, a, scalar(graph, -1, a.type as Type))
  return pointwise(graph, "Neg", [a], a.type as Type)
}

export const not = (graph: Graph, a: Node): Node => {
  const value = uniform(a)
  if (value !== undefined) return Movement.filled(graph, 1 - value, a.shape, "bool")
  return a.op === "Not" ? a.inputs[0] : pointwise(graph, "Not", [a], "bool")
}

const folds: Readonly<Record<string, (x: number, y: number) => number>> = {
  Add: (x, y) => x + y,
  Sub: (x, y) => x - y,
  Mul: (x, y) => x * y,
  Min: Math.min,
  Max: Math.max
}

const fit = (graph: Graph, a: Node, shape: Shape): Node => Movement.expand(graph, a, shape)

/** The factor of a product with a number, if it is one. */
export const factor = (a: Node): { readonly by: number; readonly of: Node } | undefined => {
  if (a.op !== "Mul") return undefined
  const place = a.inputs.findIndex((each) => uniform(each) !== undefined)
  return place < 0 ? undefined : { by: uniform(a.inputs[place])!, of: a.inputs[1 - place] }
}

export const add = (graph: Graph, a: Node, b: Node): Node => {
  const shape = broadcast(a.shape, b.shape)
  if (isLogical[a.type]) return pointwise(graph, "Or", [a, b], "bool")
  if (uniform(a) === 0) return fit(graph, b, shape)
  if (uniform(b) === 0) return fit(graph, a, shape)
  if (Movement.base(b).op === "Neg") return subtract(graph, a, negate(graph, b))
  if (Movement.base(a).op === "Neg") return subtract(graph, b, negate(graph, a))
  const joined = Movement.join(graph, a, b)
  if (joined !== undefined) return joined
  for (const [sum, part] of [
    [a, b],
    [b, a]
  ])
    for (const [place, term] of sum.op === "Add" ? sum.inputs.entries() : []) {
      const pair = Movement.join(graph, term, part)
      if (pair !== undefined) return add(graph, pair, sum.inputs[1 - place])
    }
  return binary(graph, "Add", a, b)
}

export const subtract = (graph: Graph, a: Node, b: Node): Node => {
  const shape = broadcast(a.shape, b.shape)
  if (uniform(b) === 0) return fit(graph, a, shape)
  if (uniform(a) === 0) return fit(graph, negate(graph, b), shape)
  if (Movement.base(b).op === "Neg") return add(graph, a, negate(graph, b))
  return binary(graph, "Sub", a, b)
}

export const multiply = (graph: Graph, a: Node, b: Node): Node => {
  const shape = broadcast(a.shape, b.shape)
  if (isLogical[a.type]) return pointwise(graph, "And", [a, b], "bool")
  for (const [one, other] of [
    [a, b],
    [b, a]
  ]) {
    const value = uniform(one)
    if (value === 0) return Movement.filled(graph, 0, shape, a.type as Type)
    if (value === 1) return fit(graph, other, shape)
    const inner = Movement.base(other)
    if (value !== undefined && inner.op === "Neg")
      return fit(graph, multiply(graph, inner.inputs[0], scalar(graph, -value, a.type as Type)), shape)
    const scaled = factor(inner)
    if (value !== undefined && scaled !== undefined)
      return fit(graph, multiply(graph, scaled.of, scalar(graph, value * scaled.by, a.type as Type)), shape)
    if (value === -1) return fit(graph, negate(graph, other), shape)
    if (inner.op === "Neg")
      return negate(graph, multiply(graph, one, fit(graph, inner.inputs[0], other.shape)))
  }
  return binary(graph, "Mul", a, b)
}

export const binary = (
  graph: Graph,
  op: string,
  a: Node,
  b: Node,
  attributes: Record<string, number> = {}
): Node => {
  const [x, y] = [uniform(a), uniform(b)]
  if (x !== undefined && y !== undefined && folds[op] !== undefined) {
    const shape = broadcast(a.shape, b.shape)
    return Movement.filled(graph, folds[op](x, y), shape, a.type as Type)
  }
  return pointwise(graph, op, [a, b], a.type as Type, attributes)
}

/** `Equal`, `Less` or `LessOrEqual`. */
export const compare = (graph: Graph, op: string, a: Node, b: Node): Node => {
  if (a.type !== "bool" || op !== "Equal") return pointwise(graph, op, [a, b], "bool")
  if (uniform(b) !== undefined) return uniform(b) === 1 ? a : not(graph, a)
  if (uniform(a) !== undefined) return uniform(a) === 1 ? b : not(graph, b)
  return pointwise(graph, op, [a, b], "bool")
}

export const where = (graph: Graph, condition: Node, yes: Node, no: Node): Node => {
  const shape = broadcast(condition.shape, yes.shape, no.shape)
  const value = uniform(condition)
  if (value !== undefined) return fit(graph, value === 1 ? yes : no, shape)
  if (yes === no) return fit(graph, yes, shape)
  if (uniform(yes) !== undefined && uniform(yes) === uniform(no)) return fit(graph, yes, shape)
  if (condition.op === "Not") return where(graph, condition.inputs[0], no, yes)
  return pointwise(graph, "Where", [condition, yes, no], yes.type as Type)
}

export const cast = (graph: Graph, a: Node, type: Type): Node => {
  if (a.type === type) return a
  const value = uniform(a)
  if (value !== undefined && type === "float32") return Movement.filled(graph, value, a.shape, type)
  return pointwise(graph, "Cast", [a], type, { to: codes[type] })
}

/** ONNX's numbers for types. */
export const codes = { float32: 1, int32: 6, int64: 7, bool: 9 }

const reduced = (shape: Shape, axes: ReadonlyArray<number>): Shape =>
  shape.filter((_, axis) => !axes.includes(axis))

/** `ReduceSum`, `ReduceMax`, `ReduceMin` or `ReduceProd`; the axes vanish. */
export const reduce = (graph: Graph, op: string, a: Node, axes: ReadonlyArray<number>): Node => {
  if (axes.length === 0) return a
  const shape = reduced(a.shape, axes)
  const rank = a.shape.length
  const small = Movement.base(a)
  const sizes = [...Array(rank - small.shape.length).fill(1), ...small.shape]
  const kept = axes.filter((axis) => sizes[axis] !== 1)
  const repeats = axes.reduce((product, axis) => product * (sizes[axis] === 1 ? a.shape[axis] : 1), 1)
  if (kept.length < axes.length && op !== "ReduceProd") {
    const partial = kept.length === 0 ? small : reduce(graph, op, Movement.reshape(graph, small, sizes), kept)
    const target = sizes.filter((_, axis) => !axes.includes(axis))
    const value = Movement.expand(graph, Movement.reshape(graph, partial, target), shape)
    if (op !== "ReduceSum" || repeats === 1) return value
    return multiply(graph, value, scalar(graph, repeats, a.type as Type))
  }
  const inner = a.op === "Reshape" ? Movement.carryAxes(axes, a.shape, a.inputs[0].shape) : undefined
  if (inner !== undefined && a.inputs[0].shape.length <= rank)
    return Movement.reshape(graph, reduce(graph, op, a.inputs[0], inner), shape)
  if (isLogical[a.type]) {
    const number = reduce(graph, op, cast(graph, a, "int32"), axes)
    return cast(graph, number, "bool")
  }
  const list = graph.constant(
    BigInt64Array.from(
      axes.toSorted((p, q) => p - q),
      BigInt
    ),
    [axes.length],
    "int64"
  )
  return graph.node(op, [a, list], shape, a.type, { keepdims: 0 })
}
