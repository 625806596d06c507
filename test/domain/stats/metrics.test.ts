/** Intervals, ranks, areas and calibration. Figures of scipy 1.17.1 and statsmodels, where not said otherwise. */
import fc from "fast-check"
import t, { type Test } from "tap"
import * as Distribution from "../../../src/domain/random/distribution.ts"
import * as Threefry from "../../../src/domain/random/threefry.ts"
import * as Calibration from "../../../src/domain/stats/calibration.ts"
import * as Proportion from "../../../src/domain/stats/proportion.ts"
import * as Rank from "../../../src/domain/stats/rank.ts"

const near = (t: Test, found: number, expected: number, message?: string) =>
  t.ok(Math.abs(found - expected) < 1e-9, `${message ?? ""} ${found} is ${expected}`)

/** Uniform over 0 to 1. */
const uniforms = (index: number, count: number): Float64Array => {
  const words = new Uint32Array(count + (count % 2))
  Threefry.fill(7, index, 0, 0, words)
  return Float64Array.from(words.subarray(0, count), Distribution.uniform)
}

t.test("Wilson's interval: proportion_confint(k, n, method='wilson')", async (t) => {
  for (const [k, n, low, high] of [
    [0, 10, 0, 0.27753279986288926],
    [10, 10, 0.7224672001371106, 1],
    [7, 10, 0.39677814746114537, 0.8922087325936989],
    [1900, 2000, 0.9395558910656041, 0.9587187663812682]
  ]) {
    near(t, Proportion.interval(k, n).low, low)
    near(t, Proportion.interval(k, n).high, high)
  }
  t.strictSame(Proportion.interval(0, 0), { low: 0, high: 1 })
  t.throws(() => Proportion.interval(3, 2), /^3 of 2 trials cannot succeed\./)
  t.throws(() => Proportion.interval(Number.NaN, 2), RangeError)
})

t.test("Spearman's correlation: spearmanr, rankdata, and the interval of Bonett and Wright", async (t) => {
  const x = [3.1, 1.2, 5.5, 2.2, 2.2, 8.0, 7.1, 0.3, 4.4, 2.2]
  const y = [2, 1, 7, 3, 2, 9, 5, 1, 4, 6]
  t.strictSame([...Rank.ranks(x)], [6, 2, 8, 4, 4, 10, 9, 1, 7, 4])
  const { rho, low, high, count } = Rank.spearman(x, y)
  near(t, rho, 0.8148303390889594)
  near(t, low, 0.2787027771555838)
  near(t, high, 0.9637581015730933)
  t.equal(count, 10)
  near(t, Rank.spearman(x, x).rho, 1)
  t.same(Rank.spearman([1, 1, 1, 1], [1, 2, 3, 4]), {
    rho: Number.NaN,
    low: Number.NaN,
    high: Number.NaN,
    count: 4
  })
  t.match(Rank.spearman([1, 2], [2, 1]), { rho: -1, low: -1, high: 1 }, "two pairs tell nothing")
  t.throws(() => Rank.spearman([1], [1, 2]), /^1 values do not pair with 2\./)
})

t.test("increasing maps leave ranks as they are, a decreasing one turns the sign", async () => {
  const values = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 4, maxLength: 30 })
  fc.assert(
    fc.property(values, (x) => {
      const y = x.map((_, k) => (k * 7) % 5)
      const { rho } = Rank.spearman(x, y)
      const cube = Rank.spearman(
        x.map((each) => each ** 3),
        y
      ).rho
      const negative = Rank.spearman(
        x.map((each) => -each),
        y
      ).rho
      return Number.isNaN(rho) ? Number.isNaN(cube) : cube === rho && Math.abs(negative + rho) < 1e-12
    }),
    { seed: 5, numRuns: 200 }
  )
})

