import { once } from "node:events"
import { Worker } from "node:worker_threads"
import t from "tap"
import * as HardUnknots from "../../../src/domain/braid/hard-unknots.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Diagram from "../../../src/domain/grid/diagram.ts"
import { fromPlanar } from "../../../src/domain/grid/from-planar.ts"
import * as Marks from "../../../src/domain/grid/marks.ts"
import type * as Move from "../../../src/domain/grid/move.ts"
import * as Search from "../../../src/domain/grid/search.ts"
import { shorten } from "../../../src/domain/grid/shorten.ts"
import type { Key } from "../../../src/domain/random/key.ts"
import type { Job } from "../../support/grid-walks.ts"

/** Walks on so many threads, the last of the tasks first, as they come back. */
const onThreads = async (
  count: number,
  start: Diagram.Diagram,
  key: Key,
  tasks: Iterable<Search.Task>
): Promise<ReadonlyArray<Search.Attempt>> => {
  const left = [...tasks]
  const attempts: Array<Search.Attempt> = []
  const threads = Array.from(
    { length: count },
    () => new Worker(new URL("../../support/grid-walks.ts", import.meta.url))
  )
  await Promise.all(
    threads.map(async (thread) => {
      for (let task = left.pop(); task !== undefined; task = left.pop()) {
        const job: Job = { start, key, task }
        thread.postMessage(job)
        const [attempt] = await once(thread, "message")
        attempts.push(attempt)
      }
      await thread.terminate()
    })
  )
  return attempts
}

t.test("a search is the same on one, two and four threads, whichever walk ends first", async (t) => {
  const key: Key = [18, 2]
  for (const [word, trials] of [
    [HardUnknots.all[4].word, 5_500_000],
    [Word.parse("1 -2 1 -2 1"), 5_050_000]
  ] as const) {
    const start = fromPlanar(Planar.ofBraid(word)).diagram
    const alone = Search.search(start, key, { trials })
    for (const threads of [1, 2, 4]) {
      const all = await onThreads(threads, start, key, Search.plan(trials))
      const inOrder = all.toSorted((a, b) => a.number - b.number)
      const first = inOrder.findIndex(({ n }) => n === 2)
      const counting = first < 0 ? inOrder : inOrder.slice(0, first + 1)
      const more = await onThreads(threads, start, key, Search.refinements(counting, trials))
      t.strictSame(Search.found(start, [...more, ...counting]), alone, `${threads} threads`)
    }
  }
})

t.test(
  "walks of a search make no more trials than it may, and the first of them is always there",
  async (t) => {
    t.strictSame([...Search.plan(0)], [{ number: 0, trials: 0 }])
    for (const trials of [1, 5_000_000, 123_456_789]) {
      const tasks = [...Search.plan(trials)]
      t.equal(
        tasks.reduce((total, task) => total + task.trials, 0),
        trials
      )
      t.strictSame(
        tasks.map(({ number }) => number),
        tasks.map((_, k) => k)
      )
    }
    const start = fromPlanar(Planar.ofBraid(HardUnknots.all[4].word)).diagram
    for (const trials of [0, 3000, 30_000, 300_000])
      t.ok(Search.search(start, [1, 1], { trials }).trials <= trials)
  }
)

t.test("several hundred thousand exchanges none of which undoes another are all kept", async (t) => {
  const circles = 350
  const start = Diagram.beside(...Array.from({ length: circles }, () => Diagram.circle))
  // Each circle's columns go to the front, past those of all circles before it.
  const moves: Array<Move.Code> = []
  for (let circle = 1; circle < circles; circle++)
    for (const end of [0, 1]) for (let at = 2 * circle + end; at > end; at--) moves.push(at - 1)
  t.strictSame(shorten(start, moves), moves)
  const marks = Marks.of(start)
  for (const move of moves) {
    if (!Marks.mayExchange(marks, move)) t.fail(`no exchange at ${move}`)
    Marks.apply(marks, move)
  }
  t.strictSame(Marks.diagram(marks)[0], [2 * circles - 2, 2 * circles - 1])
})
