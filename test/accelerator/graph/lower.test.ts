/**
 * Primitives of jax-js that the array interface does not write itself, but differentiation or a later interface may:
 * lowered as jax-js computes them, or refused by name. And what lowering is for: no product of a tensor that was
 * broadcast, nothing that nobody needs.
 */
import * as jax from "@jax-js/jax"
import t from "tap"
import { fuse } from "../../../src/accelerator/graph/fuse.ts"
import { lower } from "../../../src/accelerator/graph/lower.ts"
import { make, type Node } from "../../../src/accelerator/graph/node.ts"
import * as Onnx from "../../../src/accelerator/graph/onnx.ts"
import { trace } from "../../../src/accelerator/graph/program.ts"
import * as Graph from "../../../src/accelerator/graph.ts"
import type { Program } from "../../../src/domain/learn/array.ts"
import { distance, floats, positive } from "./agreement.ts"

type Value = jax.Array
const { numpy, lax } = jax

/** A function of jax-js arrays, lowered and run. */
const run = async (of: (x: Value, y: Value) => Value, x: Value, y: Value): Promise<Graph.Values> => {
  const { jaxpr: closed } = jax.makeJaxpr(of)(x.ref, y.ref)
  const graph = make()
  const inputs = [x, y].map(({ shape }, place) =>
    graph.node("Input", [], shape, "float32", { name: `i${place}` })
  )
  const constants = closed.consts.map((each) =>
    graph.constant((each as Value).ref.dataSync() as Float32Array, each.shape, each.dtype as "float32")
  )
  const [node] = lower(graph, closed.jaxpr, [...constants, ...inputs])
  const specs = { i0: { shape: x.shape, type: "float32" }, i1: { shape: y.shape, type: "float32" } } as const
  const onnx = Onnx.encode({
    inputs: new Map([
      ["i0", inputs[0]],
      ["i1", inputs[1]]
    ]),
    outputs: new Map([["out", node]])
  })
  const outputs = { out: { shape: node.shape, type: node.type as "float32" } }
  const session = await Graph.open({ onnx, inputs: specs, outputs })
  session.inputs.i0.set(x.ref.dataSync() as Float32Array)
  session.inputs.i1.set(y.ref.dataSync() as Float32Array)
  await session.run()
  const values = session.outputs.out.slice()
  await session.close()
  return values
}

const array = ({ values, shape }: { values: Graph.Values; shape: ReadonlyArray<number> }): Value =>
  numpy.array(values as Float32Array<ArrayBuffer>, { shape: [...shape] })

const operations: Readonly<Record<string, (x: Value, y: Value) => Value>> = {
  sin: (x) => numpy.sin(x),
  cos: (x) => numpy.cos(x),
  asin: (x) => numpy.asin(x),
  atan: (x) => numpy.atan(x),
  floor: (x) => numpy.floor(x.mul(3)),
  ceil: (x) => numpy.ceil(x.mul(3)),
  erfc: (x) => lax.erfc(x) as Value,
  "idiv of floats": (x, y) => numpy.trunc(x.mul(7).div(y)),
  flip: (x) => numpy.flip(x, 1),
  pad: (x) =>
    numpy.pad(x, [
      [1, 0],
      [0, 2],
      [0, 0]
    ]),
  split: (x) => {
    const [first, , third] = numpy.split(x, 3, 1)
    return first.sub(third)
  },
  sort: (x) => x.sort(-1),
  prod: (x) => x.prod(1),
  min: (x) => x.min([0, 2]),
  "less or equal": (x, y) => numpy.where(x.ref.lessEqual(y.ref), x, y),
  "not equal": (x, y) => numpy.where(x.ref.notEqual(y.ref), x, y),
  any: (x) => x.greater(0.5).any(2).astype(numpy.float32),
  "gather by pairs": (x) =>
    x.slice(numpy.array([1, 0], { dtype: numpy.int32 }), [], numpy.array([3, 0], { dtype: numpy.int32 })),
  "gather of inner axes": (x) => x.slice([], numpy.array([2, 0, 2], { dtype: numpy.int32 }), 1),
  einsum: (x, y) => numpy.einsum("abc,abd->cd", x, y),
  "einsum, sums on one side": (x, y) => numpy.einsum("abc,dbe->bd", x, y),
  "einsum, no sum": (x, y) => numpy.einsum("abc,abc->abc", x, y),
  triangle: (x) => numpy.tril(x)
}

