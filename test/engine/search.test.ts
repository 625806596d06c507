/** Runs that search: the same on any number of threads and after any interruption, and cheaper than the whole. */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import t from "tap"
import { parse } from "../../src/engine/config/parse.ts"
import type { Study } from "../../src/engine/study.ts"
import * as Discover from "../../src/simulation/discover.ts"
import * as Engine from "../support/engine.ts"

const studies = (text: string): Promise<ReadonlyArray<Study>> =>
  Effect.runPromise(parse(text, "study.yaml", [], Discover))

const one = async (text: string): Promise<Study> => (await studies(text))[0]!

/** 18 rates, of which 0.3 and its neighbours are good: small ones are slow, large ones noisy. */
const halved = `
simulation: descent
seed: 3
base: { rounds: 36, batch: 2 }
sweep: [{ grid: { rate: { logspace: [1.0e-4, 0.9, 18] } } }]
search: { minimise: loss, halving: { keep: 1/3, rungs: 2 } }
`

const drawn = `
simulation: descent
seed: 4
base: { rounds: 18, batch: 2 }
search:
  minimise: loss
  trials: 24
  batch: 6
  space: { rate: { logUniform: [1.0e-4, 1.2] }, batch: { uniform: [1, 6] } }
  halving: { keep: 1/2, rungs: [1/3] }
`

const outcomes = (rows: ReadonlyArray<Readonly<Record<string, unknown>>>) =>
  rows.map(({ trial, rung, outcome }) => `${trial} ${rung} ${outcome}`)

t.test(
  "the best third goes on at each rung, a hopeless point costs its first rung, and the tables say so",
  async (t) => {
    const run = await Engine.run(await one(halved))
    t.equal(run.outcome, "done")
    t.equal(run.pointsFinished, 18)
    const search = run.tables.search!
    const at = (rung: number) => search.filter((row) => row.rung === rung)
    t.equal(at(0.111111).length, 18)
    t.equal(at(0.333333).length, 6)
    t.equal(at(1).length, 2)
    t.ok(at(1).every(({ outcome, bound }) => outcome === "finished" && bound === null))
    const losses = run.tables.losses!
    for (const { trial, rate, value, bound, rung, outcome } of search) {
      const own = losses.filter((row) => row.rate === rate)
      if (outcome === "stopped") {
        t.ok(Number(value) > Number(bound), `trial ${trial}`)
        t.equal(own.length, Math.ceil(36 * Number(rung) - 1e-3), `rounds of trial ${trial}`)
        t.ok(own.every((row) => row.stoppedAt === rung))
        t.equal(own.at(-1)!.loss, value)
      } else
        t.ok(
          rung === 1
            ? own.length === 36 && own.every((row) => row.stoppedAt === null)
            : Number(value) <= Number(bound)
        )
    }
    // 18 times 4 rounds, 6 times 8 more, 2 times 24 more, of 18 times 36.
    t.equal(Engine.count(run.events, "TaskFinished"), 18 + 6 + 2)
    t.equal(Engine.count(run.events, "SearchJudged"), 2)
  }
)

t.test("what goes to its end is what it is without a search, bit for bit", async (t) => {
  const searched = await Engine.run(await one(halved))
  const whole = await Engine.run(await one(halved.replace(/search:.*\n/, "")))
  const finished = searched.tables.losses!.filter(({ stoppedAt }) => stoppedAt === null)
  const rates = new Set(finished.map(({ rate }) => rate))
  t.equal(rates.size, 2)
  t.same(
    finished.map(({ stoppedAt: _, ...row }) => row),
    whole.tables.losses!.filter(({ rate }) => rates.has(rate))
  )
})

t.test("the same on any number of threads, and drawn points follow from those before", async (t) => {
  const [zero, two, five] = [await one(drawn), await one(drawn), await one(drawn)]
  const first = await Engine.run(zero, { threads: 0 })
  t.equal(first.points, 24)
  t.equal(first.pointsFinished, 24)
  for (const [study, threads] of [
    [two, 2],
    [five, 5]
  ] as const) {
    const other = await Engine.run(study, { threads })
    t.same(other.tables, first.tables, `${threads} threads`)
  }
  const rates = new Set(first.tables.search!.map(({ rate }) => rate))
  t.equal(rates.size, 24)
  t.equal(Engine.count(first.events, "TrialsDrawn"), 3)
})

