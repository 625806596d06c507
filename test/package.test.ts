/**
 * The package as its users have it: what `npm pack` makes, unpacked below the node_modules of a project of its own, with
 * the worked example in docs/example as that project. Needs no network: the packages it depends on are linked.
 */
import type { SpawnSyncReturns } from "node:child_process"
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import { plain } from "./support/cli.ts"
import { newFolder } from "./support/engine.ts"

const root = join(import.meta.dirname, "..")
const project = newFolder()
const modules = join(project, "node_modules")
const installed = join(modules, "skein")

const env = { ...process.env, NO_COLOR: "1", SKEIN_SIMULATIONS: "" }

const call = (cwd: string, command: string, ...args: ReadonlyArray<string>): SpawnSyncReturns<string> =>
  spawnSync("env", [...plain, command, ...args], { cwd, env, encoding: "utf8" })

const program = join(installed, "skein")
const skein = (...args: ReadonlyArray<string>) => call(project, program, ...args)

/** What the package brings along, so that nothing with an install script is a dependency. */
const brought = ["gpu.js", "msgpackr", "onnxruntime-node", "webgpu"]

/** Links everything that is installed here, but this package's own name, what it brings along and what belongs to npm. */
const link = (from: string, to: string): void => {
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from)) {
    if (name.startsWith(".") || name === "skein" || brought.includes(name)) continue
    if (name.startsWith("@")) link(join(from, name), join(to, name))
    else symlinkSync(join(from, name), join(to, name))
  }
}

t.setTimeout(200_000)

t.before(() => {
  const packed = call(root, "npm", "pack", "--silent", "--pack-destination", project)
  if (packed.status !== 0) throw new Error(packed.stderr)
  mkdirSync(installed, { recursive: true })
  const unpacked = call(project, "tar", "xzf", packed.stdout.trim(), "--strip-components=1", "-C", installed)
  if (unpacked.status !== 0) throw new Error(unpacked.stderr)
  link(join(root, "node_modules"), modules)
  cpSync(join(root, "docs/example"), project, { recursive: true })
})

t.test("the package holds what it needs, and no source that node would not run", async (t) => {
  const files = readdirSync(installed, { recursive: true, encoding: "utf8" })
  const program = files.filter((file) => /^(dist|src|workers)\//.test(file))
  t.same(
    program.filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts")),
    []
  )
  t.ok(files.includes("dist/src/main.js") && files.includes("dist/workers/task.js"))
  t.ok(files.includes("dist/workers/walk.js"))
  t.notOk(files.some((file) => file.startsWith("test") || file.startsWith("node_modules")))
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
  const imported = new Set(
    program
      .filter((file) => file.endsWith(".js"))
      .flatMap((file) => {
        if (!statSync(join(installed, file)).isFile()) return []
        const text = readFileSync(join(installed, file), "utf8")
        return [
          ...text.matchAll(
            /(?:^import|^\} from|\b(?:import|require)\()[^"'\n]*?["']((?:@[^"'/]+\/)?[^"'./:@][^"'/]*)/gm
          )
        ].map(([, name]) => name!)
      })
  )
  t.same(
    [...imported].filter((name) => name in devDependencies && !(name in dependencies)),
    [],
    "nothing that is there for development only"
  )
  t.ok(imported.has("effect") && imported.has("onnxruntime-common"), "and the search finds something")
  for (const name of brought) {
    const file = (path: string): string => readFileSync(join(installed, "dist", name, path), "utf8")
    t.match(file("LICENSE"), /Copyright/)
    t.equal(JSON.parse(file("package.json")).version, devDependencies[name])
  }
})

t.test("the talk is reproduced by studies that come along, and the data that they read", async (t) => {
  const told = skein("reproduce", "--small", "--only", "moments,question-guidance", "--plan", "--json")
  t.equal(told.status, 0, told.stderr)
  const { studies } = JSON.parse(told.stdout)
  t.match(studies, [{ study: "moments-smoke" }, { study: "unseen-small" }])
  for (const { file } of studies) t.match(file, /^node_modules\/skein\/configs\//)
})

t.test("a fifth simulation in a project of one's own, by the same engine and command line", async (t) => {
  const list = skein("list")
  t.match(list.stdout, /^walk +random walks on the line/m)
  t.match(list.stdout, /^braids /m, "beside those of the package")
  const run = skein("run", "walk.yaml", "--threads", "2", "--json")
  t.equal(run.status, 0, run.stderr)
  t.match(JSON.parse(run.stdout), [{ outcome: "done", points: 6, pointsFinished: 6 }])
  const rows = JSON.parse(skein("export", "walk", "--format", "json").stdout)
  t.equal(rows.length, 6)
  for (const { steps, meanSquare, meanSquareStandardError, exact } of rows) {
    t.equal(exact, steps)
    // 4 standard errors: one in 16 000 each.
    t.ok(Math.abs(meanSquare - exact) <= 4 * meanSquareStandardError, `${steps} steps: ${meanSquare}`)
  }
  const manifest = JSON.parse(readFileSync(join(project, "runs/walk/manifest.json"), "utf8"))
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
  t.match(manifest, { skein: version, simulation: "walk", dependencies: { effect: "4.1.0" } })
  for (const name of brought) t.match(manifest.dependencies[name], /^\d/, `the version of ${name} is kept`)
})

t.test("its tests pass, its types fit, and it keeps what every simulation must", async (t) => {
  const tests = call(project, process.execPath, "--test")
  t.equal(tests.status, 0, "its tests pass", { found: tests.stdout })
  t.match(tests.stdout, /(ℹ|#) fail 0/)
  t.match(tests.stdout, /the same interrupted and resumed/)
  const types = call(project, process.execPath, join(modules, "typescript/bin/tsc"), "-p", ".")
  t.equal(types.status, 0, "its types fit", { found: types.stdout })
  const check = skein("check", "walk")
  t.equal(check.status, 0, check.stderr)
  t.match(check.stdout, /^ok +the same on 3 threads$/m)
  t.equal(skein("check", "wlak").status, 2)
})

t.test("pages have their style and script", async (t) => {
  const child = spawn("env", [...plain, program, "serve", "--port", "0"], {
    cwd: project,
    env
  })
  t.teardown(() => child.kill())
  const [line] = await once(child.stdout, "data")
  const address = String(line).trim()
  for (const name of ["", "page.css", "page.js", "page.svg", "runs/walk"]) {
    const response = await fetch(address + name)
    t.equal(response.status, 200, `/${name}`)
    t.ok((await response.text()).length > 100)
  }
})

t.test("it, too, is started from one file, once that has been made", async (t) => {
  const cache = newFolder()
  const list = () =>
    spawnSync(program, ["list"], { cwd: project, env: { ...env, XDG_CACHE_HOME: cache }, encoding: "utf8" })
  const first = list()
  const pack = join(cache, "skein/packed", process.version, installed, "dist/src")
  for (let i = 0; i < 600 && !existsSync(join(pack, "open.cjs")); i++) await setTimeout(100)
  t.strictSame(list().stdout, first.stdout)
  // Who starts from it keeps what V8 made of it.
  t.ok(readdirSync(pack).some((name) => name.endsWith(".cache")))
})

t.test("in the repository the same program runs as it is written", async (t) => {
  const { stdout, status } = call(root, "./skein", "--version")
  t.equal(status, 0)
  t.match(stdout, /^skein v\d/)
  t.equal(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).bin.skein, "skein")
})
