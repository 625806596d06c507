import t from "tap"
import * as Flype from "../../../src/domain/grid/flype.ts"
import * as Marks from "../../../src/domain/grid/marks.ts"
import * as Play from "../../../src/domain/grid/play.ts"
import * as Stream from "../../../src/domain/random/stream.ts"

t.test(
  "a flype is a sequence of exchanges, each of which is allowed, and blocks change places by them",
  async (t) => {
    const stream = Stream.make([18, 20])
    let found = 0
    for (let draw = 0; draw < 4000; draw++) {
      const n = 6 + Stream.below(stream, 8)
      const diagram = Play.knot(stream, n)
      const marks = Marks.of(diagram)
      const first = 1 + Stream.below(stream, 3)
      const second = 1 + Stream.below(stream, 3)
      const at = Stream.below(stream, n)
      const of = Stream.below(stream, 2) === 0 ? "columns" : "rows"
      const exchanges = Flype.exchanges(marks, { of, at, first, second })
      if (exchanges === null || first * second === 1) continue
      found++
      t.equal(exchanges.length, first * second)
      const lines = (of: "columns" | "rows") =>
        Array.from({ length: n }, (_, x) => [marks[of][2 * x], marks[of][2 * x + 1]].sort((a, b) => a - b))
      const before = lines(of)
      for (const move of exchanges) {
        if (!Marks.mayExchange(marks, move)) t.fail(`no exchange ${move}`)
        Marks.apply(marks, move)
      }
      const order = Array.from({ length: n }, (_, k) => (at + k) % n)
      const moved = [
        ...order.slice(first, first + second),
        ...order.slice(0, first),
        ...order.slice(first + second)
      ]
      const expected: Array<Array<number>> = []
      moved.forEach((line, k) => {
        expected[order[k]] = before[line]
      })
      t.strictSame(lines(of), expected)
    }
    t.ok(found > 100, `${found}`)
  }
)

t.test("what is interleaved, or has a mark in a common line, passes nothing", async (t) => {
  const eight = Marks.of([
    [0, 3],
    [1, 4],
    [0, 2],
    [1, 3],
    [2, 4]
  ])
  for (let at = 0; at < 5; at++)
    for (const [first, second] of [
      [1, 2],
      [2, 1],
      [2, 2]
    ])
      t.equal(Flype.exchanges(eight, { of: "columns", at, first, second }), null)
  t.throws(() => Flype.exchanges(eight, { of: "rows", at: 0, first: 3, second: 3 }), RangeError)
})
