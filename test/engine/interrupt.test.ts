import { readFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import t from "tap"
import type { Event } from "../../src/engine/event.ts"
import * as Manifest from "../../src/engine/manifest.ts"
import type { Study } from "../../src/engine/study.ts"
import { newFolder, run, studyOf } from "../support/engine.ts"

/** Interrupts at the first frame of a running task that is further than `beyond`. */
const interrupted = async (study: Study, directory: string, threads: number, beyond = 0) => {
  const stop = new AbortController()
  const onEvent = (event: Event) => {
    if (event._tag === "TaskProgress" && event.done > beyond) stop.abort()
  }
  return run(study, { directory, threads, signal: stop.signal, onEvent })
}

t.test("an interrupted sampling run goes on within its tasks, and computes no replicate twice", async (t) => {
  const folder = newFolder()
  const diary = join(folder, "diary")
  const points = [{ bias: 0.25, tosses: 400, grain: 1, slow: 3, diary }]
  const study = await studyOf("coin", points, { repeats: 2 })
  for (const threads of [0, 2, 1]) await t.rejects(interrupted(study, join(folder, "run"), threads))
  const { outcome, tables } = await run(study, { directory: join(folder, "run"), threads: 2 })
  t.equal(outcome, "done")
  const calls = readFileSync(diary, "utf8").trim().split("\n")
  t.equal(calls.length, 800)
  t.equal(new Set(calls).size, 800)
  t.same((await run(study)).tables, tables, "the bits of an undisturbed run")
})

t.test("an interrupted training goes on from its last round, alone or spread", async (t) => {
  const folder = newFolder()
  for (const repeats of [1, 3]) {
    const study = await studyOf("descent", [{ rate: 0.1, rounds: 300, batch: 1, slow: 2 }], { repeats })
    const directory = join(folder, `${repeats}`)
    let kept = 0
    for (const threads of [2, 0]) {
      await t.rejects(interrupted(study, directory, threads, kept))
      const before = kept
      kept = lastRound(directory)
      t.ok(kept > before, `from round ${before} to ${kept}`)
    }
    const { tables } = await run(study, { directory, threads: 2 })
    t.equal(tables.losses!.length, 300 * repeats)
    t.same((await run(study, { threads: 2 })).tables, tables)
  }
})

/** The furthest round that a frame of an unfinished training has. */
const lastRound = (directory: string): number => {
  const database = new DatabaseSync(join(directory, "run.sqlite"), { readOnly: true })
  const { next } = database.prepare("SELECT max(next) AS next FROM _frame").get()!
  database.close()
  return Number(next)
}

t.test("the manifest tells of each session", async (t) => {
  const directory = newFolder()
  const study = await studyOf("coin", [{ bias: 0.5, slow: 5, tosses: 100, grain: 1 }])
  await t.rejects(interrupted(study, directory, 1))
  await run(study, { directory })
  const { sessions } = Manifest.read(directory)!
  t.equal(sessions.length, 2)
  t.equal(sessions[0]!.outcome, undefined, "ended from outside")
  t.match(sessions[1], { outcome: "done", threads: 0 })
})
