/** The file of a part: torn, doubled, of another study, version, machine or share; killed, taken over, on a full disk. */
import { copyFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import * as Deal from "../../../src/engine/part/deal.ts"
import * as File from "../../../src/engine/part/file.ts"
import type * as Form from "../../../src/engine/part/form.ts"
import * as FormOf from "../../../src/engine/part/form.ts"
import * as Record from "../../../src/engine/part/record.ts"
import * as Plan from "../../../src/engine/plan.ts"
import { load } from "../../../src/simulation/discover.ts"
import { count, newFolder, run, studyOf } from "../../support/engine.ts"
import { compute, computeAll, merge } from "../../support/part.ts"

const coins = [{ bias: 0.25 }, { bias: 0.5, tosses: 950 }, { bias: 0.75, grain: 7 }]

/** What is in a file: records by their places, and bytes that are none. */
const contents = (path: string) => {
  const file = File.open(path)
  try {
    const all = [...File.entries(file, 0, File.sizeOf(file))]
    const found = all.flatMap((each) => ("entry" in each ? [each] : []))
    const lost = all.reduce((sum, each) => sum + ("lost" in each ? each.lost : 0), 0)
    return { found, lost }
  } finally {
    File.close(file)
  }
}

/** A file with other entries, one behind the other. */
const rewrite = (path: string, entries: ReadonlyArray<Form.Entry>): void =>
  writeFileSync(path, Buffer.concat(entries.map((entry) => Record.encode(FormOf.write(entry)))))

/** The same file, with what `change` makes of each entry. */
const altered = (path: string, change: (entry: Form.Entry) => Form.Entry): void =>
  rewrite(
    path,
    contents(path).found.map(({ entry }) => change(entry))
  )

t.test("the parts of any number are all tasks, each once, and cost the same but for one task", async (t) => {
  const simulation = await load("coin")
  const points = [40, 950, 1000, 20_000, 333].map((tosses, i) => ({
    bias: 0.1 * (i + 1),
    tosses,
    slow: 10 * i
  }))
  const plan = Plan.make(simulation, await studyOf("coin", points, { repeats: 3 }))
  const deal = Deal.make(simulation, plan)
  const tasks = [...Plan.tasks(simulation, plan)]
  t.equal(deal.tasks, tasks.length)
  t.same(
    tasks.map(deal.placeOf).sort((a, b) => a! - b!),
    tasks.map((_, place) => place)
  )
  for (const n of [1, 2, 3, 4, 16]) {
    const parts = Array.from({ length: n }, (_, i) => ({ part: i + 1, of: n }))
    const sizes = parts.map((share) => tasks.filter((task) => Deal.isOf(deal.placeOf(task)!, share)).length)
    t.same(
      sizes,
      parts.map((share) => Deal.sizeOf(deal.tasks, share))
    )
    const costs = parts.map((share) =>
      tasks
        .filter((task) => Deal.isOf(deal.placeOf(task)!, share))
        .reduce((sum, task) => sum + Plan.secondsOf(simulation, task), 0)
    )
    const dearest = Math.max(...tasks.map((task) => Plan.secondsOf(simulation, task)))
    t.ok(Math.max(...costs) - Math.min(...costs) <= dearest + 1e-9)
  }
  const [task] = tasks
  for (const none of [
    { repeat: 3 },
    { repeat: -1 },
    { from: 1 },
    { to: task!.to + 1 },
    { from: -task!.to, to: 0 }
  ])
    t.equal(deal.placeOf({ ...task!, ...none }), undefined)
})

t.test("torn at every byte of its last record, a file has all before it, and goes on", async (t) => {
  const study = await studyOf("coin", [{ bias: 0.5, tosses: 500 }], { repeats: 2 })
  const whole = await run(study)
  const folder = newFolder()
  const [one, two] = await computeAll(study, 2, folder)
  const { found } = contents(one!)
  const last = found.at(-1)!
  t.equal(last.entry._tag, "Tally")
  const tallies = found.filter(({ entry }) => entry._tag === "Tally").length
  const { size } = statSync(one!)
  const torn = join(folder, "torn.part")
  for (let length = last.at; length < size; length++) {
    copyFileSync(one!, torn)
    truncateSync(torn, length)
    t.equal(contents(torn).found.length, found.length - 1, `${length}`)
  }
  for (const length of [last.at, last.at + 1, last.at + 13, size - 1]) {
    copyFileSync(one!, torn)
    truncateSync(torn, length)
    const partial = await merge(study, [torn, two!], join(folder, `partial-${length}`))
    t.match(partial, {
      outcome: "interrupted",
      report: { missing: 1, parts: [{ part: 1, of: 2, tasks: 1 }] }
    })
    const again = await compute(study, { part: 1, of: 2 }, torn)
    t.match(again, { outcome: "done", tasks: tallies, tasksDone: tallies })
    t.equal(contents(torn).lost, length - last.at, "what is torn stays where it is")
    const merged = await merge(study, [torn, two!], join(folder, `whole-${length}`))
    t.same(merged.tables, whole.tables)
  }
})

t.test("any byte that flips costs one record, and is never taken for a result", async (t) => {
  const study = await studyOf("coin", [{ bias: 0.5, tosses: 900 }])
  const whole = await run(study)
  const folder = newFolder()
  const [file] = await computeAll(study, 1, folder)
  const bytes = readFileSync(file!)
  const { found } = contents(file!)
  const flipped = join(folder, "flipped.part")
  for (let at = found[1]!.at; at < bytes.length; at += 7) {
    const changed = Buffer.from(bytes)
    changed[at]! ^= 1 << (at % 8)
    writeFileSync(flipped, changed)
    t.equal(contents(flipped).found.length, found.length - 1)
  }
  const merged = await merge(study, [flipped], join(folder, "run"))
  t.equal(merged.report.missing, 1)
  t.same((await run(study, { directory: join(folder, "run") })).tables, whole.tables)
  writeFileSync(flipped, bytes)
  altered(flipped, (entry) => (entry._tag === "Tally" ? { ...entry, bytes: entry.bytes.slice(1) } : entry))
  const none = await merge(study, [flipped], join(folder, "none"))
  t.match(
    none.report,
    { taken: 0, missing: 3, sources: [{ none: 3 }] },
    "what is no tally says the simulation"
  )
})

t.test("what does not go together is refused before anything is taken, each with its sentence", async (t) => {
  const folder = newFolder()
  const study = await studyOf("coin", coins)
  const [one, two] = await computeAll(study, 2, folder)
  const directory = join(folder, "run")
  const refused = async (files: ReadonlyArray<string>, message: RegExp): Promise<void> => {
    await t.rejects(merge(study, files, directory), { _tag: "RunRefused", message })
    t.notOk(existsSync(directory))
  }
  const other = join(folder, "other.part")
  const changed = async (change: (entry: Form.Entry) => Form.Entry, message: RegExp): Promise<void> => {
    copyFileSync(two!, other)
    altered(other, change)
    await refused([one!, other], message)
  }
  const header = (more: Partial<Form.Header>) => (entry: Form.Entry) =>
    entry._tag === "Part" ? { ...entry, ...more } : entry
  await compute(await studyOf("coin", coins.slice(1)), { part: 1, of: 2 }, other)
  await refused(
    [one!, other],
    /other\.part is a part of the study test as it is another one \(2 points of 1 repeat, seed 7\)/
  )
  await compute({ ...study, seed: 8 }, { part: 1, of: 2 }, join(folder, "seed.part"))
  await refused([join(folder, "seed.part")], /seed 8\) than test is here \(3 points of 1 repeat, seed 7\)/)
  await changed(header({ simulation: "descent" }), /which is of descent; test is of coin/)
  await changed(
    header({ simulationVersion: 9 }),
    /other\.part was computed by version 9 of coin, this is version 1/
  )
  await changed(header({ backend: "simd" }), /other\.part was computed on the backend simd, not cpu/)
  await changed((entry) => {
    if (entry._tag !== "Part") return entry
    return { ...entry, fingerprint: { ...entry.fingerprint, architecture: "arm64" } }
  }, /the machine that computed .*other\.part computes on arm64/)
  await changed(
    (entry) => (entry._tag === "Session" ? { ...entry, proof: { ...entry.proof, grain: "0" } } : entry),
    /the machine that computed .*other\.part \(.*\) computes the first grain of the study with other bits/
  )
  writeFileSync(other, "no part of anything")
  await refused([one!, other], /other\.part is no part of a study/)
  await refused([one!, join(folder, "nowhere.part")], /there is no file .*nowhere\.part/)
  writeFileSync(other, Record.encode(FormOf.write({ ...contents(one!).found[0]!.entry, format: 2 } as never)))
  await refused([other], /written by a newer version of Skein/)
  writeFileSync(other, "")
  await refused([other], /nothing is in .*other\.part yet/)
  const merged = await merge(study, [one!, two!, other], directory)
  t.match(merged, { outcome: "done", report: { empty: [other] } })
})

