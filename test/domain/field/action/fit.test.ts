import fc from "fast-check"
import t from "tap"
import * as Fit from "../../../../src/domain/field/action/fit.ts"

const vector = (...values: ReadonlyArray<number>) => Float64Array.from(values)

t.test("a line through four points", async (t) => {
  const { coefficients, rank } = Fit.least([vector(1, 1, 1, 1), vector(0, 1, 2, 3)], vector(1, 3, 5, 7))
  t.ok(Math.abs(coefficients[0] - 1) < 1e-14 && Math.abs(coefficients[1] - 2) < 1e-14)
  t.equal(rank, 2)
})

t.test("proportional columns share: rank 1, the solution of least norm", async (t) => {
  const { coefficients, rank, condition } = Fit.least([vector(1, 2), vector(3, 6)], vector(10, 20))
  t.equal(rank, 1)
  t.ok(condition > 1e15)
  t.ok(Math.abs(coefficients[0] - 1) < 1e-14 && Math.abs(coefficients[1] - 3) < 1e-14)
})

t.test("singular values of very different columns keep their digits", async (t) => {
  const { singular, condition } = Fit.least([vector(1e12, 0), vector(1e12, 1e-3)], vector(0, 0))
  t.ok(Math.abs(singular[0] / (Math.SQRT2 * 1e12) - 1) < 1e-14)
  t.ok(Math.abs(singular[0] * singular[1] - 1e9) < 1e-3)
  t.ok(condition > 1e15)
})

t.test("the rest is orthogonal to every column, and a small rank gives a smaller norm", async () => {
  const entries = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(fc.array(entries, { minLength: 1, maxLength: 3 }), entries, (columns, b) => {
      const A = columns.map((column) => Float64Array.from(column))
      const target = Float64Array.from(b)
      const fit = Fit.least(A, target, 1e-10)
      const rest = Fit.predict(A, fit.coefficients, 6).map((value, i) => target[i] - value)
      const size = Math.max(1e-9, fit.singular[0])
      const lesser = Fit.least(A, target, 0.5).coefficients
      const norm = (x: Float64Array) => Math.hypot(...x)
      return (
        A.every(
          (column) => Math.abs(column.reduce((sum, v, i) => sum + v * rest[i], 0)) < 1e-8 * size * 30
        ) && norm(lesser) <= norm(fit.coefficients) * (1 + 1e-9)
      )
    }),
    { seed: 20200808 }
  )
})

t.test("a row of weight 3 is three rows, in fits and in averages", async (t) => {
  const [A, b, weights] = [[vector(1, 1, 1), vector(0, 1, 3)], vector(1, 2, 7), vector(1, 3, 2)]
  const thrice = (values: Float64Array) => vector(...[0, 1, 1, 1, 2, 2].map((i) => values[i]))
  const one = Fit.least(A, b, 1e-10, weights)
  const other = Fit.least(A.map(thrice), thrice(b), 1e-10)
  for (const j of [0, 1]) t.ok(Math.abs(one.coefficients[j] - other.coefficients[j]) < 1e-13)
  const predicted = Fit.predict(A, one.coefficients, 3)
  for (const error of [Fit.mape, Fit.mse])
    t.ok(Math.abs(error(b, predicted, weights) - error(thrice(b), thrice(predicted))) < 1e-12)
})

t.test("errors of predictions", async (t) => {
  t.equal(Fit.mape(vector(1, -2, 0), vector(1.1, -2.2, 5)).toFixed(10), "10.0000000000")
  t.ok(Math.abs(Fit.mse(vector(1, 2), vector(1.5, 2.5)) - 0.25) < 1e-15)
  t.same([...Fit.least([], vector(1, 2)).coefficients], [])
  t.same(Fit.least([], vector(1, 2)).rank, 0)
  t.throws(() => Fit.least([vector(1)], vector(1, 2)), /1 rows does not fit 2 values/)
})

t.test(
  "the size of columns and values changes the size of coefficients alone, at any power of ten",
  async (t) => {
    const columns = [vector(1, 2, 4), vector(3, 5, 9)]
    const b = vector(1, -1, 2)
    const plain = Fit.least(columns, b)
    for (const [A, B] of [
      [2 ** 900, 2 ** 900],
      [2 ** -900, 2 ** -900],
      [2 ** 800, 2 ** -200],
      [2 ** -300, 2 ** 600]
    ]) {
      const scaled = Fit.least(
        columns.map((column) => column.map((value) => A * value)),
        b.map((value) => B * value)
      )
      t.equal(scaled.rank, 2)
      t.equal(scaled.condition, plain.condition)
      t.same(
        scaled.coefficients,
        plain.coefficients.map((value) => value * (B / A))
      )
      t.same(
        scaled.singular,
        plain.singular.map((value) => A * value)
      )
    }
    const actual = vector(3, -4)
    for (const by of [1, 1e-200, 1e200]) {
      const of = (values: Float64Array) => values.map((value) => by * value)
      t.ok(Math.abs(Fit.residual(of(actual), of(vector(3, -3.5))) - 0.1) < 1e-15)
    }
  }
)
