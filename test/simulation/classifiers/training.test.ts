/** Trainings through the engine: the same losses however they were interrupted, and what goes wrong is said. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import type { Event } from "../../../src/engine/event.ts"
import * as Manifest from "../../../src/engine/manifest.ts"
import { skein, start } from "../../support/cli.ts"
import type { Setting } from "../../support/engine.ts"
import { count, newFolder, run, studyOf, tablesOf } from "../../support/engine.ts"

/** Ten steps, one an epoch, each of four micro-batches. */
const tiny = {
  model: "reformer",
  width: 8,
  heads: 2,
  blocks: 1,
  hashes: 2,
  bucket: 2,
  dropout: 0.1,
  rate: 0.01,
  warmUp: 3,
  batch: 32,
  microBatch: 8,
  epochs: 10,
  letters: 8,
  train: 32,
  validation: 0,
  test: 20
}

const tinyStudy = () => studyOf("classifiers", [tiny])

const losses = (tables: Awaited<ReturnType<typeof run>>["tables"]): ReadonlyArray<number> =>
  tables.epochs!.map(({ loss }) => loss as number)

/** Stops when so many frames have come. */
const stoppedAfter = (frames: number): Setting => {
  const stop = new AbortController()
  let left = frames
  const onEvent = (event: Event): void => {
    if (event._tag === "TaskProgress" && --left === 0) stop.abort()
  }
  return { signal: stop.signal, onEvent }
}

/** Long enough for frames, which come four times a second at the most. */
const longStudy = () => studyOf("classifiers", [{ ...tiny, epochs: 200 }])

/** Runs until so many frames have come; whether it was stopped. */
const interrupted = async (directory: string, threads: number, frames: number): Promise<boolean> => {
  const study = await longStudy()
  return run(study, { directory, threads, ...stoppedAfter(frames) }).then(
    () => false,
    () => true
  )
}

t.setTimeout(120_000)

/** Written by this test, on x86-64 with AVX2; other processors may round otherwise, and agree within 1e-4. */
const golden = [0.78004, 0.70787, 0.68154, 0.68382, 0.67628, 0.68037, 0.66956, 0.66702, 0.66919, 0.65786]

t.test("ten losses, the same on any number of threads and after any interruption", async (t) => {
  const study = await tinyStudy()
  const expected = await run(study)
  const found = losses(expected.tables)
  t.equal(found.length, 10)
  for (const [i, loss] of found.entries()) t.ok(Math.abs(loss - golden[i]!) < 1e-4, `step ${i + 1}: ${loss}`)
  for (const threads of [1, 2]) t.same((await run(study, { threads })).tables, expected.tables)
  const long = await run(await longStudy())
  for (const threads of [0, 1, 2]) {
    const directory = newFolder()
    t.ok(await interrupted(directory, 2, 1), "stopped in the middle")
    t.same(
      (await run(await longStudy(), { directory, threads })).tables,
      long.tables,
      `and resumed on ${threads} threads`
    )
  }
})

t.test("a corrupt checkpoint is named, and the one before it is used", async (t) => {
  const directory = newFolder()
  t.ok(await interrupted(directory, 2, 1))
  t.ok(await interrupted(directory, 2, 1))
  const database = new DatabaseSync(join(directory, "run.sqlite"))
  const frames = database.prepare("SELECT next FROM _frame ORDER BY next").all()
  t.equal(frames.length, 2)
  database.exec(
    "UPDATE _frame SET bytes = substr(bytes, 1, length(bytes) - 1) || x'55' WHERE next = (SELECT max(next) FROM _frame)"
  )
  database.close()
  const resumed = await run(await longStudy(), { directory })
  const named = resumed.events.filter((event) => event._tag === "CheckpointCorrupt")
  t.match(named, [{ next: frames[1]!.next }])
  t.same(resumed.tables, (await run(await longStudy())).tables)
})

