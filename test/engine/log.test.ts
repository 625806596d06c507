import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import type { Event } from "../../src/engine/event.ts"
import * as Log from "../../src/engine/log.ts"
import * as Pulse from "../../src/engine/pulse.ts"
import { newFolder, run, studyOf } from "../support/engine.ts"

const tosses = 300
const coins = [
  { bias: 0.25, tosses },
  { bias: 0.5, tosses, crashAt: 100 },
  { bias: 0.75, tosses }
]

const tagsOf = (directory: string): ReadonlyArray<string> =>
  Log.read(directory)
    .entries.map(({ _tag }) => _tag)
    .filter((tag) => tag !== "Sample")

t.test("the log tells what happened, in order, over all sessions", async (t) => {
  const directory = newFolder()
  const study = await studyOf("coin", coins)
  const { events } = await run(study, { directory, threads: 2 })
  const { entries } = Log.read(directory)
  t.same(
    tagsOf(directory),
    events.filter(Log.tells).map(({ _tag }) => _tag),
    "every event that is told, once"
  )
  t.match(
    entries.find(({ _tag }) => _tag === "TaskCrashed"),
    { message: "RangeError: toss 100 fell off the table", stack: /kernel\.ts/ }
  )
  const times = entries.map(({ at }) => at)
  t.same(times, times.toSorted(), "times do not go back")
  t.match(entries.at(-2), { _tag: "Sample", tasks: 3, tasksDone: 2, busy: 0 }, "it ends with what was done")
  t.match(entries.at(-1), { _tag: "RunFinished", outcome: "failed" })

  const { next } = Log.read(directory)
  await run(study, { directory })
  const more = Log.read(directory, next)
  t.match(more.entries[0], { _tag: "RunStarted", tasks: 3, tasksDone: 2 }, "a reader goes on where it was")
  t.equal(tagsOf(directory).filter((tag) => tag === "RunStarted").length, 2)
})

t.test("half a line of a killed process costs that line only", async (t) => {
  const directory = newFolder()
  const study = await studyOf("coin", [{ bias: 0.5, tosses }])
  await run(study, { directory })
  const before = Log.read(directory)
  appendFileSync(Log.fileIn(directory), '{"at":1,"_tag":"PointFini')
  t.same(Log.read(directory), before, "half a line is not read")
  await run(study, { directory })
  const after = Log.read(directory)
  t.same(after.entries.slice(0, before.entries.length), before.entries)
  t.match(after.entries[before.entries.length], { _tag: "RunStarted", tasksDone: 1 })
  t.match(after.entries.at(-1), { _tag: "RunFinished", outcome: "done" })
  for (const text of ["", "null\n", "[1]\n{}\n", '{"at":"1","_tag":"Sample"}\n', "\u0000\n"]) {
    const damaged = newFolder()
    writeFileSync(Log.fileIn(damaged), text)
    t.same(Log.read(damaged).entries, [], JSON.stringify(text))
  }
})

t.test("events that earlier versions named otherwise are read by their name of today", async (t) => {
  const directory = newFolder()
  writeFileSync(Log.fileIn(directory), '{"at":1,"_tag":"FrameCorrupt","task":"a.0.0-5","next":3}\n')
  t.same(Log.read(directory).entries, [{ at: 1, _tag: "CheckpointCorrupt", task: "a.0.0-5", next: 3 }])
})

t.test("the pulse says how far the run is and which thread is at which task", async (t) => {
  const directory = newFolder()
  const study = await studyOf("coin", [{ bias: 0.5, tosses: 200, grain: 1, slow: 10 }], { repeats: 2 })
  let beat: Pulse.Pulse | undefined
  const { outcome } = await run(study, {
    directory,
    threads: 2,
    onEvent: () => {
      const found = Pulse.read(directory)
      if (found?.workers.every(({ task }) => task !== null)) beat = found
    }
  })
  t.equal(outcome, "done")
  t.match(beat, { process: process.pid, tasks: 4 })
  const names = beat!.workers.map(({ task }) => task)
  t.equal(new Set(names).size, 2, "two threads, two tasks")
  for (const name of names) t.match(name, /^[0-9a-f]{32}\.[01]\.\d+-\d+$/)
  for (const { thread, heard } of beat!.workers)
    t.ok(thread > 0 && heard! <= beat!.at, "each has been heard of")
  const last = Pulse.read(directory)!
  t.match(last, { tasksDone: 4, fraction: 1, running: {}, workers: [{ task: null }, { task: null }] })
  t.equal(
    last.workers.reduce((sum, { jobs }) => sum + jobs, 0),
    4,
    "jobs are counted for the thread that did them"
  )
})

