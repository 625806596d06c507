/**
 * Runs that end in the middle, through the real command line: the finished table is byte for byte that of an
 * undisturbed run.
 */
import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import * as Threefry from "../../src/domain/random/threefry.ts"
import { skein, start, startOnFullDisk } from "../support/cli.ts"
import { journalled, newFolder } from "../support/engine.ts"

const flags = ["--backend", "cpu"]

const coins = `
simulation: coin
seed: 3
repeats: 2
base: { tosses: 1000, grain: 10, slow: 2 }
sweep:
  - grid: { bias: [0.1, 0.2, 0.3, 0.4, 0.5] }
`

const descents = `
simulation: descent
repeats: 3
base: { rounds: 80, batch: 2, slow: 2 }
sweep:
  - grid: { rate: [0.1, 0.2] }
`

const folderWith = (studies: Readonly<Record<string, string>>): string => {
  const folder = newFolder()
  for (const [name, text] of Object.entries(studies)) writeFileSync(join(folder, `${name}.yaml`), text)
  return folder
}

const undisturbed = async (study: string, table: string): Promise<string> => {
  const folder = folderWith({ study })
  const run = await skein(folder, "run", "study.yaml", "--threads", "2", ...flags)
  if (run.status !== 0) throw new Error(run.stderr)
  return (await skein(folder, "export", "study", "--table", table)).stdout
}

const journalledMore = async (folder: string, before: number): Promise<void> => {
  while (journalled(folder) <= before) await setTimeout(20)
}

/** The first line of progress says that the run has begun. */
const begun = (child: ChildProcess): Promise<unknown> => once(child.stderr!, "data")

t.setTimeout(240_000)

t.test("kill -9 at 20 random moments", async (t) => {
  const random = new Uint32Array(20)
  Threefry.fill(1, 2, 3, 4, random)
  let moment = 0
  for (const [study, table, kills] of [
    [coins, "tosses", 12],
    [descents, "losses", 8]
  ] as const) {
    const expected = await undisturbed(study, table)
    t.ok(expected.split("\n").length > 5)
    const folder = folderWith({ study })
    let before = 0
    for (let kill = 0; kill < kills; kill++) {
      const { child, ended } = start(folder, ["run", "study.yaml", "--threads", `${kill % 3}`, ...flags])
      // Some at any moment of the process, some while it computes, some just after it has written.
      if (kill % 3 === 1) await begun(child)
      if (kill % 3 === 2) await Promise.race([ended, journalledMore(folder, before)])
      await setTimeout(((kill % 3 === 2 ? 50 : 600) * random[moment++]!) / 2 ** 32)
      child.kill("SIGKILL")
      await ended
      const now = journalled(folder)
      t.ok(now >= before, `nothing journalled is lost: ${before} tallies, then ${now}`)
      before = now
    }
    t.ok(before > 0, "and the kills came while there was something to lose")
    const last = await skein(folder, "run", "study.yaml", "--threads", "2", ...flags)
    t.equal(last.status, 0, last.stderr)
    t.equal((await skein(folder, "export", "study", "--table", table)).stdout, expected)
  }
})

t.test("SIGINT, SIGTERM and SIGUSR1 end with 75, and resume goes on", async (t) => {
  const expected = await undisturbed(coins, "tosses")
  const folder = folderWith({ study: coins })
  for (const signal of ["SIGINT", "SIGTERM", "SIGUSR1"] as const) {
    const { child, ended } = start(folder, ["run", "study.yaml", "--threads", "2", ...flags])
    await begun(child)
    child.kill(signal)
    const { status, stdout, stderr } = await ended
    t.equal(status, 75, signal)
    t.equal(stdout, "")
    t.match(stderr, /skein\S* resume/)
  }
  t.equal((await skein(folder, "resume", "study", "--threads", "1")).status, 0)
  t.equal((await skein(folder, "export", "study")).stdout, expected)
})

t.test("a full disk stops the run with a sentence; with room it goes on", async (t) => {
  const expected = await undisturbed(coins, "tosses")
  const folder = folderWith({ study: coins })
  for (const blocks of [40, 70, 90]) {
    const { status, stderr } = await startOnFullDisk(
      folder,
      ["run", "study.yaml", "--threads", "2", ...flags],
      blocks
    ).ended
    t.equal(status, 1, `${blocks} blocks`)
    t.match(stderr, /is the disk full\? What was saved is safe/)
    t.notMatch(stderr, /\n +at /, "no stack")
  }
  t.equal((await skein(folder, "run", "study.yaml", ...flags)).status, 0)
  t.equal((await skein(folder, "export", "study")).stdout, expected)
})

t.test("a second process on one run says so and ends with 2; the first goes on", async (t) => {
  const folder = folderWith({ study: coins })
  const first = start(folder, ["run", "study.yaml", "--threads", "1", ...flags])
  await begun(first.child)
  const second = await skein(folder, "run", "study.yaml", ...flags)
  t.equal(second.status, 2)
  t.match(second.stderr, new RegExp(`another process \\(${first.child.pid}\\) is working on runs/study`))
  t.equal((await first.ended).status, 0)
})
