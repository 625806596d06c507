/**
 * The composites as operators of onnxruntime, and what their derivative makes of the slope of their result: few passes
 * over memory, and nothing that the forward pass has not left behind.
 */
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Name } from "./composite.ts"
import * as Elementwise from "./elementwise.ts"
import * as Movement from "./movement.ts"
import { type Graph, type Node, scalar } from "./node.ts"

const { add, multiply, subtract, unary, reduce } = Elementwise

const number = (graph: Graph, value: number): Node => scalar(graph, value, "float32")

const kept = (graph: Graph, op: string, a: Node, axis: number): Node =>
  Movement.reshape(graph, reduce(graph, op, a, [axis]), a.shape.with(axis, 1))

/** gelu(x) = x s(z), where s is the logistic function, z = x (p + q x^2), p = 2 sqrt(2 / pi), q = 0.044715 p. */
const p = 2 * Math.sqrt(2 / Math.PI)
const q = 0.044715 * p

const gate = (graph: Graph, x: Node): Node => {
  const square = multiply(graph, x, x)
  const z = multiply(graph, x, add(graph, multiply(graph, square, number(graph, q)), number(graph, p)))
  return unary(graph, "Sigmoid", z)
}

/** 1 / sqrt(variance + epsilon), beside the standardised tensor. */
const normalise = (graph: Graph, given: Node, epsilon: number): readonly [Node, Node] => {
  const flat = given.op === "Reshape" && given.inputs[0].shape.at(-1) === given.shape.at(-1)
  const x = flat ? given.inputs[0] : given
  const last = x.shape.length - 1
  const ones = Float32Array.from({ length: x.shape[last] }, () => 1)
  const scale = graph.constant(ones, [x.shape[last]], "float32")
  const result = graph.node("LayerNormalization", [x, scale], x.shape, "float32", { axis: last, epsilon })
  const rate = graph.node("Output", [result], x.shape.with(last, 1), "float32", { index: 2 })
  return [
    Movement.reshape(graph, result, given.shape),
    Movement.reshape(graph, rate, [...given.shape.slice(0, -1), 1])
  ]
}

export const forward = (graph: Graph, name: Name, x: Node, parameter: number): Node => {
  switch (name) {
    case "tanh":
      return unary(graph, "Tanh", x)
    case "sigmoid":
      return unary(graph, "Sigmoid", x)
    case "gelu":
      return multiply(graph, x, gate(graph, x))
    case "softmax": {
      const along = (a: Node, axis: number): Node => graph.node("Softmax", [a], a.shape, "float32", { axis })
      if (parameter < x.shape.length - 1) return along(x, parameter)
      return Elementwise.lastwise(graph, x, (a) => along(a, -1))
    }
    case "logSumExp": {
      const top = kept(graph, "ReduceMax", x, parameter)
      const powers = unary(graph, "Exp", subtract(graph, x, top))
      return add(graph, unary(graph, "Log", kept(graph, "ReduceSum", powers, parameter)), top)
    }
    case "standardise":
      return normalise(graph, x, parameter)[0]
    default:
      return nothingLeft(name, "composite")
  }
}

/**
 * sum_j slope_ij y_ij where slope = g v^T and y v is known already, as in attention: sum_d g_id (y v)_id, which is
 * shorter (Dao and others, 2205.14135, appendix B.2).
 */
const weightedByProduct = (graph: Graph, slope: Node, y: Node): Node | undefined => {
  const product = slope.op === "Reshape" ? slope.inputs[0] : slope
  if (product.op !== "FusedMatMul" || product.attributes.transA !== 0) return undefined
  const [g, v] = product.inputs
  const { transB, alpha } = product.attributes
  const flat = Movement.reshape(graph, y, product.shape)
  const known = graph.node("FusedMatMul", [flat, v], g.shape, "float32", {
    ...product.attributes,
    transB: 1 - Number(transB),
    alpha: 1
  })
  if (known.id > product.id || product.attributes.transBatchA !== 0) return undefined
  const sum = kept(graph, "ReduceSum", multiply(graph, g, known), g.shape.length - 1)
  return Movement.reshape(graph, multiply(graph, sum, number(graph, Number(alpha))), [
    ...y.shape.slice(0, -1),
    1
  ])
}

/** The slope of x, where y is the composite of x, and `slope` the slope of y. */
export const backward = (
  graph: Graph,
  name: Name,
  x: Node,
  y: Node,
  slope: Node,
  parameter: number
): Node => {
  const one = number(graph, 1)
  switch (name) {
    case "tanh":
      return multiply(graph, slope, subtract(graph, one, multiply(graph, y, y)))
    case "sigmoid":
      return multiply(graph, slope, multiply(graph, y, subtract(graph, one, y)))
    case "gelu": {
      // s + y (1 - s) (p + 3 q x^2)
      const s = gate(graph, x)
      const rate = add(graph, multiply(graph, multiply(graph, x, x), number(graph, 3 * q)), number(graph, p))
      const bend = multiply(graph, multiply(graph, y, subtract(graph, one, s)), rate)
      return multiply(graph, slope, add(graph, s, bend))
    }
    case "softmax": {
      const short = parameter === y.shape.length - 1 ? weightedByProduct(graph, slope, y) : undefined
      const weighted = short ?? kept(graph, "ReduceSum", multiply(graph, slope, y), parameter)
      return multiply(graph, y, subtract(graph, slope, weighted))
    }
    case "logSumExp":
      return multiply(graph, slope, unary(graph, "Exp", subtract(graph, x, y)))
    case "standardise": {
      const last = x.shape.length - 1
      const [, rate] = normalise(graph, x, parameter)
      const mean = (a: Node): Node =>
        multiply(graph, kept(graph, "ReduceSum", a, last), number(graph, 1 / x.shape[last]))
      const centred = subtract(graph, slope, mean(slope))
      return multiply(
        graph,
        rate,
        subtract(graph, centred, multiply(graph, y, mean(multiply(graph, slope, y))))
      )
    }
    default:
      return nothingLeft(name, "composite")
  }
}
