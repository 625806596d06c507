/** `part` and `merge` as people and batch queues start them: killed, signalled, on a full disk, started twice. */
import { once } from "node:events"
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import * as File from "../../../../src/engine/part/file.ts"
import type * as Form from "../../../../src/engine/part/form.ts"
import { skein, start, startOnFullDisk } from "../../../support/cli.ts"
import { newFolder } from "../../../support/engine.ts"

t.setTimeout(600_000)

const flags = ["--backend", "cpu", "--threads", "2"]

const coins = `
simulation: coin
seed: 3
repeats: 2
base: { tosses: 1000, grain: 10, rests: 2 }
sweep:
  - grid: { bias: [0.1, 0.2, 0.3, 0.4, 0.5] }
`

const descents = `
simulation: descent
repeats: 2
base: { rounds: 400, batch: 2, slow: 2 }
sweep:
  - grid: { rate: [0.1, 0.2] }
`

const folderWith = (study: string): string => {
  const folder = newFolder()
  writeFileSync(join(folder, "study.yaml"), study)
  return folder
}

const tableOf = async (folder: string): Promise<string> => (await skein(folder, "export", "study")).stdout

const known = new Map<string, string>()

const undisturbed = async (study: string): Promise<string> => {
  const found = known.get(study)
  if (found !== undefined) return found
  const folder = folderWith(study)
  await skein(folder, "run", "study.yaml", ...flags)
  const table = await tableOf(folder)
  known.set(study, table)
  return table
}

const entriesOf = (path: string): ReadonlyArray<Form.Entry> => {
  if (!existsSync(path)) return []
  const file = File.open(path)
  const found = [...File.entries(file, 0, File.sizeOf(file))]
  File.close(file)
  return found.flatMap((each) => ("entry" in each ? [each.entry] : []))
}

/** Entries of a part's file, by their kind. */
const entries = (path: string): Readonly<Partial<Record<Form.Entry["_tag"], number>>> => {
  const found: Partial<Record<Form.Entry["_tag"], number>> = {}
  for (const { _tag } of entriesOf(path)) found[_tag] = 1 + (found[_tag] ?? 0)
  return found
}

const framesOf = (path: string): ReadonlyArray<Form.Frame> =>
  entriesOf(path).flatMap((entry) => (entry._tag === "Frame" ? [entry] : []))

t.test("kill -9 at any moment, and the same command again", async (t) => {
  for (const [study, kind] of [
    [coins, "Tally"],
    [descents, "Frame"]
  ] as const) {
    const expected = await undisturbed(study)
    const folder = folderWith(study)
    const file = join(folder, "one.part")
    const args = ["part", "study.yaml", "1/2", "-o", "one.part", ...flags]
    for (let kill = 0; kill < 3; kill++) {
      const before = entries(file)[kind] ?? 0
      const { child, ended } = start(folder, args)
      let isOver = false
      void ended.then(() => {
        isOver = true
      })
      while (!isOver && (entries(file)[kind] ?? 0) <= before) await setTimeout(10)
      await setTimeout(37 * kill)
      child.kill("SIGKILL")
      await ended
      const bytes = readFileSync(file)
      writeFileSync(file, bytes.subarray(0, bytes.length - 5 * (kill % 2)))
    }
    const last = await skein(folder, ...args)
    t.equal(last.status, 0, last.stderr)
    t.ok(entries(file).Session! > 1, "and the kills came while it was at work")
    await skein(folder, "part", "study.yaml", "2/2", ...flags)
    const merged = await skein(folder, "merge", "study.yaml", "one.part", "runs/study.2-of-2.part")
    t.equal(merged.status, 0, merged.stderr)
    t.equal(await tableOf(folder), expected)
  }
})

t.test("each signal hands the frame over and ends with 75; nothing is computed twice", async (t) => {
  const expected = await undisturbed(descents)
  const folder = folderWith(descents)
  const file = join(folder, "runs/study.1-of-1.part")
  const args = ["part", "study.yaml", "1/1", ...flags]
  for (const signal of ["SIGUSR1", "SIGTERM", "SIGXCPU"] as const) {
    const { child, ended } = start(folder, args)
    await once(child.stderr!, "data")
    await setTimeout(500)
    child.kill(signal)
    const { status, stderr } = await ended
    t.equal(status, 75, signal)
    t.match(
      stderr,
      /interrupted: part 1 of 1: 0 of 4 tasks in runs\/study\.1-of-1\.part\nto continue: the same command/
    )
  }
  const frames = Map.groupBy(framesOf(file), ({ point, repeat }) => `${point}.${repeat}`)
  t.equal(frames.size, 2, "two threads")
  for (const each of frames.values()) {
    const rounds = each.map(({ next }) => next)
    t.same(
      rounds,
      rounds.toSorted((a, b) => a - b),
      "no round again"
    )
    t.equal(new Set(rounds).size, rounds.length)
  }
  t.equal((await skein(folder, ...args)).status, 0)
  const merged = await skein(folder, "merge", "study.yaml", "runs/study.1-of-1.part")
  t.equal(merged.status, 0, merged.stderr)
  t.equal(await tableOf(folder), expected)
})

