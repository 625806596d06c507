/**
 * Files with flipped bytes, cut short, or with something else in them: no wrong table without a word, no stack trace, and
 * after `repair` and `resume` the table that it was. `COPIES=1000 node test/engine/journal/damaged.test.ts` tries more.
 */
import { appendFileSync, cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import t from "tap"
import * as Threefry from "../../../src/domain/random/threefry.ts"
import * as Manifest from "../../../src/engine/manifest.ts"
import type { Told } from "../../support/command.ts"
import { command } from "../../support/command.ts"
import { newFolder, run, studyOf } from "../../support/engine.ts"

t.setTimeout(600_000)

const copies = Number(process.env.COPIES ?? 60)

const coins = Array.from({ length: 40 }, (_, k) => ({ bias: (k + 1) / 50, tosses: 900 }))
const descents = [{ rate: 0.1 }, { rate: 0.3, rounds: 400 }]

const finished = async (simulation: string, points: ReadonlyArray<object>) => {
  const directory = newFolder()
  await run(await studyOf(simulation, points as never, { repeats: 3 }), { directory })
  const table = await command("export", directory)
  return { directory, table: table.stdout, bytes: readFileSync(join(directory, "run.sqlite")) }
}

const copyOf = (directory: string): string => {
  const copy = newFolder()
  cpSync(directory, copy, { recursive: true })
  return copy
}

const isTrace = ({ stderr }: Told): boolean => /this is a bug|\n +at /.test(stderr)

const resume = (directory: string) => command("resume", directory, "--threads", "0", "--backend", "cpu")

/** Seeded, so that a copy that fails fails again: place in the file, and what its byte is changed by. */
const flips = function* (): Generator<readonly [place: number, change: number]> {
  const words = new Uint32Array(2)
  for (let k = 0; ; k++) {
    Threefry.fill(12, 34, k, 0, words)
    yield [words[0]! / 2 ** 32, 1 + (words[1]! % 255)]
  }
}

t.test(`one to four bytes of ${copies} copies are flipped`, async (t) => {
  const random = flips()
  const originals = [await finished("coin", coins), await finished("descent", descents)]
  const ends = { equal: 0, noticed: 0, wrong: 0, traces: 0, repaired: 0 }
  for (let copy = 0; copy < copies; copy++) {
    const { directory, table, bytes } = originals[copy % originals.length]!
    const damaged = copyOf(directory)
    const changed = Buffer.from(bytes)
    const places: Array<number> = []
    for (let flip = 0; flip <= (copy >> 1) % 4; flip++) {
      const [place, change] = random.next().value!
      places.push(Math.floor(place * changed.length))
      changed[places.at(-1)!]! ^= change
    }
    writeFileSync(join(damaged, "run.sqlite"), changed)
    const said: Array<Told> = []
    const exported = await command("export", damaged)
    said.push(exported)
    if (exported.status !== 0) ends.noticed++
    else if (exported.stdout === table) ends.equal++
    else ends.wrong++
    const commands = [["report"], ["status"], ["archive"], ["compare", directory]]
    for (const args of commands) said.push(await command(...args, damaged))
    const repaired = await command("repair", damaged)
    said.push(repaired, await resume(damaged))
    const again = await command("export", damaged)
    if (again.stdout === table && again.status === 0) ends.repaired++
    else t.comment(`copy ${copy}, places ${places}: ${repaired.stdout}${repaired.stderr}${again.stderr}`)
    const trace = said.find(isTrace)
    if (trace !== undefined) t.comment(`copy ${copy}, places ${places}: ${trace.stderr}`)
    if (trace !== undefined) ends.traces++
    rmSync(damaged, { recursive: true })
  }
  t.comment(JSON.stringify(ends))
  t.equal(ends.wrong, 0, "no wrong table without a word")
  t.equal(ends.traces, 0, "no stack trace")
  t.equal(ends.repaired, copies, "all of them are what they were after repair and resume")
})

t.test("cut short, emptied, or something else", async (t) => {
  const { directory, table, bytes } = await finished("coin", coins)
  for (const length of [
    0,
    50,
    4096,
    20_000,
    Math.floor(bytes.length / 2),
    bytes.length - 4096,
    bytes.length - 1
  ]) {
    const cut = copyOf(directory)
    truncateSync(join(cut, "run.sqlite"), length)
    const exported = await command("export", cut)
    t.ok(exported.status === 1 || exported.stdout === table, `${length} bytes: ${exported.stderr}`)
    t.notOk(isTrace(exported), exported.stderr)
    const repaired = await command("repair", cut)
    t.equal(repaired.status, 0, repaired.stderr)
    t.notOk(isTrace(await resume(cut)))
    const again = await command("export", cut)
    t.equal(again.stdout, table, `${length} bytes: ${repaired.stdout}${repaired.stderr}${again.stderr}`)
  }
  const garbage = copyOf(directory)
  writeFileSync(join(garbage, "run.sqlite"), "garbage".repeat(2000))
  t.match(await command("export", garbage), {
    status: 1,
    stderr: /damaged \(file is not a database\)\. .*skein\S* repair/
  })
  t.match(await command("repair", garbage), { status: 0, stdout: /40 points must be computed again/ })
  t.equal((await resume(garbage)).status, 0)
  t.equal((await command("export", garbage)).stdout, table)
})

t.test("a run that was killed has a log beside its file, and that may be damaged", async (t) => {
  const { directory, table } = await finished("coin", coins)
  const killed = copyOf(directory)
  // What a killed process leaves: the tallies of the last points are in the log alone.
  const database = new DatabaseSync(join(killed, "run.sqlite"))
  database.exec(
    "PRAGMA journal_mode = WAL; DELETE FROM _finished WHERE ordinal > 30; CREATE TABLE _x AS SELECT * FROM _tally"
  )
  database.exec("DELETE FROM _tally; INSERT INTO _tally SELECT * FROM _x; DROP TABLE _x")
  const [bytes, log] = ["run.sqlite", "run.sqlite-wal"].map((name) => readFileSync(join(killed, name)))
  database.close()
  const words = new Uint32Array(8)
  Threefry.fill(5, 6, 7, 8, words)
  for (const word of words) {
    const damaged = copyOf(directory)
    const changed = Buffer.from(log!)
    changed[word % changed.length]! ^= 0x55
    writeFileSync(join(damaged, "run.sqlite"), bytes!)
    writeFileSync(join(damaged, "run.sqlite-wal"), changed)
    for (const args of [["status"], ["export"], ["repair"]]) t.notOk(isTrace(await command(...args, damaged)))
    const resumed = await resume(damaged)
    t.equal(resumed.status, 0, resumed.stderr)
    t.equal((await command("export", damaged)).stdout, table)
  }
})

t.test("what repair does is said, and the damaged file is kept", async (t) => {
  const { directory, table } = await finished("coin", coins)
  t.match(await command("repair", directory), { status: 0, stdout: /is intact: there is nothing to repair/ })
  const damaged = copyOf(directory)
  const database = new DatabaseSync(join(damaged, "run.sqlite"))
  database.exec("UPDATE tosses SET heads = heads + 1e-9 WHERE _point IN (3, 4)")
  database.exec(
    "UPDATE _tally SET bytes = zeroblob(length(bytes)) WHERE point = (SELECT id FROM _point WHERE ordinal = 4)"
  )
  database.close()
  const before = readFileSync(join(damaged, "run.sqlite"))
  for (const args of [["export"], ["report"], ["archive"], ["compare", directory]])
    t.match(await command(...args, damaged), {
      status: 1,
      stderr: /the rows of point 3 in tosses do not match their checksum\)\. .*skein\S* repair/
    })
  const { stdout, status } = await command("repair", damaged)
  t.equal(status, 0)
  t.match(stdout, /rows: of 40 points, 38 were intact, 1 were made anew from tallies/)
  t.match(stdout, /1 point must be computed again: .*skein\S* resume/)
  t.same(readFileSync(join(damaged, "run.sqlite.damaged-1")), before)
  t.match((await command("status", damaged)).stdout, /^state +interrupted\n/m, "it is not done any more")
  t.equal((await resume(damaged)).status, 0)
  t.match((await command("status", damaged)).stdout, /^state +done\n/m)
  t.equal((await command("export", damaged)).stdout, table)
})

