/** Walks on several threads come to what they come to on one. */
import t from "tap"
import * as Word from "../../../../../src/domain/braid/word.ts"
import * as Planar from "../../../../../src/domain/diagram/planar.ts"
import * as Diagram from "../../../../../src/domain/grid/diagram.ts"
import { fromPlanar } from "../../../../../src/domain/grid/from-planar.ts"
import * as Search from "../../../../../src/domain/grid/search.ts"
import type { Key } from "../../../../../src/domain/random/key.ts"
import * as Stream from "../../../../../src/domain/random/stream.ts"
import * as Composite from "../../../../../src/domain/rl/search/composite.ts"
import * as Walks from "../../../../../src/interface/cli/command/unknot/walks.ts"
import { command } from "../../../../support/command.ts"

const key: Key = [3, 4]
const until = Number.POSITIVE_INFINITY
const drawn = (word: Word.Word) => fromPlanar(Planar.ofBraid(word)).diagram

/** An unknot of some hundred columns. */
const long = drawn(Composite.draw(Stream.make([1, 100]), { letters: 100, strands: 16 }))

/** Short walks, of which the first ones come to nothing. */
const short = (trials: number) => Array.from({ length: 40 }, (_, number): Search.Task => ({ number, trials }))

t.test("the walk of the lowest number that comes to a circle counts, on any number of threads", async (t) => {
  const trials = 2500
  const solvers = short(trials).filter((task) => Search.walk(long, key, task).n === 2)
  const first = solvers[0]!.number
  t.ok(first > 0 && solvers.length > 2, `walks ${solvers.map(({ number }) => number)} untie it`)
  const [one, ...others] = await Promise.all(
    [1, 2, 4].map((threads) =>
      Walks.search(long, key, { trials: 40 * trials, until, threads, plan: short(trials) })
    )
  )
  t.equal(one!.diagram.length, 2)
  t.ok(one!.walks > first + 1, "and those that look for fewer moves")
  for (const other of others) t.same(other, one)
})

t.test("with the plan of a search it is that search, solved at once or not at all", async (t) => {
  const knot = drawn(Word.parse("-3 -2 1 -2 1 -3 2 2 1 -3 1"))
  for (const [diagram, trials] of [
    [long, 5_000_000],
    [Diagram.circle, 10],
    [knot, 7_000_000]
  ] as const) {
    const expected = Search.search(diagram, key, { trials })
    for (const threads of [1, 3])
      t.same(await Walks.search(diagram, key, { trials, until, threads }), expected, `${threads} threads`)
  }
})

t.test("when the time is over all walks end where they are", async (t) => {
  const knot = drawn(Word.parse("-3 -2 1 -2 1 -3 2 2 1 -3 1"))
  const begun = Walks.now()
  const found = await Walks.search(knot, key, {
    trials: Number.POSITIVE_INFINITY,
    until: begun + 1500,
    threads: 2
  })
  t.equal(found.diagram.length, 11)
  t.ok(Walks.now() - begun < 15_000)
  const over = await Walks.search(long, key, { trials: 1e9, until: begun, threads: 2 })
  t.same([over.trials, over.walks], [0, 1])
})

t.test("on the command line: a budget of exchanges, and what does not go together", async (t) => {
  const knot = "-3 -2 1 -2 1 -3 2 2 1 -3 1"
  const answers = []
  for (const threads of ["1", "2"]) {
    const told = await command("unknot", knot, "--exchanges", "6000000", "--threads", threads, "--json")
    t.equal(told.status, 1)
    const { seconds, ...answer } = JSON.parse(told.stdout)
    answers.push(answer)
  }
  t.match(answers[0], { outcome: "open", trials: 6_000_000, walks: 2 })
  t.same(answers[1], answers[0])
  for (const [flag, value] of [
    ["--threads", "2"],
    ["--exchanges", "5"]
  ] as const)
    t.match(await command("unknot", "1", "--agent", "greedy", flag, value), {
      status: 2,
      stderr: new RegExp(`^${flag} is for the search of rectangular diagrams; greedy has --seconds alone`)
    })
  t.match(await command("unknot", "1", "--threads", "0"), { status: 2, stderr: /Expected 1 to \d+ threads/ })
  t.match(await command("unknot", "1", "--exchanges", "0"), { status: 2, stderr: /more than 0 exchanges/ })
})
