/** Pools that share no memory with their workers: what they are asked for, and what is refused. */
import { readdirSync } from "node:fs"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import t from "tap"
import type { Job } from "../../src/engine/job.ts"
import { Pool } from "../../src/engine/pool.ts"
import { pack, unpack } from "../../src/engine/wire.ts"
import { newFolder, run, studyOf } from "../support/engine.ts"

/** A pool of two threads that are told nothing but bytes, as another machine would be; and what it was asked for. */
const far = () => {
  const jobs: Array<Job> = []
  const layer = Layer.effect(
    Pool,
    Effect.map(Pool, (near) =>
      Pool.of({
        ...near,
        capabilities: { sharesMemory: false, leadsTrainings: false },
        run: (job, listener) => {
          jobs.push(job)
          return near.run(unpack(pack(job)), listener)
        }
      })
    )
  ).pipe(Layer.provide(Pool.layerThreads(2)))
  return { jobs, layer }
}

t.test("sampling and rounds go as bytes, each training whole, with the same bits", async (t) => {
  const coins = await studyOf("coin", [{ bias: 0.25, tosses: 2000 }, { bias: 0.5 }], { repeats: 2 })
  const descents = await studyOf("descent", [{ rate: 0.1, rounds: 30, batch: 4 }], { repeats: 3 })
  for (const study of [coins, descents]) {
    const { jobs, layer } = far()
    const { outcome, tables } = await run(study, { layer })
    t.equal(outcome, "done")
    t.same(tables, (await run(study, { threads: 2 })).tables)
    const kinds = new Set(jobs.map(({ kind }) => kind))
    t.same(kinds.difference(new Set(study === coins ? ["sample", "bundle"] : ["train"])), new Set())
    if (study === descents) t.equal(jobs.length, 3)
  }
})

t.test("an interrupted training goes on from where it was", async (t) => {
  const directory = newFolder()
  const study = await studyOf("descent", [{ rate: 0.1, rounds: 300, batch: 1, slow: 2 }])
  const stop = new AbortController()
  const { layer } = far()
  await t.rejects(
    run(study, {
      directory,
      layer,
      signal: stop.signal,
      onEvent: ({ _tag }) => _tag === "TaskProgress" && stop.abort()
    })
  )
  const { jobs, layer: again } = far()
  const { tables } = await run(study, { directory, layer: again })
  t.ok(jobs[0]!.kind === "train" && jobs[0]!.after!.next > 0, "not from the start")
  t.same(tables, (await run(study, { threads: 2 })).tables)
})

t.test("a training in the order of arrival is refused before anything is made", async (t) => {
  const directory = newFolder()
  const { jobs, layer } = far()
  const study = await studyOf("descent", [{ rate: 0.1 }, { rate: 0.05, order: "arrival" }])
  await t.rejects(run(study, { directory, layer }), {
    _tag: "RunRefused",
    message: /^point 1 is a training in the order of arrival.*share none.*"assignment"/
  })
  t.same(jobs, [])
  t.same(
    readdirSync(directory).filter((name) => !/^run\.(lock|pid)/.test(name)),
    []
  )
})
