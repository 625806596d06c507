/** Points whose kernel says that their values have no answer: told, left out, and not tried again unless asked. */
import { mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import t from "tap"
import * as Amend from "../../src/engine/amend.ts"
import * as Progress from "../../src/engine/batch/progress.ts"
import * as Submission from "../../src/engine/batch/submission.ts"
import type { Event } from "../../src/engine/event.ts"
import * as Reader from "../../src/engine/journal/reader.ts"
import * as Manifest from "../../src/engine/manifest.ts"
import { load } from "../../src/simulation/discover.ts"
import { count, newFolder, run, studyOf } from "../support/engine.ts"
import { compute, computeAll, merge } from "../support/part.ts"

/** Three of 4 tasks each in two repeats; the second has no answer at a toss of its second grain. */
const points = [{ bias: 0.25 }, { bias: 0.5, noAnswerAt: 150 }, { bias: 0.75 }]

const told = (events: ReadonlyArray<Event>) =>
  events.flatMap((event) =>
    event._tag === "TaskCrashed" ? [[event.point, event.message, event.uncomputable]] : []
  )

const sentence = "toss 150 has no answer with a bias of 0.5; use another bias."

t.test("the others are computed, on any threads, and it is not tried again", async (t) => {
  const study = await studyOf("coin", points, { repeats: 2 })
  const others = await run(
    await studyOf("coin", [points[0]!, { ...points[2]!, noAnswerAt: -1 }], { repeats: 2 })
  )
  for (const threads of [0, 1, 2]) {
    const directory = newFolder()
    const first = await run(study, { directory, threads })
    t.equal(first.outcome, "failed")
    t.same([first.points, first.pointsFinished], [3, 2])
    t.same(told(first.events), [[1, sentence, true]], "once")
    t.same(
      first.crashed.map(({ point, uncomputable, swept }) => [point, uncomputable, swept?.bias]),
      [[1, true, 0.5]]
    )
    t.same(
      first.tables.tosses!.map(({ heads }) => heads),
      others.tables.tosses!.map(({ heads }) => heads)
    )
    const again = await run(study, { directory, threads })
    t.equal(count(again.events, "TaskStarted"), 0, "nothing is computed")
    t.equal(again.outcome, "failed")
    t.same(told(again.events), [[1, sentence, true]])
    const started = again.events.find((event) => event._tag === "RunStarted")
    const { done } = Reader.using(directory, (reader) => reader.tasks())
    t.equal(started?._tag === "RunStarted" && started.tasksDone, done, "its tasks do not count as done")
    t.same(again.tables, first.tables)
    t.same(
      Manifest.read(directory)!.crashed.map(({ uncomputable }) => uncomputable),
      [true]
    )
    t.same(
      Reader.using(directory, (reader) => reader.crashes()).map(({ ordinal, message, uncomputable }) => [
        ordinal,
        message,
        uncomputable
      ]),
      [[1, sentence, true]]
    )
    t.match(readFileSync(join(directory, "log.ndjson"), "utf8"), '"uncomputable":true')
  }
})

t.test("asked, or with another version of the simulation, it is tried again", async (t) => {
  const study = await studyOf("coin", points, { repeats: 2 })
  const directory = newFolder()
  await run(study, { directory })
  const amended = await Effect.runPromise(
    Amend.retry({
      directory,
      which: "crashed",
      choose: ({ points, crashes }) =>
        points.filter(({ ordinal }) => crashes.some((crash) => crash.ordinal === ordinal))
    })
  )
  t.same(
    amended.chosen.map(({ ordinal }) => ordinal),
    [1]
  )
  t.same(Manifest.read(directory)!.crashed, [])
  const again = await run(study, { directory })
  t.ok(count(again.events, "TaskStarted") > 0)
  t.same(told(again.events), [[1, sentence, true]])
  const { version } = await load("coin")
  const newer = await run(study, { directory, acceptVersion: true, change: { version: version + 1 } })
  t.ok(count(newer.events, "TaskStarted") > 0, "another version may know an answer")
})

t.test("an amended run keeps what it knows of the points that are left", async (t) => {
  const study = await studyOf("coin", points, { repeats: 2 })
  const directory = newFolder()
  await run(study, { directory })
  await Effect.runPromise(
    Amend.drop(await load("coin"), {
      directory,
      which: "point 0",
      purge: false,
      choose: ({ points }) => points.filter(({ ordinal }) => ordinal === 0)
    })
  )
  const manifest = Manifest.read(directory)!
  t.same(
    manifest.crashed.map(({ point, uncomputable }) => [point, uncomputable]),
    [[0, true]]
  )
  t.equal(manifest.sessions.at(-1)!.outcome, "failed")
  const left = await studyOf("coin", points.slice(1), { repeats: 2 })
  const again = await run(left, { directory })
  t.equal(count(again.events, "TaskStarted"), 0)
  t.same(told(again.events), [[0, sentence, true]])
})

t.test("rows, preparations and trainings may say so, too", async (t) => {
  const study = await studyOf("coin", points.slice(0, 1))
  const { Uncomputable } = await import("../../src/domain/uncomputable.ts")
  const directory = newFolder()
  const rows = () => {
    throw new Uncomputable("no rows of these values")
  }
  const first = await run(study, { directory, change: { rows } })
  t.same(told(first.events), [[0, "no rows of these values", true]])
  const again = await run(study, { directory, change: { rows } })
  t.equal(again.outcome, "failed")
  const descent = await run(await studyOf("descent", [{ rate: 0.1, noAnswerAt: 2 }, { rate: 0.2 }]), {
    threads: 2
  })
  t.same([descent.pointsFinished, descent.crashed.map(({ uncomputable }) => uncomputable)], [1, [true]])
})

t.test("parts say so, are complete without it, and merge to what a run has", async (t) => {
  const study = await studyOf("coin", points, { repeats: 2 })
  const whole = await run(study)
  const folder = newFolder()
  for (const n of [1, 2, 3]) {
    const files = await computeAll(study, n, folder)
    for (const [k, file] of files.entries()) {
      const events: Array<Event> = []
      const again = await compute(study, { part: k + 1, of: n }, file, {
        onEvent: (event) => void events.push(event)
      })
      t.equal(again.outcome, "done", "nothing is left to be computed")
      t.equal(count(events, "TaskStarted"), 0)
    }
    const directory = join(folder, `run-${n}`)
    const merged = await merge(study, files, directory)
    t.equal(merged.outcome, "failed")
    t.same([merged.report.missing, merged.report.isWhole], [0, true])
    t.same(told(merged.events), [[1, sentence, true]], "once, however many parts say so")
    t.same(merged.tables, whole.tables)
    const once = await merge(study, files, directory)
    t.same([once.outcome, once.report.taken, told(once.events).length], ["failed", 0, 1])
    const resumed = await run(study, { directory })
    t.equal(count(resumed.events, "TaskStarted"), 0)
  }
})

t.test("a submitted part without anything else left is complete", async (t) => {
  const study = await studyOf("coin", points, { repeats: 2 })
  const directory = newFolder()
  const folder = Submission.folderIn(directory)
  mkdirSync(folder)
  await computeAll(study, 2, folder)
  const { tasks } = await compute(study, { part: 1, of: 1 }, join(newFolder(), "whole.part"))
  const parts = Progress.of(directory, { parts: 2, tasks })
  t.ok(parts.every(Progress.isComplete))
  t.ok(
    parts.every(({ tasksDone, tasks }) => tasksDone < tasks),
    "some of their tasks are not done"
  )
  t.same(
    parts.map(({ uncomputable, crashes }) => [uncomputable.points, crashes]),
    [
      [1, 0],
      [1, 0]
    ]
  )
})

t.test("a search goes on without it", async (t) => {
  const study = await studyOf("coin", points, {
    repeats: 4,
    search: {
      goal: { table: "tosses", column: "heads", direction: "maximise" },
      batch: 3,
      halving: { table: "tosses", column: "heads", direction: "maximise", keep: 0.5, rungs: [0.5] }
    }
  })
  const directory = newFolder()
  const first = await run(study, { directory })
  t.same(told(first.events), [[1, sentence, true]])
  t.equal(first.pointsFinished, 2)
  const again = await run(study, { directory })
  t.same(told(again.events), [[1, sentence, true]])
  t.equal(count(again.events, "TaskStarted"), 0)
  t.same(again.tables, first.tables)
})
