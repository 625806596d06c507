/**
 * From jax-js's expression of a program to nodes: one entry a primitive. A primitive without an entry is refused by
 * name.
 */
import type * as jax from "@jax-js/jax"
import type { Type } from "../../domain/learn/array.ts"
import * as Composite from "./composite.ts"
import * as Contraction from "./contraction.ts"
import * as Derivative from "./derivative.ts"
import * as Elementwise from "./elementwise.ts"
import * as Indexing from "./indexing.ts"
import * as Movement from "./movement.ts"
import { type Graph, type Node, type Shape, scalar } from "./node.ts"

type Jaxpr = jax.Jaxpr
type Equation = Jaxpr["eqns"][number]
type Atom = Equation["inputs"][number]
type Parameters = Equation["params"]
type Pair = readonly [number, number]

/** What makes the outputs of a primitive. */
type Rule = (graph: Graph, inputs: ReadonlyArray<Node>, parameters: Parameters) => Node | ReadonlyArray<Node>

const unary =
  (op: string): Rule =>
  (graph, [a]) =>
    Elementwise.unary(graph, op, a)

const binary =
  (op: string): Rule =>
  (graph, [a, b]) =>
    Elementwise.binary(graph, op, a, b)

const one = (graph: Graph, like: Node): Node => scalar(graph, 1, like.type as Type)

/** Towards zero. */
const truncate = (graph: Graph, a: Node): Node => {
  const negative = Elementwise.compare(graph, "Less", a, scalar(graph, 0, "float32"))
  const [up, down] = ["Ceil", "Floor"].map((op) => Elementwise.unary(graph, op, a))
  return Elementwise.where(graph, negative, up, down)
}

const comparisons: Readonly<Record<string, (graph: Graph, a: Node, b: Node) => Node>> = {
  less: (graph, a, b) => Elementwise.compare(graph, "Less", a, b),
  less_equal: (graph, a, b) => Elementwise.compare(graph, "LessOrEqual", a, b),
  equal: (graph, a, b) => Elementwise.compare(graph, "Equal", a, b),
  not_equal: (graph, a, b) => Elementwise.not(graph, Elementwise.compare(graph, "Equal", a, b))
}

const reductions: Readonly<Record<string, string>> = {
  Add: "ReduceSum",
  Mul: "ReduceProd",
  Min: "ReduceMin",
  Max: "ReduceMax"
}

/** A tensor with new axes, in front or where `axis` says, repeated to fill `shape`. */
const broadcast: Rule = (graph, [a], { shape, axis }) => {
  const old = [...a.shape]
  const unit = (shape as Shape).map((_, place) => ((axis as Shape).includes(place) ? 1 : old.shift()!))
  return Movement.expand(graph, Movement.reshape(graph, a, unit), shape)
}

const isWhole: Readonly<Record<Node["type"], boolean>> = {
  float32: false,
  int32: true,
  int64: true,
  bool: true
}

const rules: Readonly<Record<string, Rule>> = {
  add: (graph, [a, b]) => Elementwise.add(graph, a, b),
  mul: (graph, [a, b]) => Elementwise.multiply(graph, a, b),
  idiv: (graph, [a, b]) => {
    const quotient = Elementwise.binary(graph, "Div", a, b)
    return isWhole[a.type] ? quotient : truncate(graph, quotient)
  },
  mod: (graph, [a, b]) => Elementwise.binary(graph, "Mod", a, b, { fmod: 1 }),
  min: binary("Min"),
  max: binary("Max"),
  neg: (graph, [a]) => Elementwise.negate(graph, a),
  reciprocal: unary("Reciprocal"),
  floor: unary("Floor"),
  ceil: unary("Ceil"),
  sin: unary("Sin"),
  cos: unary("Cos"),
  asin: unary("Asin"),
  atan: unary("Atan"),
  exp: unary("Exp"),
  log: unary("Log"),
  sqrt: unary("Sqrt"),
  erf: unary("Erf"),
  erfc: (graph, [a]) => Elementwise.subtract(graph, one(graph, a), Elementwise.unary(graph, "Erf", a)),
  stop_gradient: (_, [a]) => a,
  cast: (graph, [a], { dtype }) => Elementwise.cast(graph, a, checked(dtype)),
  compare: (graph, [a, b], { op }) => comparisons[op](graph, a, b),
  where: (graph, [condition, yes, no]) => Elementwise.where(graph, condition, yes, no),
  reduce: (graph, [a], { op, axis }) => Elementwise.reduce(graph, reductions[op], a, axis),
  dot: (graph, [a, b]) => Contraction.dot(graph, a, b),

  broadcast,
  reshape: (graph, [a], { shape }) => Movement.reshape(graph, a, shape),
  transpose: (graph, [a], { perm }) => Movement.transpose(graph, a, perm),
  flip: (graph, [a], { axis }) => Movement.flip(graph, a, axis),
  shrink: (graph, [a], { slice }) => Movement.slice(graph, a, slice),
  pad: (graph, [a], { width }) => Movement.pad(graph, a, width),
  concatenate: (graph, parts, { axis }) => Movement.concatenate(graph, parts, axis),
  split: (graph, [a], { axis, sizes }) => {
    let from = 0
    return (sizes as Shape).map((size) => {
      const bounds = a.shape.map((each, place): Pair => (place === axis ? [from, from + size] : [0, each]))
      from += size
      return Movement.slice(graph, a, bounds)
    })
  },

  gather: (graph, [a, ...indices], { axis, outDim }) => Indexing.gather(graph, a, indices, { axis, outDim }),
  scatter: (graph, [updates, ...indices], { op, axis, outDim, shape }) => {
    if (op !== "add") throw new TypeError(`The compiler has no scatter that does ${op}.`)
    return Indexing.scatter(graph, updates, indices, { axis, outDim }, shape)
  },
  sort: (graph, [a]) => Indexing.sort(graph, a)[0],
  argsort: (graph, [a]) => Indexing.sort(graph, a)
}

