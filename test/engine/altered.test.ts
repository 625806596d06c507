/**
 * Run folders that somebody altered under right checksums, and those that a kill leaves behind: `resume` ends with the rows of
 * an undisturbed run, or with a sentence. `COPIES=300 node test/engine/altered.test.ts` tries more.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import t from "tap"
import * as Threefry from "../../src/domain/random/threefry.ts"
import * as Checksum from "../../src/engine/journal/checksum.ts"
import * as Stored from "../../src/engine/journal/stored.ts"
import { nameOf } from "../../src/engine/plan.ts"
import * as Wire from "../../src/engine/wire.ts"
import { command } from "../support/command.ts"
import { newFolder, run, studyOf, tablesOf } from "../support/engine.ts"

t.setTimeout(600_000)

const copies = Number(process.env.COPIES ?? 24)

const resume = (directory: string) => command("resume", directory, "--threads", "0", "--backend", "cpu")

const copyOf = (directory: string): string => {
  const copy = join(newFolder(), "run")
  cpSync(directory, copy, { recursive: true })
  return copy
}

const changing = (directory: string, change: (database: DatabaseSync) => void): void => {
  const database = new DatabaseSync(join(directory, "run.sqlite"))
  change(database)
  database.close()
}

type Parent = Record<string, unknown>

const isParent = (value: unknown): value is Parent =>
  typeof value === "object" && value !== null && !ArrayBuffer.isView(value)

const placesIn = (value: unknown): ReadonlyArray<readonly [Parent, string]> =>
  isParent(value)
    ? Object.keys(value).flatMap((name) => [[value, name] as const, ...placesIn(value[name])])
    : []

const otherThings = [undefined, null, true, "x", [], {}, new Float32Array(1), new Date(0)]

/** The same with one thing in it deleted, shortened or replaced; the place. */
const altered = (bytes: Uint8Array, words: Uint32Array): readonly [Uint8Array, string] => {
  const value = Wire.unpack(bytes)
  const places = placesIn(value)
  const [parent, name] = places[words[0]! % places.length]!
  const found = parent[name]
  if (ArrayBuffer.isView(found) && words[1]! % 2 === 0)
    parent[name] = (found as Float64Array).slice(0, Math.max(0, (found as Float64Array).length - 1))
  else parent[name] = otherThings[words[2]! % otherThings.length]
  return [Wire.pack(value), name]
}

const studies = {
  coin: [{ bias: 0.25 }, { bias: 0.5 }],
  descent: [{ rate: 0.1 }, { rate: 0.3, rounds: 20 }],
  flow: [{ cutoffs: [10, 100, 1000] }],
  moments: [{ lambda: -0.01 }],
  correlators: [{ activation: "relu", width: 5, nets: 100 }],
  braids: [{ kind: "unknot", letters: 6, count: 20, unique: true, words: true }],
  unknotters: [{ agent: "random-walk", letters: 6, evaluate: [6], words: 4, tries: 1 }],
  classifiers: [{ model: "feed-forward", width: 4, letters: 9, train: 32, validation: 8, test: 8, epochs: 1 }]
}

t.test(`${copies} tallies that are none are computed again`, async (t) => {
  const runs: Array<{ simulation: string; directory: string; tables: ReturnType<typeof tablesOf> }> = []
  for (const [simulation, points] of Object.entries(studies)) {
    const directory = newFolder()
    const { tables } = await run(await studyOf(simulation, points as never), { directory })
    runs.push({ simulation, directory, tables })
  }
  const words = new Uint32Array(4)
  for (let copy = 0; copy < copies; copy++) {
    const { simulation, directory, tables } = runs[copy % runs.length]!
    const damaged = copyOf(directory)
    Threefry.fill(3, 4, copy, 0, words)
    let place = ""
    changing(damaged, (database) => {
      const line = database.prepare("SELECT rowid, * FROM _tally").all()[0]!
      const { point, repeat, first, last } = line
      const [bytes, name] = altered(line.bytes as Uint8Array, words)
      place = name
      const crc = Checksum.ofBytes(nameOf(String(point), Number(repeat), Number(first), Number(last)), bytes)
      database.prepare("UPDATE _tally SET bytes = ?, crc = ? WHERE rowid = ?").run(bytes, crc, line.rowid!)
      database.exec("DELETE FROM _finished")
      for (const name of Object.keys(tables)) database.exec(`DELETE FROM "${name}"`)
    })
    const told = await resume(damaged)
    t.equal(told.status, 0, `${simulation}, copy ${copy}, ${place}: ${told.stderr}`)
    t.notMatch(told.stderr, /bug|\n +at /)
    t.strictSame(tablesOf(damaged), tables, `${simulation}, copy ${copy}, ${place}`)
    rmSync(damaged, { recursive: true })
  }
})

