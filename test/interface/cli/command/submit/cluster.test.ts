/** Submitted to a real Slurm of three nodes: whatever its jobs meet, the run has the tables of one thread. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import { skein } from "../../../../support/cli.ts"
import { newFolder } from "../../../../support/engine.ts"
import * as Slurm from "../../../../support/slurm.ts"

t.setTimeout(240_000)

/** Some seven seconds of work for each of three parts, in tasks of a second. */
const study = `
simulation: coin
seed: 5
repeats: 2
base: { tosses: 1000, grain: 10, slow: 20 }
sweep:
  - grid: { bias: [0.1, 0.2, 0.3, 0.4, 0.5] }
`

const lacking = Slurm.lacking()

t.test("a study submitted to Slurm", { skip: lacking ?? false }, async (t) => {
  const cluster = await Slurm.open()
  t.teardown(cluster.end)
  const { ask } = cluster
  const folder = newFolder()
  // Spaces and percent signs, which mean something to Slurm.
  const runs = "the runs 100%"
  writeFileSync(join(folder, "study.yaml"), study)
  const submit = (...args: ReadonlyArray<string>) =>
    cluster.skein(folder, "submit", "study.yaml", "--out", runs, "--backend", "cpu", ...args)
  const logs = (name: string, run = "study"): string =>
    readFileSync(join(folder, runs, run, "batch/log", name), "utf8")
  const statusOf = async (run: string) => {
    const told = await cluster.skein(folder, "status", run, "--out", runs, "--json")
    t.equal(told.status, 0, told.stderr)
    return JSON.parse(told.stdout)
  }
  const states = async (job: string): Promise<string> =>
    (await ask("squeue", "--noheader", "--array", `--jobs=${job}`, "--format=%K %T").catch(() => "")).trim()
  const until = async (what: string, isSo: () => Promise<boolean>, seconds = 60): Promise<void> => {
    for (const end = Date.now() + 1000 * seconds; Date.now() < end; await setTimeout(300))
      if (await isSo()) return
    t.fail(`${what}, within ${seconds} s: ${await ask("squeue", "--array")}`)
  }
  const allAt = async (run: string, least: number): Promise<boolean> => {
    const { submitted } = await statusOf(run)
    return submitted.parts.every(({ tasksDone }: { tasksDone: number }) => tasksDone >= least)
  }
  const undisturbed = async (): Promise<string> => {
    await skein(folder, "run", "study.yaml", "--name", "alone", "--threads", "1", "--backend", "cpu")
    return (await skein(folder, "export", "alone", "--table", "tosses")).stdout
  }
  const tableOf = async (run: string): Promise<string> =>
    (await skein(folder, "export", run, "--table", "tosses", "--out", runs)).stdout

  await t.test("is refused where Slurm refuses, in its words", async (t) => {
    const many = await submit("--parts", "101", "--set", "tosses=100000")
    t.equal(many.status, 2)
    t.match(many.stderr, "up to 100 here (MaxArraySize in Slurm), not 101")
    const nowhere = await submit("--", "--partition=nowhere")
    t.equal(nowhere.status, 2)
    t.match(nowhere.stderr, /^sbatch does not take the parts: sbatch: error: .*invalid partition/m)
  })

  await t.test("is not lost when it is preempted, warned and queued again", async (t) => {
    const told = await submit("--parts", "3", "--", "--time=60", "--partition=low")
    t.equal(told.status, 0, told.stderr)
    const [, job = "", merge = ""] = /as job (\d+).*job (\d+) merges/s.exec(told.stderr) ?? []
    await until("all parts have begun", () => allAt("study", 1))
    const again = await submit("--parts", "3")
    t.equal(again.status, 2)
    t.match(again.stderr, `is in the queue already: job ${job}, 3 running`)
    const now = await statusOf("study")
    t.equal(now.state, "submitted")
    t.match(now.submitted, { job, merge, queue: { parts: { running: 3 }, merge: { pending: 1 } } })

    // One hears that its time is up: the one whose SLURM_JOB_ID is the number of the whole array. The others go on.
    await ask("scancel", "--signal=USR1", `${job}_3`)
    await until("part 3 is queued again", async () => /^3 (PENDING|COMPLETING)$/m.test(await states(job)))
    t.match(await states(job), /^1 RUNNING$/m)
    t.match(await states(job), /^2 RUNNING$/m)
    // One is preempted, and one is queued again by somebody.
    const node = (await ask("squeue", "--noheader", `--jobs=${job}_1`, "--format=%N")).trim()
    await ask("sbatch", "--partition=high", `--nodelist=${node}`, "--output=/dev/null", "--wrap=sleep 2")
    await ask("scontrol", "requeue", `${job}_2`)
    await until("all jobs have ended", async () => (await states(`${job},${merge}`)) === "", 90)
    for (const part of ["1", "3"])
      t.match(logs(`${part}.log`), /interrupted: part \d of 3.*done: part \d of 3/s, `part ${part}`)
    t.match(logs("2.log"), /done: part 2 of 3/)
    t.match(logs("merge.log"), "done: 5 of 5 points")
    t.equal((await statusOf("study")).state, "done")
    t.equal(await tableOf("study"), await undisturbed())
    t.equal(readdirSync(join(folder, runs, "study/batch")).filter((name) => name.endsWith(".part")).length, 3)
  })

  await t.test("stays cancelled, and goes on when it is submitted again", async (t) => {
    const told = await submit("--parts", "2", "--name", "cancelled", "--set", "bias=0.1,0.2")
    const [, job = "", merge = ""] = /as job (\d+).*job (\d+) merges/s.exec(told.stderr) ?? []
    await until("all parts have begun", () => allAt("cancelled", 1))
    await ask("scancel", `${job}_2`)
    await until("all jobs have ended", async () => (await states(`${job},${merge}`)) === "")
    t.match(logs("2.log", "cancelled"), "part 2 is not queued again: its job is COMPLETING")
    t.match(logs("merge.log", "cancelled"), /missing, of part 2\/2/)
    const { submitted } = await statusOf("cancelled")
    t.match(submitted.parts, [{ tasks: 4, tasksDone: 4 }, { tasks: 4 }])
    t.ok(submitted.parts[1].tasksDone < 4)

    const again = await submit("--name", "cancelled", "--set", "bias=0.1,0.2")
    t.match(again.stderr, "submitted: 1 of 2 parts")
    const [, rest = "", last = ""] = /as job (\d+).*job (\d+) merges/s.exec(again.stderr) ?? []
    await until("all jobs have ended", async () => (await states(`${rest},${last}`)) === "")
    t.equal((await statusOf("cancelled")).state, "done")
    const rows = (await undisturbed()).split("\n")
    t.equal(await tableOf("cancelled"), [...rows.slice(0, 3), ""].join("\n"))
  })
})