t.test("other primitives are what jax-js computes", async (t) => {
  for (const [name, of] of Object.entries(operations)) {
    const [x, y] = [array(floats(1, 2, 3, 4)), array(positive(2, 0.5, 2, 3, 4))]
    const reference = of(x.ref, y.ref)
    t.ok(distance(await run(of, x, y), (await reference.data()) as Float32Array) < 2e-6, name)
  }
  const spread = (x: Value): Value => {
    const picked = x.slice(
      numpy.array([1, 0, 1], { dtype: numpy.int32 }),
      [],
      numpy.array([3, 0, 3], { dtype: numpy.int32 })
    )
    return picked.ref.mul(picked).sum()
  }
  const slope = (x: Value, y: Value): Value => {
    y.dispose()
    return jax.grad(spread)(x) as Value
  }
  const [x, y] = [array(floats(1, 2, 3, 4)), array(floats(2, 1))]
  const reference = await (jax.grad(spread)(x.ref) as Value).data()
  t.ok(distance(await run(slope, x, y), reference as Float32Array) < 2e-6, "scatter by pairs, with repeats")
})

const refused: Readonly<Record<string, (x: Value) => Value>> = {
  cholesky: (x) => lax.linalg.cholesky(x) as Value,
  triangular_solve: (x) => lax.linalg.triangularSolve(x.ref, x, { leftSide: true }) as Value,
  conv: (x) => lax.conv(x.reshape([1, 1, 4, 4]), numpy.ones([1, 1, 2, 2]), [1, 1], "VALID") as Value,
  float16: (x) => x.astype(numpy.float16),
  bitcast: (x) => x.view(numpy.int32)
}

t.test("what the compiler does not know it refuses by name", async (t) => {
  for (const [name, of] of Object.entries(refused)) {
    const square = array(floats(3, 4, 4))
    const given = (x: Value, y: Value): Value => {
      y.dispose()
      return of(x)
    }
    await t.rejects(run(given, square, square.ref), {
      name: "TypeError",
      message: new RegExp(`The compiler .*${name}`)
    })
  }
})

/** The nodes that a compiled program runs. */
const nodesOf = (program: Program, specs: Graph.Specs): ReadonlyArray<Node> => {
  const { closed } = trace(program, specs)
  const graph = make()
  const inputs = Object.entries(specs).map(([name, { shape, type }]) =>
    graph.node("Input", [], shape, type, { name })
  )
  const constants = closed.consts.map((each) =>
    graph.constant((each as Value).dataSync() as Float32Array, each.shape, each.dtype as "float32")
  )
  const nodes = Onnx.reachable(fuse(graph, lower(graph, closed.jaxpr, [...constants, ...inputs])))
  return nodes.filter(({ op }) => op !== "Input" && op !== "Constant" && op !== "Output")
}

const ops = (nodes: ReadonlyArray<Node>): ReadonlyArray<string> => nodes.map(({ op }) => op).sort()

t.test("products are products of what was not broadcast, and nothing else is run", async (t) => {
  const layer: Program = (a, { x, w, b }) => {
    const y = a.add(a.matmul(x, w), b)
    const unused = a.exp(a.matmul(y, y))
    return { loss: a.sum(a.multiply(y, y), [0, 1, 2]), shape: a.scalar(unused.shape.length) }
  }
  const specs: Graph.Specs = {
    x: { shape: [4, 6, 6], type: "float32" },
    w: { shape: [6, 6], type: "float32" },
    b: { shape: [6], type: "float32" }
  }
  const nodes = nodesOf(Graph.gradient(layer, "loss", ["w", "b"]), specs)
  t.same(
    ops(nodes).filter((op) => op !== "Reshape"),
    ["Add", "FusedMatMul", "Gemm", "Mul", "ReduceSum", "ReduceSum"],
    "one product forward, one backward; the exponential and its product are gone"
  )
  const product = nodes.find(({ op }) => op === "FusedMatMul")!
  t.same(
    product.inputs.map(({ shape }) => shape),
    [
      [24, 6],
      [24, 6]
    ]
  )
  t.equal(product.attributes.transA, 1, "the transposition is left to the product")
})

