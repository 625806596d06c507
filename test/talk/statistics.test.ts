import t from "tap"
import * as Statistics from "../../src/talk/statistics.ts"

const near = (a: number, b: number, within = 1e-9): boolean =>
  Math.abs(a - b) <= within * Math.max(1, Math.abs(b))

// Student's own example, the additional hours of sleep of ten patients (Biometrika 6, 1908), as every textbook has it.
const dextro = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
const laevo = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

t.test("Student's sleep data: paired, and by Welch", async (t) => {
  const more = laevo.map((each, k) => each - dextro[k])
  const paired = Statistics.interval(Statistics.mean(more))
  t.ok(near(paired.low, 0.7001142, 1e-6) && near(paired.high, 2.4598858, 1e-6), "R: t.test(paired = TRUE)")
  const welch = Statistics.difference(Statistics.mean(laevo), Statistics.mean(dextro))
  t.ok(near(welch.value, 1.58) && near(welch.freedom, 17.77647, 1e-6), "R: t.test()")
  const { low, high } = Statistics.interval(welch)
  t.ok(near(low, -0.2054832, 1e-6) && near(high, 3.3654832, 1e-6))
  t.equal(Statistics.side(Statistics.mean(more)), "above")
  t.equal(Statistics.side(Statistics.times(-1, Statistics.mean(more))), "below")
  t.equal(Statistics.side(welch), "open")
})

t.test("one value has no error, and decides nothing", async (t) => {
  const one = Statistics.mean([0.9])
  t.same(Statistics.interval(one), { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY })
  t.equal(Statistics.side(one, 0.5), "open")
  t.equal(Statistics.side(Statistics.mean([])), "open")
})

t.test("what is in no doubt has an interval of one number", async (t) => {
  t.same(Statistics.interval(Statistics.exactly(2)), { low: 2, high: 2 })
  t.equal(Statistics.side(Statistics.exactly(2)), "above")
  t.equal(Statistics.side(Statistics.exactly(0)), "open")
})

t.test("shares have an error where all succeed", async (t) => {
  const all = Statistics.share(20, 20)
  t.equal(all.value, 1)
  t.ok(near(all.standardError, Math.sqrt((22 * 2) / 24 ** 3)))
})

// By hand: x = 0, 1, 2; the slope of equal weights is (y2 - y0) / 2, its variance (v2 + v0) / 4.
t.test("a line through points carries their errors", async (t) => {
  const points = [1, 4, 5].map((y, x) => ({ x, y: Statistics.of(y, [0.3, 9, 0.4][x]) }))
  const slope = Statistics.slope(points)
  t.ok(near(slope.value, 2) && near(slope.standardError, 0.25))
})

// numpy.polyfit(x, y, 1, w = 1 / error, cov = "unscaled").
t.test("weights by errors", async (t) => {
  const y = [1.0, 2.1, 2.9, 4.2]
  const error = [0.1, 0.2, 0.1, 0.4]
  const points = y.map((each, k) => ({ x: [1, 2, 3, 5][k], y: Statistics.of(each, error[k]) }))
  const slope = Statistics.slope(points, "errors")
  t.ok(near(slope.value, 0.9058355437665787), `${slope.value}`)
  t.ok(near(slope.standardError, 0.06265564174893451), `${slope.standardError}`)
})

t.test("one place has no slope", async (t) => {
  const slope = Statistics.slope([{ x: 1, y: Statistics.of(1, 0.1) }])
  t.ok(Number.isNaN(slope.value))
  t.equal(Statistics.side(slope), "open")
})

t.test("another error widens by squares, and freedom grows", async (t) => {
  const wider = Statistics.plus(Statistics.mean([1, 2, 3]), 1 / Math.sqrt(3))
  t.ok(near(wider.standardError, Math.sqrt(2 / 3)) && near(wider.freedom, 8))
})

t.test("lengths that differ are refused", async (t) => {
  t.throws(() => Statistics.combination([1], []), RangeError)
})

t.test("of nothing there is no mean and no slope, and not a 0 beyond doubt", async (t) => {
  for (const none of [Statistics.average([]), Statistics.slope([]), Statistics.ofSameWords([])]) {
    t.ok(Number.isNaN(none.value))
    t.equal(Statistics.side(none, 1), "open")
  }
})
