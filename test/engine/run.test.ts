import { readFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import t from "tap"
import * as Manifest from "../../src/engine/manifest.ts"
import { Pool, WorkerLost } from "../../src/engine/pool.ts"
import { count, newFolder, run, studyOf, tablesOf } from "../support/engine.ts"

const coins = [{ bias: 0.25 }, { bias: 0.5, tosses: 950 }, { bias: 0.75, grain: 7 }]

t.test("inline and on 1, 2 and 4 threads: the same bits", async (t) => {
  const coin = await studyOf("coin", coins, { repeats: 2 })
  const descent = await studyOf("descent", [{ rate: 0.1 }, { rate: 0.3, batch: 7 }], { repeats: 2 })
  const alone = await studyOf("descent", [{ rate: 0.1 }], { repeats: 1 })
  for (const study of [coin, descent, alone]) {
    const inline = await run(study)
    t.equal(inline.outcome, "done")
    t.ok(Object.values(inline.tables)[0]!.length > 0)
    for (const threads of [1, 2, 4]) {
      t.same((await run(study, { threads })).tables, inline.tables, `${study.simulation}, ${threads} threads`)
    }
  }
  // One training on several threads spreads its rounds; two or more on one thread do not. Same study, same bits.
  const rows = (await run(alone)).tables.losses!
  const both = (await run(descent)).tables.losses!
  t.same(
    both.filter((row) => row.rate === 0.1 && row.repeat === 0),
    rows.map((row) => ({ ...row, batch: 4 })),
    "and what the study sweeps is a column"
  )
})

t.test("known answer: the heads of a fair coin are those of Threefry", async (t) => {
  const { tables } = await run(await studyOf("coin", [{ bias: 0.5, tosses: 10000, grain: 1000 }]))
  const row = tables.tosses![0]!
  // 4 standard errors: one in 16 000.
  t.ok(Math.abs(Number(row.heads) - 0.5) < 4 * Number(row.headsStandardError))
  t.equal(row.headsStandardError, Math.sqrt((Number(row.heads) * (1 - Number(row.heads))) / 10000))
})

t.test("a finished run that is run again does nothing and keeps its table", async (t) => {
  const directory = newFolder()
  const study = await studyOf("coin", coins)
  const first = await run(study, { directory })
  const second = await run(study, { directory, threads: 2 })
  t.equal(count(second.events, "TaskStarted"), 0)
  t.equal(second.outcome, "done")
  t.same(second.tables, first.tables)
  t.equal(Manifest.read(directory)!.sessions.length, 2)
})

t.test("an edited study runs only what is new", async (t) => {
  const directory = newFolder()
  await run(await studyOf("coin", coins), { directory })
  const edited = [{ bias: 0.1 }, coins[2]!, { bias: 0.25, tosses: 400 }, coins[0]!]
  const after = await run(await studyOf("coin", edited), { directory, replace: true })
  const started = new Set(
    after.events.flatMap((event) => (event._tag === "TaskStarted" ? [event.point] : []))
  )
  t.same([...started].sort(), [0, 2])
  const fresh = await run(await studyOf("coin", edited))
  t.same(after.tables, fresh.tables, "and its table is that of a fresh run, in the new order")
  const moreRepeats = await run(await studyOf("coin", edited, { repeats: 2 }), { directory })
  t.same(moreRepeats.tables, (await run(await studyOf("coin", edited, { repeats: 2 }))).tables)
  t.same(
    new Set(
      moreRepeats.events.flatMap((event) => (event._tag === "TaskStarted" ? [event.task.split(".")[1]] : []))
    ),
    new Set(["1"]),
    "the first repeat is kept"
  )
})

t.test("until adds repeats until the error is met, on any number of threads", async (t) => {
  const until = { column: "heads", standardError: 0.01, atMost: 64 }
  const study = await studyOf("coin", [{ bias: 0.5 }, { bias: 0.02 }], { until })
  const inline = await run(study)
  const [fair, rare] = inline.tables.tosses!
  t.ok(Number(fair!.headsStandardError) <= 0.01)
  t.ok(Number(fair!.repeats) > 1)
  t.equal(rare!.repeats, 1, "met by the first repeat already")
  t.same((await run(study, { threads: 3 })).tables, inline.tables)
  const capped = await run({ ...study, until: { ...until, standardError: 1e-9, atMost: 3 } })
  t.same(
    capped.tables.tosses!.map((row) => row.repeats),
    [3, 3]
  )
})

t.test("a kernel that throws stops its point only, and is not tried again", async (t) => {
  const directory = newFolder()
  const study = await studyOf("coin", [{ bias: 0.25, crashAt: 150 }, { bias: 0.5 }])
  for (const threads of [0, 2]) {
    const { outcome, events, tables, crashed } = await run(study, {
      directory: join(directory, `${threads}`),
      threads
    })
    t.equal(outcome, "failed")
    t.match(crashed, [{ task: /^[0-9a-f]{32}\.0\.0-/, message: "RangeError: toss 150 fell off the table" }])
    t.equal(count(events, "WorkerLost"), 0)
    t.equal(tables.tosses!.length, 1)
    t.equal(tables.tosses![0]!.bias, 0.5)
    t.same(Manifest.read(join(directory, `${threads}`))!.crashed, crashed)
  }
  const training = await run(await studyOf("descent", [{ rate: 0.1, crashAt: 3 }, { rate: 0.1 }]), {
    threads: 2
  })
  t.match(training, { outcome: "failed", crashed: [{ message: "RangeError: round 3 diverged" }] })
  t.equal(training.tables.losses!.length, 10)
})

t.test("a worker that dies is replaced; a task that kills three of them is to blame", async (t) => {
  const fate = join(newFolder(), "died")
  const dying = await run(await studyOf("coin", [{ bias: 0.25, dieAt: 150, fate }, { bias: 0.5 }]), {
    threads: 2
  })
  t.equal(dying.outcome, "done")
  t.equal(count(dying.events, "WorkerLost"), 1)
  const calm = await run(await studyOf("coin", [{ bias: 0.25 }, { bias: 0.5 }]))
  // The config of the dying point differs, so its stream does; the other point is untouched.
  t.has(dying.tables.tosses![1], calm.tables.tosses![1])
  t.equal(dying.tables.tosses!.length, 2)
  const cursed = await run(await studyOf("coin", [{ bias: 0.25, tosses: 200, dieAt: 150 }, { bias: 0.5 }]), {
    threads: 2
  })
  t.match(cursed, {
    outcome: "failed",
    crashed: [{ message: /died 3 times, the last time with: worker exited/ }]
  })
  t.equal(count(cursed.events, "WorkerLost"), 3)
})

/** A pool that loses the worker of a job of samples, that many times, each time after one grain that is kept. */
const losing = (losses: number) => {
  let lost = 0
  return Layer.effect(
    Pool,
    Effect.map(Pool, (near) =>
      Pool.of({
        ...near,
        run: (job, listener) => {
          if (job.kind !== "sample" || lost >= losses) return near.run(job, listener)
          const to = (job.after?.next ?? job.from) + job.grain
          if (to >= job.to) return near.run(job, listener)
          lost++
          return Effect.flatMap(near.run({ ...job, to }, listener), (reply) => {
            if (reply._tag === "Folded") listener.onStopped(reply.checkpoint, 0)
            return Effect.fail(new WorkerLost({ reason: "its machine was wanted elsewhere", at: 0 }))
          })
        }
      })
    )
  ).pipe(Layer.provide(Pool.layerInline))
}

t.test("a task that gets further each time may lose any number of workers", async (t) => {
  const study = await studyOf("coin", [{ bias: 0.25, tosses: 1000, grain: 10 }])
  const { outcome, events, tables } = await run(study, { layer: losing(7) })
  t.equal(outcome, "done")
  t.equal(count(events, "WorkerLost"), 7)
  for (const event of events) if (event._tag === "WorkerLost") t.equal(event.attempt, 1)
  t.same(tables, (await run(study)).tables)
})

t.test("what a kernel throws where nobody can catch it is its bug, and not tried again", async (t) => {
  const study = await studyOf("coin", [{ bias: 0.25, strayAt: 150 }, { bias: 0.5 }])
  const { outcome, events, crashed, tables } = await run(study, { threads: 2 })
  t.equal(outcome, "failed")
  t.match(crashed, [{ message: "RangeError: toss 150 rolled away" }])
  t.equal(count(events, "WorkerLost"), 0)
  t.equal(tables.tosses!.length, 1, "the other point goes on")
})

t.test("a config that cannot be cloned is a bug, not a lost worker", async (t) => {
  const study = await studyOf("coin", [{ bias: 0.25 }])
  const [point] = study.points
  const odd = { ...study, points: [{ ...point!, config: { ...(point!.config as object), odd: () => 1 } }] }
  const { outcome, events, crashed } = await run(odd, { threads: 1 })
  t.equal(outcome, "failed")
  t.equal(count(events, "WorkerLost"), 0)
  t.match(crashed[0]!.message, /could not be cloned/)
})

t.test("two processes (here: two opens) on one run", async (t) => {
  const directory = newFolder()
  const slow = await studyOf("coin", [{ bias: 0.5, slow: 5, grain: 10, tosses: 300 }])
  let second: Promise<unknown> = Promise.resolve()
  const first = await run(slow, {
    directory,
    threads: 1,
    onEvent: (event) => {
      if (event._tag === "RunStarted")
        second = t.rejects(run(slow, { directory }), { message: /another process .* is working on/ })
    }
  })
  await second
  t.equal(first.outcome, "done")
})

t.test("what must not be continued is refused, and nothing in the folder changes", async (t) => {
  const directory = newFolder()
  const study = await studyOf("coin", coins)
  const { tables } = await run(study, { directory })
  const manifest = readFileSync(join(directory, "manifest.json"), "utf8")
  const newer = { directory, change: { version: 2 } }
  await t.rejects(run(study, newer), {
    _tag: "RunRefused",
    message: /version 1 of coin, this is version 2.*--accept-version/
  })
  await t.rejects(run(study, { directory, backend: "webasm" }), {
    _tag: "RunRefused",
    message: /backend cpu, not webasm/
  })
  const other = await studyOf("descent", [{ rate: 0.1 }])
  await t.rejects(run(other, { directory }), {
    _tag: "RunRefused",
    message: /holds a run of coin, not of descent/
  })
  t.equal(readFileSync(join(directory, "manifest.json"), "utf8"), manifest)
  t.same(tablesOf(directory), tables)
  t.equal((await run(study, { ...newer, acceptVersion: true })).outcome, "done")
  t.match(Manifest.read(directory)!.acceptedVersions, [{ from: 1, to: 2 }])
})

t.test("a damaged tally is noticed and computed again", async (t) => {
  const directory = newFolder()
  const study = await studyOf("coin", coins)
  const { tables } = await run(study, { directory })
  const database = new DatabaseSync(join(directory, "run.sqlite"))
  database.exec(
    "UPDATE _tally SET bytes = substr(bytes, 1, length(bytes) - 1) || x'55' WHERE rowid IN (1, 3)"
  )
  database.exec("DELETE FROM _finished")
  database.close()
  const again = await run(study, { directory, threads: 2 })
  t.equal(count(again.events, "TallyCorrupt"), 2)
  t.equal(count(again.events, "TaskFinished"), 2)
  t.same(again.tables, tables)
})

t.test("order of arrival: every contribution is stepped once", async (t) => {
  const study = await studyOf("descent", [{ rate: 0.05, rounds: 40, batch: 4, slow: 1 }])
  const { outcome, tables } = await run(study, { threads: 4, change: { order: "arrival" } })
  t.equal(outcome, "done")
  t.ok(tables.losses!.length >= 40, "a step for each contribution")
  t.ok(Number(tables.losses!.at(-1)!.loss) < 0.1, "and it descends")
})
