import t from "tap"
import * as Diagram from "../../../src/domain/field/diagram/diagram.ts"
import * as Expression from "../../../src/domain/field/diagram/expression.ts"
import { quartic } from "../../../src/domain/field/diagram/interaction.ts"
import * as NearGaussian from "../../../src/domain/field/near-gaussian.ts"

const near = (value: number, expected: number, relative: number) =>
  Math.abs(value - expected) <= relative * Math.abs(expected)

t.test("the Gaussian: (2n - 1)!! / a^n", async (t) => {
  for (const [n, double] of [1, 1, 3, 15, 105, 945].entries()) {
    t.ok(near(NearGaussian.gaussian(2, n), double / 2 ** n, 1e-15))
    t.ok(near(NearGaussian.exact(2, 0, n), double / 2 ** n, 1e-14))
  }
})

// Integration by parts: (2n - 1) <x^(2n-2)> = a <x^2n> - 4 lambda <x^(2n+2)>.
t.test("exact moments obey the equation of motion", async (t) => {
  for (const [a, lambda] of [
    [1, -0.01],
    [1.3, -0.2],
    [0.01, -5],
    [40, -1e-4]
  ])
    for (const n of [1, 2, 3, 5]) {
      const moment = (k: number) => NearGaussian.exact(a, lambda, k)
      t.ok(near(a * moment(n) - 4 * lambda * moment(n + 1), (2 * n - 1) * moment(n - 1), 1e-12))
    }
  // Without the square, <x^2> is a quotient of gamma functions, Gamma(3/4) / Gamma(1/4), over sqrt(-lambda).
  t.ok(near(NearGaussian.exact(1e-12, -4, 1), 0.337989120030919 / 2, 1e-9))
})

t.test("coefficients are sums of diagrams without vacuum parts, to second order", async (t) => {
  for (const a of [1, 2.5])
    for (const n of [1, 2, 3]) {
      const { coefficients } = NearGaussian.expand(a, -0.1, n, 2)
      for (const order of [0, 1, 2]) {
        const rules = {
          kernel: () => 1 / a,
          integral: ({
            sites,
            lines
          }: {
            sites: ReadonlyArray<{ points: ReadonlyArray<number>; loops: number }>
            lines: ReadonlyArray<unknown>
          }) =>
            a ** -(lines.length + sites.reduce((sum, { points, loops }) => sum + points.length + loops, 0))
        }
        const sum = Diagram.all(2 * n, new Array(order).fill(quartic))
          .filter(({ kind }) => kind !== "vacuum")
          .reduce(
            (total, diagram) =>
              total + Expression.evaluate(diagram, [0, 0, 0, 0, 0, 0].slice(0, 2 * n), rules),
            0
          )
        // The slides have exp(+ lambda x^4): the opposite sign of a vertex.
        t.ok(near(coefficients[order], (-1) ** order * sum, 1e-13))
      }
    }
})

t.test(
  "the series is asymptotic: the first term left out bounds the error, and it must diverge",
  async (t) => {
    for (const lambda of [-1e-4, -1e-3, -0.01]) {
      const exact = NearGaussian.exact(1, lambda, 1)
      const { coefficients, partial, quotient } = NearGaussian.expand(1, lambda, 1, 20)
      for (let k = 0; k < 20; k++)
        t.ok(Math.abs(partial[k] - exact) <= Math.abs(coefficients[k + 1] * lambda ** (k + 1)) + 1e-15)
      t.equal(quotient[0], 1)
    }
    const { partial } = NearGaussian.expand(1, -0.1, 1, 20)
    t.ok(Math.abs(partial[20]) > 1e6)
  }
)

t.test("what has no moments gets a sentence", async (t) => {
  t.throws(() => NearGaussian.exact(1, 0.1, 1), /moments for lambda <= 0, not 0.1/)
  t.throws(() => NearGaussian.exact(0, -1, 1), /a is a positive number, not 0/)
  t.throws(() => NearGaussian.gaussian(1, 1.5), /n = 0, 1, 2, ..., not 1.5/)
})
