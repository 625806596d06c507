/** Machines whose clocks are an hour or a day off: the same bytes, leases as ever, and a sentence about each clock. */
import { spawn } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import { environment, program, type Running, running, skein, start } from "../../support/cli.ts"
import { journalled, newFolder } from "../../support/engine.ts"
import { resultsOf, serve, skip } from "../../support/fleet.ts"

const [hour, day] = [3600, 24 * 3600]

const study = `
simulation: coin
seed: 3
repeats: 8
base: { tosses: 500, grain: 10, slow: 10 }
sweep:
  - grid: { bias: [0.1, 0.2, 0.3] }
`

const preload = join(import.meta.dirname, "../../support/skew.ts")

const startAt = (skew: number, folder: string, ...args: ReadonlyArray<string>): Running => {
  const env = environment({ SKEIN_SKEW: String(skew) })
  return running(
    spawn("env", [`NODE_OPTIONS=--import=${preload}`, process.execPath, program, ...args], {
      cwd: folder,
      env
    })
  )
}

t.setTimeout(240_000)

for (const [what, here, skews] of [
  ["stations", 0, [day, -hour, 0]],
  ["a coordinator that is late", -day, [0, hour, 0]],
  ["a coordinator that is early", day, [0, 0, -hour]]
] as const)
  t.test(`${what}`, { skip }, async (t) => {
    const folder = newFolder()
    const server = await serve()
    writeFileSync(join(folder, "study.yaml"), study)
    const flags = ["--backend", "cpu"]
    const stations = skews.map((skew, at) =>
      startAt(skew, folder, "work", server.url, "--name", `s${at}`, "--threads", "1")
    )
    const run = startAt(here, folder, "run", "study.yaml", "--fleet", server.url, "--lease", "3", ...flags)
    try {
      for (const late = Date.now() + 60_000; journalled(folder) < 4 && Date.now() < late; )
        await setTimeout(50)
      // One is killed in the midst of a task, which is given to another one after the lease.
      stations[2]!.child.kill("SIGKILL")
      const began = performance.now()
      const looked = await skein(folder, "status", "study")
      t.match(looked.stdout, /^state +running$/m, "by its lock")
      t.match(looked.stdout, /^stations +s\d \(/m)
      const { status, stderr } = await run.ended
      t.equal(status, 0, stderr)
      t.ok(performance.now() - began < 60_000, "no lease lasts an hour")
      for (const [at, skew] of skews.entries()) {
        const off = skew - here
        const sentence = new RegExp(
          `the station s${at} works for the run: [^;\\n]*; its clock is ${Math.abs(off)} s ${off > 0 ? "ahead of" : "behind"} that of the coordinator: no number depends on it`
        )
        if (off === 0) t.notMatch(stderr, new RegExp(`the station s${at} works for the run: .*clock`))
        else t.match(stderr, sentence)
      }
    } finally {
      run.child.kill("SIGKILL")
      for (const { child } of stations) child.kill("SIGTERM")
      const told = await Promise.all(stations.map(({ ended }) => ended))
      const isOff = skews[0] !== here
      if (isOff) t.match(told[0]!.stderr, /^its clock is|^.*clock is \d+ s/m, "on both sides")
      server.stop()
    }
    const alone = ["run", "study.yaml", "--threads", "1", "--name", "alone", "--no-reuse", ...flags]
    const { status, stderr } = await start(folder, alone, { SKEIN_COIN_HASTE: "" }).ended
    t.equal(status, 0, stderr)
    const [found, expected] = ["study", "alone"].map((name) =>
      resultsOf(join(folder, "runs", name, "run.sqlite"))
    )
    t.strictSame(found, expected)
  })
