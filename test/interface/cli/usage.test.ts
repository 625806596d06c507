/** What is wrong with a command line is said on standard error, and ends with 2. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import t from "tap"
import * as Services from "../../../src/interface/cli/services.ts"
import * as Skein from "../../../src/interface/cli/skein.ts"
import { newFolder } from "../../support/engine.ts"

const folder = newFolder()
process.chdir(folder)
writeFileSync("study.yaml", "simulation: coin\nbase: { bias: 0.5 }\n")
writeFileSync(
  "two.yaml",
  "name: a\nsimulation: coin\nbase: { bias: 0.5 }\n---\nname: b\nsimulation: coin\nbase: { bias: 0.1 }\n"
)
writeFileSync("wrong.yaml", "simulation: coin\nbase: { bias: high, toses: 3 }\n")
mkdirSync(join("runs", "empty"), { recursive: true })

/** The exit status, and what standard error got. */
const refused = async (args: ReadonlyArray<string>): Promise<{ status: number; said: string }> => {
  const write = process.stderr.write
  let said = ""
  process.stderr.write = ((text: string) => {
    said += text
    return true
  }) as typeof write
  try {
    const status = await Effect.runPromise(Effect.provide(Skein.main(args, "0.0.0"), Services.layer))
    return { status, said }
  } finally {
    process.stderr.write = write
  }
}

const cases: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
  [
    "rnu study.yaml",
    ['Unknown subcommand "rnu" for "skein"', "Did you mean this?\n      run", "skein --help."]
  ],
  ["run", ["Missing required argument: FILE", "skein run --help."]],
  ["run study.yaml --thread 2", ["Unrecognized flag: --thread", "--threads"]],
  ["run study.yaml --threads two", ["--threads", '"two"']],
  ["run study.yaml --threads=-1", ["Expected 0 to ", " threads on a machine of ", ", not -1"]],
  ["run study.yaml --threads 999999", [", not 999999"]],
  ["resume study --threads 999999", [", not 999999"]],
  ["unknot 1 --threads 999999", [", not 999999"]],
  ["plan study.yaml --threads 1025", ["Expected 0 to 1024 threads, not 1025"]],
  ["run study.yaml --backend cuda", ['"cuda"', '"webgpu"']],
  ["run study.yaml more.yaml", ['Unexpected positional argument: "more.yaml"']],
  ["run stduy.yaml", ["stduy.yaml: There is no such file. Did you mean study.yaml?"]],
  ["run wrong.yaml", ["wrong.yaml:2:", "bias", '"toses"', '"tosses"']],
  ["plan study.yaml --set bais=1", ['"bais". Did you mean "bias"?']],
  ["run study.yaml --name ../up", ['"../up" cannot name a run']],
  ["run two.yaml --name one", ["two.yaml has 2 studies"]],
  ["list cion", ['There is no simulation "cion". Did you mean "coin"?']],
  ["status empty", ['There is no run "empty" in runs/; there are no runs yet.']],
  ["resume nothing", ['There is no run "nothing"']],
  ["export nothing", ['There is no run "nothing"']],
  ["export nothing --format xls", ['"xls"', '"parquet"']],
  ["export nothing --output nowhere/table.csv", ["The folder nowhere does not exist."]],
  ["export nothing --output runs", ["runs is a folder."]],
  ["archive nothing --license (c)", ["Expected an SPDX identifier, as CC-BY-4.0 is, not (c)"]]
]

t.test("usage", async (t) => {
  for (const [line, sentences] of cases) {
    const { status, said } = await refused(line.split(" "))
    t.equal(status, 2, line)
    // A path with a blank is quoted.
    const words = said.replaceAll("'", "")
    for (const sentence of sentences) t.ok(words.includes(sentence), `${sentence} in:\n${said}`)
    t.notOk(/^\s+at /m.test(said), "no stack")
  }
})

t.test("runs that are there are named, also one whose name is a number's", async (t) => {
  mkdirSync(join("held", "seven"), { recursive: true })
  writeFileSync(join("held", "seven", "run.sqlite"), "")
  const { said } = await refused(["status", "held/other"])
  t.equal(said, 'There is no run "held/other" in held/; its runs: seven.\n')
  t.equal(
    (await refused(["report", "EVE", "--out", "held"])).said,
    'There is no run "EVE" in held/; did you mean "seven"?\n'
  )
  for (const word of ["status", "serve"]) {
    const elsewhere = await refused([word, "other", "--out", "held"])
    t.equal(elsewhere.said, 'There is no run "other" in held/; its runs: seven.\n')
  }
  t.match((await refused(["status", "seven", "--out", "held"])).said, /^held\/seven cannot be read/)
})

t.test("a place that cannot hold a run is said in a sentence", async (t) => {
  writeFileSync("file", "")
  const { status, said } = await refused([
    "run",
    "study.yaml",
    "--out",
    "file",
    "--backend",
    "cpu",
    "--threads",
    "0"
  ])
  t.equal(status, 2)
  t.match(said, /^the run's folder cannot be made: \S*\/file is no folder\n$/)
  symlinkSync("a disk that is away", "away")
  const away = await refused(["run", "study.yaml", "--out", "away", "--backend", "cpu", "--threads", "0"])
  t.equal(away.status, 2)
  t.match(away.said, /^the run's folder cannot be made: \S*\/away is a link to what is not there\n$/)
})
