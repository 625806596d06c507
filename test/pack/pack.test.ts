/** A pack is what the files say, or nothing; whatever becomes of it, the program starts. */
import { spawnSync } from "node:child_process"
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { pathToFileURL } from "node:url"
import t from "tap"
import { newFolder } from "../support/engine.ts"

t.setTimeout(240_000)

const root = join(import.meta.dirname, "../..")
const folder = newFolder()
const program = join(folder, "program")
const packs = join(folder, "packs")
const pack = join(packs, process.version, program, "src")
const opened = join(pack, "open.cjs")

mkdirSync(program, { recursive: true })
for (const name of ["src", "workers", "configs", "package.json", "skein"])
  cpSync(join(root, name), join(program, name), { recursive: true, preserveTimestamps: true })
/** As long ago as nobody edits it any more. */
const rest = (file: string): void => {
  const then = new Date(Date.now() - 600_000)
  utimesSync(file, then, then)
}

const files = readdirSync(join(program, "src"), { recursive: true, encoding: "utf8" })
for (const file of files) rest(join(program, "src", file))
symlinkSync(join(root, "node_modules"), join(program, "node_modules"))

/** Files that are loaded as such. */
const witness = join(folder, "witness.mjs")
writeFileSync(
  witness,
  `import { registerHooks } from "node:module"
const seen = []
registerHooks({ load: (url, context, next) => { seen.push(url); return next(url, context) } })
process.on("exit", () => process.stderr.write("\\n" + JSON.stringify(seen)))`
)

interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  readonly loaded: ReadonlyArray<string>
}

const run = (args: ReadonlyArray<string>, env: NodeJS.ProcessEnv = {}): Ended => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", pathToFileURL(witness).href, join(program, "src/main.ts"), ...args],
    { cwd: folder, encoding: "utf8", env: { ...process.env, SKEIN_PACKS: packs, ...env } }
  )
  const end = stderr.lastIndexOf("\n[")
  const loaded: ReadonlyArray<string> = JSON.parse(stderr.slice(end))
  return {
    status,
    stdout,
    stderr: stderr.slice(0, end),
    loaded: loaded.filter((url) => url.startsWith("file:"))
  }
}

/** What people see. */
const told = ({ status, stdout, stderr }: Ended) => ({ status, stdout, stderr })

const isPacked = ({ loaded }: Ended): boolean =>
  loaded.every((url) => !url.endsWith("/src/interface/cli/process.ts"))

const make = (): void => {
  const code = `import(${JSON.stringify(join(program, "src/pack/make.ts"))}).then(({ make }) => make(${JSON.stringify(pack)}))`
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "-e", code],
    {
      encoding: "utf8"
    }
  )
  if (status !== 0) throw new Error(stderr)
}

const listing = join(program, "src/interface/cli/command/list/list.ts")
const written = readFileSync(listing, "utf8")

t.test("the same answers from one file", async (t) => {
  make()
  for (const args of [
    ["list"],
    ["list", "kernels"],
    ["--help"],
    ["knot", "3_1"],
    ["knot", "nought"],
    ["lisst"]
  ]) {
    const packed = run(args)
    t.ok(isPacked(packed), args.join(" "))
    t.strictSame(told(packed), told(run(args, { SKEIN_PACKS: "" })), args.join(" "))
  }
})

t.test("commands of all kinds, and what they load later", async (t) => {
  const study = join(program, "configs/correlators/smoke.yaml")
  for (const args of [
    ["plan", study],
    ["run", study],
    ["status", "correlators-smoke"],
    ["report", "correlators-smoke"],
    ["export", "correlators-smoke", "-o", "table.xlsx"],
    ["export", "correlators-smoke", "-o", "table.parquet"],
    ["unknot", "-3 2 2 1 -2 1 -2 3 2", "--svg", "strip.svg"],
    ["compare", "correlators-smoke", "correlators-smoke"],
    ["archive", "correlators-smoke"]
  ]) {
    const packed = run(args)
    t.match(packed, { status: 0 }, args.join(" "))
    t.ok(isPacked(packed), args.join(" "))
  }
})

t.test("what V8 made of it is kept, and grows with what is used", async (t) => {
  const [cache] = readdirSync(pack).filter((name) => name.endsWith(".cache"))
  t.ok(cache)
  t.equal(statSync(join(pack, cache!)).mode & 0o077, 0)
  t.equal(readdirSync(pack).length, 3)
})

