/** What a study comes to is counted, not made: `plan` and `run` refuse by the same count. */
import t from "tap"
import * as Plan from "../../src/engine/plan.ts"
import * as Refusal from "../../src/engine/refusal.ts"
import type { Json } from "../../src/engine/study.ts"
import * as Survey from "../../src/engine/survey.ts"
import type { Memory, Simulation } from "../../src/simulation/contract.ts"
import { load, names } from "../../src/simulation/discover.ts"
import { newFolder, run, studyOf } from "../support/engine.ts"

const coin = await load("coin")

const gibibyte = 2 ** 30

for (const name of [...(await names()), "coin"]) {
  t.test(`${name}: as many tasks, and as long, as are made`, async (t) => {
    const simulation = await load(name)
    const study = await studyOf(name, [simulation.smoke as never], { repeats: 3 })
    const plan = Plan.make(simulation, study)
    const tasks = [...Plan.tasks(simulation, plan)]
    const { ready } = Plan.besideOf(simulation, study.points[0]!.config)
    const work = tasks.reduce((sum, task) => sum + Plan.secondsOf(simulation, task), 0)
    const seconds = work + Math.min(2, tasks.length) * ready
    const survey = Survey.of(simulation, study, 2)
    t.equal(survey.tasks, tasks.length)
    t.ok(Math.abs(survey.seconds - seconds) <= 1e-9 * seconds, `${survey.seconds} is ${seconds}`)
    t.equal(survey.tasks, Plan.countTasks(simulation, plan))
  })
}

t.test("tasks beyond all time are counted at once, and refused", async (t) => {
  const point = { activation: "relu", width: 1_000_000, nets: 4_000_000_000 }
  const study = await studyOf("correlators", [point], { repeats: 100 })
  const survey = Survey.of(await load("correlators"), study, 2)
  t.ok(survey.tasks > 1e9, String(survey.tasks))
  t.match(
    Refusal.ofSurvey(survey),
    `the study has ${survey.tasks} tasks (1 point times repeats, cut into a second of work each); at most 2000000`
  )
})

const hungry = (parts: ReadonlyArray<Memory>): Simulation => ({ ...coin, memory: () => parts })

t.test("a point that takes more memory than there is", async (t) => {
  const study = await studyOf("coin", [{ bias: 0.5, tosses: 3000, grain: 1 }], { repeats: 2 })
  const refusal = (parts: ReadonlyArray<Memory>, threads: number) =>
    Refusal.ofSurvey(Survey.of(hungry(parts), study, threads), {
      process: 8 * gibibyte,
      objects: 4 * gibibyte
    })
  t.equal(refusal([], 8), undefined)
  t.equal(refusal([{ parameter: "tosses", thread: gibibyte }], 8), undefined)
  t.equal(
    refusal([{ parameter: "tosses", thread: gibibyte }], 9),
    "point 0 takes about 9 GiB of memory on 9 threads, of these 0 MiB for its rows at the end, and 8 GiB are free here: " +
      "make tosses smaller, or run it on 8 threads (--threads 8)"
  )
  t.equal(
    refusal([{ parameter: "tosses", repeat: 5 * gibibyte }], 0),
    "point 0 takes about 10 GiB of memory, and 8 GiB are free here: make tosses smaller",
    "of both repeats"
  )
  const both = [
    { parameter: "tosses", thread: 2 * gibibyte },
    { parameter: "grain", repeat: 2.5 * gibibyte }
  ]
  t.match(refusal(both, 2), "make grain smaller, or run it on 1 thread (--threads 1)")
  t.match(refusal(both, 4), "make tosses smaller, or run it on 1 thread")
  const objects = [{ parameter: "bias", repeat: 3 * gibibyte, objects: true }]
  t.equal(
    refusal(objects, 2),
    "point 0 takes about 6 GiB of memory for small objects on one thread, where there is room for 4 GiB: make bias smaller"
  )
})

t.test("what is there for each task is there for no more tasks than there are", async (t) => {
  const parts = [{ parameter: "tosses", task: gibibyte }]
  t.equal(Survey.memoryOf(parts, 8, 3, 1).bytes, 3 * gibibyte)
  t.equal(Survey.memoryOf(parts, 2, 3, 1).bytes, 2 * gibibyte)
})

