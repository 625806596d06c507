/** Trainings in the order of arrival: actors on shared memory, on more and on fewer threads than they are. */
import { existsSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import type { Event } from "../../src/engine/event.ts"
import * as Manifest from "../../src/engine/manifest.ts"
import { unpack } from "../../src/engine/wire.ts"
import { skein, start } from "../support/cli.ts"
import { count, newFolder, run, studyOf } from "../support/engine.ts"
import type { State } from "../support/simulations/descent/kernel.ts"

const arrival = { rate: 0.05, order: "arrival" } as const

interface Kept {
  readonly next: number
  readonly state: State
}

/** The last frame that the journal has of a task that is not done. */
const kept = (directory: string): Kept | undefined => {
  const file = join(directory, "run.sqlite")
  if (!existsSync(file)) return undefined
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const row = database.prepare("SELECT next, bytes FROM _frame ORDER BY next DESC").get()
    return row && { next: Number(row.next), state: unpack<State>(row.bytes as Uint8Array) }
  } catch {
    return undefined
  } finally {
    database.close()
  }
}

t.setTimeout(120_000)

t.test("three actors on any number of threads, two trainings at a time", async (t) => {
  const study = await studyOf("descent", [{ ...arrival, rounds: 200, batch: 3 }], { repeats: 2 })
  for (const threads of [0, 1, 2, 4]) {
    const { outcome, tables } = await run(study, { threads })
    t.equal(outcome, "done")
    t.equal(tables.losses!.length, 400, `${threads} threads`)
    // 200 steps of 0.9 leave nothing of the start; noise of variance rate / 4 / 12 is 0.001, and 0.03 thirty times that.
    for (const row of tables.losses!.filter(({ round }) => round === 199)) t.ok(Number(row.loss) < 0.03)
  }
})

t.test(
  "actors say how far they are whenever their memory is read, and go on saying it in between",
  async (t) => {
    const study = await studyOf("descent", [{ ...arrival, rounds: 3000, batch: 3, slow: 1 }])
    const { events } = await run(study, { threads: 2 })
    const told = events.flatMap((event) => (event._tag === "TaskProgress" ? [event.share] : []))
    const known = told.findIndex((share) => share !== undefined)
    t.ok(known >= 0, `of ${told.length} times it is told`)
    t.notOk(told.slice(known).includes(undefined), "it is not forgotten until the next time")
  }
)

t.test("the manifest says which order, and that points differ", async (t) => {
  const directory = newFolder()
  const short = { ...arrival, rounds: 5 }
  const orderIn = (folder: string) => Manifest.read(join(directory, folder))!.order
  await run(await studyOf("descent", [short]), { directory: join(directory, "one") })
  await run(await studyOf("descent", [{ rate: 0.1 }, short]), { directory: join(directory, "two") })
  t.equal(orderIn("one"), "arrival")
  t.equal(orderIn("two"), "mixed")
  const coins = await run(await studyOf("coin", [{ bias: 0.5 }]))
  t.equal(Manifest.read(coins.directory)!.order, "assignment")
})

t.test("an actor whose thread ends is replaced, and the run goes on", async (t) => {
  const fate = join(newFolder(), "died")
  const points = [{ ...arrival, rounds: 120, batch: 4, dieAt: 50, fate, slow: 1 }]
  const { events, outcome, tables } = await run(await studyOf("descent", points), { threads: 2 })
  t.equal(outcome, "done")
  t.equal(count(events, "WorkerLost"), 1)
  t.equal(tables.losses!.length, 120)
})

t.test("interrupted, actors lose nothing, and go on from what they have", async (t) => {
  const directory = newFolder()
  const study = await studyOf("descent", [{ ...arrival, rounds: 2000, batch: 3, slow: 1 }])
  let before: Kept | undefined
  for (const threads of [2, 0, 1]) {
    const stop = new AbortController()
    let seen = 0
    const onEvent = (event: Event) => {
      if (event._tag !== "TaskProgress") return
      seen = Math.max(seen, event.done)
      if (event.done > (before?.next ?? 0)) stop.abort()
    }
    await t.rejects(run(study, { directory, threads, signal: stop.signal, onEvent }))
    const now = kept(directory)!
    t.ok(now.next >= seen && seen > 0, `kept ${now.next} updates of at least ${seen}`)
    t.equal(now.state.round, now.next, "every update is in the state")
    const drawn = now.state.drawn.reduce((sum, each) => sum + each)
    t.equal(drawn, now.next, "and no actor has forgotten one of its own")
    t.same(now.state.losses.subarray(0, before?.next ?? 0), before?.state.losses ?? new Float64Array())
    before = now
  }
})

t.test(
  "what diverges stops its point, keeps its last good state, and goes on once it is repaired",
  async (t) => {
    for (const order of ["arrival", "assignment"] as const) {
      const folder = newFolder()
      const directory = join(folder, "run")
      const repair = join(folder, "repaired")
      const points = [
        { rate: 0.05, order, rounds: 700, batch: 1, slow: 4, crashAt: 650, repair },
        { rate: 0.1, order, rounds: 20 }
      ]
      const study = await studyOf("descent", points)
      const broken = await run(study, { directory, threads: 2 })
      t.match(broken, { outcome: "failed", crashed: [{ message: "RangeError: round 650 diverged" }] })
      t.equal(broken.tables.losses!.length, 20, "the other point is done")
      const { state } = kept(directory)!
      t.ok(state.round > 100 && state.round <= 650, `round ${state.round} is kept`)
      writeFileSync(repair, "")
      const whole = await run(study, { directory, threads: 2 })
      t.equal(whole.outcome, "done")
      const losses = whole.tables.losses!.filter(({ rate }) => rate === 0.05).map(({ loss }) => loss)
      t.equal(losses.length, 700)
      t.same(losses.slice(0, state.round), [...state.losses], "what was kept was not computed again")
    }
  }
)

t.test("kill -9 costs about two seconds; status tells of a crash; SIGINT ends with 75", async (t) => {
  const folder = newFolder()
  const directory = join(folder, "runs", "study")
  // A round a millisecond where nothing else runs: two checkpoints, two seconds each, come well before the crash.
  const base = "base: { rate: 0.05, rounds: 7000, batch: 2, slow: 2, order: arrival, crashAt: 6000 }\n"
  writeFileSync(join(folder, "study.yaml"), `simulation: descent\n${base}`)
  const run = ["run", "study.yaml", "--threads", "2", "--backend", "cpu"]
  const keptBeyond = async (next: number): Promise<Kept> => {
    for (;;) {
      const frame = kept(directory)
      if (frame !== undefined && frame.next > next) return frame
      await setTimeout(20)
    }
  }
  const first = start(folder, run)
  const killed = await keptBeyond(0)
  first.child.kill("SIGKILL")
  await first.ended
  const second = start(folder, run)
  const further = await keptBeyond(killed.next)
  second.child.kill("SIGINT")
  t.equal((await second.ended).status, 75)
  t.same(further.state.losses.subarray(0, killed.state.round), killed.state.losses)
  t.ok(kept(directory)!.next >= further.next)
  t.equal((await skein(folder, ...run)).status, 1)
  const { stdout } = await skein(folder, "status", "study")
  t.match(stdout, /state +failed/)
  t.match(stdout, /crashed .*RangeError: round 6000 diverged/)
  t.match(stdout, /to continue +.*skein\S* resume/)
})
