/** Small tasks that go to a thread together: the same bits, and whoever fails is to blame alone. */
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import t from "tap"
import * as Bundle from "../../src/engine/bundle.ts"
import type { Job } from "../../src/engine/job.ts"
import type { Task } from "../../src/engine/plan.ts"
import * as Plan from "../../src/engine/plan.ts"
import { Pool } from "../../src/engine/pool.ts"
import { load } from "../../src/simulation/discover.ts"
import { count, newFolder, run, studyOf } from "../support/engine.ts"

/** Points of one toss each. */
const coins = (many: number, odd: { readonly [key: string]: number | string } = {}, place = many >> 1) =>
  Array.from({ length: many }, (_, k) => ({
    bias: (k + 1) / (many + 1),
    tosses: 1,
    ...(k === place ? odd : {})
  }))

/** A pool of so many threads, and what it was asked for. */
const watched = (threads: number) => {
  const jobs: Array<Job> = []
  const layer = Layer.effect(
    Pool,
    Effect.map(Pool, (near) =>
      Pool.of({
        ...near,
        run: (job, listener) => {
          jobs.push(job)
          return near.run(job, listener)
        }
      })
    )
  ).pipe(Layer.provide(Pool.layer(threads)))
  const bundled = (): number =>
    jobs.reduce((sum, job) => sum + (job.kind === "bundle" ? job.jobs.length : 0), 0)
  return { jobs, layer, bundled }
}

t.test("tasks of no work go together, with the same bits on any number of threads", async (t) => {
  const study = await studyOf("coin", coins(600), { repeats: 2 })
  const { tables } = await run(study)
  t.equal(tables.tosses!.length, 600)
  for (const threads of [0, 1, 3]) {
    const { jobs, layer, bundled } = watched(threads)
    const outcome = await run(study, { layer })
    t.same(outcome.tables, tables)
    t.equal(count(outcome.events, "TaskStarted"), 1200)
    t.equal(count(outcome.events, "TaskFinished"), 1200)
    t.ok(bundled() > 900, `${bundled()} of 1200 tasks went together`)
    t.ok(jobs.length < 300, `${jobs.length} jobs`)
  }
})

t.test("of a bundle whose worker dies, the task that it was at is lost, and no other", async (t) => {
  const fate = join(newFolder(), "died")
  const { layer, bundled } = watched(2)
  const dying = await run(await studyOf("coin", coins(400, { dieAt: 0, fate })), { layer })
  t.ok(bundled() > 200)
  t.equal(dying.outcome, "done")
  t.equal(dying.tables.tosses!.length, 400)
  const lost = dying.events.flatMap((event) => (event._tag === "WorkerLost" ? [event] : []))
  t.equal(lost.length, 1)
  const started = dying.events.findLast(
    (event) => event._tag === "TaskStarted" && event.task === lost[0]!.task
  )
  t.match(started, { point: 200 }, "the one with the curse")
  const cursed = await run(await studyOf("coin", coins(400, { dieAt: 0 })), { threads: 2 })
  t.equal(cursed.outcome, "failed")
  t.match(cursed.crashed, [{ message: /died 3 times/ }])
  t.equal(cursed.crashed.length, 1)
  t.equal(cursed.tables.tosses!.length, 399)
  t.equal(count(cursed.events, "WorkerLost"), 3)
})

t.test("of a bundle in which a task throws, the others count", async (t) => {
  for (const threads of [0, 2]) {
    const { outcome, crashed, tables } = await run(await studyOf("coin", coins(400, { crashAt: 0 })), {
      threads
    })
    t.equal(outcome, "failed")
    t.match(crashed, [{ message: "RangeError: toss 0 fell off the table" }])
    t.equal(crashed.length, 1)
    t.equal(tables.tosses!.length, 399)
  }
})

t.test(
  "of a bundle in which something is thrown where nobody can catch it, its task is to blame",
  async (t) => {
    for (const threads of [0, 2]) {
      const { outcome, crashed, tables, events } = await run(
        await studyOf("coin", coins(400, { strayAt: 0 })),
        { threads }
      )
      t.equal(outcome, "failed")
      t.match(crashed, [{ message: "RangeError: toss 0 rolled away" }])
      t.equal(crashed.length, 1)
      t.equal(tables.tosses!.length, 399)
      t.equal(count(events, "WorkerLost"), 0)
    }
  }
)

t.test("of a bundle that cannot be sent, the task that cannot is to blame", async (t) => {
  const study = await studyOf("coin", coins(400))
  const points = study.points.map((point, k) =>
    k === 200 ? { ...point, config: { ...(point.config as object), odd: () => 1 } } : point
  )
  const { outcome, crashed, tables } = await run({ ...study, points }, { threads: 2 })
  t.equal(outcome, "failed")
  t.match(crashed, [{ message: /could not be cloned/ }])
  t.equal(crashed.length, 1)
  t.equal(tables.tosses!.length, 399)
})

t.test("a task that takes long goes alone, and so do those that are said to be like it", async (t) => {
  const coin = await load("coin")
  const study = await studyOf("coin", [{ bias: 0.5, tosses: 100, grain: 1 }])
  const tasks = [...Plan.tasks(coin, Plan.make(coin, study))]
  t.ok(tasks.length > 20)
  const left = [...tasks]
  const offer = {
    next: () => left.shift(),
    back: (task: Task) => void left.unshift(task)
  }
  const bundler = Bundle.make(coin)
  const first = bundler.next(offer, 10)
  t.equal(first.length, 1, "nothing is known")
  bundler.learn(first, 1e-6)
  t.equal(bundler.next(offer, 10).length, 10, "no more than its share")
  bundler.learn(tasks.slice(0, 1), 0.5)
  t.equal(bundler.next(offer, 10).length, 1)
  const rest = left.length
  bundler.learn(tasks.slice(0, 1), 0.008)
  bundler.learn(tasks.slice(0, 1), 0.008)
  bundler.learn(tasks.slice(0, 1), 0.008)
  t.equal(bundler.next(offer, 10).length, 2, "as many as fit")
  t.equal(left.length, rest - 2, "the one that does not fit is given back")
})
