/** Files of runs that a stranger has altered, beside one that is whole: nothing computes for ever, and all is said in a sentence. */
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import { additions, alterations, study } from "../../support/altered.ts"
import { start } from "../../support/cli.ts"
import { command } from "../../support/command.ts"
import { newFolder, run, studyOf, tablesOf } from "../../support/engine.ts"

t.setTimeout(300_000)

const good = newFolder()
const { tables } = await run(
  await studyOf("coin", [{ bias: 0.25 }, { bias: 0.5 }, { bias: 0.75 }], { repeats: 2 }),
  { directory: good }
)

/** A folder with the run, and with a copy that was changed. */
const folderWith = (change: (file: string) => void) => {
  const folder = newFolder()
  for (const name of ["altered", "whole"]) cpSync(good, join(folder, name), { recursive: true })
  const altered = join(folder, "altered")
  change(join(altered, "run.sqlite"))
  return { folder, altered }
}

/** Of these what is known to be intact is nothing, or no run's. */
const hopeless = /another program|another file|newer layout|encrypted/

/** What no statement comes across, and what SQLite finds out by itself and leaves alone. */
const harmless = /more pages than there are/

t.test("each is refused in a sentence, hides no other run, and is repaired", async (t) => {
  for (const [name, change] of Object.entries(alterations)) {
    const { folder, altered } = folderWith(change)
    const [one, , all, list] = [
      await command("status", altered),
      await command("export", altered),
      await command("status", "--out", folder, "--json"),
      await command("runs", folder, "--json")
    ]
    if (!harmless.test(name)) {
      t.ok(one.status === 2 || one.status === 1, `${name}: ${one.status}`)
      t.match(
        one.stderr,
        /^.*altered.*: run\.sqlite .*\n$|^.*altered.*: .*run\.sqlite has layout.*\n$|not a database/,
        name
      )
    }
    t.notMatch(one.stderr, /\n +at /, name)
    for (const { status, stdout } of [all, list]) {
      t.equal(status, 0, name)
      const lines = JSON.parse(stdout) as ReadonlyArray<Readonly<Record<string, unknown>>>
      t.match(
        lines.find(({ name, directory }) => name === "whole" || String(directory).endsWith("whole")),
        {
          simulation: "coin",
          points: 3
        }
      )
    }
    if (hopeless.test(name)) continue
    const repaired = await command("repair", altered)
    t.equal(repaired.status, 0, `${name}: ${repaired.stderr}`)
    t.equal((await command("status", altered)).status <= 1, true, name)
  }
})

t.test("what was refused because of its tables alone has them again when it is repaired", async (t) => {
  for (const name of [
    "a view that counts for ever, for a result table",
    "a trigger on _tally",
    "an index on an expression",
    "a computed column of _tally",
    "a check"
  ]) {
    const { altered } = folderWith(alterations[name]!)
    t.equal((await command("export", altered)).status, 2, name)
    t.equal((await command("repair", altered)).status, 0, name)
    t.strictSame(tablesOf(altered), tables, name)
  }
})

t.test("what people add for themselves stays, and is in nobody's way", async (t) => {
  for (const [name, change] of Object.entries(additions)) {
    const { folder, altered } = folderWith(change)
    t.strictSame(tablesOf(altered), tables, name)
    t.equal((await command("status", altered)).status, 0, name)
    t.equal((await command("retry", altered, "--point", "1")).status, 0, name)
    const { status, stderr } = await start(folder, ["resume", altered, "--threads", "0"]).ended
    t.equal(status, 0, `${name}: ${stderr}`)
    t.equal((await command("repair", altered)).status, 0, name)
    t.strictSame(tablesOf(altered), tables, name)
  }
})

t.test("another program's file is left as it is", async (t) => {
  const { altered } = folderWith(alterations["the file of another program"]!)
  for (const word of ["resume", "repair", "status"]) {
    const { status, stderr } = await command(word, altered)
    t.equal(status, 2, word)
    t.match(stderr, /run\.sqlite is not the file of a run: it has the table customers/)
  }
  t.notOk(existsSync(join(altered, "run.sqlite.damaged-1")))
})

t.test("the pages end at once when they are asked to, whatever they are at", async (t) => {
  const { folder } = folderWith(study((said) => void Object.assign(said, { simulation: "busy" })))
  mkdirSync(join(folder, "simulations/busy"), { recursive: true })
  const sign = join(folder, "begun")
  writeFileSync(
    join(folder, "simulations/busy/index.ts"),
    `import { writeFileSync } from "node:fs"\nwriteFileSync(${JSON.stringify(sign)}, "")\nfor (;;);\n`
  )
  const serving = start(folder, ["serve", "altered", "--port", "0"], {
    SKEIN_SIMULATIONS: join(folder, "simulations")
  })
  t.teardown(() => serving.child.kill("SIGKILL"))
  const address = await new Promise<string>((resolve) =>
    serving.child.stdout!.once("data", (line) => resolve(String(line).trim()))
  )
  fetch(`${address}runs/altered`).catch(() => undefined)
  while (!existsSync(sign)) await setTimeout(20)
  const began = performance.now()
  serving.child.kill("SIGTERM")
  t.equal((await serving.ended).signal, "SIGTERM")
  t.ok(performance.now() - began < 2000)
})