t.test(
  "the area: roc_auc_score, pairs counted one by one, and Newcombe's interval solved by brentq",
  async (t) => {
    const scores = [0.1, 0.4, 0.35, 0.8, 0.35, 0.9, 0.35, 0.6]
    const yes = [false, false, true, true, false, true, true, false]
    near(t, Rank.areaUnderCurve(scores, yes).area, 0.6875)
    const byPairs = (s: ReadonlyArray<number>, isYes: ReadonlyArray<boolean>) => {
      let [sum, count] = [0, 0]
      s.forEach((a, i) => {
        s.forEach((b, j) => {
          if (!isYes[i] || isYes[j]) return
          sum += a > b ? 1 : a === b ? 0.5 : 0
          count++
        })
      })
      return sum / count
    }
    const trials = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.boolean()), { maxLength: 25 })
    fc.assert(
      fc.property(trials, (pairs) => {
        const [s, isYes] = [pairs.map(([score]) => score), pairs.map(([, label]) => label)]
        const { area, low, high } = Rank.areaUnderCurve(s, isYes)
        const expected = byPairs(s, isYes)
        if (Number.isNaN(expected)) return Number.isNaN(area) && low === 0 && high === 1
        return Math.abs(area - expected) < 1e-12 && low <= area && area <= high && low >= 0 && high <= 1
      }),
      { seed: 5, numRuns: 200 }
    )
    // area 0.75 of 4 and 4; 0.9 of 50 and 40; 1 of 30 and 20.
    const quarter = Rank.areaUnderCurve(
      [1, 2, 3, 4, 0, 0, 3.5, 3.5],
      [true, true, true, true, false, false, false, false]
    )
    near(t, quarter.area, 0.625)
    const few = Rank.areaUnderCurve(
      [2, 2, 2, 2, 1, 1, 2, 2],
      [true, true, true, true, false, false, false, false]
    )
    near(t, few.low, 0.3484170175020419)
    near(t, few.high, 0.9393993962879199)
    const labels = Array.from({ length: 90 }, (_, k) => k < 50)
    // 50 positives in a tie; of 40 negatives 4 stand above them.
    const many = Rank.areaUnderCurve(
      labels.map((isPositive, k) => (isPositive ? 1 : k < 54 ? 2 : 0)),
      labels
    )
    near(t, many.area, 0.9)
    near(t, many.low, 0.8093485640088407)
    near(t, many.high, 0.9481704722648864)
    t.throws(() => Rank.areaUnderCurve([1], []), RangeError)
  }
)

t.test("perfect separation still has an interval", async (t) => {
  const { area, low, high } = Rank.areaUnderCurve([3, 4, 5, 1, 2], [true, true, true, false, false])
  t.equal(area, 1)
  t.equal(high, 1)
  t.ok(low > 0.3 && low < 0.95, `${low}`)
})

t.test(
  "the expected calibration error: by hand, of what is right, and of what is sure and wrong",
  async (t) => {
    // Bins of 1/15: 0.1 and 0.12 share one (mean 0.11, share 1/2), 0.9 stands alone (share 1).
    near(t, Calibration.expectedError([0.1, 0.12, 0.9], [false, true, true]), (2 / 3) * 0.39 + 0.1 / 3)
    near(t, Calibration.expectedError([1, 0, 1, 0], [true, false, true, false]), 0)
    near(t, Calibration.expectedError([1, 0], [false, true]), 1)
    t.ok(Number.isNaN(Calibration.expectedError([], [])))
    t.throws(() => Calibration.expectedError([1.5], [true]), /^1\.5 is no probability\./)
    // Right by construction: each bin's share errs by less than sqrt(p (1 - p) / n_b); in 15 bins of 1333 words together by
    // sqrt(2 / pi) 0.38 / sqrt(1333) = 0.0083 on average, and by 0.015 less than once in 10^5.
    const p = uniforms(1, 20_000)
    const answers = uniforms(2, 20_000)
    const calibrated = Calibration.expectedError(
      p,
      Array.from(p, (each, k) => answers[k] < each)
    )
    t.ok(calibrated > 0.002 && calibrated < 0.015, `${calibrated}`)
    const late = Calibration.expectedError(
      p,
      Array.from(p, (each, k) => answers[k] < each ** 2)
    )
    t.ok(Math.abs(late - 1 / 6) < 0.02, `mean of p - p^2 is 1/6: ${late}`)
  }
)
