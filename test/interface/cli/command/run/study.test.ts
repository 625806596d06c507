import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import t from "tap"
import * as Stored from "../../../../../src/engine/journal/stored.ts"
import * as Machine from "../../../../../src/engine/machine.ts"
import * as Manifest from "../../../../../src/engine/manifest.ts"
import { command } from "../../../../support/command.ts"
import { newFolder, tablesOf } from "../../../../support/engine.ts"

process.chdir(newFolder())

const skein = (...args: ReadonlyArray<string>) => command(...args, "--threads", "0", "--no-reuse")

const coins = (rest: string): string => `simulation: coin\nseed: 7\n${rest}\n`
const biases = (...values: ReadonlyArray<number>): string =>
  `# as it was asked\nbase: { tosses: 200 }\nsweep:\n  - grid: { bias: [${values}] }`

const rows = (run: string) => tablesOf(join("runs", run)).tosses!
const manifestOf = (run: string) => Manifest.read(join("runs", run))!

t.test("another study under the name of a run", async (t) => {
  writeFileSync("a.yaml", coins(biases(0.1, 0.2, 0.3)))
  t.equal((await skein("run", "a.yaml")).status, 0)
  const first = rows("a")
  const same = await skein("run", "a.yaml")
  t.equal(same.status, 0)
  t.notMatch(same.stderr, /another one/)
  t.equal(manifestOf("a").studies!.length, 1, "the same file is the same study")

  await t.test("that has more goes on, and says what is new", async (t) => {
    writeFileSync("a.yaml", coins(biases(0.4, 0.1, 0.2, 0.3)))
    const { status, stderr } = await skein("run", "a.yaml")
    t.equal(status, 0)
    t.match(stderr, "the study is another one: 1 point added")
    t.same(rows("a").slice(1), first)
    const repeated = await skein("run", "a.yaml", "--set", "repeats=2")
    t.match(repeated.stderr, "the study is another one: 2 repeats instead of 1")
    t.equal(manifestOf("a").studies!.length, 3)
  })

  await t.test("that would take results out of the tables is refused, and nothing changes", async (t) => {
    const before = [readFileSync("runs/a/manifest.json", "utf8"), readFileSync("runs/a/study.yaml", "utf8")]
    writeFileSync("a.yaml", coins(biases(0.4, 0.5)))
    const { status, stderr } = await skein("run", "a.yaml", "--set", "repeats=2")
    t.equal(status, 2)
    t.match(stderr, /this study has 1 of the 4 points that runs\/a has results of: .*--name.*--replace/)
    const seed = await skein("run", "a.yaml", "--set", "repeats=2", "--set", "seed=8")
    t.equal(seed.status, 2)
    t.match(seed.stderr, /has none of the 4 points .* which has seed 7 and not 8/)
    writeFileSync("a.yaml", coins(biases(0.4, 0.1, 0.2, 0.3)))
    const fewer = await skein("run", "a.yaml")
    t.equal(fewer.status, 2)
    t.match(fewer.stderr, /makes 1 repeat of a point, and 4 of the 4 points .* have more/)
    t.same([readFileSync("runs/a/manifest.json", "utf8"), readFileSync("runs/a/study.yaml", "utf8")], before)
  })

  await t.test(
    "with --replace: what was computed is kept, reports of the old one are put aside",
    async (t) => {
      const tables = rows("a")
      t.equal((await command("report", "a")).status, 0)
      t.equal((await command("archive", "a")).status, 0)
      writeFileSync("a.yaml", coins(biases(0.5)))
      const { status, stderr } = await skein("run", "a.yaml", "--replace")
      t.equal(status, 0)
      t.match(stderr, "the study is another one: 1 point added, 4 points left out, 1 repeat instead of 2")
      t.equal(rows("a").length, 1)
      for (const name of ["report.html", "tables", "a.zip"]) {
        t.notOk(existsSync(join("runs/a", name)), name)
        t.ok(existsSync(join("runs/a/former/1", name)), name)
      }
      t.match(readFileSync("runs/a/former/1/study.yaml", "utf8"), "repeats=2")
      writeFileSync("a.yaml", coins(biases(0.4, 0.1, 0.2, 0.3)))
      await skein("run", "a.yaml", "--replace", "--set", "repeats=2")
      t.same(rows("a"), tables)
      const started = readFileSync("runs/a/log.ndjson", "utf8")
        .split("\n")
        .findLast((line) => line.includes("RunStarted"))!
      const { tasks, tasksDone } = JSON.parse(started)
      t.equal(tasksDone, tasks, "and found again when it is asked for again")
      const { studies = [] } = manifestOf("a")
      t.match(studies.at(-2), { file: "a.yaml", points: 1, repeats: 1, seed: 7, text: /as it was asked/ })
    }
  )
})

