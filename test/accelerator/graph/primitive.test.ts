/**
 * Every operation of the array interface, compiled, against jax-js: its values, its gradient, and the derivative of
 * its gradient. Float32 carries 24 bits; sums of a dozen terms in another order agree to a few units of 1e-7.
 */
import t from "tap"
import * as Graph from "../../../src/accelerator/graph.ts"
import type { Arrays, Program, Tensor, Tensors } from "../../../src/domain/learn/array.ts"
import { disagreement, floats, type Inputs, positive, scalarised, truths, whole } from "./agreement.ts"

type Case = readonly [name: string, inputs: Inputs, program: (arrays: Arrays, inputs: Tensors) => Tensor]

const x = floats(1, 2, 3, 4)
const y = floats(2, 2, 3, 4)
const row = floats(3, 4)
const column = floats(4, 3, 1)
const apart = positive(5, 0.5, 2, 3, 4)

const smooth: ReadonlyArray<Case> = [
  ["add", { x, row }, (a, { x, row }) => a.add(x, row)],
  ["subtract", { x, column }, (a, { x, column }) => a.subtract(column, x)],
  ["multiply", { x, column }, (a, { x, column }) => a.multiply(x, column)],
  ["multiply by itself", { x }, (a, { x }) => a.multiply(x, x)],
  ["divide", { x, apart }, (a, { x, apart }) => a.divide(x, apart)],
  ["minimum", { x, row }, (a, { x, row }) => a.minimum(x, row)],
  ["maximum", { x, y }, (a, { x, y }) => a.maximum(x, y)],
  ["remainder", { apart, by: positive(6, 0.3, 4) }, (a, { apart, by }) => a.remainder(apart, by)],
  ["negate", { x }, (a, { x }) => a.negate(x)],
  ["exp", { x }, (a, { x }) => a.exp(x)],
  ["log", { apart }, (a, { apart }) => a.log(apart)],
  ["sqrt", { apart }, (a, { apart }) => a.sqrt(apart)],
  ["tanh", { x }, (a, { x }) => a.tanh(x)],
  ["sigmoid", { x }, (a, { x }) => a.sigmoid(x)],
  ["erf", { x }, (a, { x }) => a.erf(x)],
  ["relu", { x }, (a, { x }) => a.relu(x)],
  ["gelu", { x }, (a, { x }) => a.gelu(x)],
  ["where", { c: truths(7, 3, 1), x, y }, (a, { c, x, y }) => a.where(c, x, y)],
  ["sum", { x }, (a, { x }) => a.sum(x, [0, -1])],
  ["sum, kept", { x }, (a, { x }) => a.multiply(x, a.sum(x, [1], true))],
  ["mean", { x }, (a, { x }) => a.mean(x, [1, 2], true)],
  ["largest", { x }, (a, { x }) => a.largest(x, [1])],
  ["softmax, last axis", { x }, (a, { x }) => a.softmax(x, -1)],
  ["softmax, another axis", { x }, (a, { x }) => a.softmax(x, 1)],
  ["logSumExp", { x }, (a, { x }) => a.logSumExp(x, 1)],
  ["logSumExp, kept", { x }, (a, { x }) => a.subtract(x, a.logSumExp(x, -1, true))],
  ["standardise", { x }, (a, { x }) => a.standardise(x, 1e-5)],
  ["reshape", { x }, (a, { x }) => a.multiply(a.reshape(x, [4, 6]), a.reshape(x, [4, 6]))],
  ["transpose", { x, y }, (a, { x, y }) => a.multiply(a.transpose(x, [2, 0, 1]), a.transpose(y, [2, 0, 1]))],
  ["broadcast", { row, x }, (a, { row, x }) => a.multiply(a.broadcast(row, [2, 3, 4]), x)],
  ["concatenate", { x, y }, (a, { x, y }) => a.exp(a.concatenate([x, y, x], 1))],
  ["slice", { x }, (a, { x }) => a.exp(a.slice(x, -1, 1, 3))],
  [
    "gather",
    { table: floats(8, 5, 4), rows: whole(9, 0, 5, 3, 2) },
    (a, { table, rows }) => a.gather(table, rows)
  ],
  [
    "gather of a large table",
    { table: floats(8, 300, 3), rows: whole(9, 0, 300, 7) },
    (a, { table, rows }) => a.gather(table, rows)
  ],
  [
    "gatherAlong",
    { x, places: whole(10, 0, 3, 2, 2, 4) },
    (a, { x, places }) => a.exp(a.gatherAlong(x, places, 1))
  ],
  ["sorting", { x }, (a, { x }) => a.exp(a.gatherAlong(x, a.argsort(x), -1))],
  ["stop", { x }, (a, { x }) => a.multiply(a.stop(a.exp(x)), x)],
  [
    "cast to whole numbers",
    { x },
    (a, { x }) => a.multiply(x, a.cast(a.cast(a.multiply(x, x), "bool"), "float32"))
  ],
  ["scalar", { x }, (a, { x }) => a.multiply(a.add(x, a.scalar(0.5)), a.scalar(-3))]
]