const checked = (dtype: string): Type => {
  if (dtype === "float32" || dtype === "int32" || dtype === "bool") return dtype
  throw new TypeError(`The compiler has no tensors of type ${dtype}.`)
}

/** What a composite was called on, and gave: the derivative wants both. */
interface Call {
  readonly name: Composite.Name
  readonly parameter: number
  readonly argument: Node
  readonly result: Node
}

/** Lowers an expression on nodes for its inputs; returns nodes for its outputs. */
export const lower = (graph: Graph, jaxpr: Jaxpr, inputs: ReadonlyArray<Node>): ReadonlyArray<Node> => {
  const nodes = new Map<Atom, Node>(jaxpr.inBinders.map((variable, place) => [variable, inputs[place]]))
  const calls = new Map<Atom, Call>()
  const read = (atom: Atom): Node =>
    "value" in atom ? scalar(graph, Number(atom.value), checked(atom.aval.dtype)) : nodes.get(atom)!
  for (const equation of jaxpr.eqns) {
    const given = equation.inputs.map(read)
    const results =
      equation.primitive === "jit" ? inline(graph, equation, given, calls) : apply(graph, equation, given)
    equation.outBinders.forEach((variable, place) => {
      nodes.set(variable, results[place])
    })
  }
  return jaxpr.outs.map(read)
}

const apply = (graph: Graph, equation: Equation, inputs: ReadonlyArray<Node>): ReadonlyArray<Node> => {
  const rule = rules[equation.primitive]
  if (rule === undefined)
    throw new TypeError(`The compiler does not know jax-js's primitive ${equation.primitive}.`)
  const result = rule(graph, inputs, equation.params)
  return "op" in result ? [result] : result
}

/** A composite by its own operator, and its derivative by a short one; anything else by its primitives. */
const inline = (
  graph: Graph,
  equation: Equation,
  inputs: ReadonlyArray<Node>,
  calls: Map<Atom, Call>
): ReadonlyArray<Node> => {
  const composite = Composite.parse(equation.params.name)
  const expanded = (): ReadonlyArray<Node> => lower(graph, equation.params.jaxpr, inputs)
  if (composite === undefined) return expanded()
  const { name, parameter, suffix } = composite
  if (suffix === "_jvp" && name !== "logSumExp") {
    // The derivatives of all others are symmetric: along a direction they are what they are backwards.
    const [argument, direction] = inputs.slice(-2)
    const result = Derivative.forward(graph, name, argument, parameter)
    return [result, Derivative.backward(graph, name, argument, result, direction, parameter)]
  }
  if (suffix === "") return [Derivative.forward(graph, name, inputs.at(-1)!, parameter)]
  if (suffix === "_jvp_peval") {
    const argument = inputs.at(-1)!
    const result = Derivative.forward(graph, name, argument, parameter)
    const call = { name, parameter, argument, result }
    for (const variable of equation.outBinders) calls.set(variable, call)
    return expanded().with(0, result)
  }
  const call = equation.inputs.map((atom) => calls.get(atom)).find((each) => each?.name === name)
  if (suffix === "_jvp_resid_t" && call !== undefined && equation.outBinders.length === 1)
    return [Derivative.backward(graph, name, call.argument, call.result, inputs.at(-1)!, parameter)]
  return expanded()
}
