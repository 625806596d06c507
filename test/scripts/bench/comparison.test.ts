import t from "tap"
import * as Comparison from "../../../scripts/bench/comparison.ts"
import type { Machine } from "../../../scripts/bench/machine.ts"
import * as Measurement from "../../../scripts/bench/measurement.ts"
import * as Print from "../../../scripts/bench/print.ts"
import type { Result } from "../../../scripts/bench/result.ts"

const machine: Machine = {
  cpu: "Abacus",
  cores: 2,
  memoryGiB: 1,
  system: "none",
  node: "v24.0.0",
  backend: "simd",
  libraries: {},
  load: 0
}

const resultOf = (measurements: ReadonlyArray<Measurement.Measurement>, cpu = "Abacus"): Result => ({
  format: 1,
  sections: {
    x: {
      command: "node x.ts",
      date: "2026-01-01T00:00:00.000Z",
      commit: null,
      machine: { ...machine, cpu },
      measurements,
      missing: []
    }
  }
})

const rates = (ours: ReadonlyArray<number>, theirs?: ReadonlyArray<number>, unit = "words/s") =>
  Measurement.of("it", unit, ours, theirs && { name: "torch", values: theirs })

const compare = (before: Measurement.Measurement, after: Measurement.Measurement, cpu?: string) =>
  Comparison.compare(resultOf([before]), resultOf([after], cpu))[0]!

t.test("a measurement is medians, a ratio of neighbours, and how much it differs", (t) => {
  t.same(rates([100, 110, 90], [50, 22, 45]), {
    name: "it",
    unit: "words/s",
    ours: 100,
    theirs: 45,
    peer: "torch",
    ratio: 2, // of 2, 5 and 2: not 100 / 45
    spread: 0, // deviations 0, 3, 0
    repeats: 3
  })
  t.equal(rates([2, 2], [6, 6], "s").ratio, 3, "less is better where the unit is no rate")
  // Deviations of 1, 2, 3, 4, 5 from 3 are 2, 1, 0, 1, 2.
  t.equal(rates([1, 2, 3, 4, 5]).spread, Number((1.4826 / 3).toPrecision(2)))
  t.equal(rates([7]).spread, null)
  t.throws(() => rates([1, 2], [1]), /2 repeats of ours, 1 of torch/)
  t.end()
})

t.test("a change counts when it is beyond noise and beyond ten per cent", (t) => {
  const steady = (ratio: number) => rates([100 * ratio, 100 * ratio, 100 * ratio], [100, 100, 100])
  t.match(compare(steady(2), steady(2.1)), { verdict: "same", change: 1.05 })
  t.match(compare(steady(2), steady(2.4)), { verdict: "better", change: 1.2 })
  t.match(compare(steady(2), steady(1.6)), { verdict: "worse", change: 0.8 })

  // Spread 1.4826 * 20 %: of a median of three repeats 0.21, so 0.64 is three of them, and log 1.5 = 0.41 is within.
  const noisy = (ratio: number) => rates([80 * ratio, 100 * ratio, 120 * ratio], [100, 100, 100])
  t.match(compare(noisy(1), steady(1.5)), { verdict: "same", change: 1.5 })
  t.match(compare(noisy(1), steady(2)), { verdict: "better", change: 2 })
  t.end()
})

t.test("a ratio holds on a slower machine; a lone figure is compared on a machine of the same kind", (t) => {
  const fast = rates([200, 200], [100, 100])
  const slow = rates([20, 20], [10, 10])
  t.match(compare(fast, slow, "Slide rule"), { verdict: "same", change: 1 })
  t.match(compare(rates([200]), rates([20]), "Slide rule"), { verdict: "other machine", change: null })
  t.match(compare(rates([200]), rates([150])), { verdict: "worse", change: 0.75 })
  t.match(compare(rates([2], undefined, "ms"), rates([3], undefined, "ms")), { verdict: "worse" })
  t.match(compare(rates([2], undefined, "ms"), rates([2.3], undefined, "ms")), { verdict: "same" })
  t.end()
})

t.test("what is new and what was not measured are said; other sections are left alone", (t) => {
  const [alone, beside] = [rates([1]), rates([1], [1])]
  t.match(Comparison.compare(resultOf([beside]), resultOf([alone])), [
    { name: "it", verdict: "new", before: null },
    { name: "it / torch", verdict: "not measured", after: null }
  ])
  const other: Result = { format: 1, sections: { y: resultOf([alone]).sections.x! } }
  t.match(Comparison.compare(other, resultOf([alone])), [{ section: "x", verdict: "new" }])
  t.end()
})

t.test("changes are printed in columns", (t) => {
  const before = resultOf([rates([1000], [500])])
  const after = resultOf([rates([3000, 3000], [500, 500]), { ...rates([0.06531]), name: "new one" }])
  t.equal(
    Print.changes(Comparison.compare(before, after)),
    [
      "what        unit    ours   peer  peer's  ratio  spread  last  change",
      "it       words/s   3 000  torch     500      6     0 %     2      x3  better",
      "new one  words/s  0.0653                                                 new"
    ].join("\n")
  )
  t.equal(Print.figure(149_031.2), "149 000")
  t.equal(Print.figure(1_220_345), "1 220 000")
  t.end()
})