const whole1 = whole(11, -9, 9, 2, 3)
const whole2 = whole(12, 1, 5, 3)
const discrete: ReadonlyArray<Case> = [
  ["add", { whole1, whole2 }, (a, { whole1, whole2 }) => a.add(whole1, whole2)],
  ["subtract", { whole1, whole2 }, (a, { whole1, whole2 }) => a.subtract(whole1, whole2)],
  ["multiply", { whole1, whole2 }, (a, { whole1, whole2 }) => a.multiply(whole1, whole2)],
  ["divide", { whole1, whole2 }, (a, { whole1, whole2 }) => a.divide(whole1, whole2)],
  ["remainder", { whole1, whole2 }, (a, { whole1, whole2 }) => a.remainder(whole1, whole2)],
  ["minimum", { whole1, whole2 }, (a, { whole1, whole2 }) => a.minimum(whole1, whole2)],
  ["maximum", { whole1, whole2 }, (a, { whole1, whole2 }) => a.maximum(whole1, whole2)],
  ["negate", { whole1 }, (a, { whole1 }) => a.negate(whole1)],
  ["sum", { whole1 }, (a, { whole1 }) => a.sum(whole1, [1])],
  ["largest", { whole1 }, (a, { whole1 }) => a.largest(whole1, [0, 1])],
  ["equal", { whole1, whole2 }, (a, { whole1, whole2 }) => a.equal(whole1, whole2)],
  ["less", { x, row }, (a, { x, row }) => a.less(x, row)],
  ["and", { p: truths(13, 2, 3), q: truths(14, 3) }, (a, { p, q }) => a.and(p, q)],
  ["not", { p: truths(13, 2, 3) }, (a, { p }) => a.not(p)],
  ["equal truths", { p: truths(13, 2, 3), q: truths(14, 3) }, (a, { p, q }) => a.equal(p, q)],
  ["where", { p: truths(13, 2, 3), whole1 }, (a, { p, whole1 }) => a.where(p, whole1, a.negate(whole1))],
  ["cast down", { x }, (a, { x }) => a.cast(a.multiply(x, a.scalar(7)), "int32")],
  ["cast of truths", { p: truths(13, 2, 3) }, (a, { p }) => a.cast(p, "int32")],
  ["iota", { whole2 }, (a, { whole2 }) => a.add(a.iota(3), whole2)],
  ["constant", { whole2 }, (a, { whole2 }) => a.multiply(a.constant(Int32Array.of(3, 1, 4), [3]), whole2)],
  ["argsort, with ties", { z: whole(15, 0, 3, 4, 9) }, (a, { z }) => a.argsort(z)],
  ["argsort of floats", { x }, (a, { x }) => a.argsort(x)],
  ["gather of numbers", { whole2, r: whole(16, 0, 3, 5) }, (a, { whole2, r }) => a.gather(whole2, r)]
]

const program =
  (of: Case[2]): Program =>
  (arrays, inputs) => ({ result: of(arrays, inputs) })

t.test("values, gradients and their derivatives are those of jax-js", async (t) => {
  for (const [name, inputs, of] of smooth) {
    const by = Object.keys(inputs).filter((each) => inputs[each].type === "float32")
    t.ok((await disagreement(program(of), inputs)) < 1e-6, name)
    const slope = Graph.gradient(scalarised(program(of)), "loss", by)
    t.ok((await disagreement(slope, inputs)) < 2e-6, `gradient of ${name}`)
    const directions = Object.fromEntries(
      by.map((each, seed) => [`tangent.${each}`, floats(seed + 30, ...inputs[each].shape)])
    )
    const along = Graph.tangent(program(of), by)
    t.ok(
      (await disagreement(along, { ...inputs, ...directions })) < 2e-6,
      `derivative of ${name} along a direction`
    )
    const bend = Graph.tangent(slope, by)
    t.ok(
      (await disagreement(bend, { ...inputs, ...directions })) < 5e-6,
      `derivative of the gradient of ${name}`
    )
  }
})

t.test("whole numbers and truth values are those of jax-js", async (t) => {
  for (const [name, inputs, of] of discrete) t.equal(await disagreement(program(of), inputs), 0, name)
})

t.test("what a primitive means, by hand", async (t) => {
  const inputs = { p: { values: Int32Array.of(-7, 7, -1), shape: [3], type: "int32" } as const }
  const outputs = await Graph.evaluate((a, { p }) => {
    const five = a.cast(a.scalar(5), "int32")
    return { remainder: a.remainder(p, five), quotient: a.divide(p, five), order: a.argsort(p) }
  }, inputs)
  t.same([...outputs.remainder], [-2, 2, -1], "the sign of the numerator")
  t.same([...outputs.quotient], [-1, 1, 0], "towards zero")
  t.same([...outputs.order], [0, 2, 1])
})

t.test("large arguments have finite values and slopes", async (t) => {
  const far = { x: { values: Float32Array.of(-200, -30, 30, 200), shape: [4], type: "float32" } as const }
  for (const name of ["tanh", "sigmoid", "gelu"] as const) {
    const slope = Graph.gradient(scalarised(program((a, { x }) => a[name](x))), "loss", ["x"])
    t.ok((await disagreement(slope, far)) < 1e-6, name)
  }
})
