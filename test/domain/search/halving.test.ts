import t from "tap"
import * as Halving from "../../../src/domain/search/halving.ts"

const { decide } = Halving

t.test("the best share goes on, whichever way is up", async (t) => {
  const values = [0.9, 0.1, 0.5, 0.7, 0.3, 0.2]
  t.same(decide("maximise", 1 / 3, [], values), {
    kept: [true, false, false, true, false, false],
    bound: 0.7
  })
  t.same(decide("minimise", 1 / 3, [], values), {
    kept: [false, true, false, false, false, true],
    bound: 0.2
  })
})

t.test(
  "27 points of a third each leave 9, 3 and 1: a third of the work at each of three rungs",
  async (t) => {
    let values = Array.from({ length: 27 }, (_, i) => (i * 10) % 27)
    for (const left of [9, 3, 1]) {
      const { kept } = decide("maximise", 1 / 3, [], values)
      values = values.filter((_, i) => kept[i])
      t.equal(values.length, left)
    }
    t.same(values, [26])
    t.same(Halving.rungs(1 / 3, 3), [0.037037, 0.111111, 0.333333])
  }
)

t.test("the earlier of equal ones goes on, and no more than the share", async (t) => {
  t.same(decide("maximise", 0.5, [], [1, 1, 1, 1]).kept, [true, true, false, false])
})

t.test("a batch is held against those before it", async (t) => {
  t.same(decide("maximise", 0.25, [9, 8, 7, 6], [5, 4, 3, 2]), {
    kept: [false, false, false, false],
    bound: 8
  })
  t.same(decide("maximise", 0.25, [1, 2, 3, 4], [5, 6, 0, 0]).kept, [true, true, false, false])
})

t.test("no value, and NaN, are worse than any; where nobody has one, all go on", async (t) => {
  t.same(decide("minimise", 0.5, [], [undefined, Number.NaN, 5, 1e300]).kept, [false, false, true, true])
  t.same(decide("minimise", 0.75, [], [undefined, Number.NaN, 5, undefined]), {
    kept: [false, false, true, false],
    bound: 5
  })
  t.same(decide("maximise", 0.25, [], [undefined, Number.NaN]), { kept: [true, true], bound: undefined })
  t.same(decide("maximise", 0.5, [], [Number.NEGATIVE_INFINITY, undefined]).kept, [true, false])
})

t.test("batches decide as they come, and one alone as all at once", async (t) => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]
  const at = (from: number) =>
    decide("maximise", 1 / 3, values.slice(0, from), values.slice(from, from + 4)).kept
  t.same([at(0), at(4), at(8)].flat(), [
    ...[true, false, true, false],
    ...[true, true, false, true],
    ...[false, false, false, true]
  ])
  t.equal(decide("maximise", 1 / 3, [], values).kept.filter(Boolean).length, 4)
})
