import t from "tap"
import * as ConjugateGradient from "../../../src/domain/rl/conjugate-gradient.ts"

const multiply = (matrix: ReadonlyArray<ReadonlyArray<number>>, x: Float64Array): Float64Array =>
  Float64Array.from(matrix, (row) => row.reduce((sum, value, k) => sum + value * x[k], 0))

const solve = (matrix: ReadonlyArray<ReadonlyArray<number>>, b: ReadonlyArray<number>, steps: number) => {
  let descent = ConjugateGradient.begin(Float64Array.from(b))
  for (let k = 0; k < steps; k++)
    descent = ConjugateGradient.step(descent, multiply(matrix, descent.direction))
  return descent
}

t.test("a known system: two steps for two unknowns", async (t) => {
  const matrix = [
    [4, 1],
    [1, 3]
  ]
  const first = solve(matrix, [1, 2], 1)
  // alpha = 5 / 20
  t.same([...first.solution], [0.25, 0.5])
  const { solution, residual, steps } = solve(matrix, [1, 2], 2)
  t.ok(Math.abs(solution[0] - 1 / 11) < 1e-14 && Math.abs(solution[1] - 7 / 11) < 1e-14)
  t.ok(Math.hypot(...residual) < 1e-14)
  t.equal(steps, 2)
})

t.test("Hilbert's matrix of order 4, whose inverse is integer", async (t) => {
  const matrix = [1, 2, 3, 4].map((i) => [1, 2, 3, 4].map((j) => 1 / (i + j - 1)))
  const { solution } = solve(matrix, [1, 0, 0, 0], 12)
  // The first column of the inverse.
  const wanted = [16, -120, 240, -140]
  t.ok(wanted.every((value, k) => Math.abs(solution[k] - value) < 1e-6 * Math.abs(value)))
})

t.test("as many steps as there are different eigenvalues", async (t) => {
  const matrix = [2, 2, 5, 5, 5].map((value, i) => [0, 1, 2, 3, 4].map((j) => (i === j ? value : 0)))
  const { square } = solve(matrix, [1, 2, 3, 4, 5], 2)
  t.ok(square < 1e-26, String(square))
})

t.test("without curvature it stays where it is", async (t) => {
  const begun = ConjugateGradient.begin(Float64Array.of(1, 1))
  for (const product of [Float64Array.of(-1, 0), Float64Array.of(0, 0), Float64Array.of(Number.NaN, 0)]) {
    const next = ConjugateGradient.step(begun, product)
    t.equal(next.solution, begun.solution)
    t.equal(next.steps, 1)
  }
})

t.test("steps in the arrays of the descent itself are the same steps", async (t) => {
  const matrix = [
    [4, 1],
    [1, 3]
  ]
  let [apart, inside] = [0, 1].map(() => ConjugateGradient.begin(Float64Array.of(1, 2)))
  const { solution } = inside
  for (let k = 0; k < 2; k++) {
    apart = ConjugateGradient.step(apart, multiply(matrix, apart.direction))
    inside = ConjugateGradient.step(inside, multiply(matrix, inside.direction), inside)
    t.same(inside, apart)
  }
  t.equal(inside.solution, solution)
  t.ok(ConjugateGradient.step(inside, Float64Array.of(0, 0), inside).isStuck)
})
