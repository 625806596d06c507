/** How figures stand in sentences. */
import t from "tap"
import * as Statistics from "../../src/talk/statistics.ts"
import * as Written from "../../src/talk/written.ts"

t.test("an estimate has two digits of its error", async (t) => {
  t.equal(Written.estimate(Statistics.of(0.91234, 0.0042)), "0.9123 ± 0.0042")
  t.equal(Written.estimate(Statistics.of(0.91234, 0.0042), Written.percent), "91.23 ± 0.42 %")
  t.equal(Written.estimate(Statistics.of(-1e-9, 0.5)), "0.00 ± 0.50")
  t.equal(Written.estimate(Statistics.of(1234.5, 60)), "1235 ± 60")
  t.equal(Written.range({ low: -0.0123, high: 0.0321 }), "−0.012 to 0.032")
  t.equal(Written.within(Statistics.of(0.5, 0.01)), "0.500 (95 %: 0.480 to 0.520)")
  t.equal(Written.within(Statistics.of(0.015, 0.01), Written.share), "1.5 % (95 %: 0.0 to 3.5)")
  t.equal(Written.within(Statistics.of(0.99, 0.02), Written.share), "99.0 % (95 %: 95.1 to 100.0)")
  t.equal(Written.within(Statistics.exactly(3)), "3")
  t.equal(Written.within(Statistics.mean([0.9])), "0.900 (no error)")
})

t.test("a number by itself has a power of ten where it is needed", async (t) => {
  t.equal(Written.number(0.0544), "0.0544")
  t.equal(Written.number(-5.19e-11, 2), "−5.2×10⁻¹¹")
  t.equal(Written.number(1e7), "10⁷")
  t.equal(Written.number(0), "0")
  t.equal(Written.number(Number.NaN), "unknown")
})

t.test("what came out as no number says so, and not NaN", async (t) => {
  const none = Statistics.slope([])
  t.equal(Written.estimate(none, Written.points), "unknown")
  t.equal(Written.within(none, Written.points), "unknown")
  t.equal(Written.within(Statistics.exactly(Number.NaN)), "unknown")
})
