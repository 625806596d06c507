/** What a study comes to is counted, not made: `plan` and `run` refuse by the same count. */
import t from "tap"
import * as Plan from "../../src/engine/plan.ts"
import * as Refusal from "../../src/engine/refusal.ts"
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
    const seconds = tasks.reduce((sum, task) => sum + Plan.secondsOf(simulation, task), 0)
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
  const study = await studyOf("coin", [{ bias: 0.5 }])
  const refusal = (parts: ReadonlyArray<Memory>, threads: number, available = 8 * gibibyte) =>
    Refusal.ofSurvey(Survey.of(hungry(parts), study, threads), available)
  t.equal(refusal([], 8), undefined)
  t.equal(refusal([{ parameter: "tosses", thread: gibibyte }], 8), undefined)
  t.equal(
    refusal([{ parameter: "tosses", thread: gibibyte }], 9),
    "point 0 takes about 9 GiB of memory, of these 1 GiB on each of 9 threads, and there are 8 GiB left here: " +
      "make tosses smaller, which most of it is for, or run it on 8 threads (--threads 8)"
  )
  t.equal(
    refusal([{ parameter: "tosses", run: 9 * gibibyte }], 0),
    "point 0 takes about 9 GiB of memory, and there are 8 GiB left here: make tosses smaller, which most of it is for"
  )
  const both = [
    { parameter: "tosses", thread: 2 * gibibyte },
    { parameter: "grain", run: 5 * gibibyte }
  ]
  t.match(
    refusal(both, 2),
    "make grain smaller, which most of it is for, or run it on 1 thread (--threads 1)"
  )
  t.match(refusal(both, 4), "make tosses smaller")
})

t.test("a run refuses before it makes its folder", async (t) => {
  const directory = `${newFolder()}/run`
  const study = await studyOf("coin", [{ bias: 0.5 }])
  const change = { memory: () => [{ parameter: "tosses", run: 1e18 }] }
  await t.rejects(run(study, { directory, change }), {
    _tag: "RunRefused",
    message: /about 931000000 GiB of memory.* make tosses smaller/
  })
  t.notOk((await import("node:fs")).existsSync(directory))
})
