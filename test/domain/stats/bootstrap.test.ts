import t from "tap"
import * as Distribution from "../../../src/domain/random/distribution.ts"
import * as Bootstrap from "../../../src/domain/stats/bootstrap.ts"

// The mean of n normals has a known error: the band must be 2 * 1.96 of them wide. 1000 resamples know a percentile
// at 2.5 % to 0.08 standard errors of the mean, and the sample its own spread to 1 / sqrt(2 n) = 3.5 %: 12 % is more
// than three of both together. A band at another level (90 %: 16 % narrower) fails.
t.test("the band of normal values has the width of theory and holds their mean", async (t) => {
  const n = 400
  const values = new Float64Array(n)
  Distribution.normals([5, 6], 0, values)
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const { low, high } = Bootstrap.band(values, [1, 2])
  t.ok(low < mean && mean < high)
  const theory = (2 * 1.96) / Math.sqrt(n)
  t.ok(Math.abs((high - low) / theory - 1) < 0.12, `${high - low} for ${theory}`)
})

t.test(
  "equal values have a band of no width; the same key gives the same band; no values have none",
  async (t) => {
    t.same(Bootstrap.band([3, 3, 3], [0, 0]), { low: 3, high: 3 })
    t.same(Bootstrap.band([1, 2, 5], [4, 4]), Bootstrap.band([1, 2, 5], [4, 4]))
    t.throws(() => Bootstrap.band([], [0, 0]), /no values/)
  }
)
