/** Eigenvalues, principal components and logistic regression; figures of numpy 2 and scikit-learn 1.9.1. */
import t, { type Test } from "tap"
import * as Distribution from "../../../src/domain/random/distribution.ts"
import * as Threefry from "../../../src/domain/random/threefry.ts"
import * as Logistic from "../../../src/domain/stats/logistic.ts"
import * as Matrix from "../../../src/domain/stats/matrix.ts"
import * as Principal from "../../../src/domain/stats/principal.ts"

const near = (t: Test, found: ArrayLike<number>, expected: ArrayLike<number>, within = 1e-8) =>
  t.ok(
    found.length === expected.length &&
      Array.from(found).every((each, k) => Math.abs(each - expected[k]) < within),
    `${Array.from(found)} is ${Array.from(expected)}`
  )

const uniforms = (index: number, count: number): Float64Array => {
  const words = new Uint32Array(count + (count % 2))
  Threefry.fill(11, index, 0, 0, words)
  return Float64Array.from(words.subarray(0, count), Distribution.uniform)
}

t.test("a positive definite system is solved, another refused", async (t) => {
  const a = Float64Array.of(4, 1, -1, 1, 3, 0.5, -1, 0.5, 2)
  const x = [1, -2, 0.5]
  const b = Float64Array.from([0, 1, 2], (row) => x.reduce((sum, each, k) => sum + a[row * 3 + k] * each, 0))
  near(t, Matrix.solve(a, b), x)
  t.throws(
    () => Matrix.solve(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1)),
    /^The matrix is not positive/
  )
  t.throws(
    () => Matrix.solve(Float64Array.of(1, 2), Float64Array.of(1, 1)),
    /^2 entries are no 2 x 2 matrix\./
  )
})

t.test("eigenvalues: numpy.linalg.eigvalsh, and the matrix put together again", async (t) => {
  near(
    t,
    Matrix.eigen(Float64Array.of(4, 1, -2, 1, 3, 0.5, -2, 0.5, 1), 3).values,
    [5.21795578, 3.03465414, -0.25260992]
  )
  const n = 9
  const drawn = uniforms(1, n * n)
  const a = drawn.map((_, k) => drawn[k] + drawn[(k % n) * n + Math.floor(k / n)] - 1)
  const { values, vectors } = Matrix.eigen(a, n)
  const again = a.map((_, k) =>
    vectors.reduce((sum, v, j) => sum + values[j] * v[Math.floor(k / n)] * v[k % n], 0)
  )
  near(t, again, a, 1e-12)
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++)
      near(t, [vectors[i].reduce((sum, x, k) => sum + x * vectors[j][k], 0)], [i === j ? 1 : 0], 1e-12)
  t.ok(values.every((value, k) => k === 0 || value <= values[k - 1]))
  near(t, Matrix.eigen(new Float64Array(4), 2).values, [0, 0])
})

t.test("principal components: sklearn.decomposition.PCA", async (t) => {
  const points = [
    [2.5, 2.4],
    [0.5, 0.7],
    [2.2, 2.9],
    [1.9, 2.2],
    [3.1, 3.0],
    [2.3, 2.7],
    [2, 1.6],
    [1, 1.1],
    [1.5, 1.6],
    [1.1, 0.9]
  ]
  const { variances, shares, directions, mean } = Principal.of(points)
  near(t, variances, [1.28402771, 0.0490834])
  near(t, shares, [0.96318131, 0.03681869])
  near(t, directions[0], [0.6778734, 0.73517866])
  near(t, mean, [1.81, 1.91])
})

