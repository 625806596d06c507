/** Derivatives against differences and against each other, and what the compiler refuses. */
import t from "tap"
import * as Graph from "../../../src/accelerator/graph.ts"
import type { Program } from "../../../src/domain/learn/array.ts"
import { compiled, difference, distance, floats, type Inputs, inner, scalarised, whole } from "./agreement.ts"

const perceptron: Program = (a, { x, w, v, b }) => {
  const hidden = a.gelu(a.add(a.matmul(x, w), b))
  const logits = a.matmul(a.standardise(hidden, 1e-5), v)
  return { logits, logLikelihood: a.subtract(logits, a.logSumExp(logits, -1, true)) }
}
const inputs: Inputs = { x: floats(1, 5, 3), w: floats(2, 3, 8), v: floats(3, 8, 4), b: floats(4, 8) }
const by = ["w", "v", "b"]
const loss = scalarised(perceptron)

t.test("gradients are the limit of differences", async (t) => {
  // Central differences over 2/128 in float32: truncation 1e-4, rounding 1e-5 of the slope.
  t.ok((await difference(perceptron, inputs, by)) < 2e-3)
  const wrong = Graph.gradient(loss, "loss", by)
  t.not((await compiled(wrong, inputs))["gradient.b"][0], 0)
})

t.test("forward and backward agree on the derivative along a direction", async (t) => {
  const directions = Object.fromEntries(
    by.map((name, seed) => [`tangent.${name}`, floats(seed + 9, ...inputs[name].shape)])
  )
  const { "tangent.loss": forward } = await compiled(Graph.tangent(loss, by), { ...inputs, ...directions })
  const slopes = await compiled(Graph.gradient(loss, "loss", by), inputs)
  const backward = inner(
    by,
    (name) => directions[`tangent.${name}`].values,
    (name) => slopes[`gradient.${name}`]
  )
  t.ok(Math.abs(forward[0] - backward) < 1e-5 * Math.max(1, Math.abs(backward)))
})

t.test("the Hessian is symmetric", async (t) => {
  const bend = Graph.tangent(Graph.gradient(loss, "loss", by), by)
  const [u, v] = [20, 40].map((seed) =>
    Object.fromEntries(by.map((name, k) => [`tangent.${name}`, floats(seed + k, ...inputs[name].shape)]))
  )
  const product = async (along: Inputs, against: Inputs): Promise<number> => {
    const out = await compiled(bend, { ...inputs, ...along })
    return inner(
      by,
      (name) => against[`tangent.${name}`].values,
      (name) => out[`tangent.gradient.${name}`]
    )
  }
  const [one, other] = [await product(u, v), await product(v, u)]
  t.ok(Math.abs(one) > 1, "not by being zero")
  t.ok(Math.abs(one - other) < 1e-4 * Math.abs(one))
})

t.test("a gradient by what the loss does not use is zero", async (t) => {
  const unused: Program = (a, { x }) => ({ loss: a.sum(a.multiply(x, x), [0]) })
  const out = await compiled(Graph.gradient(unused, "loss", ["x", "y"]), { x: floats(1, 3), y: floats(2, 4) })
  t.equal(distance(out["gradient.y"], new Float32Array(4)), 0)
})

t.test("refusals name what is wrong", async (t) => {
  const x = floats(1, 3)
  const refuse = (program: Program, message: RegExp, given: Inputs = { x }): void => {
    t.throws(() => Graph.compile(program, given), { message })
  }
  const square: Program = (a, { x }) => ({ loss: a.sum(a.multiply(x, x), [0]), square: a.multiply(x, x) })
  refuse(Graph.gradient(square, "lost", ["x"]), /no output lost/)
  refuse(Graph.gradient(square, "loss", ["y"]), /no input y/)
  refuse(Graph.gradient(square, "square", ["x"]), /square is float32 \(3\), not a float32 scalar/)
  refuse(Graph.gradient(square, "loss", ["n"]), /n is int32/, { x, n: whole(1, 0, 3, 2) })
  refuse((a, { x }) => ({ x: a.exp(x) }), /input and an output are both named x/)
  refuse((a, { x }) => ({ y: a.add(x, a.iota(3)) }), /one operand is float32, the other int32/)
  refuse((a, { x }) => ({ y: a.matmul(x, x) }), /do not multiply/)
  refuse((a, { x }) => ({ y: a.sum(x, [1]) }), /no axis 1/)
  refuse((a, { x }) => ({ y: a.slice(x, 0, 2, 5) }), /2 to 5 is not within/)
  refuse((a, { x }) => ({ y: a.exp(a.iota(3)), x2: x }), /exp takes float32, not int32/)
})
