/**
 * The last pass, when it is known who uses what: a node that one other uses is drawn into it, where onnxruntime has an
 * operator for both.
 *
 *     number (A B)        the product's own factor
 *     A B + row           Gemm
 *     sum / count         mean
 *     a (1 / b)           a / b
 *
 * Sums that are there twice, with their axes and without, become one.
 */
import * as Elementwise from "./elementwise.ts"
import * as Movement from "./movement.ts"
import { equal, type Graph, type Node, size } from "./node.ts"
import * as Onnx from "./onnx.ts"

type Rule = (graph: Graph, node: Node, alone: (node: Node) => boolean) => Node | undefined

/** Both ways to take two inputs. */
const pairs = ({ inputs: [a, b] }: Node): ReadonlyArray<readonly [Node, Node]> => [
  [a, b],
  [b, a]
]

const scaledProduct: Rule = (graph, node, alone) => {
  const scaled = Elementwise.factor(node)
  if (scaled === undefined || !alone(scaled.of) || !equal(scaled.of.shape, node.shape)) return undefined
  const reshaped = scaled.of.op === "Reshape"
  const product = reshaped ? scaled.of.inputs[0] : scaled.of
  if (product.op !== "FusedMatMul" || !alone(product)) return undefined
  const alpha = Number(product.attributes.alpha) * scaled.by
  const made = graph.node(product.op, product.inputs, product.shape, product.type, {
    ...product.attributes,
    alpha
  })
  return Movement.reshape(graph, made, node.shape)
}

const mean: Rule = (graph, node, alone) => {
  const scaled = Elementwise.factor(node)
  if (scaled?.of.op !== "ReduceSum" || !alone(scaled.of) || !equal(scaled.of.shape, node.shape))
    return undefined
  const [from] = scaled.of.inputs
  if (Math.fround(size(node.shape) / size(from.shape)) !== Math.fround(scaled.by)) return undefined
  return graph.node("ReduceMean", scaled.of.inputs, node.shape, node.type, scaled.of.attributes)
}

const quotient: Rule = (graph, node, alone) => {
  for (const [a, b] of node.op === "Mul" ? pairs(node) : [])
    if (b.op === "Reciprocal" && alone(b) && equal(a.shape, b.shape))
      return graph.node("Div", [a, b.inputs[0]], node.shape, node.type)
  return undefined
}

const biased: Rule = (graph, node, alone) => {
  for (const [product, row] of node.op === "Add" ? pairs(node) : []) {
    if (product.op !== "FusedMatMul" || product.shape.length !== 2 || !alone(product)) continue
    if (
      !equal(product.shape, node.shape) ||
      size(row.shape) !== product.shape[1] ||
      row.shape.at(-1) !== product.shape[1]
    )
      continue
    const { transA, transB, alpha } = product.attributes
    const inputs = [...product.inputs, row]
    return graph.node("Gemm", inputs, node.shape, node.type, { transA, transB, alpha, beta: 1 })
  }
  return undefined
}

/** A sum or a mean keeps its axes where a reshape would put them back. */
const reshaped: Rule = (graph, node) =>
  node.op === "Reshape" ? Movement.reshape(graph, node.inputs[0], node.shape) : undefined

const rules: ReadonlyArray<Rule> = [scaledProduct, mean, quotient, biased, reshaped]

/** A reduction that drops its axes as one that keeps them; any other node as it is. */
const keeping = (graph: Graph, node: Node): Node => {
  if (!node.op.startsWith("Reduce") || node.attributes.keepdims !== 0) return node
  const [from, list] = node.inputs
  const axes = [...(list.data as BigInt64Array)].map(Number)
  const shape = from.shape.map((each, axis) => (axes.includes(axis) ? 1 : each))
  return graph.node(node.op, node.inputs, shape, node.type, { keepdims: 1 })
}

/** Nodes that stand for the same outputs. */
export const fuse = (graph: Graph, outputs: ReadonlyArray<Node>): ReadonlyArray<Node> => {
  const nodes = Onnx.reachable(outputs)
  const uses = new Map<Node, number>()
  const use = (node: Node): void => void uses.set(node, (uses.get(node) ?? 0) + 1)
  for (const { inputs } of nodes) inputs.forEach(use)
  outputs.forEach(use)
  const rewritten = new Map<Node, Node>()
  /** Of nodes made here, those that stand for one with a single use. */
  const single = new Set<Node>()
  const alone = (node: Node): boolean => single.has(node)
  for (const node of nodes) {
    const inputs = node.inputs.map((each) => rewritten.get(each)!)
    const kept = inputs.every((each, place) => each === node.inputs[place])
    let made = kept ? node : graph.node(node.op, inputs, node.shape, node.type, node.attributes)
    // Of two sums that differ in what is left of their axes one is enough.
    const twin = keeping(graph, node)
    if (twin !== node && uses.has(twin)) made = Movement.reshape(graph, keeping(graph, made), node.shape)
    for (const rule of rules) made = rule(graph, made, alone) ?? made
    rewritten.set(node, made)
    if (uses.get(node) === 1) single.add(made)
    else single.delete(made)
  }
  return outputs.map((each) => rewritten.get(each)!)
}