t.test("few points in many coordinates give the same components as their mirror problem", async (t) => {
  const drawn = uniforms(3, 35)
  const wide = Array.from({ length: 5 }, (_, k) => drawn.slice(7 * k, 7 * k + 7))
  const { variances, directions, coordinates, mean } = Principal.of(wide)
  // Padded with copies of the mean, the cloud has more points than coordinates, and the same directions.
  const padded = Principal.of([...wide, mean, mean, mean])
  near(
    t,
    variances,
    padded.variances.slice(0, 4).map((each) => (each * 7) / 4),
    1e-12
  )
  for (let j = 0; j < 4; j++) {
    const overlap = directions[j].reduce((sum, x, k) => sum + x * padded.directions[j][k], 0)
    near(t, [Math.abs(overlap)], [1], 1e-9)
  }
  const back = wide.map((_, k) =>
    mean.map((m, axis) => directions.reduce((sum, each, j) => sum + coordinates[k][j] * each[axis], m))
  )
  back.forEach((point, k) => {
    near(t, point, wide[k], 1e-12)
  })
  const one = Principal.of([
    [1, 2],
    [1, 2]
  ])
  near(t, [...one.variances, ...one.coordinates[1]], [0, 0])
  t.throws(() => Principal.of([[1, 2]]), /two points or more, not 1/)
  t.throws(() => Principal.of([[1], [1, 2]]), /equal length/)
})

t.test("logistic regression: sklearn.linear_model.LogisticRegression(C = 1 / ridge)", async (t) => {
  const rows = [
    [0.5, 1.2],
    [1.5, -0.3],
    [-1.0, 0.7],
    [2.2, 0.1],
    [0.0, -1.5],
    [-0.7, -0.2],
    [1.1, 2.0],
    [-2.0, 1.0]
  ]
  const yes = [true, true, false, true, false, false, false, false]
  const fit = Logistic.fit(rows, yes, 0.5)
  near(t, [fit.intercept, ...fit.weights], [-1.07243183, 1.3131828, -0.08978293])
  near(
    t,
    rows.map((row) => Logistic.predict(fit, row)),
    [0.37201551, 0.71591282, 0.07955104, 0.8590706, 0.28135355, 0.12199168, 0.54797778, 0.02212702]
  )
})

t.test("separable data end, and the intercept alone is the log of the odds", async (t) => {
  const rows = Array.from({ length: 40 }, (_, k) => [k, 1])
  const fit = Logistic.fit(
    rows,
    rows.map(([x]) => x >= 20),
    1e-4
  )
  t.ok(rows.every((row) => Logistic.predict(fit, row) > 0.5 === row[0] >= 20))
  t.ok(fit.steps < 60, `${fit.steps} steps`)
  const flat = Logistic.fit([[0], [0], [0], [0]], [true, true, true, false], 1)
  near(t, [flat.intercept, ...flat.weights], [Math.log(3), 0])
  const sure = Logistic.fit([[0], [1]], [true, true], 1)
  t.ok(Logistic.predict(sure, [0]) > 0.99, "all of one answer")
  t.throws(() => Logistic.fit([], [], 1), /nothing to fit/)
  t.throws(() => Logistic.fit([[1]], [true], 0), /A ridge is positive/)
  t.throws(() => Logistic.fit([[1], [1, 2]], [true, true], 1), /differ in length/)
})

t.test("weights that made the data come back within their standard errors", async (t) => {
  const truth = [0.5, 1.5, -1]
  const n = 4000
  const x = uniforms(5, 2 * n).map((each) => 4 * each - 2)
  const u = uniforms(6, n)
  const rows = Array.from({ length: n }, (_, k) => [x[2 * k], x[2 * k + 1]])
  const yes = rows.map(([a, b], k) => u[k] < 1 / (1 + Math.exp(-(truth[0] + truth[1] * a + truth[2] * b))))
  const { intercept, weights } = Logistic.fit(rows, yes, 1e-3)
  // Standard errors 0.043, 0.053 and 0.046 by the curvature at the truth; within 4 but once in 5000.
  const found = [intercept, ...weights]
  for (const [k, error] of [0.043, 0.053, 0.046].entries())
    t.ok(Math.abs(found[k] - truth[k]) < 4 * error, `${found[k]} is ${truth[k]}`)
})
