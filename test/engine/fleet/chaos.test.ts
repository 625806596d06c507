/**
 * Faults at random moments of a fleet: stations, coordinator and server killed, asked to end, and stopped for longer than the lease.
 * The results are those of an undisturbed run, byte for byte, and all of them are there.
 *
 * `SKEIN_FAULTS=100 node test/engine/fleet/chaos.test.ts` has a hundred of them, in some ten minutes.
 */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import { nothingLeft } from "../../../src/domain/exhaustive.ts"
import * as Threefry from "../../../src/domain/random/threefry.ts"
import { type Running, skein, start } from "../../support/cli.ts"
import { journalled, newFolder } from "../../support/engine.ts"
import { resultsOf, serve, skip } from "../../support/fleet.ts"

const faults = Number(process.env.SKEIN_FAULTS ?? 10)
const lease = 3

/** Half a second a task; more of them where there are more faults. */
const study = `
simulation: coin
seed: 3
repeats: ${4 * faults}
base: { tosses: 500, grain: 10, slow: 10 }
sweep:
  - grid: { bias: [0.1, 0.2, 0.3] }
`

const kinds = [
  "station killed",
  "station ended",
  "station stopped",
  "coordinator killed",
  "coordinator ended",
  "server killed"
] as const

t.setTimeout(240_000 + 30_000 * faults)

t.test(`${faults} faults at random moments`, { skip }, async (t) => {
  const folder = newFolder()
  writeFileSync(join(folder, "study.yaml"), study)
  const flags = ["--backend", "cpu"]
  const server = await serve()
  const names = ["a", "b", "c"]
  const work = (name: string): Running =>
    start(folder, ["work", server.url, "--name", name, "--threads", "1"])
  const coordinate = (): Running =>
    start(folder, ["run", "study.yaml", "--fleet", server.url, "--lease", String(lease), ...flags])
  const stations = names.map(work)
  let coordinator = coordinate()
  let isEnded = false
  const follow = (): void => {
    const mine = coordinator
    void mine.ended.then(({ status }) => {
      if (mine === coordinator && status === 0) isEnded = true
    })
  }
  follow()

  const again = async (): Promise<void> => {
    await coordinator.ended
    coordinator = coordinate()
    follow()
  }

  /** Until there are some more results, and a moment longer: a fault of a run that does nothing shows nothing. */
  const more = async (moment: number): Promise<void> => {
    const [before, late] = [journalled(folder), performance.now() + 30_000]
    while (journalled(folder) < before + 3 && !isEnded && performance.now() < late) await setTimeout(50)
    await setTimeout(moment)
  }

  const random = new Uint32Array(3 * faults)
  Threefry.fill(1, 2, 3, 4, random)
  const told: Array<string> = []
  try {
    await more(0)
    for (let fault = 0; fault < faults && !isEnded; fault++) {
      const [which, who, moment] = random.subarray(3 * fault)
      // Each kind comes, and then any of them.
      const kind = kinds[fault < kinds.length ? fault : which! % kinds.length]!
      const place = who! % stations.length
      const station = stations[place]!
      told.push(kind)
      switch (kind) {
        case "station killed":
        case "station ended":
          station.child.kill(kind === "station killed" ? "SIGKILL" : "SIGTERM")
          await station.ended
          stations[place] = work(names[place]!)
          break
        case "station stopped":
          station.child.kill("SIGSTOP")
          await setTimeout(1000 * (lease + 2))
          station.child.kill("SIGCONT")
          break
        case "coordinator killed":
        case "coordinator ended":
          coordinator.child.kill(kind === "coordinator killed" ? "SIGKILL" : "SIGTERM")
          await again()
          break
        case "server killed":
          server.kill()
          await setTimeout(1000)
          await server.start()
          break
        default:
          nothingLeft(kind, "fault")
      }
      await more(moment! % 1000)
    }
    t.comment(told.join(", "))
    const { status, stderr } = await coordinator.ended
    t.equal(status, 0, stderr.slice(-2000))
  } finally {
    for (const { child } of stations) child.kill("SIGTERM")
    await Promise.all(stations.map(({ ended }) => ended))
    coordinator.child.kill("SIGKILL")
    server.stop()
  }
  const alone = await skein(
    folder,
    "run",
    "study.yaml",
    "--threads",
    "2",
    "--name",
    "alone",
    "--no-reuse",
    ...flags
  )
  t.equal(alone.status, 0, alone.stderr)
  const [found, expected] = ["study", "alone"].map((name) =>
    resultsOf(join(folder, "runs", name, "run.sqlite"))
  )
  t.strictSame(found, expected)
})