t.test("words in the study that nobody knows are sentences with the nearest one", async (t) => {
  const directory = newFolder()
  await run(await studyOf("coin", studies.coin), { directory })
  const alter = (change: (study: string, signature: string) => readonly [string, string]): string => {
    const copy = copyOf(directory)
    changing(copy, (database) => {
      const { study, signature, points } = database.prepare("SELECT * FROM _study").get()!
      database.exec("DELETE FROM _study")
      database
        .prepare("INSERT INTO _study VALUES (?, ?, ?, ?)")
        .run(...Stored.studyLine(...change(String(study), String(signature)), Number(points)))
    })
    return copy
  }
  for (const [change, sentence] of [
    [
      (a: string, b: string) => [a.replace('"coin"', '"coins"'), b],
      /no simulation "coins"\. Did you mean "coin"/
    ],
    [
      (a: string, b: string) => [a.replace('"repeats":1', '"repeats":1e9'), b],
      /its study says what none does/
    ],
    [
      (a: string, b: string) => [a.replace('"test"', "{}"), b],
      /its study says what none does: name must be text/
    ],
    [(a: string, b: string) => [a, b.replace('"real"', '"rael"')], /the text "rael"\. Did you mean "real"/]
  ] as const) {
    const told = await resume(alter(change as never))
    t.match(told.stderr, sentence)
    t.ok(told.status === 1 || told.status === 2, told.stderr)
    t.notMatch(told.stderr, /bug|\n +at /)
  }
})

t.test(
  "a run that was killed before its file, or its study, was in place goes on as run would",
  async (t) => {
    const folder = newFolder()
    const text = (biases: string) => `simulation: coin\nseed: 3\nsweep: [{ grid: { bias: [${biases}] } }]\n`
    const file = join(folder, "study.yaml")
    const runs = (out: string) =>
      command("run", file, "--out", join(folder, out), "--name", "run", "--threads", "0", "--backend", "cpu")
    writeFileSync(file, text("0.1, 0.2"))
    await runs("a")
    const first = join(folder, "a/run")
    const expected = tablesOf(first)
    for (const leave of [() => {}, (name: string) => writeFileSync(name, "")]) {
      const killed = join(newFolder(), "run")
      mkdirSync(killed)
      for (const name of ["manifest.json", "study.yaml"]) cpSync(join(first, name), join(killed, name))
      leave(join(killed, "run.sqlite"))
      const told = await resume(killed)
      t.equal(told.status, 0, told.stderr)
      t.match(told.stderr, /stopped before it began/)
      t.strictSame(tablesOf(killed), expected)
    }
    // Killed while a study with one more point was put into the file: that is what was asked last.
    const killed = copyOf(first)
    writeFileSync(file, text("0.1, 0.2, 0.3"))
    await runs("a")
    for (const name of ["manifest.json", "study.yaml"]) cpSync(join(first, name), join(killed, name))
    const told = await resume(killed)
    t.equal(told.status, 0, told.stderr)
    t.match(told.stderr, /ended before its study was in place/)
    t.strictSame(tablesOf(killed), tablesOf(first))
    t.equal(readFileSync(join(killed, "points.ndjson"), "utf8").trim().split("\n").length, 3)
  }
)