t.test("somebody's own simulation sees the modules of the pack", async (t) => {
  const own = join(folder, "own/echo")
  mkdirSync(own, { recursive: true })
  writeFileSync(
    join(own, "index.ts"),
    `import { load } from ${JSON.stringify(join(program, "src/simulation/discover.ts"))}
import index from ${JSON.stringify(join(program, "src/simulation/moments/index.ts"))}
export default { ...index, summary: (await load("moments")) === index ? "one and the same" : "two of them" }
`
  )
  writeFileSync(join(own, "kernel.ts"), "export default {}\n")
  t.match(run(["list"], { SKEIN_SIMULATIONS: join(folder, "own") }).stdout, "one and the same")
})

t.test("an error is told by its place in the files", async (t) => {
  const broken = join(folder, "broken/breaks")
  mkdirSync(broken, { recursive: true })
  writeFileSync(
    join(broken, "index.ts"),
    `import { read } from ${JSON.stringify(join(program, "src/domain/notation/read.ts"))}
export default read(null, null)
`
  )
  writeFileSync(join(broken, "kernel.ts"), "export default {}\n")
  const env = { SKEIN_SIMULATIONS: join(folder, "broken") }
  const packed = run(["list", "breaks"], env)
  t.match(packed.stderr, /src\/domain\/notation\/read\.ts:\d+:\d+/)
  t.equal(packed.stderr, run(["list", "breaks"], { ...env, SKEIN_PACKS: "" }).stderr)
})

t.test("an edit is seen at once, and packed when nobody edits any more", async (t) => {
  const before = readFileSync(opened, "utf8")
  writeFileSync(
    listing,
    written
      .replace("const listing", "// The same.\nconst listing")
      .replace(/$/, '\nprocess.stdout.write("edited\\n")\n')
  )
  const first = run(["list"])
  t.notOk(isPacked(first))
  t.match(first.stdout, /^edited\n/)
  await setTimeout(3000)
  t.equal(readFileSync(opened, "utf8"), before, "somebody edits it")
  rest(listing)
  t.match(run(["list"]).stdout, /^edited\n/)
  for (let i = 0; i < 600 && readFileSync(opened, "utf8") === before; i++) await setTimeout(100)
  const last = run(["list"])
  t.match(last.stdout, /^edited\n/)
  t.ok(isPacked(last))
  // With the size and the time that it had.
  const { atime, mtime } = statSync(listing)
  writeFileSync(listing, readFileSync(listing, "utf8").replace("edited", "EDITED"))
  utimesSync(listing, atime, mtime)
  t.match(run(["list"]).stdout, /^EDITED\n/)
  writeFileSync(listing, written)
})

t.test("one that is broken, of others, or cannot be written does no harm", async (t) => {
  make()
  const plain = told(run(["list"], { SKEIN_PACKS: "" }))
  const [text] = readdirSync(pack).filter((name) => name.endsWith(".js"))
  const whole = readFileSync(join(pack, text!), "latin1")
  writeFileSync(join(pack, text!), whole.slice(0, whole.length / 2))
  t.strictSame(told(run(["list"])), plain, "half of it")
  make()
  t.ok(isPacked(run(["list"])))
  chmodSync(opened, 0o666)
  const shared = run(["list"])
  t.notOk(isPacked(shared), "that anybody writes")
  t.strictSame(told(shared), plain)
  writeFileSync(join(folder, "no-folder"), "")
  t.strictSame(told(run(["list"], { SKEIN_PACKS: join(folder, "no-folder") })), plain)
})

t.test("the script has it made and takes it", async (t) => {
  rest(listing)
  const home = join(folder, "home")
  const env = { ...process.env, HOME: home, XDG_CACHE_HOME: "" }
  const start = () => spawnSync(join(program, "skein"), ["list"], { cwd: folder, encoding: "utf8", env })
  const first = start()
  const made = join(home, ".cache/skein/packed", process.version, program, "src/open.cjs")
  for (let i = 0; i < 600 && !existsSync(made); i++) await setTimeout(100)
  t.ok(existsSync(made))
  const second = start()
  t.equal(second.stdout, first.stdout)
  t.equal(second.status, 0)
})
