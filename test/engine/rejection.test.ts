/** What Piscina really rejects with, by the worker's end that each has, and what the engine takes it for. */
import { Piscina } from "piscina"
import t from "tap"
import { crashed } from "../../src/engine/job.ts"
import * as Rejection from "../../src/engine/rejection.ts"
import { watch } from "../../src/engine/threads.ts"
import type { Way } from "../support/rejecting-worker.ts"

const filename = new URL("../support/rejecting-worker.ts", import.meta.url).href

/** One thread, and what becomes of a job on it. */
const start = () => {
  const pool = new Piscina({
    filename,
    minThreads: 1,
    maxThreads: 1,
    // A young generation that is promoted whole can pass the limit by more than node's reserve: then V8 aborts the process.
    resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 2 }
  })
  const uncaught = watch(pool)
  const rejection = async (call: unknown): Promise<Rejection.Rejection | "resolved"> =>
    pool.run(call).then(
      () => "resolved",
      (cause: unknown) => Rejection.of(cause, uncaught.has(cause))
    )
  return { pool, rejection }
}

t.setTimeout(120_000)

const ends: ReadonlyArray<readonly [Way, object]> = [
  ["exit", { kind: "lost", reason: "worker exited with code: 3" }],
  ["memory", { kind: "lost", reason: /memory limit/ }],
  ["timer", { kind: "bug", cause: { name: "RangeError", message: "thrown in a timer" } }],
  ["promise", { kind: "bug", cause: { name: "RangeError", message: "nobody caught it" } }],
  ["text", { kind: "bug", cause: "only text" }],
  // Nothing of it but its stack crosses the threads.
  ["reply", { kind: "bug", cause: { message: "", stack: /^DataCloneError: .* could not be cloned/ } }]
]

for (const [way, wanted] of ends) {
  t.test(`a worker's end: ${way}; another takes the next job`, async (t) => {
    const { pool, rejection } = start()
    const found = await rejection({ way, wait: 5000 })
    t.match(found, wanted)
    if (way === "reply")
      t.equal(
        crashed((found as { cause: unknown }).cause).message,
        "DataCloneError: () => 1 could not be cloned."
      )
    t.equal(await rejection({ way: "none" }), "resolved")
    await pool.destroy()
  })
}

t.test("a job that cannot be cloned is a bug, and its worker lives", async (t) => {
  const { pool, rejection } = start()
  t.match(await rejection({ way: "none", odd: () => 1 }), { kind: "bug", cause: { name: "DataCloneError" } })
  t.equal(await rejection({ way: "none" }), "resolved")
  await pool.destroy()
})

t.test("a pool that closes, that is destroyed under a job, and that waits", async (t) => {
  const { pool, rejection } = start()
  await rejection({ way: "none" })
  const running = rejection({ way: "none", wait: 60_000 })
  const queued = rejection({ way: "none" })
  const destroyed = pool.destroy()
  t.same(await rejection({ way: "none" }), { kind: "closing" }, "asked for while it closes")
  await destroyed
  t.same(await running, { kind: "closing" })
  t.same(await queued, { kind: "closing" })
})

t.test("what a worker without a job throws is a warning, not the end of the process", async (t) => {
  const { pool } = start()
  const warned = new Promise<Error>((resolve) => process.once("warning", resolve))
  pool.emit("error", new RangeError("left behind"))
  t.match((await warned).message, /a worker that had no job was lost: RangeError: left behind/)
  await pool.destroy()
})

t.test("anything else is unknown", async (t) => {
  const cause = new Error("Task queue is at limit")
  t.same(Rejection.of(cause, false), { kind: "unknown", cause })
  t.same(Rejection.of("worker exited with code: 3", false), {
    kind: "unknown",
    cause: "worker exited with code: 3"
  })
  const error = Object.assign(new Error("no thread"), { code: "ERR_WORKER_INIT_FAILED" })
  t.same(Rejection.of(error, true), { kind: "lost", reason: "no thread" })
})
