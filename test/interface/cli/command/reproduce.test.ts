/** A talk of studies that take seconds, reproduced: as a person runs it. */
import { spawn } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import * as Reader from "../../../../src/engine/journal/reader.ts"
import { root } from "../../../../src/engine/root.ts"
import { environment, plain, running, start } from "../../../support/cli.ts"
import { newFolder } from "../../../support/engine.ts"
import { resultsOf, serve, skip } from "../../../support/fleet.ts"
import * as Pretended from "../../../support/pretended.ts"

t.setTimeout(600_000)

const folder = realpathSync(newFolder())
const program = join(import.meta.dirname, "../../../support/talk.ts")

const begin = (args: ReadonlyArray<string>, env: NodeJS.ProcessEnv = {}) =>
  running(
    spawn("env", [...plain, process.execPath, program, ...args], { cwd: folder, env: environment(env) })
  )

const reproduce = (...args: ReadonlyArray<string>) => begin(args).ended

const studies = ["moments-smoke", "couplings-table-small", "deviation-small"]
const results = (out: string) => studies.map((name) => resultsOf(join(folder, out, name, "run.sqlite")))
const verdicts = (out: string): string => readFileSync(join(folder, out, "reproduction/verdicts.csv"), "utf8")

/** Of tasks that are done. */
const doneIn = (directory: string): number => {
  try {
    return Reader.using(directory, (reader) => reader.tasks().done)
  } catch {
    return 0
  }
}

t.test("all of it, and a second time nothing", async (t) => {
  const first = await reproduce("--small", "--threads", "1", "--out", "alone")
  t.equal(first.status, 0, first.stderr)
  t.match(first.stderr, /^3 of 3 studies, 345 tasks: about .* on 1 thread\n/)
  t.match(first.stderr, /\n1 of 3: moments-smoke, of \S*configs\/moments\/smoke\.yaml\n/)
  t.match(first.stderr, /\n3 of 3: deviation-small, of \S*configs\/correlators\/deviation-small\.yaml\n/)
  t.match(first.stderr, /\nagrees: 3\nthe document: alone\/reproduction\.html\n$/)
  t.match(first.stdout, /^fields: What fields says\n {2}fields-rows {2}agrees {2}rows: 165, published 5\n/)
  for (const line of first.stdout.split("\n")) t.ok(line.length <= 80, line)
  t.ok(existsSync(join(folder, "alone/reproduction.html")))
  const again = await reproduce("--small", "--threads", "1", "--out", "alone")
  t.match([again.status, again.stdout], [0, first.stdout])
  t.match(again.stderr, /^\nagrees: 3\n/)
})

t.test("the plan counts what is left, each task once", async (t) => {
  const whole = await reproduce("--small", "--plan", "--out", "nowhere", "--threads", "2")
  t.match(whole.stdout, /^study +points +tasks left +work +time\nmoments-smoke +5 +5 +/)
  t.match(whole.stdout, /\nall +345 +/)
  t.notOk(existsSync(join(folder, "nowhere")), "it makes nothing")
  const left = await reproduce("--small", "--plan", "--out", "alone", "--json")
  t.match(JSON.parse(left.stdout), { tasks: 0, ofTasks: 345, seconds: 0, studies: [{ tasks: 0 }, {}, {}] })
})

t.test("one slide alone, from what is there", async (t) => {
  const told = await reproduce("--small", "--only", "tables", "--out", "slide", "--threads", "0", "--json")
  t.equal(told.status, 0, told.stderr)
  t.match(JSON.parse(told.stdout), { failed: [], slides: [{ slide: { id: "tables" } }] })
  t.notOk(existsSync(join(folder, "slide/moments-smoke")))
  const document = await reproduce("--small", "--document", "--out", "slide")
  t.equal(document.status, 0, document.stderr)
  t.match(
    document.stdout,
    /widths-rows {2}no answer yet {2}deviation-small: 0 of 32 points;\s+moments-smoke: 0/
  )
  t.match(document.stderr, /no answer yet: 2, agrees: 1/)
})

