/** What is submitted, without a Slurm: the scripts, and what is refused before anything is. */
import { execFileSync, spawn } from "node:child_process"
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import t from "tap"
import * as Options from "../../../../../src/engine/batch/options.ts"
import * as Script from "../../../../../src/engine/batch/script.ts"
import { root } from "../../../../../src/engine/root.ts"
import { environment, plain, running } from "../../../../support/cli.ts"
import { command } from "../../../../support/command.ts"
import { fixtures, newFolder } from "../../../../support/engine.ts"
import * as Pretended from "../../../../support/pretended.ts"

const study = `
simulation: coin
seed: 5
base: { tosses: 100, grain: 100 }
sweep:
  - grid: { bias: [0.1, 0.2, 0.3] }
`

const folder = realpathSync(newFolder())
process.chdir(folder)
writeFileSync("study.yaml", study)
writeFileSync(
  "search.yaml",
  `${study}repeats: 9\nsearch: { maximise: heads, halving: { keep: 1/3, rungs: 1 } }\n`
)

const { path, pretend, calls } = Pretended.slurm(folder)
const withPath = async <A>(path: string, use: () => Promise<A>): Promise<A> => {
  const before = process.env.PATH
  process.env.PATH = path
  try {
    return await use()
  } finally {
    process.env.PATH = before
  }
}
const withSlurm = <A>(use: () => Promise<A>): Promise<A> => withPath(path, use)

const plan: Script.Plan = {
  ...{ name: "wide", of: 16, parts: [1, 2, 3, 5, 9, 10], most: 4, backend: "simd" },
  ...{ program: "/opt/my skein/skein", folder: "/net/it's 5%/wide/batch", runs: "/net/it's 5%" },
  ...{ cwd: "/home/ada", simulations: "/home/ada/own", setup: ["module load a", "ulimit -c 0"] }
}

t.test("the script of parts says what it does, in an order that Slurm reads", async (t) => {
  const text = Script.ofParts(plan)
  const head = text.slice(0, text.indexOf("\n\n"))
  t.same(head.split("\n").slice(2), [
    "#SBATCH --job-name=wide",
    "#SBATCH --array=1-3,5,9-10%4",
    "#SBATCH --cpus-per-task=1",
    "#SBATCH --signal=USR1@120",
    "#SBATCH --requeue",
    "#SBATCH --open-mode=append",
    `#SBATCH --output="/net/it's 5%%/wide/batch/log/%a.log"`
  ])
  t.match(text, "skein='/opt/my skein/skein'\nbatch='/net/it'\\''s 5%/wide/batch'\n")
  t.match(text, "export SKEIN_SIMULATIONS=/home/ada/own\ncd /home/ada || exit 2\n")
  t.match(text, "\nmodule load a\nulimit -c 0\n")
  t.match(Script.ofMerge(plan), `"$batch"/*-of-16.part --name wide --out '/net/it'\\''s 5%'`)
})

t.test("the page about several machines shows the script as it is", async (t) => {
  const example: Script.Plan = {
    ...{ name: "deviation-vs-width", of: 64, parts: Array.from({ length: 64 }, (_, k) => k + 1) },
    ...{ program: "/home/ada/skein/skein", folder: "/scratch/ada/runs/deviation-vs-width/batch" },
    ...{ runs: "/scratch/ada/runs", cwd: "/scratch/ada", simulations: undefined },
    ...{ most: undefined, backend: "simd", setup: [] }
  }
  const page = readFileSync(join(root, "docs/machines.md"), "utf8")
  t.ok(page.includes(`\n\`\`\`sh\n${Script.ofParts(example)}\`\`\`\n`))
})

t.test("shells read the scripts", async (t) => {
  for (const text of [Script.ofParts(plan), Script.ofMerge(plan)])
    for (const shell of ["sh", "bash"]) t.doesNotThrow(() => execFileSync(shell, ["-n"], { input: text }))
})

t.test("shellcheck has nothing against them", async (t) => {
  try {
    execFileSync("shellcheck", ["--version"], { stdio: "ignore" })
  } catch {
    return t.pass("no shellcheck here", { skip: "no shellcheck" })
  }
  // What a node needs first is whoever submits to answer for.
  const own = { ...plan, setup: ["module load a"] }
  for (const text of [Script.ofParts(own), Script.ofMerge(own)])
    t.equal(execFileSync("shellcheck", ["-"], { input: text, encoding: "utf8" }), "")
})

t.test("what Slurm cannot be told of in a script is refused", async (t) => {
  for (const path of ['/a"b', "/a\\b", "/a\nb"])
    t.match(Script.unfit(path), "cannot be written into a script")
  t.equal(Script.unfit("/a b/100%/it's"), undefined)
})