/** A run's file as earlier versions made it: it does not know what text it was asked by. */
const withoutDigest = (directory: string) => {
  const database = new DatabaseSync(join(directory, "run.sqlite"))
  const { study, signature, points } = database.prepare("SELECT * FROM _study").get()!
  const { asked: _, ...former } = JSON.parse(String(study))
  database.exec("DELETE FROM _study")
  database
    .prepare("INSERT INTO _study VALUES (?, ?, ?, ?)")
    .run(...Stored.studyLine(JSON.stringify(former), String(signature), Number(points)))
  database.close()
}

t.test("a run's own study.yaml", async (t) => {
  mkdirSync("studies", { recursive: true })
  writeFileSync("studies/b.yaml", coins(biases(0.1, 0.2)))
  t.equal(
    (await skein("run", "studies/b.yaml", "--set", "bias=0.1,0.3", "--set", "tosses=100", "--name", "c"))
      .status,
    0
  )
  const first = rows("c")
  t.same(
    first.map(({ bias }) => bias),
    [0.1, 0.3]
  )

  await t.test(
    "is what was asked, with what the command line set, and goes on with the run itself",
    async (t) => {
      t.match(readFileSync("runs/c/study.yaml", "utf8"), /^# as it was asked$/m)
      t.match(readFileSync("runs/c/study.yaml", "utf8"), 'name: "b"\nset: ["bias=0.1,0.3","tosses=100"]\n')
      const { status, stdout } = await skein("run", "runs/c/study.yaml", "--json")
      t.equal(status, 0)
      t.match(JSON.parse(stdout), [{ directory: "runs/c", points: 2 }])
      t.same(readdirSync("runs").sort(), ["a", "c"])
      t.equal(manifestOf("c").studies!.length, 1)
      const again = await skein("run", "runs/c/study.yaml", "--name", "d")
      t.equal(again.status, 0)
      t.same(rows("d"), first)
      t.match(
        readFileSync("runs/c/points.ndjson", "utf8")
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line)),
        [{ point: 0, config: { bias: 0.1, tosses: 100, grain: 100 } }, { point: 1 }]
      )
    }
  )

  await t.test("edits are taken by resume", async (t) => {
    const text = readFileSync("runs/c/study.yaml", "utf8")
    writeFileSync("runs/c/study.yaml", text.replace("bias=0.1,0.3", "bias=0.1,0.3,0.5"))
    const { status, stderr } = await skein("resume", "c")
    t.equal(status, 0)
    t.match(stderr, /runs\/c\/study.yaml was edited: .*\n(.*\n)*the study is another one: 1 point added/)
    t.same(rows("c").slice(0, 2), first)
    t.match(readFileSync("runs/c/study.yaml", "utf8"), "bias=0.1,0.3,0.5")
    const quiet = await skein("resume", "c")
    t.notMatch(quiet.stderr, /edited/)
  })

  await t.test(
    "edits that would take results away are refused, and those that are wrong are told",
    async (t) => {
      const text = readFileSync("runs/c/study.yaml", "utf8")
      writeFileSync("runs/c/study.yaml", text.replace("bias=0.1,0.3,0.5", "bias=0.1"))
      const fewer = await skein("resume", "c")
      t.equal(fewer.status, 2)
      t.match(fewer.stderr, /has 1 of the 3 points/)
      const replaced = await skein("resume", "c", "--replace")
      t.equal(replaced.status, 0, "as the refusal says")
      t.equal(rows("c").length, 1)
      writeFileSync("runs/c/study.yaml", text.replace("bias=0.1,0.3,0.5", "bais=0.1"))
      const wrong = await skein("resume", "c")
      t.equal(wrong.status, 2)
      t.match(wrong.stderr, /runs\/c\/study.yaml:\d+:\d+: There is no parameter "bais". Did you mean "bias"/)
      writeFileSync("runs/c/study.yaml", text)
      t.equal((await skein("resume", "c")).status, 0)
      t.equal(rows("c").length, 3)
    }
  )

  await t.test("of an earlier version, with every point and no digest", async (t) => {
    const manifest = manifestOf("c")
    const { studies: _, ...old } = manifest
    Manifest.write("runs/c", old as Manifest.Manifest)
    withoutDigest("runs/c")
    const resolved = readFileSync("runs/c/points.ndjson", "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => `      - ${JSON.stringify(JSON.parse(line).config)}\n`)
    writeFileSync(
      "runs/c/study.yaml",
      `name: "b"\nsimulation: "coin"\nseed: 7\nrepeats: 1\nsweep:\n  - list:\n${resolved.join("")}`
    )
    const quiet = await skein("resume", "c")
    t.equal(quiet.status, 0)
    t.notMatch(quiet.stderr, /edited/)
    t.equal((await skein("run", "runs/c/study.yaml")).status, 0)
    t.equal(rows("c").length, 3)
  })
})

