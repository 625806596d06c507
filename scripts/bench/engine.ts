/**
 * What the engine itself costs: tasks of no work through plan, pool, wire and journal, beside trials of Optuna and cached
 * calls of joblib.Memory; and planning alone.
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

/** Milliseconds a task through the whole engine, on the clock and of all processors: 10 tasks of one toss a point. */
interface Cost {
  readonly clock: number
  readonly processor: number
}

const perTask = async (simulation: Simulation, points: number, threads: number): Promise<Cost> => {
  const directory = mkdtempSync(join(tmpdir(), "skein-bench-"))
  const study = studyOf(points)
  let started = 0
  let ended = 0
  let before = process.cpuUsage()
  let used = before
  const options: Run.Options = {
    directory,
    threads,
    backend: "cpu",
    acceptVersion: false,
    reuse: false,
    emit: (event) => {
      if (event._tag === "RunStarted") {
        before = process.cpuUsage()
        started = performance.now()
      }
      if (event._tag === "RunFinished") {
        ended = performance.now()
        used = process.cpuUsage(before)
      }
    }
  }
  await Effect.runPromise(Run.execute(simulation, study, options).pipe(Effect.provide(Pool.layer(threads))))
  rmSync(directory, { recursive: true })
  const tasks = points * study.repeats
  return { clock: (ended - started) / tasks, processor: (used.user + used.system) / 1000 / tasks }
}

interface PeerJob {
  readonly library: string
  readonly tasks: number
}

/** What each is given to do: of Optuna's, which take long, fewer. */
const libraries = { optuna: 200, joblib: 2000 }

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
const missing: Array<string> = []
const peers = new Map<string, Peer.Peer<PeerJob, { readonly milliseconds: number }>>()
for (const library of Object.keys(libraries)) {
  const peer = await Peer.start<PeerJob, { readonly milliseconds: number }>(library, "engine.py", {
    library,
    tasks: 10
  })
  if (typeof peer === "string") missing.push(peer)
  else peers.set(library, peer)
}
const tasks = new Map(Object.keys(places).map((where) => [where, [] as Array<Cost>]))
const theirs = new Map([...peers.keys()].map((library) => [library, [] as Array<number>]))
const plans: Array<number> = []
for (let repeat = 0; repeat < Number(flags.repeats); repeat++) {
  for (const [where, threads] of Object.entries(places))
    tasks.get(where)!.push(await perTask(coin, 300, threads))
  for (const [library, count] of Object.entries(libraries)) {
    const peer = peers.get(library)
    if (peer === undefined) continue
    theirs.get(library)!.push((await peer.run({ library, tasks: count })).milliseconds)
  }
  plans.push(planSeconds())
}
for (const peer of peers.values()) peer.close()

const clocks = [...tasks].map(([where, costs]) => [where, costs.map(({ clock }) => clock)] as const)
const processor = tasks.get("inline")!.map(({ processor }) => processor)
const name = "processor time of an empty task that is kept"
const result = {
  millisecondsPerEmptyTask: Object.fromEntries(
    clocks.map(([where, milliseconds]) => [where, Peer.median(milliseconds)])
  ),
  secondsToPlan100000Tasks: Peer.median(plans),
  measurements: [
    ...clocks.map(([where, each]) => Measurement.of(`an empty task, ${where}`, "ms", each)),
    ...[...tasks].map(([where, costs]) =>
      Measurement.of(
        `processor time of an empty task, ${where}`,
        "ms",
        costs.map((cost) => cost.processor)
      )
    ),
    ...[...theirs].map(([library, values]) =>
      Measurement.of(name, "ms", processor, { name: library, values })
    ),
    Measurement.of("planning 100000 tasks", "s", plans)
  ],
  missing
}

if (flags.json) console.log(JSON.stringify(result, null, 2))
else {
  for (const { name, unit, ours, theirs, peer, ratio } of result.measurements) {
    const beside = peer === null ? "" : `; ${peer}: ${theirs} ${unit}, ${ratio} times as much`
    console.log(`${name.padEnd(46)}${ours} ${unit}${beside}`)
  }
  for (const sentence of missing) console.log(sentence)
}
