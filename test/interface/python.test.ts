/** The reader for Python, with the interpreters that are there: `python3`, and those that SKEIN_PYTHON names, for data frames. */
import { spawnSync } from "node:child_process"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import t from "tap"
import type { Row } from "../../src/simulation/table.ts"
import { command } from "../support/command.ts"
import { newFolder, run, studyOf } from "../support/engine.ts"

const root = join(import.meta.dirname, "../..")

const interpreters = ["python3", ...(process.env.SKEIN_PYTHON ?? "").split(delimiter)].filter(
  (name) => name !== ""
)

const python = (interpreter: string, script: string, ...args: ReadonlyArray<string>) =>
  spawnSync(interpreter, ["-c", script, ...args], {
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: join(root, "python"), PYTHONDONTWRITEBYTECODE: "1" }
  })

/** An interpreter that can load it. */
const having = (library: string): string | undefined =>
  interpreters.find((name) => python(name, `import ${library}`).status === 0)

const skipped = (library: string) => having(library) === undefined && `no interpreter has ${library}`

const special: ReadonlyArray<Row> = [
  { repeats: 9_007_199_254_740_993n, heads: -0, headsStandardError: Number.NaN, weight: 1 },
  { repeats: 7, heads: Number.POSITIVE_INFINITY, headsStandardError: null, weight: 2 }
].map((row) => ({ bias: 0.5, ...row }))

const directory = newFolder()

const ready = (async () =>
  run(await studyOf("coin", [{ bias: 0.5 }], { name: "special" }), {
    directory,
    change: { rows: () => ({ tosses: special }) } as never
  }))()

t.test("rows, with the standard library alone", { skip: skipped("sqlite3") }, async (t) => {
  await ready
  const script = `
import json, math, sys, skein_runs
run = skein_runs.open(sys.argv[1])
rows = run.rows()
print(json.dumps([run.study["name"], list(run.tables), run.status["points_finished"], run.status["outcome"], run.points[0]["bias"]]))
print(rows[0]["repeats"], math.copysign(1, rows[0]["heads"]), rows[0]["headsStandardError"], rows[1]["heads"], rows[1]["headsStandardError"])
print(run.tables["tosses"].columns["heads"].standard_error, run.tables["tosses"].columns["bias"].type)
try:
    run.rows("tossed")
except KeyError as fault:
    print(fault)
try:
    skein_runs.open("nowhere")
except FileNotFoundError as fault:
    print(fault)
`
  const { stdout, stderr } = python(having("sqlite3")!, script, directory)
  t.equal(stderr, "")
  const lines = stdout.trimEnd().split("\n")
  t.strictSame(JSON.parse(lines[0]!), ["special", ["tosses"], 1, "done", 0.5])
  t.equal(lines[1], "9007199254740993 -1.0 nan inf None")
  t.equal(lines[2], "headsStandardError real")
  t.match(lines[3], /This run has no table 'tossed'. There are: tosses/)
  t.match(lines[4], /There is no run in runs\/nowhere/)
})

for (const library of ["pandas", "polars"])
  t.test(`data frames of ${library}`, { skip: skipped(library) }, async (t) => {
    await ready
    const script = `
import json, sys, skein_runs
frame = skein_runs.open(sys.argv[1]).frame(library="${library}")
print(json.dumps([list(frame.columns), {name: str(frame[name].dtype).lower() for name in frame.columns}, frame.shape, int(frame["repeats"][0]), float(frame["weight"].sum())]))
`
    const { stdout, stderr } = python(having(library)!, script, directory)
    t.equal(stderr, "")
    const [columns, types, shape, repeats, weight] = JSON.parse(stdout)
    t.strictSame(columns, ["bias", "repeats", "heads", "headsStandardError", "weight"])
    t.strictSame(
      [types.weight, types.repeats],
      ["float64", "int64"],
      "whole values of a real column are real"
    )
    t.strictSame([shape, weight], [[2, 5], 3])
    t.match(stdout, "9007199254740993", "every digit")
    t.ok(repeats > 0)
  })

t.test("a study is run from Python", { skip: skipped("sqlite3") }, async (t) => {
  const folder = newFolder()
  writeFileSync(
    join(folder, "study.yaml"),
    "simulation: correlators\nbase: { activation: relu, nets: 100 }\nsweep: [{ grid: { width: [2, 3] } }]\n"
  )
  const script = `
import json, sys, skein_runs
study, out, *command = sys.argv[1:]
(run,) = skein_runs.start(study, set={"width": [2, 5], "biasStd": 0.5}, name="tried", out=out, flags=["--threads", "1"], command=command)
print(json.dumps([run.directory.name, run.status["outcome"], sorted({row["width"] for row in run.rows()}), run.points[0]["biasStd"]]))
`
  const started = python(
    having("sqlite3")!,
    script,
    join(folder, "study.yaml"),
    join(folder, "runs"),
    process.execPath,
    join(root, "src/main.ts")
  )
  t.equal(started.stderr, "")
  t.strictSame(JSON.parse(started.stdout), ["tried", "done", [2, 5], 0.5])
  t.ok(existsSync(join(folder, "runs", "tried", "run.sqlite")))
  t.equal((await command("status", join(folder, "runs", "tried"))).status, 0)
})

t.test("the page about it names what there is", async (t) => {
  const page = readFileSync(join(root, "docs", "python.md"), "utf8")
  const source = readFileSync(join(root, "python", "skein_runs.py"), "utf8")
  for (const [, name] of page.matchAll(/skein_runs\.(\w+)\(/g))
    t.match(source, new RegExp(`^def ${name}\\(`, "m"), `skein_runs.${name}`)
  for (const [, name] of page.matchAll(/\brun\.(\w+)/g))
    t.match(source, new RegExp(`    def ${name}\\(|self\\.${name} = `), `run.${name}`)
})
