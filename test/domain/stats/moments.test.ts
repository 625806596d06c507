import fc from "fast-check"
import t from "tap"
import * as Moments from "../../../src/domain/stats/moments.ts"

const vector = fc.tuple(
  fc.integer({ min: 1, max: 100 }),
  fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 3, maxLength: 3 })
)
const fold = (parts: ReadonlyArray<Moments.Moments>) => parts.reduce(Moments.merge, Moments.empty)
const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * (1 + Math.abs(a) + Math.abs(b))
const same = (a: Moments.Moments, b: Moments.Moments) =>
  a.count === b.count &&
  a.weight === b.weight &&
  a.mean.every((value, k) => near(value, b.mean[k]) && near(a.m2[k], b.m2[k]))

t.test("merging in any grouping is the definition", async () => {
  fc.assert(
    fc.property(fc.array(vector, { minLength: 1, maxLength: 20 }), fc.nat(19), (vectors, cut) => {
      const parts = vectors.map(([weight, x]) => Moments.of(weight, Float64Array.from(x)))
      const weight = vectors.reduce((sum, [w]) => sum + w, 0)
      const mean = Float64Array.from(
        [0, 1, 2],
        (k) => vectors.reduce((sum, [w, x]) => sum + w * x[k], 0) / weight
      )
      const m2 = mean.map((middle, k) => vectors.reduce((sum, [w, x]) => sum + w * (x[k] - middle) ** 2, 0))
      const defined: Moments.Moments = { count: vectors.length, weight, mean, m2 }
      const halves = Moments.merge(fold(parts.slice(0, cut)), fold(parts.slice(cut)))
      return same(fold(parts), defined) && same(halves, defined)
    })
  )
})

t.test("empty is the identity, bit for bit, and lengths must agree", async (t) => {
  const one = Moments.of(3, Float64Array.of(1, 2))
  t.equal(Moments.merge(Moments.empty, one), one)
  t.equal(Moments.merge(one, Moments.empty), one)
  t.throws(() => Moments.merge(one, Moments.of(1, Float64Array.of(1))), /do not merge/)
})

t.test("the standard error of equal blocks is that of their means; one block has none", async (t) => {
  const blocks = [1, 4, 2, 7].map((x) => Moments.of(5, Float64Array.of(x)))
  // Variance of 1, 4, 2, 7 is 7, so the error of the mean of four is sqrt(7 / 4).
  t.ok(near(Moments.standardErrors(fold(blocks))[0], Math.sqrt(7 / 4)))
  t.ok(Number.isNaN(Moments.standardErrors(blocks[0])[0]))
})
