/** What is left of several studies, counted: what is then computed, task by task. */
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import t from "tap"
import * as Rest from "../../src/engine/rest.ts"
import type { Study } from "../../src/engine/study.ts"
import { load } from "../../src/simulation/discover.ts"
import { count, newFolder, run, studyOf } from "../support/engine.ts"

const coin = await load("coin")

const askedIn = (folder: string) => (study: Study, k: number) => ({
  simulation: coin,
  study,
  directory: join(folder, `run-${k}`)
})

const left = (folder: string, studies: ReadonlyArray<Study>) =>
  Rest.of(studies.map(askedIn(folder)), "cpu").map(({ tasks, ofTasks }) => [tasks, ofTasks])

/** Four tasks each, of which the last is shorter. */
const coins = [0.1, 0.2, 0.3].map((bias) => ({ bias, tosses: 100, grain: 10 }))

t.test("a point of several studies is counted once, and of more repeats the difference", async (t) => {
  const folder = newFolder()
  const studies = [
    await studyOf("coin", coins.slice(0, 2)),
    await studyOf("coin", coins, { repeats: 3 }),
    await studyOf("coin", coins.slice(1), { repeats: 2 }),
    await studyOf("coin", coins.slice(0, 1), { seed: 8 })
  ]
  const expected = left(folder, studies)
  const per = expected[0]![1]! / 2
  t.ok(per > 1, "a point has several tasks")
  t.same(expected, [
    [2 * per, 2 * per],
    [(2 * 2 + 3) * per, 9 * per],
    [0, 4 * per],
    [per, per]
  ])
  for (const [k, study] of studies.entries()) {
    const { events } = await run(study, { directory: join(folder, `run-${k}`), reuse: true })
    t.equal(count(events, "TaskStarted"), expected[k]![0], `as many are computed by the run ${k}`)
  }
  t.same(
    left(folder, studies).map(([tasks]) => tasks),
    [0, 0, 0, 0],
    "and then nothing is left"
  )
})

t.test("what a run has so far is left out, in whichever folder it is", async (t) => {
  const folder = newFolder()
  const study = await studyOf("coin", coins)
  await run(study, { directory: join(folder, "other") })
  const database = new DatabaseSync(join(folder, "other/run.sqlite"))
  database.exec("DELETE FROM _tally WHERE first > 0")
  database.close()
  const [[tasks, all]] = left(folder, [study]) as [[number, number]]
  t.same([tasks, all], [9, 12], "of each point the first task is there")
  const { events } = await run(study, { directory: join(folder, "run-0"), reuse: true })
  t.equal(count(events, "TaskStarted"), tasks)
})

t.test("the seconds are those of the tasks", async (t) => {
  const study = await studyOf("coin", coins, { repeats: 2 })
  const [whole, again] = Rest.of([study, study].map(askedIn(newFolder())), "cpu")
  const each = coin.kind === "sampling" ? coin.cost(study.points[0]!.config) : 0
  t.ok(Math.abs(whole!.seconds(1) / (2 * 3 * 100 * each) - 1) < 1e-9)
  t.equal(whole!.seconds(1, { tried: 1, of: () => 2 }), 2 * whole!.seconds(1))
  t.same([again!.seconds(1), again!.study.points], [0, []])
})

t.test("trainings in the order of arrival are measurements of their own", async (t) => {
  const descent = await load("descent")
  const study = await studyOf("descent", [descent.smoke as Study["points"][number]["encoded"]])
  const asked = [0, 1].map((k) => ({ simulation: descent, study, directory: `/nowhere/${k}` }))
  const tasks = (simulation: typeof descent) =>
    Rest.of(
      asked.map((each) => ({ ...each, simulation })),
      "cpu"
    ).map(({ tasks }) => tasks)
  const ordered = (order: "assignment" | "arrival") => ({ ...descent, order }) as typeof descent
  t.same(tasks(ordered("assignment")), [1, 0])
  t.same(tasks(ordered("arrival")), [1, 1])
})
