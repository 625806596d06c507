/** Eigenvalues beside closed forms and Jacobi's rotations. */
import t from "tap"
import * as Matrix from "../../../src/domain/stats/matrix.ts"
import * as Spectrum from "../../../src/domain/stats/spectrum.ts"

const square = (n: number, entry: (i: number, j: number) => number) =>
  Float64Array.from({ length: n * n }, (_, k) => entry(Math.floor(k / n), k % n))

t.test("a path's adjacency has 2 cos(k pi / (n + 1))", async (t) => {
  for (const n of [1, 2, 3, 7, 64]) {
    const values = Spectrum.values(
      square(n, (i, j) => (Math.abs(i - j) === 1 ? 1 : 0)),
      n
    )
    t.ok(
      values.every((value, k) => Math.abs(value - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1))) < 1e-14 * n)
    )
  }
})

t.test("as Jacobi's rotations have them, of full, singular and zero matrices", async (t) => {
  for (const entry of [
    (i: number, j: number) => Math.sin(5 * (i + j) + i * j),
    (i: number, j: number) => 1 / (i + j + 1),
    (i: number, j: number) => (i + 1) * (j + 1),
    (i: number, j: number) => (i === j ? i % 3 : 0),
    () => 0
  ])
    for (const n of [2, 3, 5, 20]) {
      const matrix = square(n, entry)
      const { values } = Matrix.eigen(matrix, n)
      const found = Spectrum.values(matrix, n)
      const size = Math.max(...values.map(Math.abs))
      t.ok(
        found.every((value, k) => Math.abs(value - values[k]) <= 1e-15 * n * size),
        `${n}`
      )
    }
  t.throws(() => Spectrum.values(new Float64Array(5), 2), RangeError)
})

t.test("rank and condition", async (t) => {
  const even = Spectrum.of(
    square(6, (i, j) => (i === j ? 3 : 0)),
    6
  )
  t.ok(Math.abs(even.effectiveRank - 6) < 1e-12)
  t.equal(even.condition, 1)
  const one = Spectrum.of(
    square(6, () => 2),
    6
  )
  t.ok(Math.abs(one.effectiveRank - 1) < 1e-12)
  t.equal(one.condition, undefined)
})