t.test("rows of another kind of machine are not made anew here, and lose nothing", async (t) => {
  const { directory, table } = await finished("coin", coins)
  const database = new DatabaseSync(join(directory, "run.sqlite"))
  database.exec("UPDATE tosses SET heads = heads + 1e-9 WHERE _point = 3")
  database.close()
  const manifest = Manifest.read(directory)!
  const [session] = manifest.sessions
  const there = { ...session!, machine: { ...session!.machine!, architecture: "riscv64" } }
  Manifest.write(directory, { ...manifest, sessions: [there] })
  const { stdout, stderr, status } = await command("repair", directory)
  t.equal(status, 0)
  t.match(stdout + stderr, /rows were not made anew: its tallies are of another machine \(riscv64, node/)
  t.match(await resume(directory), { status: 2, stderr: /another machine \(riscv64/ })
  Manifest.write(directory, manifest)
  t.equal((await resume(directory)).status, 0)
  t.equal((await command("export", directory)).stdout, table)
})

t.test("rows that are damaged are made anew when the run goes on", async (t) => {
  const directory = newFolder()
  const study = await studyOf("coin", coins)
  const { tables } = await run(study, { directory })
  const database = new DatabaseSync(join(directory, "run.sqlite"))
  database.exec("UPDATE tosses SET heads = 0.5 WHERE _point = 7; DELETE FROM tosses WHERE _point = 8")
  database.exec("UPDATE _finished SET repeats = 2 WHERE ordinal = 9")
  database.close()
  t.match((await command("export", directory)).stderr, /the rows of point 9 does not match/)
  const again = await run(study, { directory })
  t.same(
    again.events.flatMap((event) => (event._tag === "RowsCorrupt" ? [event.point] : [])),
    [7, 8, 9]
  )
  t.equal(again.events.filter(({ _tag }) => _tag === "TaskStarted").length, 0, "from their tallies")
  t.same(again.tables, tables)
})

t.test("the other files of the folder", async (t) => {
  const { directory, table } = await finished("coin", coins.slice(0, 3))
  const words = new Uint32Array(16)
  Threefry.fill(9, 10, 11, 12, words)
  const files = ["manifest.json", "study.yaml", "log.ndjson", "pulse.json", "run.lock"]
  const ways: ReadonlyArray<(file: string, word: number) => void> = [
    (file) => truncateSync(file, 0),
    (file) => appendFileSync(file, "\u0000{[\u00ff"),
    (file) => writeFileSync(file, '{"simulation":1,"backend":2,"sessions":[null],"at":3}\n'),
    (file, word) => {
      const bytes = readFileSync(file)
      for (let k = 0; k < 4; k++) bytes[(word + k * 97) % bytes.length]! ^= 0x15
      writeFileSync(file, bytes)
    }
  ]
  for (const name of files)
    for (const [place, way] of ways.entries()) {
      const damaged = copyOf(directory)
      way(join(damaged, name), words[place]!)
      for (const args of [["status"], ["report"], ["archive"], ["compare", directory], ["repair"]])
        t.notOk(isTrace(await command(...args, damaged)), `${name}, way ${place}: ${args[0]}`)
      t.notOk(isTrace(await resume(damaged)), `${name}, way ${place}: resume`)
      const exported = await command("export", damaged)
      t.equal(exported.stdout, table, `${name}, way ${place}`)
    }
})
