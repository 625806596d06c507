/** Kernels and exact functions where lengths and angles of inputs are extreme. */
import { readFileSync } from "node:fs"
import t from "tap"
import type * as Activation from "../../../src/domain/field/activation/list.ts"
import * as Compensated from "../../../src/domain/field/compensated.ts"
import * as Kernel from "../../../src/domain/field/kernel.ts"

type Vector = ReadonlyArray<number>

/**
 * [activation, biasStd, x, y, C] with weightStd 1: the formulas of C in src/domain/field/activation, those of any
 * textbook, by mpmath 1.3 at 1300 digits, with the numbers of the inputs taken as they stand in f64. Lengths from 1e-140
 * to 1e140, ratios of them from 1e-30 to 1e11, bias from 0 to 1e6; equal, parallel, opposite and nearly opposite inputs,
 * of one to three coordinates.
 */
const kernels = JSON.parse(
  readFileSync(new URL("../../golden/field-kernels.json", import.meta.url), "utf8")
) as ReadonlyArray<readonly [Activation.Name, number, Vector, Vector, number]>

t.test("kernels at any scale and angle, to 1e-13", async (t) => {
  for (const [activation, biasStd, x, y, expected] of kernels) {
    const C = Kernel.features({ activation, weightStd: 1, biasStd, inputs: [x, y] })
    const what = `${activation} ${biasStd} ${JSON.stringify([x, y])}: ${C[1]} for ${expected}`
    t.ok(Math.abs(C[1] - expected) <= 1e-13 * Math.abs(expected), what)
    t.equal(C[1], C[2])
  }
})

// E relu(z) relu(z') = E relu(-z) relu(-z'), and relu(z) - relu(-z) = z.
t.test(
  "relu's kernels of nearly opposite inputs and of their opposites add up to the covariance",
  async (t) => {
    for (const d of [1, 0.1, 1e-2])
      for (const x of [
        [1, 0.3, -0.7],
        [1, 0, 0]
      ]) {
        const y = [-1, d - 0.3, 0.7]
        const C = (a: Vector, b: Vector) =>
          Kernel.feature({ activation: "relu", weightStd: Math.sqrt(3), biasStd: 0, inputs: [x] }, a, b)
        const minus = (v: Vector) => v.map((vc) => -vc)
        const sum = 2 * C(x, y) - 2 * C(x, minus(y))
        t.ok(Math.abs(sum - Compensated.dot(x, y)) < 1e-14)
      }
  }
)

t.test("areas of parallelograms however thin, by their minors", async (t) => {
  const area = Compensated.area
  t.equal(area([3], [5]), 0)
  t.equal(area([1, 2, 3], [2, 4, 6]), 0)
  t.equal(area([0, 0, 0], [2, 4, 6]), 0)
  t.equal(area([1e100, 0, 0], [-1e100, 1e-200, 0]), 1e-100)
  t.equal(area([3, 1e-30, 0], [-1, 1e-30, 0]), 4e-30)
  for (const e of [1, 1e-3, 1e-8, 1e-15]) {
    const [x, y] = [
      [1, 0.3, -0.7],
      [-1, -0.3, 0.7 * (1 + e)]
    ]
    // Of the three minors two have the last coordinates.
    const rest = y[2] - 0.7
    t.ok(Math.abs(area(x, y) / (Math.hypot(1, 0.3) * rest) - 1) < 1e-14, `${e}`)
  }
})

t.test("products that cancel keep their digits", async (t) => {
  t.equal(Compensated.dot([1e8, 1, -1e8], [1e8, 1e-5, 1e8]), 1e-5)
  t.equal(Compensated.pair(1 + 2 ** -30, 1 - 2 ** -30, -1, 1), -(2 ** -60))
})
