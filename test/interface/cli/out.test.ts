/** `--out` means the same for every command that takes a run by its name, and a report goes where it is told to. */
import { chmodSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import { command } from "../../support/command.ts"
import { newFolder } from "../../support/engine.ts"

const folder = newFolder()
process.chdir(folder)
writeFileSync("study.yaml", "name: heads\nsimulation: coin\nbase: { bias: 0.5, tosses: 10 }\n")
const making = ["run", "study.yaml", "--out", "held", "--backend", "cpu", "--threads", "0"]

t.test("all that read runs take the folder of runs", async (t) => {
  t.equal((await command(...making)).status, 0)
  const lines: ReadonlyArray<readonly [line: string, status: number]> = [
    ["status heads", 0],
    ["export heads", 0],
    ["report heads", 0],
    ["compare heads heads", 0],
    ["archive heads", 0],
    ["tag heads --add draft", 0],
    ["repair heads", 0],
    ["resume heads --threads 0", 0],
    ["retry heads --point 0", 0],
    ["resume heads --threads 0 --no-reuse", 0],
    ["runs", 0],
    ["plan study.yaml", 0]
  ]
  for (const [line, status] of lines) {
    const told = await command(...line.split(" "), "--out", "held")
    t.equal(told.status, status, `${line}: ${told.stderr}`)
  }
  // What these say of this run is their own; that they have found it is all that is asked.
  for (const line of ["models heads", "decide heads 1", "drop heads --point 7", "unknot heads 1"]) {
    const { stderr } = await command(...line.split(" "), "--out", "held")
    t.notMatch(stderr, /There is no run|Unrecognized/, line)
    t.match((await command(...line.split(" "))).stderr, /There is no run "heads" in runs\//, line)
  }
})

t.test("a report is written where it is told to, and nothing into the run", async (t) => {
  t.equal((await command(...making, "--name", "still")).status, 0)
  const run = join("held", "still")
  const before = readdirSync(run).sort()
  chmodSync(run, 0o555)
  const { status, stdout, stderr } = await command("report", run, "-o", join("pages", "still"))
  chmodSync(run, 0o755)
  t.equal(status, 0, stderr)
  t.equal(stdout, "pages/still/report.html\n")
  t.match(stderr, /in pages\/still\/tables\n$/)
  t.ok(existsSync(join("pages", "still", "tables")))
  t.strictSame(readdirSync(run).sort(), before)
})

t.test("what continues a run after retry takes nothing over, and what continues it later may", async (t) => {
  t.equal((await command(...making, "--name", "again")).status, 0)
  const run = join("held", "again")
  await command("retry", run, "--point", "0")
  t.match((await command("status", run)).stdout, /to continue +.* resume held\/again --no-reuse\n/)
  await command("resume", run, "--no-reuse", "--threads", "0")
  t.notMatch((await command("status", run)).stdout, /--no-reuse/)
})

t.test("no file is written over what a run is kept in, nor over the other one of two", async (t) => {
  t.equal((await command(...making, "--name", "kept")).status, 0)
  const file = join("held", "kept", "run.sqlite")
  const before = readFileSync(file)
  symlinkSync(file, "link.html")
  for (const [line, name] of [
    [`archive held/kept -o ${file}`, file],
    [`export held/kept --format csv -o ${file}`, file],
    ["game --crossings 5 --count 1 -o link.html", "link.html"]
  ] as const) {
    const { status, stderr } = await command(...line.split(" "))
    t.equal(status, 2, line)
    t.match(stderr, `${name} is what the run `)
    t.ok(readFileSync(file).equals(before), line)
  }
  const twice = await command("game", "--crossings", "5", "--count", "1", "--sheet", "a.svg", "-o", "./a.svg")
  t.equal(twice.status, 2)
  t.match(twice.stderr, /^Two things cannot be written to one file, a\.svg: name two\.$/m)
  t.notOk(existsSync("a.svg"))
  const nameless = await command("game", "--crossings", "5", "--count", "1", "-o", "")
  t.match(nameless, { status: 2, stderr: "A file that is to be written has no name.\n" })
  const both = await command("knot", "1 1 1", "--svg", "b.svg", "--certificate", "b.svg")
  t.match(both.stderr, "Two things cannot be written to one file")
})