t.test("two results of one task that differ name both files; the same twice are harmless", async (t) => {
  const folder = newFolder()
  const study = await studyOf("coin", coins)
  const whole = await run(study)
  const [one, two] = await computeAll(study, 2, folder)
  const others = await computeAll(study, 3, folder)
  const merged = await merge(study, [one!, two!, ...others], join(folder, "run"))
  t.same(merged.tables, whole.tables, "parts of another number are the same tasks")
  const wrong = join(folder, "wrong.part")
  copyFileSync(one!, wrong)
  altered(wrong, (entry) => {
    if (entry._tag !== "Tally") return entry
    const bytes = entry.bytes.slice()
    bytes[bytes.length - 1]! ^= 1
    return { ...entry, bytes }
  })
  await t.rejects(merge(study, [one!, two!, wrong], join(folder, "new")), {
    message:
      /1-of-2\.part and .*wrong\.part have different results of one task \(point \d, repeat 0, \d+ to \d+\)/
  })
  t.notOk(existsSync(join(folder, "new")))
  await t.rejects(merge(study, [wrong], join(folder, "run")), {
    message: /the run in .* and .*wrong\.part have different results of one task/
  })
})

t.test("a file that is another part's, or no part's, is left alone", async (t) => {
  const folder = newFolder()
  const study = await studyOf("coin", coins)
  const file = join(folder, "1.part")
  await compute(study, { part: 1, of: 4 }, file)
  const before = readFileSync(file)
  await t.rejects(compute(study, { part: 2, of: 4 }, file), {
    message: /1\.part is part 1 of 4, not part 2 of 4/
  })
  await t.rejects(compute({ ...study, seed: 1 }, { part: 1, of: 4 }, file), {
    message: /as it is another one/
  })
  await compute(study, { part: 1, of: 4 }, file)
  t.ok(readFileSync(file).equals(before), "complete, it is not written to")
  const text = join(folder, "notes.txt")
  writeFileSync(text, "notes")
  await t.rejects(compute(study, { part: 1, of: 4 }, text), { message: /notes\.txt is no part of a study/ })
  t.equal(readFileSync(text, "utf8"), "notes")
})

