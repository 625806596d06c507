/** A simulation that is just where one stands is a program: it is named before it runs, and not run to look at results. */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import { start } from "../../support/cli.ts"
import { fixtures, newFolder } from "../../support/engine.ts"

t.setTimeout(240_000)

const folder = newFolder()

/** The coin of the fixtures, which says so when its code runs. */
const make = (parent: string, name: string): void => {
  const inside = join(parent, "simulations", name)
  mkdirSync(inside, { recursive: true })
  for (const noun of ["index", "kernel"])
    writeFileSync(
      join(inside, `${noun}.js`),
      `export { default } from ${JSON.stringify(join(fixtures, "coin", `${noun}.ts`))}\n` +
        `if (process.env.NOISY) process.stderr.write("the ${noun} of ${name} runs\\n")\n`
    )
}

const skein = (cwd: string, ...args: ReadonlyArray<string>) =>
  start(cwd, args, { SKEIN_SIMULATIONS: "", NOISY: "1" }).ended

make(folder, "toss")
// A point of two cannot be finished.
writeFileSync(
  join(folder, "half.yaml"),
  "simulation: toss\nseed: 1\nbase: { tosses: 10, bias: 0.5 }\nsweep:\n  - zip: { crashAt: [-1, 5] }\n"
)

const named = /the simulation toss is a program in this folder, and runs: simulations\/toss\n/

t.test("commands that run it name it first, once", async (t) => {
  for (const args of [
    ["run", "half.yaml", "--out", "runs", "--name", "half"],
    ["resume", "runs/half"],
    ["plan", "half.yaml"],
    ["list", "toss"],
    ["report", "runs/half"],
    ["export", "runs/half", "--partial"]
  ]) {
    const { stderr } = await skein(folder, ...args)
    const first = stderr.search(named)
    t.ok(first >= 0 && first < stderr.indexOf("of toss runs"), `${args.join(" ")}: ${stderr}`)
    t.equal(stderr.split("is a program in this folder").length, 2, "once")
  }
})

t.test("commands that look at what is there do not run it", async (t) => {
  for (const args of [["status", "runs/half"], ["status"], ["runs"], ["export", "runs/half"]]) {
    const { status, stderr, stdout } = await skein(folder, ...args)
    t.equal(status, 0, stderr)
    t.notMatch(stderr, /toss/, args.join(" "))
    if (args[1] === "runs/half" && args[0] === "status") t.match(stdout, /tasks +1 of 2\n/)
  }
})

t.test("who names its folder by the whole path knows that it runs", async (t) => {
  const env = { SKEIN_SIMULATIONS: join(folder, "simulations"), NOISY: "" }
  t.equal((await start(folder, ["status", "runs/half"], env).ended).stderr, "")
  t.equal((await start(folder, ["list", "toss"], env).ended).stderr, "")
  const relative = await start(folder, ["list", "toss"], { SKEIN_SIMULATIONS: "simulations" }).ended
  t.match(relative.stderr, named, "but a path that begins here may lead anywhere")
})

t.test("whoever has entered a run runs nothing that came with it", async (t) => {
  const run = join(folder, "runs", "half")
  make(run, "toss")
  for (const args of [
    ["status", "."],
    ["report", "."],
    ["resume", "."]
  ]) {
    const { stderr } = await skein(run, ...args)
    t.notMatch(stderr, /of toss runs|is a program/, args.join(" "))
  }
  const { status, stderr } = await skein(run, "resume", ".")
  t.equal(status, 2)
  t.match(stderr, /there is no simulation "toss"/)
})

t.test("no simulation takes the place of one of the program", async (t) => {
  make(folder, "braids")
  const { stderr, stdout } = await skein(folder, "list", "braids")
  t.equal(stderr, "")
  t.match(stdout, /^braids, version/)
  t.notMatch(stdout, /tosses/)
})
