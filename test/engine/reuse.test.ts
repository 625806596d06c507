/** What another run in the same folder has already is taken over: the bits are those of a run that computes it itself. */
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import t from "tap"
import * as Manifest from "../../src/engine/manifest.ts"
import type { Outcome, Setting } from "../support/engine.ts"
import { count, newFolder, run, studyOf } from "../support/engine.ts"

/** Of 56 tasks. */
const coins = [{ bias: 0.25 }, { bias: 0.5, tosses: 950 }, { bias: 0.75, grain: 7 }]

/** Runs in one folder. */
const folder = () => {
  const root = newFolder()
  return {
    root,
    path: (name: string) => join(root, name),
    run: (name: string, study: Parameters<typeof run>[0], setting: Setting = {}) =>
      run(study, { directory: join(root, name), reuse: true, ...setting })
  }
}

const computed = ({ events }: Outcome): number => count(events, "TaskStarted")

const change = (directory: string, statements: string): void => {
  const database = new DatabaseSync(join(directory, "run.sqlite"))
  database.exec(statements)
  database.close()
}

t.test("all of it, a part of it, and what is new", async (t) => {
  const here = folder()
  const study = await studyOf("coin", coins, { repeats: 2 })
  const first = await here.run("first", study)
  t.same([first.reused, Manifest.read(here.path("first"))!.reused], [[], undefined])
  const second = await here.run("second", study)
  t.equal(computed(second), 0)
  t.same(second.tables, first.tables)
  const tasks = computed(first)
  const taken = { run: "first", points: 3, tasks }
  t.match(second.reused, [taken])
  t.match(Manifest.read(here.path("second"))!.reused, [{ ...taken, at: /^20/ }])
  t.match(
    second.events.filter(({ _tag }) => _tag === "TasksTaken"),
    [taken]
  )
  const wider = await studyOf("coin", [{ bias: 0.1 }, ...coins.slice(1)], { repeats: 3 })
  const third = await here.run("third", wider, { threads: 2 })
  const fresh = await here.run("fresh", wider, { reuse: false })
  t.same(third.tables, fresh.tables, "the bits of a run that takes nothing")
  t.equal(fresh.reused.length, 0)
  t.equal(computed(third) + third.reused[0]!.tasks, computed(fresh))
  t.equal(third.reused[0]!.points, 2, "the repeats that there are")
  const again = await here.run("third", wider)
  t.same([computed(again), again.reused], [0, []], "what a run has it does not take again")
  t.same(Manifest.read(here.path("third"))!.reused?.length, 1, "and its manifest keeps from where it came")
})

t.test("repeats that until asks for are taken, too; and what one run lacks another may have", async (t) => {
  const here = folder()
  const until = { column: "heads", standardError: 0.01, atMost: 64 }
  const study = await studyOf("coin", [{ bias: 0.5 }, { bias: 0.02 }], { until })
  const first = await here.run("first", study)
  const second = await here.run("second", study)
  t.equal(computed(second), 0)
  t.same(second.tables, first.tables)
  const halves = folder()
  await halves.run("a", await studyOf("coin", [coins[0]!, coins[1]!]))
  await halves.run("b", await studyOf("coin", [coins[1]!, coins[2]!]))
  const whole = await halves.run("c", await studyOf("coin", coins))
  t.equal(computed(whole), 0)
  t.same(whole.reused.map(({ run, points }) => [run, points]).sort(), [
    ["a", 1],
    ["b", 2]
  ])
})

t.test("trainings round by round are taken; those in the order of arrival are measurements", async (t) => {
  const here = folder()
  const study = await studyOf("descent", [{ rate: 0.1 }])
  const first = await here.run("first", study)
  const second = await here.run("second", study)
  t.same([computed(second), second.tables], [0, first.tables])
  const arrival = await studyOf("descent", [{ rate: 0.05, rounds: 40, batch: 4 }])
  const setting: Setting = { threads: 2, change: { order: "arrival" } }
  await here.run("third", arrival, setting)
  t.equal(computed(await here.run("fourth", arrival, setting)), 1)
})

t.test(
  "another version, backend, seed or machine, or an accepted change of version: nothing is taken",
  async (t) => {
    const study = await studyOf("coin", coins)
    const edit = (directory: string, more: object): void => {
      const file = join(directory, "manifest.json")
      writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), ...more }))
    }
    const machine = { architecture: "pdp11", system: "linux 6", processor: "?", node: process.version }
    const session = { started: "2026-01-01T00:00:00Z", threads: 1, host: "there" }
    const change = { from: "pdp11, node 24", to: "x64, node 24", at: "2026-01-01T00:00:00Z" }
    const differences: ReadonlyArray<object> = [
      { simulationVersion: 2 },
      { backend: "simd" },
      { machine: { system: "linux 6 pdp11", processor: "?", cores: 1 }, sessions: [session] },
      { sessions: [{ ...session, machine }] },
      { acceptedMachines: [change] },
      { acceptedVersions: [{ from: 0, to: 1, at: "2026-01-01T00:00:00Z" }] }
    ]
    for (const difference of differences) {
      const here = folder()
      await here.run("first", study)
      edit(here.path("first"), difference)
      const second = await here.run("second", study)
      t.same([computed(second), second.reused], [56, []], JSON.stringify(difference))
    }
    const here = folder()
    await here.run("first", study)
    t.equal(computed(await here.run("second", { ...study, seed: 8 })), 56)
    t.equal(computed(await here.run("newer", study, { change: { version: 2 } })), 56)
  }
)

