/** The command line as a child process, against the real engine: results apart from talk, and how each command ends. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { parquetReadObjects } from "hyparquet"
import t from "tap"
import { program, skein, start } from "../../support/cli.ts"
import { fixtures, newFolder } from "../../support/engine.ts"

const folder = newFolder()
const onCpu = ["--backend", "cpu"]
const write = (file: string, lines: ReadonlyArray<string>): void =>
  writeFileSync(join(folder, file), `${lines.join("\n")}\n`)

write("coin.yaml", [
  "simulation: coin",
  "seed: 3",
  "base: { tosses: 300 }",
  "sweep:",
  "  - grid: { bias: [0.1, 0.5] }"
])
write("crash.yaml", ["simulation: coin", "sweep:", "  - list: [{ bias: 0.5 }, { bias: 0.25, crashAt: 150 }]"])
write("slow.yaml", [
  "simulation: coin",
  "base: { tosses: 60000, slow: 20 }",
  "sweep:",
  "  - grid: { bias: [0.5] }"
])

const header = "bias,repeats,heads,headsStandardError,weight\r\n"

t.test("run, status, export: results on standard output, all else on standard error", async (t) => {
  const run = await skein(folder, "run", "coin.yaml", ...onCpu, "--threads", "2")
  t.equal(run.status, 0)
  t.match(run.stdout, /^share of heads\n\nbias +heads +weight\n 0\.1 {2}0\.\d+\(\d+\) /)
  t.ok(run.stdout.endsWith("\nin all of these: repeats 1\n"))
  t.equal(run.stdout.split("\n").length, 7)
  t.match(run.stderr, /^coin: 2 points, 2 tasks, on 2 threads, backend cpu/)
  t.match(
    run.stderr,
    /\ndone: 2 of 2 points in runs\/coin\nfigures and all tables: \S*skein report runs\/coin\nfor .*: \S*skein export runs\/coin -o table.csv\n$/
  )

  const [again, status, csv, file] = await Promise.all([
    skein(folder, "run", "coin.yaml", ...onCpu, "--threads", "0", "--json", "--out", "runs"),
    skein(folder, "status", "--json"),
    skein(folder, "export", "coin"),
    skein(folder, "export", join(folder, "runs", "coin"), "--output", "table.parquet")
  ])
  t.strictSame(JSON.parse(again.stdout), [
    {
      outcome: "done",
      directory: "runs/coin",
      points: 2,
      pointsFinished: 2,
      crashed: [],
      reused: [],
      missed: [],
      cautions: []
    }
  ])
  t.match(again.stderr, /2 of them done before/)
  t.match(JSON.parse(status.stdout), [{ name: "coin", simulation: "coin", points: 2, pointsFinished: 2 }])
  t.equal(csv.stderr, "")
  t.ok(csv.stdout.startsWith(header))
  t.equal(csv.stdout.split("\r\n").length, 4)
  t.strictSame([file.status, file.stdout, file.stderr], [0, "", "2 rows of tosses in table.parquet\n"])
  const bytes = new Uint8Array(readFileSync(join(folder, "table.parquet")))
  const rows = await parquetReadObjects({ file: bytes.buffer })
  t.equal([header.trim(), ...rows.map((row) => Object.values(row).join(",")), ""].join("\r\n"), csv.stdout)
})

t.test("several studies end with one page about all of them, and where it is", async (t) => {
  write("two.yaml", [
    "simulation: coin",
    "name: heads",
    "base: { bias: 0.5 }",
    "---",
    "simulation: coin",
    "name: tails",
    "base: { bias: 0.1 }"
  ])
  const two = ["run", "two.yaml", ...onCpu, "--threads", "0", "--out", "both"]
  const told = await skein(folder, ...two)
  t.equal(told.status, 0)
  const page = join(folder, "both", "two.html")
  const [, address] = /\nall of it on one page: (file:.*)\nlive pages .*: \S*skein serve --out both\n$/.exec(
    told.stderr
  )!
  t.equal(fileURLToPath(address!), realpathSync(page))
  t.match(readFileSync(page, "utf8"), 'href="heads/report.html"')
  t.ok(existsSync(join(folder, "both", "tails", "report.html")))
  rmSync(page)
  mkdirSync(page)
  const refused = await skein(folder, ...two)
  t.equal(refused.status, 0, "the runs are whole without it")
  t.match(refused.stderr, /\nno page about all of them: .*two\.html is a folder/)
})

t.test("a crash of the kernel: the other points are there, and the status is 1", async (t) => {
  const run = await skein(folder, "run", "crash.yaml", ...onCpu, "--threads", "0")
  t.equal(run.status, 1)
  t.match(run.stderr, /RangeError: toss 150 fell off the table\n.*kernel\.ts/s)
  t.match(run.stderr, /failed: 1 of 2 points in runs\/crash; 1 task crashed/)
  const [csv, status] = await Promise.all([
    skein(folder, "export", "crash"),
    skein(folder, "status", "crash")
  ])
  t.equal(csv.status, 0)
  t.equal(csv.stdout.split("\r\n").length, 3)
  t.equal(csv.stderr, "the run is not complete: these are the rows of 1 of 2 points\n")
  t.match(status.stdout, /state +failed\n/)
  t.match(status.stdout, /crashed +bias 0\.25, crashAt 150; repeat 0, \d+ to \d+: RangeError: toss 150/)
})

/** A run that has begun to work. */
const begun = async (...args: ReadonlyArray<string>) => {
  const running = start(folder, ["run", "slow.yaml", ...onCpu, ...args])
  await once(running.child.stderr!, "data")
  return running
}

