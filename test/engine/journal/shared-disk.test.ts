/** A run on a disk that two hosts share, each of which sees its own locks alone. */
import { readFileSync, statSync, utimesSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import { skein } from "../../support/cli.ts"
import { newFolder, tablesOf } from "../../support/engine.ts"
import * as SharedDisk from "../../support/shared-disk.ts"

t.setTimeout(120_000)

const skip = SharedDisk.missing()

const study = (tosses: number): string =>
  `simulation: coin\nseed: 7\nbase: { tosses: ${tosses}, slow: 300 }\nsweep:\n  - grid: { bias: [0.1, 0.6] }\n`

const heldBy = (folder: string): number => {
  try {
    return Number(/^\d+/.exec(readFileSync(join(folder, "runs/a/run.pid"), "utf8"))?.[0] ?? 0)
  } catch {
    return 0
  }
}

/** Waits until a process has computed something. */
const atWork = async (folder: string): Promise<number> => {
  for (let waited = 0; waited < 300; waited++) {
    await setTimeout(100)
    const process = heldBy(folder)
    const log = join(folder, "runs/a/log.ndjson")
    if (process === 0) continue
    try {
      if (/RunStarted/.test(readFileSync(log, "utf8"))) return process
    } catch {
      // Not yet.
    }
  }
  throw new Error("no run began")
}

/** As if the host had said nothing for so long. */
const age = (folder: string, seconds: number): void => {
  const then = Date.now() / 1000 - seconds
  for (const name of ["run.pid", "pulse.json"]) utimesSync(join(folder, "runs/a", name), then, then)
}

/** The same of a host that is dead: what it wrote last may reach the disk after its end, and would be its youngest word. */
const ageForGood = async (folder: string, seconds: number): Promise<void> => {
  const file = join(folder, "runs/a/run.pid")
  const isYoung = (): boolean => Date.now() - statSync(file).mtimeMs < 500 * seconds
  for (let quiet = 0; quiet < 10; quiet++) {
    if (quiet === 0 || isYoung()) {
      age(folder, seconds)
      quiet = 0
    }
    await setTimeout(300)
  }
}

const resume = ["resume", "runs/a", "--threads", "1", "--backend", "cpu"] as const

t.test("one host at a time, and what a host leaves another takes up", { skip }, async (t) => {
  const disk = SharedDisk.make()
  const [first, second] = [await disk.host("first"), await disk.host("second")]
  writeFileSync(join(disk.folder, "a.yaml"), study(1500))
  const run = first.start("run", "a.yaml", "--threads", "1", "--backend", "cpu")
  const process_ = await atWork(disk.folder)
  const refused = await second.start(...resume).ended
  t.equal(refused.status, 2)
  t.match(
    refused.stderr,
    new RegExp(
      `^another process \\(${process_} on first\\) is working on runs/a: it was last heard of \\d+ seconds? ago`
    )
  )
  t.match((await second.start("status", "runs/a").ended).stdout, /^state +running$/m)
  process.kill(process_, "SIGSTOP")
  age(disk.folder, -3600)
  t.match((await second.start(...resume).ended).stderr, /of 3[56]\d\d seconds from now: a clock is wrong/)
  process.kill(process_, "SIGKILL")
  await run.ended
  await ageForGood(disk.folder, 500)
  const taken = await second.start(...resume).ended
  t.equal(taken.status, 0, taken.stderr)
  t.match(
    taken.stderr,
    new RegExp(
      `process ${process_} on first worked on this run and was last heard of .* ago; this one goes on with it`
    )
  )
  const alone = newFolder()
  writeFileSync(join(alone, "a.yaml"), study(1500))
  t.equal((await skein(alone, "run", "a.yaml", "--threads", "1", "--backend", "cpu")).status, 0)
  t.same(tablesOf(join(disk.folder, "runs/a")), tablesOf(join(alone, "runs/a")))
  await disk.close()
})

t.test(
  "a host that only slept writes nothing more when another one has taken the run",
  { skip },
  async (t) => {
    const disk = SharedDisk.make()
    const [first, second] = [await disk.host("first"), await disk.host("second")]
    writeFileSync(join(disk.folder, "a.yaml"), study(3000))
    const run = first.start("run", "a.yaml", "--threads", "1", "--backend", "cpu")
    const process_ = await atWork(disk.folder)
    process.kill(process_, "SIGSTOP")
    age(disk.folder, 500)
    const other = second.start(...resume)
    while (heldBy(disk.folder) === process_) await setTimeout(200)
    const holder = await atWork(disk.folder)
    process.kill(process_, "SIGCONT")
    const slept = await run.ended
    t.equal(slept.status, 1)
    t.match(
      slept.stderr,
      new RegExp(`another process \\(${holder} on second\\) has taken runs/a while this process was silent`)
    )
    t.equal(heldBy(disk.folder), holder)
    const taken = await other.ended
    t.equal(taken.status, 0, taken.stderr)
    t.equal((await skein(disk.folder, "export", "runs/a")).status, 0)
    await disk.close()
  }
)