t.test("an interrupted search goes on to the same end, and one that has ended does nothing", async (t) => {
  const expected = await Engine.run(await one(drawn))
  for (const after of [1, 7, 20, 30]) {
    const directory = Engine.newFolder()
    const abort = new AbortController()
    let seen = 0
    await Engine.run(await one(drawn), {
      directory,
      signal: abort.signal,
      onEvent: ({ _tag }) => {
        if (_tag === "TaskFinished" && ++seen === after) abort.abort()
      }
    }).catch(() => undefined)
    const resumed = await Engine.run(await one(drawn), { directory, threads: 2 })
    t.same(resumed.tables, expected.tables, `after ${after} tasks`)
    const again = await Engine.run(await one(drawn), { directory })
    t.equal(Engine.count(again.events, "TaskStarted"), 0)
    t.equal(Engine.count(again.events, "PointFinished"), 0)
    t.same(again.tables, expected.tables)
  }
})

t.test("more trials make it longer", async (t) => {
  const directory = Engine.newFolder()
  const short = await Engine.run(await one(drawn.replace("trials: 24", "trials: 12")), { directory })
  const long = await Engine.run(await one(drawn), { directory })
  t.equal(short.points, 12)
  t.same(long.tables, (await Engine.run(await one(drawn))).tables)
})

t.test("a crashed point counts as the worst, and is judged anew when it no longer crashes", async (t) => {
  const directory = Engine.newFolder()
  const repair = join(directory, "repair")
  const text = `
simulation: descent
base: { rounds: 36, repair: ${JSON.stringify(repair)} }
sweep:
  - list: [{ rate: 0.3, crashAt: 1 }, { rate: 0.2 }, { rate: 0.1, crashAt: 30 }, { rate: 0.01 }, { rate: 0.001 }, { rate: 0 }]
search: { minimise: loss, halving: { keep: 1/2, rungs: [0.25] } }
`
  const broken = await Engine.run(await one(text), { directory })
  t.equal(broken.outcome, "failed")
  t.equal(broken.crashed.length, 2)
  t.same(outcomes(broken.tables.search!), [
    "1 0.25 went on",
    "1 1 finished",
    "3 0.25 went on",
    "3 1 finished",
    "4 0.25 stopped",
    "5 0.25 stopped"
  ])
  writeFileSync(repair, "")
  const repaired = await Engine.run(await one(text), { directory })
  t.equal(repaired.outcome, "done")
  t.same(
    outcomes(repaired.tables.search!).filter((line) => line.endsWith("finished")),
    ["0 1 finished", "1 1 finished", "2 1 finished"]
  )
  t.same(
    new Set(repaired.tables.losses!.flatMap(({ rate, stoppedAt }) => (stoppedAt === null ? [] : [rate]))),
    new Set([0.01, 0.001, 0])
  )
})

t.test("the study of a run says the same when it is read again", async (t) => {
  for (const text of [halved, drawn]) {
    const directory = Engine.newFolder()
    const study = await one(text)
    await Engine.run(study, { directory })
    const again = await one(readFileSync(join(directory, "study.yaml"), "utf8"))
    t.same(again.search, study.search)
    t.same(
      again.points.map(({ encoded }) => encoded),
      study.points.map(({ encoded }) => encoded)
    )
  }
})

t.test("repeats of a sampling are what halving saves", async (t) => {
  const text = `
simulation: coin
repeats: 8
base: { tosses: 200 }
sweep: [{ grid: { bias: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] } }]
search: { maximise: heads, halving: { keep: 1/3, rungs: [1/4, 1/2] } }
`
  const run = await Engine.run(await one(text))
  t.same(
    outcomes(run.tables.search!).filter((line) => line.endsWith("finished")),
    ["8 1 finished"]
  )
})

t.test("trainings in the order of arrival are refused", async (t) => {
  const arrival = halved.replace("batch: 2", "batch: 2, order: arrival")
  await t.rejects(Engine.run(await one(arrival), { threads: 2 }), {
    message: /not repeatable: choose the order assignment/
  })
})
