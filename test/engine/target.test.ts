/** What `until` asks for and a point does not have, as rows, log and file tell of it. */
import t from "tap"
import * as Reader from "../../src/engine/journal/reader.ts"
import * as Target from "../../src/engine/target.ts"
import type { Row } from "../../src/simulation/table.ts"
import type { Outcome } from "../support/engine.ts"
import { run, studyOf } from "../support/engine.ts"

const until = { column: "heads", standardError: 0.01, atMost: 3 }

const missesOf = (directory: string): ReadonlyArray<Target.Miss> => {
  const reader = Reader.open(directory)
  const found = Target.misses(reader)
  reader.close()
  return found
}

/** What the log says of them, in the order in which points ended. */
const told = ({ events }: Outcome): ReadonlyArray<Target.Miss> =>
  events.flatMap((event) => {
    if (event._tag !== "TargetMissed") return []
    const { _tag, ...miss } = event
    return [miss]
  })

const inPlan = (misses: ReadonlyArray<Target.Miss>) => misses.toSorted((a, b) => a.point - b.point)

t.test("points that have as many repeats as they may, and not the error: the worst first", async (t) => {
  const points = [
    { bias: 0.1, tosses: 100 },
    { bias: 0.5, tosses: 100 },
    { bias: 0.5, tosses: 10_000 }
  ]
  const ended = await run(await studyOf("coin", points, { until }))
  t.equal(ended.outcome, "done", "its results are as good as they are")
  const rows = ended.tables.tosses!
  const expected = [1, 0].map((point) => {
    const error = Number(rows[point]!.headsStandardError)
    const repeatsNeeded = Math.ceil(3 * (error / 0.01) ** 2)
    return { point, column: "heads", wanted: 0.01, error, rows: 1, repeats: 3, repeatsNeeded }
  })
  t.same(missesOf(ended.directory), expected)
  t.same(inPlan(told(ended)), inPlan(expected), "and the log says the same")
  const enough = { ...until, atMost: expected[0]!.repeatsNeeded * 2 }
  const more = await run(await studyOf("coin", points, { until: enough }))
  t.same([missesOf(more.directory), told(more)], [[], []], "with repeats enough nothing is missed")
  const [needed] = expected
  const taken = Number(more.tables.tosses![1]!.repeats)
  t.ok(Math.abs(taken / needed!.repeatsNeeded - 1) < 0.3, "about as many as was said")
})

t.test("an error that nobody knows is missed, and is the worst", async (t) => {
  const points = [{ bias: 0.5 }, { bias: 0.5, tosses: 0 }]
  const ended = await run(await studyOf("coin", points, { until: { ...until, standardError: 0.001 } }))
  t.match(missesOf(ended.directory), [
    { point: 1, error: null, rows: 1, repeats: 3, repeatsNeeded: null },
    { point: 0, rows: 1, repeats: 3 }
  ])
  t.match(inPlan(told(ended)), [{ point: 0 }, { point: 1, error: null, rows: 1, repeatsNeeded: null }])
})

t.test("a null, a negative and an infinite error are not known either; the worst row counts", async (t) => {
  for (const headsStandardError of [null, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    const rows = () => ({
      tosses: [
        { repeats: 1, heads: 0.5, headsStandardError: 0.001, weight: 1 },
        { repeats: 1, heads: 0.5, headsStandardError, weight: 1 }
      ]
    })
    const ended = await run(await studyOf("coin", [{ bias: 0.5, tosses: 100 }], { until }), {
      change: { rows }
    })
    const expected = [{ point: 0, error: null, rows: 2, repeats: 3, repeatsNeeded: null }]
    t.match(missesOf(ended.directory), expected, String(headsStandardError))
    t.match(told(ended), expected, String(headsStandardError))
  }
})

t.test("a column that no row has is missed after all repeats, not met after the first", async (t) => {
  const seen: Array<number> = []
  const rows = (_: unknown, repeats: ReadonlyArray<unknown>): Record<string, ReadonlyArray<Row>> => {
    seen.push(repeats.length)
    return { tosses: [] }
  }
  const ended = await run(await studyOf("coin", [{ bias: 0.5, tosses: 100 }], { until }), {
    change: { rows }
  })
  t.same([...new Set(seen)], [1, 2, 3])
  const expected = [{ point: 0, column: "heads", error: null, rows: 0, repeats: 3 }]
  t.match(missesOf(ended.directory), expected)
  t.match(told(ended), expected)
})

t.test("a study without until misses nothing, and an unfinished point is not judged", async (t) => {
  const plain = await run(await studyOf("coin", [{ bias: 0.5, tosses: 10 }]))
  t.same([missesOf(plain.directory), told(plain)], [[], []])
  const crashed = await run(await studyOf("coin", [{ bias: 0.5, crashAt: 5 }], { until }))
  t.same([missesOf(crashed.directory), told(crashed)], [[], []])
})