t.test("a damaged result is not taken, whatever it is that is damaged", async (t) => {
  const study = await studyOf("coin", coins)
  const damages = [
    "UPDATE _tally SET bytes = substr(bytes, 1, length(bytes) - 1) || x'55' WHERE rowid = 1",
    "UPDATE _tally SET crc = crc + 1 WHERE rowid = 2",
    // The result of another point is none of this one.
    "UPDATE _tally SET bytes = (SELECT bytes FROM _tally WHERE rowid = 1), crc = (SELECT crc FROM _tally WHERE rowid = 1) WHERE rowid = 2",
    "UPDATE _tally SET bytes = 'text' WHERE rowid = 3"
  ]
  for (const damage of damages) {
    const here = folder()
    const first = await here.run("first", study)
    change(here.path("first"), damage)
    const second = await here.run("second", study)
    t.same(second.tables, first.tables, damage)
    t.equal(computed(second), 1)
    t.match(second.reused, [{ run: "first", tasks: 55 }])
    t.match(
      Manifest.read(here.path("second"))!.reused,
      [{ tasks: 55 }],
      "the manifest says how many they were"
    )
    t.match(
      second.events.filter(({ _tag }) => _tag === "RunNotSearched"),
      [{ run: "first", reason: "1 of its 56 results do not match their checksum" }]
    )
  }
})

t.test("another cut into tasks is another sum: nothing is taken", async (t) => {
  const here = folder()
  const study = await studyOf("coin", [{ bias: 0.5, tosses: 900 }])
  const first = await here.run("first", study)
  const cost = () => 1
  const finer = await here.run("finer", study, { change: { cost } })
  t.ok(computed(finer) > computed(first))
  t.same(finer.reused, [])
  t.same(finer.tables, (await here.run("alone", study, { change: { cost }, reuse: false })).tables)
})

t.test("what lies in the folder and cannot be read is left alone, and said", async (t) => {
  const here = folder()
  const study = await studyOf("coin", coins)
  const first = await here.run("first", study)
  const manifest = readFileSync(join(here.path("first"), "manifest.json"))
  const broken: ReadonlyArray<readonly [name: string, manifest: Buffer | string, file: string | undefined]> =
    [
      ["garbage", manifest, "no database"],
      ["empty", manifest, ""],
      ["gone", manifest, undefined],
      ["half", manifest.subarray(0, 100), "x"],
      ["strange", '{"simulation":"coin","backend":"cpu","sessions":[]}', "x"]
    ]
  for (const [name, text, file] of broken) {
    mkdirSync(here.path(name))
    writeFileSync(join(here.path(name), "manifest.json"), text)
    if (file !== undefined) writeFileSync(join(here.path(name), "run.sqlite"), file)
  }
  writeFileSync(here.path("file"), "")
  symlinkSync(here.path("nowhere"), here.path("link"))
  mkdirSync(here.path("closed"))
  chmodSync(here.path("closed"), 0)
  const held = new DatabaseSync(join(here.path("first"), "run.sqlite"))
  held.exec("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE")
  const second = await here.run("second", study)
  t.same(second.tables, first.tables)
  t.same(second.reused, [])
  const told = second.events.flatMap((event) => (event._tag === "RunNotSearched" ? [event.run] : []))
  for (const name of ["garbage", "empty", "gone", "half", "first"]) t.ok(told.includes(name), name)
  held.close()
  const third = await here.run("third", study)
  t.same([computed(third), third.tables], [0, first.tables], "and do not keep it from those that can be")
  chmodSync(here.path("closed"), 0o700)
})

t.test("a run that goes on at this moment gives what it has", async (t) => {
  const here = folder()
  const slow = await studyOf("coin", [{ bias: 0.5, slow: 30, grain: 10, tosses: 3000 }])
  const stop = new AbortController()
  let second: Promise<Outcome> | undefined
  const first = here.run("first", slow, {
    threads: 1,
    signal: stop.signal,
    onEvent: ({ _tag }) => {
      if (_tag !== "TaskFinished" || second !== undefined) return
      const other = new AbortController()
      second = here.run("second", slow, {
        threads: 1,
        signal: other.signal,
        onEvent: (event) => {
          if (event._tag !== "TasksTaken") return
          t.match(event, { run: "first", points: 1 })
          other.abort()
          stop.abort()
        }
      })
      second.catch(() => {})
    }
  })
  await t.rejects(first)
  await t.rejects(second!)
  t.match(Manifest.read(here.path("second"))!.reused, [{ run: "first" }])
})
