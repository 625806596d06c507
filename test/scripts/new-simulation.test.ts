import { spawnSync } from "node:child_process"
import { cpSync, globSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import t from "tap"
import * as Scaffold from "../../src/interface/scaffold.ts"
import { plain, skein } from "../support/cli.ts"
import { conformance } from "../support/conformance.ts"
import { newFolder } from "../support/engine.ts"

const root = join(import.meta.dirname, "../..")

/** A folder with the repository's own parts as they are, where the new one may stand beside them. */
const repository = newFolder()
for (const folder of ["src/domain", "src/engine", "src/interface", "src/accelerator", "test/support"]) {
  mkdirSync(join(repository, folder, ".."), { recursive: true })
  symlinkSync(join(root, folder), join(repository, folder))
}
mkdirSync(join(repository, "src/simulation"))
for (const file of globSync("src/simulation/*.ts", { cwd: root }))
  cpSync(join(root, file), join(repository, file))
symlinkSync(join(root, "node_modules"), join(repository, "node_modules"))
cpSync(join(root, "package.json"), join(repository, "package.json"))

const node = (cwd: string, ...args: ReadonlyArray<string>) =>
  spawnSync("env", [...plain, process.execPath, ...args], { cwd, encoding: "utf8" })

const make = (...args: ReadonlyArray<string>) => node(root, "scripts/new-simulation.ts", ...args)

t.test("a new simulation conforms at once", async (t) => {
  const { status, stdout, stderr } = make("drunkard", "--root", repository)
  t.equal(status, 0, stderr)
  t.same(stdout.trim().split("\n"), [
    "src/simulation/drunkard/README.md",
    "src/simulation/drunkard/index.ts",
    "src/simulation/drunkard/kernel.ts",
    "src/simulation/drunkard/parameters.ts",
    "test/simulation/drunkard/simulation.test.ts",
    "configs/drunkard/smoke.yaml"
  ])
  for (const file of stdout.trim().split("\n"))
    t.notMatch(
      readFileSync(join(repository, file), "utf8"),
      /skein\/|\bwalk\b(?!s)/,
      `${file} names nothing else`
    )
  process.env.SKEIN_SIMULATIONS += `${delimiter}${join(repository, "src/simulation")}`
  await conformance(t, "drunkard")
  const tests = node(repository, "test/simulation/drunkard/simulation.test.ts")
  t.equal(tests.status, 0, "its tests pass", { found: tests.stdout })
  t.match(tests.stdout, /^ok 2 - the mean square distance is the number of steps/m)
  const types = node(
    root,
    join(root, "node_modules/typescript/bin/tsc"),
    ...["--ignoreConfig", "--noEmit", "--strict", "--module", "nodenext", "--target", "esnext"],
    ...["--types", "node", "--allowImportingTsExtensions", "--skipLibCheck", "--exactOptionalPropertyTypes"],
    join(repository, "src/simulation/drunkard/index.ts")
  )
  t.equal(types.status, 0, "its types fit", { found: types.stdout })
})

t.test("what is there is not touched, and names are names", async (t) => {
  const again = make("drunkard", "--root", repository)
  t.equal(again.status, 2)
  t.match(again.stderr, /is there already; nothing was written/)
  for (const name of ["", "../up", "Walk", "a b", "1st", "a-b", `${"a".repeat(41)}`, "a/b", "é"]) {
    t.throws(() => Scaffold.write(repository, name, "repository"), RangeError, name)
    t.notOk(Scaffold.isName(name))
  }
  t.equal(make().status, 2)
})

t.test("a name may be a word of the language", async (t) => {
  const project = newFolder()
  for (const name of ["class", "for", "steps", "stream"]) {
    Scaffold.write(project, name, "project")
    t.equal(
      readFileSync(join(project, `simulations/${name}/kernel.ts`), "utf8"),
      readFileSync(join(root, "docs/example/simulations/walk/kernel.ts"), "utf8"),
      "no variable has the name of the simulation"
    )
  }
})

t.test("what is wrong with a simulation is said where it stands, without frames of node", async (t) => {
  const project = newFolder()
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"))
  const wrong = async (name: string, index: string) => {
    mkdirSync(join(project, "simulations", name), { recursive: true })
    writeFileSync(join(project, "simulations", name, "index.ts"), index)
    writeFileSync(join(project, "simulations", name, "kernel.ts"), 'export default { kind: "sampling" }\n')
    writeFileSync(join(project, `${name}.yaml`), `simulation: ${name}\n`)
    for (const line of [
      ["run", `${name}.yaml`],
      ["list", name]
    ]) {
      const told = await skein(project, ...line)
      t.match(told.stderr, `The simulation ${name} does not load: `)
      t.notMatch(told.stderr, /node:internal|this is a bug/)
    }
    const { status, stderr } = await skein(project, "check", name)
    t.equal(status, 1)
    t.notMatch(stderr, /node:internal|interface.check|this is a bug/)
    const [named, ...rest] = stderr.trim().split("\n")
    t.equal(named, `the simulation ${name} is a program in this folder, and runs: simulations/${name}`)
    return rest.join("\n")
  }
  t.equal(await wrong("bare", "export {}\n"), 'bare: the simulation "bare": index has no default export')
  const tableless = await wrong("tableless", 'export default { kind: "sampling" }\n')
  t.equal(tableless, 'tableless: the simulation "tableless": it has no tables')
  t.match(await wrong("missing", 'import "./nowhere.ts"\n'), /^missing: Cannot find module .*nowhere\.ts/)
  t.match(await wrong("broken", "export default (\n"), /^broken: .*broken\/index\.ts:1.*SyntaxError/s)
  t.match(
    await wrong("thrower", 'throw new Error("boom")\n'),
    /thrower: Error: boom\n +at .*thrower\/index\.ts:1/
  )
})

t.test("skein new knows where it is", async (t) => {
  t.equal(Scaffold.homeOf(root), "repository")
  t.equal(Scaffold.homeOf(join(root, "docs")), "project")
  t.equal(Scaffold.homeOf(newFolder()), "project")
  t.ok(Scaffold.hasPackage(root))
  t.notOk(Scaffold.hasPackage(newFolder()))
})

t.test("skein new, in a project of one's own", async (t) => {
  const project = newFolder()
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"))
  const made = await skein(project, "new", "dice")
  t.equal(made.status, 0, made.stderr)
  t.same(readdirSync(project).sort(), ["dice.yaml", "node_modules", "simulations", "test"])
  t.match(made.stdout, /^simulations\/dice\/index\.ts$/m)
  t.match(
    readFileSync(join(project, "simulations/dice/index.ts"), "utf8"),
    /from "skein\/simulation\/contract"/
  )
  t.match(readFileSync(join(project, "dice.yaml"), "utf8"), /^name: dice\nsimulation: dice\n/)
  t.equal((await skein(project, "new", "braids")).status, 2, "a name that is taken")
  t.equal((await skein(project, "new", "../dice")).status, 2)
})
