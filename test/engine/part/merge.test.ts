/** Parts of a study, computed by themselves and merged: the tables have the bytes of a run that computes all. */
import { join } from "node:path"
import t from "tap"
import * as Manifest from "../../../src/engine/manifest.ts"
import { count, newFolder, run, studyOf } from "../../support/engine.ts"
import { compute, computeAll, merge } from "../../support/part.ts"

/** Of 56 tasks of several lengths. */
const coins = [{ bias: 0.25 }, { bias: 0.5, tosses: 950 }, { bias: 0.75, grain: 7 }]

t.test("the parts of a study are the study", async (t) => {
  const study = await studyOf("coin", coins, { repeats: 2 })
  const whole = await run(study)
  for (const n of [1, 3, 16]) {
    const folder = newFolder()
    const files = await computeAll(study, n, folder)
    const merged = await merge(study, files, join(folder, "run"))
    t.equal(merged.outcome, "done")
    t.same(merged.tables, whole.tables)
    t.equal(merged.report.taken, count(whole.events, "TaskStarted"))
    t.equal(count(merged.events, "TaskStarted"), 0, "nothing is computed")
    t.equal(Manifest.read(join(folder, "run"))!.parts!.length, n)
  }
})

t.test("merged as they arrive; what is missing is told, and can be computed by resume", async (t) => {
  const study = await studyOf("coin", coins, { repeats: 2 })
  const whole = await run(study)
  const folder = newFolder()
  const directory = join(folder, "run")
  const files = await computeAll(study, 4, folder)
  const first = await merge(study, files.slice(0, 2), directory)
  t.equal(first.outcome, "interrupted")
  t.same(
    first.report.parts.map(({ part, of }) => [part, of]),
    [
      [3, 4],
      [4, 4]
    ]
  )
  const second = await merge(study, files.slice(1, 3), directory)
  t.same(
    second.report.parts.map(({ part }) => part),
    [4]
  )
  t.equal(Manifest.read(directory)!.parts!.length, 3, "a part that is there already is not told again")
  const rest = await run(study, { directory })
  t.equal(rest.outcome, "done")
  t.equal(count(rest.events, "TaskStarted"), second.report.missing)
  t.same(rest.tables, whole.tables)
  const last = await merge(study, files, directory)
  t.same([last.outcome, last.report.taken], ["done", 0], "doubles are harmless")
})

t.test("trainings, whole; an interrupted one goes on after its last frame", async (t) => {
  const study = await studyOf("descent", [{ rate: 0.1, rounds: 80, slow: 2 }, { rate: 0.2 }], { repeats: 2 })
  const whole = await run(study)
  const folder = newFolder()
  const file = join(folder, "1.part")
  const stop = new AbortController()
  const stopped = compute(study, { part: 1, of: 2 }, file, {
    signal: stop.signal,
    onEvent: (event) => event._tag === "TaskProgress" && event.done > 10 && stop.abort()
  })
  await t.rejects(stopped)
  let least = Number.POSITIVE_INFINITY
  const again = await compute(study, { part: 1, of: 2 }, file, {
    onEvent: (event) => {
      if (event._tag === "TaskProgress") least = Math.min(least, event.done)
    }
  })
  t.equal(again.outcome, "done")
  t.ok(least > 10, "no round again")
  await compute(study, { part: 2, of: 2 }, join(folder, "2.part"), { threads: 2 })
  const merged = await merge(study, [file, join(folder, "2.part")], join(folder, "run"))
  t.same(merged.tables, whole.tables)
})