t.test(
  "a bias and what is added to it have one sum, and an outer product is made as it is wanted",
  async (t) => {
    const layer: Program = (a, { x, w, b, shift }) => {
      const row = a.reshape(a.matmul(a.reshape(shift, [1, 6]), w), [8])
      const y = a.add(a.matmul(x, w), a.add(row, b))
      return { loss: a.sum(a.multiply(y, a.multiply(y, y)), [0, 1]) }
    }
    const specs: Graph.Specs = {
      x: { shape: [20, 6], type: "float32" },
      w: { shape: [6, 8], type: "float32" },
      b: { shape: [8], type: "float32" },
      shift: { shape: [6], type: "float32" }
    }
    const nodes = nodesOf(Graph.gradient(layer, "loss", ["w", "b", "shift"]), specs)
    const over = nodes.filter(({ op, inputs }) => op === "ReduceSum" && inputs[0].shape.join() === "20,8")
    t.equal(over.filter(({ shape }) => shape.at(-1) === 8).length, 1)
    t.notOk(ops(nodes).includes("Transpose"))
  }
)

t.test("composites are one operator forward", async (t) => {
  const specs: Graph.Specs = { x: { shape: [5, 8], type: "float32" } }
  const of = (program: Program): ReadonlyArray<string> => ops(nodesOf(program, specs))
  t.same(
    of((a, { x }) => ({ y: a.softmax(x, -1) })),
    ["Softmax"]
  )
  t.same(
    of((a, { x }) => ({ y: a.standardise(x, 1e-5) })),
    ["LayerNormalization"]
  )
  t.same(
    of((a, { x }) => ({ y: a.tanh(x) })),
    ["Tanh"]
  )
  const square: Program = (a, { x }) => ({ loss: a.sum(a.tanh(x), [0, 1]) })
  t.same(of(Graph.gradient(square, "loss", ["x"])), ["Mul", "ReduceSum", "Sub", "Tanh"], "1 - y^2")
})

t.test("neighbours are drawn into one operator", async (t) => {
  const specs: Graph.Specs = { x: { shape: [4, 6], type: "float32" }, w: { shape: [6, 6], type: "float32" } }
  const of = (program: Program): ReadonlyArray<Node> => nodesOf(program, specs)
  const [product, ...others] = of((a, { x, w }) => ({ y: a.multiply(a.matmul(x, w), a.scalar(0.5)) }))
  t.same([product.op, product.attributes.alpha, others.length], ["FusedMatMul", 0.5, 0])
  t.same(ops(of((a, { x }) => ({ y: a.mean(x, [1]) }))), ["ReduceMean"])
  t.same(ops(of((a, { x }) => ({ y: a.divide(x, a.exp(x)) }))), ["Div", "Exp"])
  const twice: Program = (a, { x, w }) => {
    const product = a.matmul(x, w)
    return { y: product, z: a.multiply(product, a.scalar(0.5)) }
  }
  t.same(ops(of(twice)), ["FusedMatMul", "Mul"], "not where the product is needed itself")
  const halves: Program = (a, { x }) => {
    const [left, right] = [a.slice(x, 1, 0, 2), a.slice(x, 1, 2, 6)]
    return { loss: a.add(a.sum(a.multiply(left, left), [0, 1]), a.sum(right, [0, 1])) }
  }
  const backward = ops(of(Graph.gradient(halves, "loss", ["x"])))
  t.notOk(backward.includes("Pad"), "the gradient of parts is their concatenation")
  t.ok(backward.includes("Concat"))
})

t.test("the device of other users of jax-js is left as it was", async (t) => {
  const before = jax.defaultDevice()
  const program: Program = (a, { x }) => ({ y: a.exp(x) })
  Graph.compile(program, { x: { shape: [2], type: "float32" } })
  await Graph.evaluate(program, { x: floats(1, 2) })
  t.equal(jax.defaultDevice(), before)
  t.not(before, "cpu", "which importing the accelerator had not changed")
})