t.test("a run of many points is repeated from its own file", async (t) => {
  const many = coins(
    "base: { tosses: 1, grain: 1 }\nsweep:\n  - grid: { bias: { sample: { uniform: [0, 1], n: 17000 } } }"
  )
  writeFileSync("many.yaml", many)
  t.equal((await skein("run", "many.yaml")).status, 0)
  const text = readFileSync("runs/many/study.yaml", "utf8")
  t.ok(text.length < 1000)
  renameSync("runs/many", "runs/moved")
  const planned = await command("plan", "runs/moved/study.yaml", "--json")
  t.equal(JSON.parse(planned.stdout)[0].points.length, 17000)
  const again = await skein("run", "runs/moved/study.yaml", "--json")
  t.match(JSON.parse(again.stdout), [{ directory: "runs/moved", points: 17000, pointsFinished: 17000 }])
  t.equal((await skein("run", "runs/moved/study.yaml", "--name", "other")).status, 0)
  t.same(rows("other"), rows("moved"))
})

t.test("a run is not continued on another kind of machine unless that is accepted", async (t) => {
  writeFileSync("e.yaml", coins(biases(0.1)))
  await skein("run", "e.yaml")
  const manifest = manifestOf("e")
  const here = Machine.here()
  t.same(manifest.sessions[0]!.machine, here)
  const elsewhere = (change: Partial<Manifest.Machine>) =>
    Manifest.write("runs/e", {
      ...manifest,
      sessions: manifest.sessions.map((session) => ({ ...session, machine: { ...here, ...change } }))
    })
  for (const change of [{ architecture: "riscv64" }, { node: "v22.1.0" }]) {
    elsewhere(change)
    const refused = await skein("resume", "e")
    t.equal(refused.status, 2)
    t.match(
      refused.stderr,
      /another machine \((riscv64, node \d+|.*, node 22)\), this one is .*--accept-machine/
    )
  }
  elsewhere({ processor: "another one", system: "plan9 4", node: `${here.node.split(".")[0]}.999.0` })
  t.equal((await skein("resume", "e")).status, 0, "others compute the same bits")
  elsewhere({ architecture: "riscv64" })
  t.equal((await skein("resume", "e", "--accept-machine")).status, 0)
  t.match(manifestOf("e").acceptedMachines, [
    { from: /^riscv64, node/, to: `${here.architecture}, node ${here.node.slice(1).split(".")[0]}` }
  ])
  t.equal((await skein("resume", "e")).status, 0, "and then it is this one's")
  const { sessions, acceptedMachines: _, ...rest } = manifestOf("e")
  const old = {
    ...rest,
    machine: { ...rest.machine, system: "linux 6.1 arm64x" },
    sessions: sessions.map(({ machine: _, ...session }) => session)
  }
  Manifest.write("runs/e", old)
  t.match((await skein("resume", "e")).stderr, /another machine \(arm64x, node/, "also by manifests of old")
  const earlier = old.sessions.length
  t.equal((await skein("resume", "e", "--accept-machine")).status, 0)
  const after = manifestOf("e")
  t.match(after.sessions.at(-2), {
    machine: { architecture: "arm64x", system: "linux 6.1" },
    skein: old.skein
  })
  t.notOk(after.sessions.at(-3)!.machine, "of what a manifest of old does not know nothing is made up")
  t.match(after.sessions[earlier], { machine: here, skein: old.skein, commit: after.commit })
})

t.test("earlier sessions keep the machine and the program that they had, whatever follows", async (t) => {
  writeFileSync("f.yaml", coins(biases(0.1, 0.2)))
  await skein("run", "f.yaml")
  const first = {
    ...manifestOf("f").sessions[0]!,
    skein: "0.0.9",
    commit: "c0ffee",
    machine: { ...Machine.here(), architecture: "riscv64" }
  }
  Manifest.write("runs/f", { ...manifestOf("f"), sessions: [first] })
  t.equal((await skein("resume", "f", "--accept-machine")).status, 0)
  t.equal((await command("retry", "f", "--point", "1")).status, 0)
  t.same(manifestOf("f").sessions[0], first)
  t.equal((await skein("resume", "f")).status, 0, "a session that computed nothing is of no machine")
  const { sessions, acceptedMachines } = manifestOf("f")
  t.same(sessions[0], first)
  t.equal(sessions.length, 4)
  t.match(acceptedMachines, [{ at: sessions[1]!.started, from: /^riscv64/ }])
})