/** Configs that no machine of today holds, and the parameter to make smaller. */
const large: ReadonlyArray<readonly [simulation: string, config: Record<string, Json>, parameter: string]> = [
  ["braids", { kind: "knot", letters: 9, count: 4_000_000_000, words: true }, "count"],
  ["braids", { kind: "knot", letters: 9, count: 4_000_000_000, unique: true }, "count"],
  ["classifiers", { model: "transformer", letters: 4096 }, "microBatch"],
  ["classifiers", { model: "feed-forward", letters: 20, train: 50_000_000 }, "train"],
  ["unknotters", { agent: "best-first", letters: 499, nodes: 100_000_000 }, "nodes"],
  ["unknotters", { agent: "a3c", letters: 100, actors: 1024, games: 1024, pool: 1e8, steps: 2e9 }, "pool"],
  [
    "unknotters",
    { agent: "random-walk", letters: 400, evaluate: Array(500).fill(400), words: 100_000 },
    "words"
  ]
]

for (const [name, config, parameter] of large) {
  t.test(`${name} refuse ${JSON.stringify(config).slice(0, 80)}`, async (t) => {
    const survey = Survey.of(await load(name), await studyOf(name, [config]), 2)
    const refusal = Refusal.ofSurvey(survey, { process: 64 * gibibyte, objects: 4 * gibibyte })
    t.match(refusal, new RegExp(`^point 0 takes about .* GiB of memory.*make ${parameter} smaller`))
  })
}

t.test("what the studies of this repository ask for is not refused", async (t) => {
  for (const name of await names()) {
    const simulation = await load(name)
    const survey = Survey.of(simulation, await studyOf(name, [simulation.smoke as never]), 8)
    t.ok((survey.largest?.bytes ?? 0) < gibibyte, name)
  }
})

t.test("a run refuses before it makes its folder", async (t) => {
  const directory = `${newFolder()}/run`
  const study = await studyOf("coin", [{ bias: 0.5 }])
  const change = { memory: () => [{ parameter: "tosses", repeat: 1e18 }] }
  await t.rejects(run(study, { directory, change }), {
    _tag: "RunRefused",
    message: /about 931000000 GiB of memory.* make tosses smaller/
  })
  t.notOk((await import("node:fs")).existsSync(directory))
})

t.test("many tasks of no work take time", async (t) => {
  const study = await studyOf("moments", [{ lambda: -0.1, highest: 2, order: 0 }], { repeats: 10_000 })
  const moments = await load("moments")
  const survey = Survey.of(moments, study, 16)
  t.equal(survey.tasks, 10_000)
  const seconds = Survey.elapsed(moments, survey)
  t.ok(seconds > 0.9 && seconds < 3, `${seconds} s, measured 1.3`)
  const long = { ...survey, seconds: 1600, tasks: 100 }
  t.ok(Math.abs(Survey.elapsed(moments, long) - 100) < 1, "work that takes longer hides it")
})

t.test("rows that take long count, and threads that make themselves ready", async (t) => {
  const eight = { activation: "relu", width: 10, nets: 1000, order: 8 }
  const correlators = await load("correlators")
  const points = Array.from({ length: 12 }, (_, i) => [0.1 * (i + 1)])
  const survey = Survey.of(correlators, await studyOf("correlators", [{ ...eight, inputs: points }]), 2)
  t.ok(survey.rows > 0.4 && survey.rows < 1.6, `rows of 75582 tuples: ${survey.rows} s, measured 0.8`)
  t.ok(survey.seconds > 0.25 && survey.seconds < 1, `tables of these: ${survey.seconds} s, measured 0.5`)
  t.ok(Survey.elapsed(correlators, survey) > survey.rows + survey.seconds / 2)
})

t.test(
  "deep networks to first order are integrated for their rows, where there is no closed form",
  async (t) => {
    const rowsOf = async (activation: string, depth: number) => {
      const point = { activation, depth, width: 20, nets: 1600, order: 4 }
      return Survey.of(await load("correlators"), await studyOf("correlators", [point]), 2).rows
    }
    t.ok((await rowsOf("relu", 4)) < 0.1)
    const [two, four] = [await rowsOf("erf", 2), await rowsOf("erf", 4)]
    t.ok(two > 1.35 && two < 5.4, `${two} s, measured 2.7`)
    t.ok(four > 2.9 && four < 11.7, `${four} s, measured 5.8`)
  }
)
