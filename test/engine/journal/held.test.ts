/** Runs, and commands that read, while another program holds the file. */
import { existsSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import type { Running } from "../../support/cli.ts"
import { skein, start } from "../../support/cli.ts"
import { newFolder } from "../../support/engine.ts"
import * as Holder from "../../support/holder.ts"

t.setTimeout(240_000)

const study = `
simulation: coin
seed: 3
base: { tosses: 600, grain: 10, rests: 20 }
sweep:
  - grid: { bias: [0.1, 0.2, 0.3, 0.4] }
`

const flags = ["--threads", "1", "--backend", "cpu"]

const folderWith = (text: string): string => {
  const folder = newFolder()
  writeFileSync(join(folder, "study.yaml"), text)
  return folder
}

const table = async (folder: string): Promise<string> => {
  const { status, stdout, stderr } = await skein(folder, "export", "study")
  if (status !== 0) throw new Error(stderr)
  return stdout
}

const file = (folder: string): string => join(folder, "runs/study/run.sqlite")

const undisturbed = (async () => {
  const folder = folderWith(study)
  await skein(folder, "run", "study.yaml", ...flags)
  return table(folder)
})()

/** A run that another program holds as soon as its file is there. */
const disturbed = async (sql: ReadonlyArray<string>, env: NodeJS.ProcessEnv = {}) => {
  const folder = folderWith(study)
  const running = start(folder, ["run", "study.yaml", ...flags], env)
  while (!existsSync(`${file(folder)}-wal`)) await setTimeout(10)
  await setTimeout(300)
  const holder = Holder.open(file(folder))
  for (const each of sql) await holder.exec(each)
  return { folder, holder, running }
}

/** Until the run says that it waits. */
const waiting = ({ child }: Running): Promise<void> =>
  new Promise((resolve) =>
    child.stderr!.on("data", (text) => {
      if (/another program holds/.test(String(text))) resolve()
    })
  )

t.test("one that writes for eight seconds is waited for, and said once", async (t) => {
  const { holder, folder, running } = await disturbed(["BEGIN EXCLUSIVE"])
  await setTimeout(4000)
  const status = await skein(folder, "status", "study", "--json")
  t.equal(status.status, 0, "who reads is not kept waiting")
  t.equal(JSON.parse(status.stdout).state, "running")
  await setTimeout(4000)
  await holder.exec("COMMIT")
  const ended = await running.ended
  await holder.close()
  t.equal(ended.status, 0, ended.stderr)
  t.equal(ended.stderr.match(/another program holds run\.sqlite/g)?.length, 1)
  t.match(ended.stderr, /run\.sqlite is free again, after [\d.]+ s/)
  t.equal(await table(folder), await undisturbed)
})

t.test("one that never lets go ends the run with 75, and what was saved is safe", async (t) => {
  const { folder, holder, running } = await disturbed(["BEGIN IMMEDIATE"], { SKEIN_PATIENCE: "2" })
  const ended = await running.ended
  t.equal(ended.status, 75, ended.stderr)
  t.match(
    ended.stderr,
    /another program holds runs\/study\/run\.sqlite \(a database browser.*What was saved is safe/
  )
  t.notMatch(ended.stderr, / at .*\.ts/)
  t.equal(JSON.parse((await skein(folder, "status", "study", "--json")).stdout).state, "interrupted")
  await holder.close()
  t.equal((await skein(folder, "resume", "study", ...flags)).status, 0)
  t.equal(await table(folder), await undisturbed)
})

t.test("a signal ends a run that waits", async (t) => {
  const { folder, holder, running } = await disturbed(["BEGIN IMMEDIATE"])
  await setTimeout(1000)
  running.child.kill("SIGTERM")
  const began = performance.now()
  t.equal((await running.ended).status, 75)
  t.ok(performance.now() - began < 20_000)
  await holder.close()
  t.equal((await skein(folder, "resume", "study", ...flags)).status, 0)
  t.equal(await table(folder), await undisturbed)
})

t.test("one that only reads, for as long as it likes, is not noticed", async (t) => {
  const { folder, holder, running } = await disturbed(["BEGIN", "SELECT count(*) FROM _tally"])
  const ended = await running.ended
  t.equal(ended.status, 0)
  t.notMatch(ended.stderr, /another program/)
  await holder.close()
  t.equal(await table(folder), await undisturbed)
})

t.test("held before it starts, and by one that writes its own table", async (t) => {
  const folder = folderWith(study)
  t.equal((await skein(folder, "run", "study.yaml", ...flags)).status, 0)
  writeFileSync(join(folder, "study.yaml"), study.replace("0.4]", "0.4, 0.5]"))
  const holder = Holder.open(file(folder))
  await holder.exec("CREATE TABLE notes (text)")
  await holder.exec("BEGIN EXCLUSIVE")
  for (const args of [
    ["status", "study"],
    ["export", "study"],
    ["report", "study"],
    ["compare", "study", "study"]
  ]) {
    const read = await skein(folder, ...args)
    t.equal(read.status, 75, args.join(" "))
    t.match(read.stderr, /another program holds runs\/study\/run\.sqlite/)
    t.notMatch(read.stderr, / at .*\.ts/)
  }
  const stopped = start(folder, ["run", "study.yaml", ...flags])
  await waiting(stopped)
  stopped.child.kill("SIGTERM")
  t.equal((await stopped.ended).status, 75, "a signal ends it")
  const running = start(folder, ["run", "study.yaml", ...flags])
  await waiting(running)
  await holder.exec("COMMIT")
  const ended = await running.ended
  t.equal(ended.status, 0, ended.stderr)
  t.match(ended.stderr, /another program holds run\.sqlite/)
  await holder.close()
  t.equal((await table(folder)).trimEnd().split("\n").length, 6)
  const database = new DatabaseSync(file(folder), { readOnly: true })
  t.same(database.prepare("SELECT * FROM notes").all(), [], "and its table is left alone")
  database.close()
})

t.test("patience that is no number is refused before anything starts", async (t) => {
  const folder = folderWith(study)
  const { status, stderr } = await start(folder, ["run", "study.yaml", ...flags], { SKEIN_PATIENCE: "long" })
    .ended
  t.equal(status, 2)
  t.match(stderr, /SKEIN_PATIENCE is a number of seconds, such as 300, not "long"/)
  t.notOk(existsSync(file(folder)))
})