t.test("kill -9 in the middle, and resume: the same losses", async (t) => {
  // Long enough for a checkpoint to reach the disk, which happens every two seconds.
  const points = Object.entries({ ...tiny, epochs: 300, train: 64 }).map(
    ([name, value]) => `${name}: ${value}`
  )
  const text = `simulation: classifiers\nseed: 7\nbase: { ${points.join(", ")} }\n`
  const folders = [newFolder(), newFolder()]
  for (const folder of folders) writeFileSync(join(folder, "study.yaml"), text)
  const [whole, broken] = folders as [string, string]
  const flags = ["run", "study.yaml", "--backend", "cpu", "--threads"]
  const undisturbed = skein(whole, ...flags, "1")
  const { child, ended } = start(broken, [...flags, "2"])
  const kept = (): number => {
    try {
      const database = new DatabaseSync(join(broken, "runs/study/run.sqlite"), { readOnly: true })
      const { next } = database.prepare("SELECT coalesce(max(next), 0) AS next FROM _frame").get()!
      database.close()
      return Number(next)
    } catch {
      return 0
    }
  }
  while (kept() === 0) await setTimeout(20)
  child.kill("SIGKILL")
  t.equal((await ended).signal, "SIGKILL")
  t.ok(kept() > 0, "a checkpoint was left")
  const resumed = await skein(broken, ...flags, "1")
  t.equal(resumed.status, 0, resumed.stderr)
  t.equal((await undisturbed).status, 0)
  t.same(tablesOf(join(broken, "runs/study")), tablesOf(join(whole, "runs/study")))
})

t.test("every model learns 32 words by heart", async (t) => {
  const base = { letters: 8, train: 32, validation: 0, test: 0, batch: 32, epochs: 200, warmUp: 10, decay: 0 }
  const small = { width: 16, heads: 2, rate: 0.01 }
  const study = await studyOf("classifiers", [
    { ...base, model: "feed-forward", width: 64, rate: 0.01 },
    { ...base, model: "transformer", ...small },
    { ...base, model: "transformer", shared: true, ...small },
    { ...base, model: "reformer", ...small, bucket: 4 },
    { ...base, model: "reformer", ...small, reversible: true }
  ])
  const { tables, outcome } = await run(study, { threads: 2 })
  t.equal(outcome, "done")
  const last = tables.epochs!.filter(({ epoch }) => epoch === 200)
  t.equal(last.length, 5)
  for (const { model, loss, accuracy } of last)
    t.ok(accuracy === 1 && (loss as number) < 0.01, `${model}: ${loss}`)
  t.same(tables.results, [], "without words for the test there is no result")
})

t.test(
  "a loss that is no number stops its point with a sentence, and the last checkpoint stays",
  async (t) => {
    const directory = newFolder()
    // Weights grow a thousandfold each step.
    const study = await studyOf("classifiers", [
      { ...tiny, rate: 100, decay: 10, warmUp: 0, epochs: 60 },
      tiny
    ])
    const { crashed, outcome, events, tables } = await run(study, { directory, threads: 2 })
    t.equal(outcome, "failed")
    t.equal(crashed.length, 1)
    t.match(
      crashed[0]!.message,
      /^RangeError: The (loss|norm of the gradient) is (NaN|Infinity) in epoch \d+, step \d+: the training has diverged\. Try a rate below 100/
    )
    t.same(Manifest.read(directory)!.crashed, crashed)
    t.equal(count(events, "PointFinished"), 1, "the other point is finished")
    t.equal(tables.results!.length, 1)
  }
)

t.test("early stop: the parameters of the best epoch are tested", async (t) => {
  const study = await studyOf(
    "classifiers",
    [
      {
        ...tiny,
        model: "feed-forward",
        hashes: undefined,
        bucket: undefined,
        heads: undefined,
        width: 64,
        dropout: 0
      }
    ].map((point) =>
      JSON.parse(JSON.stringify({ ...point, rate: 0.03, validation: 100, epochs: 100, patience: 3 }))
    )
  )
  const { tables } = await run(study)
  const course = tables.epochs!.map(({ validationLoss }) => validationLoss as number)
  const best = course.indexOf(Math.min(...course))
  t.ok(course.length < 100, `it stops after ${course.length} epochs`)
  t.equal(course.length, best + 1 + 3)
  t.equal(tables.results![0]!.bestEpoch, best + 1)
})
