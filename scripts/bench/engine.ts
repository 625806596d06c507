/**
 * What the engine itself costs: tasks of no work through plan, pool, wire and journal, and planning alone.
 *
 * Usage: node scripts/bench/engine.ts [--json] [--repeats 1]
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Plan from "../../src/engine/plan.ts"
import { Pool } from "../../src/engine/pool.ts"
import * as Run from "../../src/engine/run.ts"
import type { Study } from "../../src/engine/study.ts"
import type { Simulation } from "../../src/simulation/contract.ts"
import * as Measurement from "./measurement.ts"
import * as Peer from "./peer.ts"

process.env.SKEIN_SIMULATIONS = join(import.meta.dirname, "../../test/support/simulations")
const { load } = await import("../../src/simulation/discover.ts")

const coin = await load("coin")

const studyOf = (biases: number): Study => {
  const points = Array.from({ length: biases }, (_, index) => {
    const swept = { bias: (index + 1) / (biases + 1) }
    const config = Schema.decodeUnknownSync(coin.config)({ ...swept, tosses: 1, grain: 1 })
    return { config, encoded: config as Study["points"][number]["encoded"], swept }
  })
  return { name: "bench", simulation: "coin", seed: 1, repeats: 10, points }
}

/** Milliseconds a task through the whole engine: 10 tasks of one toss a point. */
const perTask = async (simulation: Simulation, points: number, threads: number): Promise<number> => {
  const directory = mkdtempSync(join(tmpdir(), "skein-bench-"))
  const study = studyOf(points)
  let started = 0
  let ended = 0
  const options: Run.Options = {
    directory,
    threads,
    backend: "cpu",
    acceptVersion: false,
    reuse: false,
    emit: (event) => {
      if (event._tag === "RunStarted") started = performance.now()
      if (event._tag === "RunFinished") ended = performance.now()
    }
  }
  await Effect.runPromise(Run.execute(simulation, study, options).pipe(Effect.provide(Pool.layer(threads))))
  rmSync(directory, { recursive: true })
  return (ended - started) / (points * study.repeats)
}

const planSeconds = (): number => {
  const study = studyOf(10_000)
  const started = performance.now()
  let tasks = 0
  for (const _ of Plan.tasks(coin, Plan.make(coin, study))) tasks++
  if (tasks !== 100_000) throw new Error(`${tasks} tasks`)
  return (performance.now() - started) / 1000
}

const { values: flags } = parseArgs({
  options: { json: { type: "boolean", default: false }, repeats: { type: "string", default: "1" } }
})
const places = { inline: 0, "1 thread": 1, "2 threads": 2 }
const tasks = new Map(Object.keys(places).map((where) => [where, [] as Array<number>]))
const plans: Array<number> = []
for (let repeat = 0; repeat < Number(flags.repeats); repeat++) {
  for (const [where, threads] of Object.entries(places))
    tasks.get(where)!.push(await perTask(coin, 300, threads))
  plans.push(planSeconds())
}

const result = {
  millisecondsPerEmptyTask: Object.fromEntries(
    [...tasks].map(([where, milliseconds]) => [where, Peer.median(milliseconds)])
  ),
  secondsToPlan100000Tasks: Peer.median(plans),
  measurements: [
    ...[...tasks].map(([where, each]) => Measurement.of(`an empty task, ${where}`, "ms", each)),
    Measurement.of("planning 100000 tasks", "s", plans)
  ],
  missing: []
}

if (flags.json) console.log(JSON.stringify(result, null, 2))
else {
  for (const [where, milliseconds] of Object.entries(result.millisecondsPerEmptyTask)) {
    console.log(`an empty task, ${where.padEnd(9)}  ${milliseconds.toFixed(3)} ms`)
  }
  console.log(`planning 100000 tasks     ${result.secondsToPlan100000Tasks.toFixed(2)} s`)
}