t.test("a frame of a part is what resume goes on from", async (t) => {
  const folder = folderWith(descents)
  const { child, ended } = start(folder, ["part", "study.yaml", "1/1", ...flags])
  await once(child.stderr!, "data")
  await setTimeout(400)
  child.kill("SIGTERM")
  t.equal((await ended).status, 75)
  const merged = await skein(folder, "merge", "study.yaml", "runs/study.1-of-1.part")
  t.equal(merged.status, 75)
  t.match(
    merged.stderr,
    /4 tasks missing, of part 1\/1 \(4 tasks\)\nmerge again .*skein\S* resume runs\/study/s
  )
  const begun = await skein(folder, "status", "study", "--json")
  t.equal(begun.status, 0)
  t.equal((await skein(folder, "resume", "study", ...flags.slice(2))).status, 0)
  t.equal(await tableOf(folder), await undisturbed(descents))
})

t.test("a full disk has a sentence; with room the same command goes on", async (t) => {
  const folder = folderWith(coins.replace("grain: 10, slow: 2", "grain: 10"))
  const args = ["part", "study.yaml", "1/1", "-o", "one.part", ...flags]
  for (const blocks of [3, 5, 6]) {
    const { status, stderr } = await startOnFullDisk(folder, args, blocks).ended
    t.equal(status, 1, `${blocks} blocks`)
    t.match(
      stderr,
      /one\.part could not be written: there is no room for it .*\. What it has is safe; the same command/
    )
    t.notMatch(stderr, /\n +at /, "no stack")
    t.ok(statSync(join(folder, "one.part")).size <= 1024 * blocks)
  }
  t.equal((await skein(folder, ...args)).status, 0)
  const merged = await skein(folder, "merge", "study.yaml", "one.part", "--json")
  t.equal(merged.status, 0, merged.stderr)
  t.match(JSON.parse(merged.stdout), [{ outcome: "done", missing: 0 }])
})

t.test("of two processes at one part the first leaves it to the second", async (t) => {
  const folder = folderWith(coins.replace("repeats: 2", "repeats: 8").replace("slow: 2", "slow: 10"))
  const args = ["part", "study.yaml", "1/1", "-o", "one.part", ...flags]
  const first = start(folder, args)
  while ((entries(join(folder, "one.part")).Tally ?? 0) < 1) await setTimeout(20)
  const second = start(folder, args)
  const [one, two] = await Promise.all([first.ended, second.ended])
  t.equal(one.status, 2)
  t.match(one.stderr, /another process has gone on with one\.part: this one ends, and leaves it to that/)
  t.equal(two.status, 0, two.stderr)
  t.equal((await skein(folder, "merge", "study.yaml", "one.part")).status, 0)
})

t.test("a file of several studies has a part of each; merge takes each to its run", async (t) => {
  const folder = folderWith(
    ["a", "b"].map((name) => `name: ${name}${coins.replace("slow: 2", "slow: 0")}`).join("---\n")
  )
  t.equal((await skein(folder, "part", "study.yaml", "1/1", ...flags)).status, 0)
  const merged = await skein(folder, "merge", "study.yaml", "runs/b.1-of-1.part", "runs/a.1-of-1.part")
  t.equal(merged.status, 0, merged.stderr)
  t.ok(existsSync(join(folder, "runs/a/run.sqlite")) && existsSync(join(folder, "runs/b/run.sqlite")))
  const one = await skein(folder, "part", "study.yaml", "1/1", "-o", "one.part")
  t.match(one, { status: 2, stderr: /study\.yaml has 2 studies, a part's file is of one/ })
})

t.test("what cannot be is said in a sentence", async (t) => {
  const folder = folderWith(coins)
  for (const part of ["0/3", "4/3", "3", "1/20000", "a/b"])
    t.match(await skein(folder, "part", "study.yaml", part), {
      status: 2,
      stderr: /Expected a part such as 3\/16/
    })
  t.match(await skein(folder, "part", "study.yaml", "1/2", "-o", "no/where.part"), {
    status: 2,
    stderr: /The folder no does not exist/
  })
  t.match(await skein(folder, "merge", "nowhere", "one.part"), {
    status: 2,
    stderr: /There is no run "nowhere"/
  })
  t.match(await skein(folder, "merge", "study.yaml", "one.part"), {
    status: 2,
    stderr: "there is no file one.part\n"
  })
  t.notOk(existsSync(join(folder, "runs")))
})
