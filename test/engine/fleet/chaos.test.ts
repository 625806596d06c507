/**
 * Faults at random moments of a fleet, two at a time: stations, coordinator and server are killed, asked to end, stopped for
 * longer than the lease, and cut off for as long. The results are those of an undisturbed run, byte for byte, and all of them
 * are there.
 *
 * `SKEIN_FAULTS=100 node test/engine/fleet/chaos.test.ts` has a hundred of them, in some six minutes.
 */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import { nothingLeft } from "../../../src/domain/exhaustive.ts"
import * as Threefry from "../../../src/domain/random/threefry.ts"
import { type Running, start } from "../../support/cli.ts"
import { journalled, newFolder } from "../../support/engine.ts"
import { resultsOf, serve, skip } from "../../support/fleet.ts"
import * as Hosts from "../../support/hosts.ts"

const lease = 3

const fates = ["killed", "ended", "stopped", "cut off"] as const
const roles = ["station", "coordinator", "server"] as const
const stations = ["a", "b", "c"] as const
type Victim = (typeof stations)[number] | "coordinator" | "server"

const kinds = roles.flatMap((role) => fates.map((fate) => ({ role, fate })))

const faults = Number(process.env.SKEIN_FAULTS ?? kinds.length)

const diary = join(newFolder(), "diary")

/** Half a second a task; more of them where there are more faults. */
const study = `
simulation: coin
seed: 3
repeats: ${2 * faults}
base: { tosses: 500, grain: 10, slow: 10, diary: ${diary} }
sweep:
  - grid: { bias: [0.1, 0.2, 0.3] }
`

t.setTimeout(240_000 + 30_000 * faults)

t.test(`${faults} faults at random moments`, { skip: skip || Hosts.missing() }, async (t) => {
  const { hosts, close } = await Hosts.make<Victim>([...stations, "coordinator", "server"])
  const folder = newFolder()
  writeFileSync(join(folder, "study.yaml"), study)
  const flags = ["--backend", "cpu"]
  const server = await serve([], true, hosts.server)
  const commandOf = (victim: Exclude<Victim, "server">): ReadonlyArray<string> =>
    victim === "coordinator"
      ? ["run", "study.yaml", "--fleet", server.url, "--lease", String(lease), ...flags]
      : ["work", server.url, "--threads", "1"]
  const processes = new Map<Victim, Running>()
  let isEnded = false
  const launch = (victim: Exclude<Victim, "server">): void => {
    const running = Hosts.start(hosts[victim], folder, commandOf(victim))
    processes.set(victim, running)
    void running.ended.then(async ({ status, stderr }) => {
      if (running !== processes.get(victim)) return
      // It says so and ends when it starts while there is no server; whoever started it does so again.
      if (status === 2 && /^no server answers|^the server /m.test(stderr)) {
        await setTimeout(200)
        if (running === processes.get(victim)) launch(victim)
      } else if (victim === "coordinator" && status !== 75 && status !== null) isEnded = true
    })
  }

  const signal = (victim: Victim, name: NodeJS.Signals): void => {
    if (victim === "server") server.signal(name)
    else processes.get(victim)!.child.kill(name)
  }

  const again = async (victim: Victim): Promise<void> => {
    if (victim === "server") {
      await setTimeout(1000)
      return server.start()
    }
    await processes.get(victim)!.ended
    if (!isEnded) launch(victim)
  }

  const strike = async (victim: Victim, fate: (typeof fates)[number]): Promise<void> => {
    switch (fate) {
      case "killed":
        signal(victim, "SIGKILL")
        return again(victim)
      case "ended":
        signal(victim, "SIGTERM")
        return again(victim)
      case "stopped":
        signal(victim, "SIGSTOP")
        await setTimeout(1000 * (lease + 2))
        return signal(victim, "SIGCONT")
      case "cut off":
        hosts[victim].cut()
        await setTimeout(1000 * (lease + 2))
        return hosts[victim].mend()
      default:
        nothingLeft(fate, "fate")
    }
  }

  /** Until there are some more results, and a moment longer: a fault of a run that does nothing shows nothing. */
  const more = async (moment: number): Promise<void> => {
    const [before, late] = [journalled(folder), performance.now() + 60_000]
    while (journalled(folder) < before + 3 && !isEnded && performance.now() < late) await setTimeout(50)
    if (performance.now() >= late) t.fail("nothing happens for a minute")
    await setTimeout(moment)
  }

  const random = new Uint32Array(4 * faults)
  Threefry.fill(1, 2, 3, 4, random)
  const counts = new Map<string, number>(kinds.map(({ role, fate }) => [`${role} ${fate}`, 0]))
  const struck = new Set<Victim>()
  let next = 0
  const demon = async (): Promise<void> => {
    while (next < faults && !isEnded) {
      const fault = next++
      const [which, who, moment] = random.subarray(4 * fault)
      // Each kind comes, and then any of them.
      const { role, fate } = kinds[fault < kinds.length ? (5 * fault) % kinds.length : which! % kinds.length]!
      const victim = role === "station" ? stations[who! % stations.length]! : role
      while (struck.has(victim)) await setTimeout(50)
      struck.add(victim)
      await strike(victim, fate)
      counts.set(`${role} ${fate}`, counts.get(`${role} ${fate}`)! + 1)
      struck.delete(victim)
      await more(moment! % 500)
    }
  }

  const began = performance.now()
  try {
    for (const victim of [...stations, "coordinator"] as const) launch(victim)
    await more(0)
    await Promise.all([demon(), demon()])
    t.comment(`the last fault after ${Math.round((performance.now() - began) / 1000)} s`)
    while (!isEnded) await setTimeout(100)
    const { status, stderr } = await processes.get("coordinator")!.ended
    t.equal(status, 0, stderr.slice(-2000))
  } finally {
    for (const victim of stations) signal(victim, "SIGTERM")
    await Promise.all(stations.map((victim) => processes.get(victim)!.ended))
    signal("coordinator", "SIGKILL")
    server.stop()
    close()
  }
  for (const [kind, count] of counts) t.ok(count >= 1, `${kind}: ${count} times`)
  t.equal(
    [...counts.values()].reduce((sum, count) => sum + count, 0),
    faults,
    "so many faults while the run went on"
  )
  const grains = readFileSync(diary, "utf8").trimEnd().split("\n")
  const repeated = grains.length - new Set(grains).size
  t.comment(
    `${Math.round((performance.now() - began) / 1000)} s; ${repeated} grains of ${grains.length} executed again, of 50 a task`
  )
  const alone = ["run", "study.yaml", "--threads", "1", "--name", "alone", "--no-reuse", ...flags]
  const { status, stderr } = await start(folder, alone, { SKEIN_COIN_HASTE: "" }).ended
  t.equal(status, 0, stderr)
  const [found, expected] = ["study", "alone"].map((name) =>
    resultsOf(join(folder, "runs", name, "run.sqlite"))
  )
  t.strictSame(found, expected)
})
