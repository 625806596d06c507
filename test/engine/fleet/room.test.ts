/** No room: at a server whose memory or disk is full, and on the disk of the coordinator. Each has a sentence, and nothing is lost. */
import { spawnSync } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { jetstreamManager } from "@nats-io/jetstream"
import { connect } from "@nats-io/transport-node"
import t from "tap"
import { type Running, skein, start } from "../../support/cli.ts"
import { journalled, newFolder } from "../../support/engine.ts"
import { configured, resultsOf, said, serve, skip } from "../../support/fleet.ts"

/** About a hundred tasks of a tenth of a second. */
const study = `
simulation: coin
seed: 3
repeats: 34
base: { tosses: 30, grain: 10, slow: 35 }
sweep:
  - grid: { bias: [0.1, 0.2, 0.3] }
`

const folder = newFolder()
writeFileSync(join(folder, "study.yaml"), study)

t.setTimeout(240_000)

const flags = ["--backend", "cpu", "--no-reuse"]
const run = (url: string, ...more: ReadonlyArray<string>): Running =>
  start(folder, ["run", "study.yaml", "--fleet", url, ...flags, ...more])
const work = (url: string): Running => start(folder, ["work", url, "--threads", "2", "--name", "s"])

const alone = await skein(folder, "run", "study.yaml", "--threads", "2", ...flags, "--name", "alone")
t.equal(alone.status, 0, alone.stderr)
const fileOf = (name: string, within = join(folder, "runs")) => join(within, name, "run.sqlite")
const right = resultsOf(fileOf("alone"))

const end = async ({ child, ended }: Running): Promise<void> => {
  child.kill("SIGTERM")
  await ended
}

t.test("the server's memory is full: at the beginning, and in the middle", { skip }, async (t) => {
  const { url, stop } = await serve(
    configured(`jetstream { store_dir: "${newFolder()}", max_memory_store: 1MB }`),
    false
  )
  t.teardown(stop)
  const client = await connect({ servers: url })
  const manager = await jetstreamManager(client)
  const { streams } = manager
  const fill = async (): Promise<void> => {
    await streams.add({ name: "filler", subjects: ["filler"], storage: "memory" })
    for (const size of [100_000, 1000, 0])
      for (let isRoom = true; isRoom; )
        isRoom = await manager
          .jetstream()
          .publish("filler", new Uint8Array(size))
          .then(() => true)
          .catch(() => false)
  }
  await fill()
  const refused = await run(url, "--name", "none").ended
  t.equal(refused.status, 2)
  t.match(refused.stderr, /does not keep a queue .*insufficient resources.*more memory in its configuration/)
  await streams.delete("filler")
  const station = work(url)
  const running = run(url)
  while (journalled(folder) < 5) await setTimeout(50)
  await fill()
  await said(running, /the server .* says: there is no room for the queue \(insufficient resources\)/)
  await streams.delete("filler")
  const { status, stderr } = await running.ended
  t.equal(status, 0, stderr)
  t.equal(stderr.match(/there is no room/g)?.length, 1, "told once")
  t.strictSame(resultsOf(fileOf("study")), right)
  await end(station)
  await client.close()
})

const isRoot = process.getuid?.() === 0 && process.platform === "linux"
const mounts = skip || (!isRoot && "needs root, for small disks")

const mount = (...args: ReadonlyArray<string>): void => {
  const { status, stderr } = spawnSync("mount", args, { encoding: "utf8" })
  if (status !== 0) throw new Error(stderr)
}

t.test("the server's disk is full: the queue needs none", { skip: mounts }, async (t) => {
  const store = newFolder()
  mount("-t", "tmpfs", "-o", "size=200k", "none", store)
  t.teardown(() => spawnSync("umount", ["-l", store]))
  const { url, stop } = await serve(configured(`jetstream { store_dir: "${store}" }`), false)
  t.teardown(stop)
  spawnSync("dd", ["if=/dev/zero", `of=${join(store, "full")}`, "bs=1k"])
  const station = work(url)
  const { status, stderr } = await run(url, "--name", "full").ended
  t.equal(status, 0, stderr)
  t.strictSame(resultsOf(fileOf("full")), right)
  await end(station)
})

t.test("the coordinator's disk is full: with room the same command goes on", { skip: mounts }, async (t) => {
  const disk = join(newFolder(), "disk")
  mkdirSync(disk)
  mount("-t", "tmpfs", "-o", "size=180k", "none", disk)
  t.teardown(() => spawnSync("umount", ["-l", disk]))
  const { url, stop } = await serve()
  t.teardown(stop)
  const station = work(url)
  const full = await run(url, "--out", disk).ended
  t.equal(full.status, 1, full.stderr)
  t.match(full.stderr, /is the disk full\? What was saved is safe; resume when there is room/)
  mount("-o", "remount,size=20m", disk)
  const { status, stderr } = await run(url, "--out", disk).ended
  t.equal(status, 0, stderr)
  t.match(stderr, /tasks, \d+ of them done before/)
  t.strictSame(resultsOf(fileOf("study", disk)), right)
  await end(station)
})