t.test("options of sbatch", async (t) => {
  const refused = (...words: ReadonlyArray<string>) => Options.refusal(words)
  for (const fine of [
    [],
    ["--time=60", "-p", "long", "--mail-type", "END", "-c8", "--exclusive"],
    ["--wait-all-nodes=1", "--no-kill", "--array-inx"].slice(0, 2)
  ])
    t.equal(refused(...fine), undefined, fine.join(" "))
  for (const word of [
    "--array=1-3",
    "-a1-3",
    "--arr",
    "--wrap=true",
    "--wait",
    "-W",
    "--test-only",
    "--no-requeue"
  ])
    t.match(refused(word), /^--[a-z-]+ is not handed on to sbatch: /, word)
  for (const words of [["job.sh"], ["--time=60", "job.sh"], ["-p", "long", "job.sh"]])
    t.match(refused(...words), '"job.sh" is no option of sbatch', words.join(" "))
  t.equal(Options.given(["-t", "5", "--time=6"], "--time", "-t"), "6")
  t.equal(Options.given(["-t5"], "--time", "-t"), "5")
  t.equal(Options.given(["--time-min=5"], "--time", "-t"), undefined)
})

t.test("a time limit, in all the ways that Slurm takes", async (t) => {
  const times = { "5": 300, "5:30": 330, "1:0:1": 3601, "2-3": 183_600, "1-1:1": 90_060, "0-0:0:7": 7 }
  for (const [time, seconds] of Object.entries(times)) t.equal(Options.secondsOf(time), seconds, time)
  for (const time of ["", "a", "1:2:3:4", "INFINITE", "-5"]) t.equal(Options.secondsOf(time), undefined, time)
})

t.test("a dry run prints the scripts, asks no Slurm and writes nothing", async (t) => {
  pretend("sbatch", "exit 1")
  const told = await withSlurm(() =>
    command("submit", "study.yaml", "--parts", "3", "--dry-run", "--", "--time=60", "--partition=a b")
  )
  t.equal(told.status, 0, told.stderr)
  t.same(calls(), [])
  t.notOk(existsSync("runs"))
  const batch = join(folder, "runs/study/batch")
  const asked = (...more: ReadonlyArray<string>) => ["--time=60", "'--partition=a b'", ...more].join(" ")
  const known = { ...plan, of: 3, parts: [1, 2, 3], most: undefined, name: "study", folder: batch, setup: [] }
  const own = { program: join(root, "skein"), runs: join(folder, "runs"), cwd: folder, simulations: fixtures }
  const scripts = { ...known, ...own }
  t.equal(
    told.stdout,
    `# sbatch ${asked(`${batch}/parts.sh`)}\n\n${Script.ofParts(scripts)}\n` +
      `# sbatch ${asked("--cpus-per-task=1", "--dependency=afterany:JOB", `${batch}/merge.sh`)}\n\n${Script.ofMerge(scripts)}`
  )
})

t.test("what speaks against it is said before anything is written", async (t) => {
  pretend("sbatch", "echo 7")
  pretend("scontrol", 'echo "MaxArraySize            = 5"')
  const said = async (file: string, ...args: ReadonlyArray<string>): Promise<string> => {
    const { status, stderr } = await withSlurm(() => command("submit", file, ...args))
    t.equal(status, 2, stderr)
    t.notOk(existsSync("runs"))
    return stderr
  }
  t.match(
    await said("study.yaml", "--parts", "4"),
    "study: the study has 3 tasks: in 4 parts some would have nothing to do. Take --parts 3 at most"
  )
  t.match(
    await said("study.yaml", "--parts", "5", "--set", "tosses=100000"),
    "numbers up to 4 here (MaxArraySize in Slurm), not 5"
  )
  t.match(await said("study.yaml", "--parts", "0"), "Expected at least 1, not 0")
  t.match(await said("search.yaml"), "the study search searches")
  t.match(
    await said("study.yaml", "--", "--time=4"),
    "--time=4 is 4 min; a part hands over 120 to 180 s before"
  )
  t.match(await said("study.yaml", "--", "other.sh"), '"other.sh" is no option of sbatch')
  t.match(await said("study.yaml", "--out", 'a"b'), "cannot be written into a script for Slurm")
  const here = calls()
  t.same(
    here.filter((call) => !/^(sbatch --version|scontrol show config)$/.test(call)),
    []
  )
})