t.test("a log and a pulse that cannot be written any more do not stop a run", async (t) => {
  const directory = newFolder()
  const names = ["log.ndjson", "pulse.json"].map((name) => join(directory, name))
  const onEvent = ({ _tag }: Event): void => {
    if (_tag !== "RunStarted" && _tag !== "RunFinished") return
    for (const name of names) rmSync(name, { recursive: true, force: true })
    if (_tag === "RunFinished") return
    for (const name of names) mkdirSync(name)
    t.same(Log.read(directory), { entries: [], next: 0 })
    t.notOk(Log.append(directory, "{}\n"))
    t.equal(Pulse.read(directory), undefined)
    t.notOk(Pulse.write(directory, {} as Pulse.Pulse))
  }
  const { outcome } = await run(await studyOf("coin", [{ bias: 0.5, tosses }]), { directory, onEvent })
  t.equal(outcome, "done")
})

t.test("a log that lies is data: no line of it is run or trusted to be whole", async (t) => {
  const directory = newFolder()
  await run(await studyOf("coin", [{ bias: 0.5, tosses }]), { directory })
  const lines = readFileSync(Log.fileIn(directory), "utf8").trim().split("\n")
  t.ok(lines.length >= 4)
  for (const line of lines) t.ok(JSON.parse(line).at > 0)
})

t.test("lines that nobody of us has written are left out", async (t) => {
  const directory = newFolder()
  const marker = { markup: "<b data-marker>", html: "<b data-marker>" }
  const good = { at: 1, _tag: "WorkerLost", task: "a.0.0-5", reason: "r", attempt: 1 }
  const lines = [
    good,
    { ...good, reason: marker },
    { ...good, attempt: -1 },
    { ...good, at: 1e300 },
    { ...good, at: marker },
    { ...good, _tag: "Worker" },
    { ...good, task: undefined },
    { at: 1, _tag: "RunFinished", outcome: "fine" },
    { at: 1, _tag: "Sample", tasks: 1, tasksDone: 1, busy: marker, megabytes: 1 },
    { at: 1, _tag: "StudyChanged", added: 1, dropped: 0, repeats: [1, 2], until: false },
    { ...good, at: 2, later: 1 }
  ]
  writeFileSync(Log.fileIn(directory), lines.map((line) => `${JSON.stringify(line)}\n`).join(""))
  t.strictSame(Log.read(directory).entries, [lines[0], lines[9], lines[10]])
  const beat = { at: 1, process: 1, tasks: 1, tasksDone: 0, fraction: 0, rate: 0, secondsLeft: null }
  const whole = { ...beat, workersLost: 0, crashes: 0, megabytes: 1, running: {}, workers: [] }
  const readBack = (change: object) => {
    writeFileSync(join(directory, "pulse.json"), JSON.stringify({ ...whole, ...change }))
    return Pulse.read(directory)
  }
  t.strictSame(readBack({}), whole)
  for (const change of [
    { at: "1" },
    { megabytes: marker },
    { running: { a: marker } },
    { workers: [{ thread: 1, task: marker, heard: null, jobs: 1 }] },
    { fraction: undefined }
  ])
    t.equal(readBack(change), undefined, JSON.stringify(change))
})

t.test("a line longer than any of ours is passed over, and what follows is read", async (t) => {
  const directory = newFolder()
  const good = '{"at":1,"_tag":"FileHeld"}\n'
  writeFileSync(Log.fileIn(directory), `${"x".repeat(40 * 2 ** 20)}\n${good}`)
  const entries: Array<Log.Entry> = []
  for (let next = 0, before = -1; next !== before; ) {
    before = next
    const piece = Log.read(directory, next)
    entries.push(...piece.entries)
    next = piece.next
  }
  t.same(entries, [JSON.parse(good)])
})