t.test("a kernel that throws is told by its part, and by the run", async (t) => {
  const folder = newFolder()
  const study = await studyOf("coin", [{ bias: 0.25, crashAt: 150 }, { bias: 0.5 }])
  const file = join(folder, "1.part")
  const part = await compute(study, { part: 1, of: 1 }, file)
  t.match(part, {
    outcome: "failed",
    crashed: [{ point: 0, message: "RangeError: toss 150 fell off the table" }]
  })
  const merged = await merge(study, [file], join(folder, "run"))
  t.match(merged, {
    outcome: "failed",
    crashed: [{ point: 0, message: "RangeError: toss 150 fell off the table" }]
  })
  t.equal(merged.tables.tosses!.length, 1)
})

t.test(
  "with until the parts have the first repeats; merging says how many tasks are asked for",
  async (t) => {
    const folder = newFolder()
    const until = { column: "heads", standardError: 0.01, atMost: 20 }
    const study = await studyOf("coin", coins, { repeats: 2, until })
    const whole = await run(study)
    const files = await computeAll(study, 2, folder)
    const directory = join(folder, "run")
    const merged = await merge(study, files, directory)
    t.equal(merged.outcome, "interrupted")
    t.equal(merged.report.missing, 0)
    t.ok(merged.report.asked > 0)
    const rest = await run(study, { directory })
    t.same(rest.tables, whole.tables)
    t.equal(count(rest.events, "TaskStarted") + merged.report.taken, count(whole.events, "TaskStarted"))
    t.equal((await merge(study, files, directory)).outcome, "done")
  }
)

t.test("a search has no parts", async (t) => {
  const search = { goal: { direction: "maximise", table: "tosses", column: "heads" }, batch: 2 } as const
  const study = await studyOf("coin", coins, { search })
  const file = join(newFolder(), "1.part")
  await t.rejects(compute(study, { part: 1, of: 2 }, file), { message: /the study test searches: .*fleet/ })
  t.notOk(existsSync(file))
})