t.test("killed in the middle it goes on, and the document is that of one that was not", async (t) => {
  const { child, ended } = begin(["--small", "--threads", "1", "--out", "killed"])
  const directory = join(folder, "killed/deviation-small")
  while (doneIn(directory) < 20 && child.exitCode === null) await setTimeout(20)
  child.kill("SIGKILL")
  await ended
  t.ok(doneIn(directory) >= 20 && doneIn(directory) < 320, `${doneIn(directory)} of 320 tasks`)
  const second = await reproduce("--small", "--threads", "2", "--out", "killed")
  t.equal(second.status, 0, second.stderr)
  t.match(second.stderr, /^1 of 3 studies, /, "the others are whole")
  t.strictSame(results("killed"), results("alone"))
  t.equal(verdicts("killed"), verdicts("alone"))
})

t.test("interrupted it ends with 75, and says how it goes on", async (t) => {
  const { child, ended } = begin(["--small", "--threads", "1", "--out", "stopped"])
  while (doneIn(join(folder, "stopped/deviation-small")) < 1 && child.exitCode === null) await setTimeout(20)
  child.kill("SIGTERM")
  const { status, stderr, stdout } = await ended
  t.same([status, stdout], [75, ""])
  t.match(stderr, /\ninterrupted; the same command goes on from here\n$/)
})

t.test("a study that fails does not keep the others from theirs, and is told at the end", async (t) => {
  mkdirSync(join(folder, "failing/couplings-table-small"), { recursive: true })
  writeFileSync(join(folder, "failing/couplings-table-small/manifest.json"), "{}")
  const told = await reproduce("--small", "--only", "fields,tables", "--out", "failing", "--threads", "0")
  t.equal(told.status, 2, told.stderr)
  t.match(told.stderr, /\ncouplings-table-small failed: .*manifest\.json/)
  t.match(told.stdout, /fields-rows {2}agrees/)
  t.match(told.stdout, /tables-rows {2}no answer yet {2}couplings-table-small: 0 of 2 points/)
})

t.test("a run of a study that was edited since is not changed without a word", async (t) => {
  const run = "edited/couplings-table-small"
  const configs = join(root, "configs/couplings/table-small.yaml")
  const text = readFileSync(configs, "utf8")
    .replace("[relu, erf]", "[relu, gauss]")
    .replace(/^name:.*\n/m, "")
  writeFileSync(join(folder, "former.yaml"), `name: couplings-table-small\n${text}`)
  const args = ["--out", "edited", "--threads", "0"]
  const before = await start(folder, ["run", "former.yaml", ...args]).ended
  t.equal(before.status, 0, before.stderr)
  const told = await reproduce("--small", "--only", "tables", "--out", "edited", "--threads", "0")
  t.equal(told.status, 2)
  t.match(told.stderr, new RegExp(`this study has 1 of the 2 points that ${run} has results of`))
  const replaced = ["--small", "--only", "tables", "--out", "edited", "--threads", "0", "--replace"]
  t.equal((await reproduce(...replaced)).status, 0)
})

t.test("what does not go together", async (t) => {
  const said = async (...args: ReadonlyArray<string>): Promise<string> => {
    const { status, stderr, stdout } = await reproduce(...args, "--out", "nothing")
    t.same([status, stdout], [2, ""])
    t.notOk(existsSync(join(folder, "nothing")))
    return stderr
  }
  t.equal(await said("--only", "table"), 'The talk has no slide "table"; did you mean "tables"?\n')
  t.match(await said("--plan", "--document"), "one of --plan and --document at a time")
  t.match(await said("--dry-run"), "--dry-run is for --slurm")
  t.match(await said("tables"), '"tables" is for sbatch, and nothing is submitted without --slurm')
  t.match(await said("--slurm", "--threads", "2"), "ask for them behind --")
  t.match(await said("--fleet", "nats://127.0.0.1:1", "--threads", "2"), "those of its stations")
  t.match(await said("--token-file", "secret"), "name it with --fleet")
  writeFileSync(join(folder, "notes"), "")
  for (const way of [[], ["--plan"], ["--document"]])
    t.match(await reproduce(...way, "--out", "notes"), { status: 2, stderr: "notes is no folder\n" })
})

