/**
 * What a fleet costs: tasks of no work with 1 kB there and 1 kB back, one message each, on a station of one thread, in
 * processor time of the coordinator, the station and the server; beside the local pool of one thread. Then two stations beside
 * one, with tasks that take a tenth of a second, and the coordinator's memory by the number of tasks.
 *
 * Needs a nats-server (SKEIN_NATS, or the search path).
 *
 * Usage: node scripts/bench/fleet.ts [--json] [--tasks 2000]
 */
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import type { AddressInfo } from "node:net"
import { createServer } from "node:net"
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

const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, tasks: { type: "string", default: "2000" } }
})
const count = Number(values.tasks)
const root = join(import.meta.dirname, "../..")
process.env.SKEIN_SIMULATIONS = join(root, "test/support/simulations")
const { load } = await import("../../src/simulation/discover.ts")
const coin = await load("coin")

/** Seconds of processor time that a process has taken, by the kernel's count in hundredths. */
const usedBy = ({ pid }: ChildProcess): number => {
  const [, rest = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")
  const fields = rest.split(" ")
  return (Number(fields[11]) + Number(fields[12])) / 100
}

const own = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

const tally = Wire.pack({ tosses: 1, heads: 0, weight: new Float64Array(120) })

/** All of it is done before: it goes there and comes back. */
const empty = (index: number): SampleJob => ({
  kind: "sample",
  simulation: "coin",
  backend: "cpu",
  config: Schema.decodeUnknownSync(coin.config)({ bias: 0.5, tosses: 1, grain: 1 }),
  key: [1, index],
  from: 0,
  to: 1,
  grain: 1,
  after: { next: 1, bytes: tally }
})

const slow = (index: number): SampleJob => ({
  ...empty(index),
  config: Schema.decodeUnknownSync(coin.config)({ bias: 0.5, tosses: 1, grain: 1, slow: 100 }),
  after: undefined
})

const perform = (jobs: number, job: (index: number) => SampleJob, concurrency: number) =>
  Effect.gen(function* () {
    const pool = yield* Pool
    const listener = { task: () => "", onCheckpoint: () => {}, onStopped: () => {}, accepts: () => true }
    const began = performance.now()
    yield* Effect.forEach(
      Array.from({ length: jobs }, (_, index) => index),
      (index) => pool.run(job(index), listener),
      {
        concurrency,
        discard: true
      }
    )
    return (performance.now() - began) / 1000
  })

const port = await new Promise<number>((resolve) => {
  const server = createServer()
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo
    server.close(() => resolve(port))
  })
})
const folder = mkdtempSync(join(tmpdir(), "skein-bench-"))
const program = process.env.SKEIN_NATS ?? "nats-server"
const server = spawn(program, ["-js", "-a", "127.0.0.1", "-p", String(port), "-sd", folder], {
  stdio: "ignore"
})
await setTimeout(1000)
const url = `nats://127.0.0.1:${port}`
const station = (name: string): ChildProcess =>
  spawn(process.execPath, [join(root, "src/main.ts"), "work", url, "--threads", "1", "--name", name], {
    stdio: "ignore"
  })
const first = station("first")

const fleet = FleetPool.layer({
  address: { url },
  run: "bench",
  name: "bench",
  simulations: new Map([["coin", coin]]),
  lease: 10
})

const localCost = await Effect.runPromise(
  Effect.gen(function* () {
    yield* perform(200, empty, 2)
    const before = own()
    yield* perform(count, empty, 2)
    return (1000 * (own() - before)) / count
  }).pipe(Effect.provide(Pool.layerThreads(1)))
)

const found = await Effect.runPromise(
  Effect.gen(function* () {
    yield* perform(200, empty, 2)
    const before = [own(), usedBy(first), usedBy(server)]
    const megabytes = process.memoryUsage.rss() / 1e6
    yield* perform(count, empty, 2)
    const cost = [own(), usedBy(first), usedBy(server)].map(
      (used, at) => (1000 * (used - before[at]!)) / count
    )
    const grown = process.memoryUsage.rss() / 1e6 - megabytes
    const one = yield* perform(40, slow, 2)
    const second = station("second")
    const pool = yield* Pool
    while (pool.width < 2) yield* Effect.promise(() => setTimeout(50))
    // It loads the kernel with its first task.
    yield* perform(20, slow, 3)
    const two = yield* perform(80, slow, 3)
    second.kill("SIGTERM")
    return { cost, grown, speedUp: (2 * one) / two, megabytes }
  }).pipe(Effect.provide(fleet))
)
first.kill("SIGTERM")
await setTimeout(500)
server.kill("SIGKILL")
rmSync(folder, { recursive: true, force: true })

const [coordinator, worker, queue] = found.cost as [number, number, number]
const report = {
  tasks: count,
  local: localCost,
  coordinator,
  station: worker,
  server: queue,
  all: coordinator + worker + queue,
  shareOfASecond: (coordinator + worker + queue) / 1000,
  speedUpOfTwo: found.speedUp,
  coordinatorMegabytes: found.megabytes,
  grownBy: found.grown
}
if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`)
else
  for (const [name, value] of Object.entries(report))
    process.stdout.write(`${name.padEnd(22)}${Number(value.toPrecision(4))}\n`)
process.exit(0)