t.test("without sbatch it says what to do", async (t) => {
  const empty = join(folder, "empty")
  mkdirSync(empty)
  const { status, stderr } = await withPath(empty, () => command("submit", "study.yaml"))
  t.equal(status, 2)
  t.match(
    stderr,
    /^sbatch, which hands jobs to Slurm, is not on this machine\. .* submit study\.yaml --dry-run .* part study\.yaml 1\/16 .* merge study\.yaml/
  )
})

t.test("submitted, looked at, and submitted again", async (t) => {
  pretend("scontrol", "exit 1")
  pretend("sbatch", 'case "$*" in *merge.sh) echo "12;here" ;; *parts.sh) echo 11 ;; esac')
  pretend("squeue", 'case "$*" in *11*) printf "RUNNING\\nRUNNING\\nPENDING\\n" ;; *) echo PENDING ;; esac')
  const told = await withSlurm(() =>
    command("submit", "study.yaml", "--parts", "3", "--json", "--", "-c", "2")
  )
  t.same(JSON.parse(told.stdout), [{ run: "runs/study", job: "11", merge: "12", parts: 3, tasks: 3 }])
  const batch = join(folder, "runs/study/batch")
  t.same(calls(), [
    "sbatch --version",
    "scontrol show config",
    `sbatch --parsable -c 2 ${batch}/parts.sh`,
    `sbatch --parsable -c 2 --cpus-per-task=1 --dependency=afterany:11 ${batch}/merge.sh`
  ])

  const all = await command("status")
  t.match(all.stdout, /runs\/study +coin +submitted +0\/3/)
  const one = await withSlurm(() => command("status", "study"))
  t.match(one.stdout, /parts +3: 0 complete, 3 not begun\n/)
  t.match(one.stdout, /Slurm jobs +parts 11 \(2 running, 1 pending\), merge 12 \(1 pending\)\n/)
  const again = await withSlurm(() => command("submit", "study.yaml"))
  t.equal(again.status, 2)
  t.match(again.stderr, "runs/study is in the queue already: job 11, 2 running, 1 pending")

  // Slurm has forgotten the jobs; one part is complete, and of one the end is torn.
  pretend("squeue", 'echo "slurm_load_jobs error: Invalid job id specified" >&2; exit 1')
  for (const part of [1, 2]) {
    const file = join(batch, `${part}-of-3.part`)
    const args = [
      join(root, "src/main.ts"),
      "part",
      join(batch, "study.yaml"),
      `${part}/3`,
      "-o",
      file,
      "--backend",
      "simd"
    ]
    const ended = await running(spawn("env", [...plain, process.execPath, ...args], { env: environment({}) }))
      .ended
    t.equal(ended.status, 0, ended.stderr)
  }
  const torn = join(batch, "2-of-3.part")
  truncateSync(torn, readFileSync(torn).length - 1)
  const later = await withSlurm(() => command("status", "study"))
  t.match(later.stdout, /parts +3: 1 complete, 1 begun, 1 not begun\n/)
  t.match(later.stdout, /torn +part 2: \d+ bytes are left out; what they were is computed again\n/)
  t.match(later.stdout, /to continue +\S+ submit runs\/study\/batch\/study\.yaml --name study\n/)
  calls()
  const rest = await withSlurm(() => command("submit", "study.yaml"))
  t.match(rest.stderr, "submitted: 2 of 3 parts of runs/study as job 11")
  t.match(readFileSync(join(batch, "parts.sh"), "utf8"), "#SBATCH --array=2-3\n")

  const other = await withSlurm(() => command("submit", "study.yaml", "--set", "tosses=90"))
  t.equal(other.status, 2)
  t.match(other.stderr, "is a part of the study study as it is another one")
  t.match(other.stderr, "Or submit this one by another name (--name)")
})

t.test("what Slurm refuses is said in its words", async (t) => {
  pretend("sbatch", 'case "$*" in *merge.sh) echo "no merges today" >&2; exit 1 ;; *) echo 21 ;; esac')
  const half = await withSlurm(() => command("submit", "study.yaml", "--name", "half"))
  t.equal(half.status, 2)
  t.match(
    half.stderr,
    "sbatch does not take the merge: no merges today. The parts are queued, as job 21; when they have ended: sh runs/half/batch/merge.sh"
  )
  t.match((await command("status", "half", "--json")).stdout, '"job": "21"')
})

t.test("a run's folder is its own", async (t) => {
  mkdirSync("elsewhere")
  mkdirSync("runs/linked")
  symlinkSync(join(folder, "elsewhere"), "runs/linked/batch")
  const { status, stderr } = await withSlurm(() => command("submit", "study.yaml", "--name", "linked"))
  t.equal(status, 2)
  t.match(stderr, "runs/linked/batch is a symbolic link, where a run has a folder of its own")
})
