/** Points taken out of a run, and points put aside to be computed again. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import * as Effect from "effect/Effect"
import t from "tap"
import { parse } from "../../../../src/engine/config/parse.ts"
import * as Holder from "../../../../src/engine/journal/holder.ts"
import * as Lock from "../../../../src/engine/journal/lock.ts"
import * as Reader from "../../../../src/engine/journal/reader.ts"
import * as Manifest from "../../../../src/engine/manifest.ts"
import * as RunState from "../../../../src/interface/run/state.ts"
import * as Discover from "../../../../src/simulation/discover.ts"
import { start } from "../../../support/cli.ts"
import { command } from "../../../support/command.ts"
import { count, newFolder, run, studyOf, tablesOf } from "../../../support/engine.ts"

const coins = [{ bias: 0.1 }, { bias: 0.25 }, { bias: 0.5 }, { bias: 0.5, tosses: 950 }]
const study = await studyOf("coin", coins, { repeats: 2 })

const made = async (of = study): Promise<string> => {
  const directory = newFolder()
  await run(of, { directory })
  return directory
}

const reading = <A>(directory: string, use: (reader: Reader.Reader) => A): A => {
  const reader = Reader.open(directory)
  try {
    return use(reader)
  } finally {
    reader.close()
  }
}

const stateOf = (directory: string): string =>
  reading(directory, (reader) => RunState.of(directory, reader).state)

const rowsIn = (directory: string, sql: string): number => {
  const database = new DatabaseSync(join(directory, "run.sqlite"), { readOnly: true })
  try {
    return Number(database.prepare(sql).get()?.n)
  } finally {
    database.close()
  }
}

t.test("a run without some of its points is a run of the others", async (t) => {
  const directory = await made()
  const before = tablesOf(directory)
  const told = await command("drop", directory, "--where", "bias=0.5", "--where", "tosses<1000")
  t.strictSame([told.status, told.stdout], [0, ""])
  t.match(told.stderr, /^dropped 1 point \(bias 0\.5, tosses 950\); .* has 3 points, 3 of them finished\n/)
  const fresh = await run(await studyOf("coin", coins.slice(0, 3), { repeats: 2 }))
  t.same(tablesOf(directory), fresh.tables, "tables lose the column that no longer differs")
  t.match(
    reading(directory, (reader) => reader.points()),
    [{ ordinal: 0 }, { ordinal: 1 }, { ordinal: 2 }]
  )
  t.equal(stateOf(directory), "done")
  t.match(Manifest.read(directory), {
    points: 3,
    changes: [{ change: "drop", points: 1, which: "bias=0.5 and tosses<1000" }],
    sessions: [{ outcome: "done" }, { outcome: "done", threads: 0 }]
  })
  t.equal(readFileSync(join(directory, "study.yaml"), "utf8").match(/bias/g)!.length, 3)
  t.match(readFileSync(join(directory, "log.ndjson"), "utf8"), /"PointsAmended","change":"drop","points":1/)
  t.match((await command("export", directory)).stderr, /^$/)
  const again = await run(study, { directory })
  t.equal(count(again.events, "TaskStarted"), 0, "its results have stayed, and the study takes them up again")
  t.same(again.tables, before)
})

t.test("by its place; from the middle; and purged", async (t) => {
  const directory = await made()
  const ids = reading(directory, (reader) => reader.points().map(({ id }) => id))
  const told = await command("drop", directory, "--point", "1", "--point", "2", "--purge")
  t.equal(told.status, 0)
  t.match(told.stderr, /dropped 2 points \(bias 0\.25; bias 0\.5\).*\ntheir results are deleted\n$/)
  const fresh = await run(await studyOf("coin", [coins[0]!, coins[3]!], { repeats: 2 }))
  t.same(tablesOf(directory), fresh.tables)
  for (const id of [ids[1], ids[2]])
    t.equal(rowsIn(directory, `SELECT count(*) AS n FROM _tally WHERE point = '${id}'`), 0)
  t.match(Manifest.read(directory)!.changes, [{ purged: true }])
  const again = await run(study, { directory })
  t.equal(count(again.events, "PointFinished"), 4)
  t.ok(count(again.events, "TaskStarted") > 0, "what is deleted is computed again")
})

t.test("crashed points can be dropped: what is left is done; others keep their crashes", async (t) => {
  const broken = await studyOf("coin", [{ bias: 0.1 }, { bias: 0.2, crashAt: 3 }, { bias: 0.3, crashAt: 4 }])
  const directory = await made(broken)
  t.equal(stateOf(directory), "failed")
  await command("drop", directory, "--point", "1")
  t.equal(stateOf(directory), "failed")
  t.match(
    reading(directory, (reader) => reader.crashes()),
    [{ ordinal: 1, message: /toss 4/ }]
  )
  t.match(Manifest.read(directory)!.crashed, [{ message: /toss 4/ }])
  const last = await command("drop", directory, "--where", "crashAt=4")
  t.match(last.stderr, /has 1 point, 1 of them finished\n/)
  t.equal(stateOf(directory), "done")
})

t.test("unfinished points stay unfinished, and resume finishes them", async (t) => {
  const directory = await made()
  await command("retry", directory, "--point", "2")
  await command("drop", directory, "--point", "0")
  t.equal(stateOf(directory), "interrupted")
  const rest = await studyOf("coin", coins.slice(1), { repeats: 2 })
  t.same((await run(rest, { directory })).tables, (await run(rest)).tables)
})

t.test("until counts again from what is left", async (t) => {
  const until = { column: "heads", standardError: 0.01, atMost: 64 }
  const more = await studyOf("coin", coins, { until })
  const directory = await made(more)
  await command("drop", directory, "--where", "bias=0.1,0.25")
  const fresh = await run(await studyOf("coin", coins.slice(2), { until }))
  t.same(tablesOf(directory), fresh.tables)
})

t.test("a point that is tried again is computed from its beginning, and nothing of it is lost", async (t) => {
  const directory = await made()
  const before = tablesOf(directory)
  const told = await command("retry", directory, "--where", "bias=0.25")
  t.equal(told.status, 0)
  t.match(
    told.stderr,
    /^put aside what .* has of 1 point \(bias 0\.25, tosses 1000\)\nto compute it again: .*--no-reuse\n$/
  )
  t.equal(stateOf(directory), "interrupted")
  const left = reading(directory, (reader) => reader.points().map(({ repeats }) => repeats))
  t.same(left, [2, 0, 2, 2])
  t.equal(tablesOf(directory).tosses!.length, 3)
  const aside = rowsIn(directory, "SELECT count(*) AS n FROM _aside")
  t.ok(aside > 0)
  const again = await run(study, { directory })
  t.equal(count(again.events, "TaskStarted"), aside)
  t.same([count(again.events, "PointFinished"), again.tables], [1, before])
  t.match(Manifest.read(directory)!.changes, [{ change: "retry", points: 1, which: "bias=0.25" }])
  t.equal(rowsIn(directory, "SELECT count(*) AS n FROM _aside"), aside, "it is still there")
})

t.test("retry of what crashed", async (t) => {
  const broken = await studyOf("coin", [{ bias: 0.1 }, { bias: 0.2, crashAt: 850 }])
  const directory = await made(broken)
  const tallies = () => rowsIn(directory, "SELECT count(*) AS n FROM _tally")
  const both = tallies()
  t.equal((await command("retry", directory, "--crashed")).status, 0)
  t.ok(tallies() < both, "also what it had before it crashed")
  t.equal(stateOf(directory), "interrupted")
  t.same([reading(directory, (reader) => reader.crashes()), Manifest.read(directory)!.crashed], [[], []])
  t.match(await command("retry", directory, "--crashed"), {
    status: 2,
    stderr: /^No point of .* has crashed\.\n$/
  })
})

t.test("what cannot be meant is said, and changes nothing", async (t) => {
  const directory = await made()
  const file = () => readFileSync(join(directory, "manifest.json"), "utf8")
  const before = file()
  const cases: ReadonlyArray<readonly [ReadonlyArray<string>, RegExp]> = [
    [[], /^Which points\? Say --where width=5, or --point 7\.\n$/],
    [["--where", "bais=0.5"], /^No point has a parameter "bais"\. Did you mean "bias"\?\n$/],
    [["--where", "bias"], /^"bias" is no condition: it is written width=5/],
    [["--where", "bias="], /is no condition/],
    [["--where", "bias=0.7"], /^No point has bias=0\.7; bias is 0\.1, 0\.25, 0\.5\.\n$/],
    [
      ["--where", "bias=0.1", "--where", "tosses=950"],
      /^No point of those that are left has tosses=950; tosses is 1000\.\n$/
    ],
    [["--where", "bias>big"], /^"bias>big" compares with "big", which is no number\.\n$/],
    [["--point", "4"], /^There is no point 4: the run has points 0 to 3\.\n$/],
    [
      ["--where", "bias>0"],
      /^these are all points of .*: a run needs one; to be rid of it, delete its folder\n$/
    ]
  ]
  for (const [args, sentence] of cases) {
    const told = await command("drop", directory, ...args)
    t.equal(told.status, 2, args.join(" "))
    t.match(told.stderr, sentence, args.join(" "))
  }
  const lock = Lock.acquire(directory)!
  const forget = Holder.say(directory, Holder.here())
  for (const name of ["drop", "retry"])
    t.match(await command(name, directory, "--point", "1"), {
      status: 2,
      stderr: /^another process \(\d+\) is working on /
    })
  forget()
  lock.close()
  t.equal(file(), before)
  t.equal(stateOf(directory), "done")
})

t.test(
  "while another program holds the file nothing changes, and the exit status says to try again",
  async (t) => {
    const directory = await made()
    const file = () => readFileSync(join(directory, "manifest.json"), "utf8")
    const [before, tables] = [file(), tablesOf(directory)]
    for (const hold of ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"]) {
      const holder = new DatabaseSync(join(directory, "run.sqlite"))
      holder.exec(hold)
      for (const args of [["retry"], ["drop"], ["drop", "--purge"]]) {
        const [name, ...rest] = args as [string, ...Array<string>]
        const told = await start(directory, [name, directory, "--point", "1", ...rest], {
          SKEIN_PATIENCE: "1"
        }).ended
        t.equal(told.status, 75, `${hold}: ${args.join(" ")}: ${told.stderr}`)
        t.match(told.stderr, /another program holds /)
        t.equal(file(), before, "the manifest tells of no change that was not made")
      }
      holder.close()
      t.equal(stateOf(directory), "done")
      t.same(tablesOf(directory), tables)
    }
    t.equal((await command("retry", directory, "--point", "1")).status, 0)
    t.equal((await command("drop", directory, "--point", "1", "--purge")).status, 0)
  }
)

t.test("conditions compare numbers as numbers, and take any of several values", async (t) => {
  const cases: ReadonlyArray<readonly [string, ReadonlyArray<number>]> = [
    ["bias=0.50", [2, 3]],
    ["bias=5e-1", [2, 3]],
    ["bias=0.1,0.25", [0, 1]],
    ["bias!=0.1,0.25", [2, 3]],
    ["bias>=0.25", [1, 2, 3]],
    ["bias<0.25", [0]],
    ["tosses = 950", [3]]
  ]
  const Condition = await import("../../../../src/interface/run/condition.ts")
  const directory = await made()
  const points = reading(directory, (reader) => reader.points())
  for (const [text, ordinals] of cases)
    t.same(
      Condition.chosen([text], points).map(({ ordinal }) => ordinal),
      ordinals,
      text
    )
  const others = [
    { config: { net: { width: 5, act: "relu" }, list: [1, 2], on: true } },
    { config: { net: { width: 50, act: "erf" }, list: [1], on: false } }
  ]
  for (const text of ["net.width=5", "net.act=relu", "list=[1,2]", "on=true", "net.width<6"])
    t.same(Condition.chosen([text], others), [others[0]], text)
  t.throws(() => Condition.chosen(["net.widht=5"], others), /Did you mean "net\.width"\?/)
})

t.test("a search is not cut, and decides again as before when a point is tried again", async (t) => {
  const text =
    "simulation: descent\nseed: 3\nbase: { rounds: 18, batch: 2 }\n" +
    "sweep: [{ grid: { rate: { logspace: [1.0e-4, 0.9, 6] } } }]\n" +
    "search: { minimise: loss, halving: { keep: 1/3, rungs: 1 } }\n"
  const [search] = await Effect.runPromise(parse(text, "study.yaml", [], Discover))
  const directory = await made(search!)
  const before = tablesOf(directory)
  t.match(await command("drop", directory, "--point", "1"), {
    status: 2,
    stderr: / is a search, which would/
  })
  t.same(tablesOf(directory), before)
  t.equal((await command("retry", directory, "--point", "1")).status, 0)
  const again = await run(search!, { directory })
  t.ok(count(again.events, "TaskStarted") > 0)
  t.same(again.tables, before)
})