t.test("a fleet gives the tables of threads", { skip }, async (t) => {
  const server = await serve()
  const stations = ["a", "b"].map((name) =>
    start(folder, ["work", server.url, "--name", name, "--threads", "1"])
  )
  try {
    const { child, ended } = begin(["--small", "--fleet", server.url, "--out", "fleet"])
    const late = globalThis.setTimeout(() => child.kill("SIGKILL"), 240_000)
    const { status, stderr } = await ended
    clearTimeout(late)
    t.equal(status, 0, stderr)
    t.match(stderr, /^3 of 3 studies, 345 tasks: about .* of work for one thread\n/)
    t.strictSame(results("fleet"), results("alone"))
    t.equal(verdicts("fleet"), verdicts("alone"))
  } finally {
    for (const { child } of stations) child.kill("SIGTERM")
    await Promise.all(stations.map(({ ended }) => ended))
    server.stop()
  }
})

const { path, pretend, calls } = Pretended.slurm(folder)
const withSlurm = (...args: ReadonlyArray<string>) => begin(args, { PATH: path }).ended

t.test("Slurm gets each study, and a job behind their merges that writes the document", async (t) => {
  pretend("scontrol", "exit 1")
  pretend("squeue", "exit 0")
  pretend(
    "sbatch",
    'case "$*" in *document.sh) echo 9 ;; *tables*merge.sh|*table-small*merge.sh) echo 4 ;; *merge.sh) echo 2 ;; *) echo 1 ;; esac'
  )
  const of = ["--small", "--only", "fields,tables", "--out", "cluster", "--slurm"]
  const dry = await withSlurm(...of, "--dry-run", "--", "--time=60")
  t.equal(dry.status, 0, dry.stderr)
  t.same(calls(), [])
  t.notOk(existsSync(join(folder, "cluster")))
  const last = `${join(folder, "cluster/batch")}/document.sh`
  const merges = "MERGE-OF-moments-smoke:MERGE-OF-couplings-table-small"
  t.match(dry.stdout, `# sbatch --time=60 --cpus-per-task=1 --dependency=afterany:${merges} ${last}\n`)
  const command = `reproduce --document --small --only fields,tables --out ${join(folder, "cluster")}`
  t.match(dry.stdout, `exec "$skein" ${command}\n`)

  const told = await withSlurm(...of, "--", "--time=60")
  t.equal(told.status, 0, told.stderr)
  t.match(calls().at(-1), `sbatch --parsable --time=60 --cpus-per-task=1 --dependency=afterany:2:4 ${last}`)
  t.match(readFileSync(last, "utf8"), `exec "$skein" ${command}\n`)
  t.match(told.stderr, "\njob 9 writes the document behind all of them\n")

  // What is in the queue still is not submitted again.
  pretend("squeue", 'case "$*" in *=4*) echo PENDING ;; esac')
  const again = await withSlurm(...of, "--json")
  t.match(JSON.parse(again.stdout), { jobs: [{ merge: "2" }, { merge: "4" }], document: "9" })
  const submitted = calls().filter((call) => call.startsWith("sbatch --parsable"))
  t.same(
    submitted.map((call) => call.slice(call.lastIndexOf("/") + 1)),
    ["parts.sh", "merge.sh", "document.sh"]
  )

  pretend("sbatch", 'case "$*" in *document.sh) echo "no documents today" >&2; exit 1 ;; *) echo 1 ;; esac')
  const refused = await withSlurm(...of)
  t.equal(refused.status, 2)
  t.match(refused.stderr, /sbatch does not take the document: no documents today\. When all other jobs/)
})