t.test("an interrupted run ends with 75, exports what it has, and can be resumed", async (t) => {
  const { child, ended } = await begun("--threads", "1")
  const [second, active] = await Promise.all([
    skein(folder, "run", "slow.yaml", ...onCpu, "--threads", "0"),
    skein(folder, "status", "slow", "--json")
  ])
  t.equal(second.status, 2, "one process a run")
  t.match(second.stderr, new RegExp(`^another process \\(${child.pid}\\) is working on runs/slow\n$`))
  t.equal(JSON.parse(active.stdout).state, "running")
  child.kill("SIGINT")
  const { status, stdout, stderr } = await ended
  t.strictSame([status, stdout], [75, ""])
  t.match(stderr, /interrupted: 0 of 1 point in runs\/slow\nto continue: .*skein\S* resume runs\/slow\n$/)
  const [one, whole, partial] = await Promise.all([
    skein(folder, "status", "slow", "--json"),
    skein(folder, "export", "slow"),
    skein(folder, "export", "slow", "--partial")
  ])
  const found = JSON.parse(one.stdout)
  t.equal(found.state, "interrupted")
  t.ok(found.tasks > 1 && found.secondsLeft > 0)
  t.equal(whole.stdout, header)
  t.equal(partial.stdout.split("\r\n").length, 3, "a row of what there is")
  const resumed = start(folder, ["resume", "slow", "--threads", "0"])
  await once(resumed.child.stderr!, "data")
  resumed.child.kill("SIGTERM")
  t.equal((await resumed.ended).status, 75)
})

t.test("a reader that has seen enough ends an export quietly", async (t) => {
  const study = ["run", "coin.yaml", ...onCpu, "--threads", "0", "--name", "many", "--set", "tosses=1"]
  await skein(folder, ...study, "--set", "bias={ linspace: [0, 1, 3000] }")
  const env = { ...process.env, SKEIN_SIMULATIONS: fixtures }
  const child = spawn(process.execPath, [program, "export", "many", "--format", "ndjson"], {
    cwd: folder,
    env
  })
  let stderr = ""
  child.stderr.on("data", (chunk) => {
    stderr += chunk
  })
  await once(child.stdout, "data")
  child.stdout.destroy()
  const [status] = await once(child, "close")
  t.strictSame([status, stderr], [0, ""])
})

t.test("list, plan and the free commands", async (t) => {
  mkdirSync(join(folder, "damaged", "garbage"), { recursive: true })
  write("damaged/garbage/run.sqlite", ["no database"])
  write("partly.yaml", [
    "simulation: braids",
    "base: { letters: 9 }",
    "sweep:",
    "  - list: [{ kind: unknot }, { kind: knot, strands: 4 }]"
  ])
  const [list, one, plan, partly, help, version, completions, bare, damaged] = await Promise.all([
    skein(folder, "list", "--json"),
    skein(folder, "list", "coin", "--all"),
    skein(folder, "plan", "coin.yaml", "--set", "bias=0.1,0.2,0.3", "--json"),
    skein(folder, "plan", "partly.yaml"),
    skein(folder, "run", "--help"),
    skein(folder, "--version"),
    skein(folder, "--completions", "bash"),
    skein(folder),
    skein(folder, "status", "--out", "damaged")
  ])
  const listed: ReadonlyArray<{ readonly name: string }> = JSON.parse(list.stdout)
  t.match(listed.slice(-2), [{ name: "coin", kind: "sampling", version: 1 }, { name: "descent" }])
  t.ok(
    listed.slice(0, -2).some(({ name }) => name === "correlators"),
    "the project's own come first"
  )
  t.match(one.stdout, / tosses +1000 .* tosses\n/)
  t.match(one.stdout, / headsStandardError +real +1 +standard error of heads\n/)
  const [planned] = JSON.parse(plan.stdout)
  t.match(planned, { name: "coin", repeats: 1, tasks: 3, points: [{ swept: { bias: 0.1 } }, {}, {}] })
  t.notOk(existsSync(join(folder, "runs", "plan")))
  for (const { status, stderr } of [list, one, plan, partly, help, version, completions, bare, damaged]) {
    t.strictSame([status, stderr], [0, ""])
  }
  t.match(
    partly.stdout,
    /\nkind +strands +tasks +work\nunknot +- .*\nknot +4 /,
    "not all points have all parameters"
  )
  t.match(
    damaged.stdout,
    /garbage +- +unreadable +- .* not a database\)\. .*skein\S* repair damaged\/garbage saves what is intact\n$/
  )
  t.match(help.stdout, /--accept-version/)
  t.match(version.stdout, /^skein v\d+\.\d+\.\d+\n$/)
  t.match(completions.stdout, /complete .*skein/)
  t.match(bare.stdout, /export +Write/)
})

t.test("doctor finds what the other tests need", async (t) => {
  const { status, stdout } = await skein(folder, "doctor", "--json")
  t.equal(status, 0)
  const findings = new Map<string, boolean>(
    JSON.parse(stdout).map(({ part, works }: { part: string; works: boolean }) => [part, works])
  )
  const around = ["batch system", "runs' folder", "temporary files"]
  const needed = ["node", "processors", ...around, "sqlite", "pool", "backend cpu"]
  t.strictSame(
    needed.filter((part) => findings.get(part) !== true),
    []
  )
  t.ok(["backend webgpu", "backend webasm", "backend simd"].every((part) => findings.has(part)))
  const said = await skein(folder, "doctor", "--out", `${folder}/${"far/".repeat(20)}`)
  t.ok(
    said.stdout.split("\n").every((line) => line.length <= 80 || line.includes("far/")),
    "a terminal of 80 columns"
  )
})
