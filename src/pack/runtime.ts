/**
 * What stands at the head of a pack: finds out whether the pack still is what the files say, and evaluates its modules when they
 * are asked for. It goes into the pack as text, so each function knows nothing but its arguments.
 */
import type { Stats } from "node:fs"

export type Namespace = Readonly<Record<string, unknown>>
type Importing = (specifier: unknown) => Promise<unknown>
type Linked = (
  load: (of: number | string) => Namespace,
  importing: Importing,
  meta: () => ImportMeta
) => Namespace

export interface Contents {
  /** The version of node that made it. */
  readonly node: string
  /** The file of the modules, a list of functions; beside it, `.cache` is what V8 made of it. */
  readonly program: string
  /** The address of each module, and the line at which it begins. */
  readonly addresses: ReadonlyArray<string>
  readonly lines: ReadonlyArray<number>
  /** Where the modules are that the program begins with, by the names that it has for them. */
  readonly entries: Readonly<Record<string, number>>
  /** What each file of the program was like, and package.json of each package that it asks for ({@link mark}). */
  readonly marks: Readonly<Record<string, string>>
}

export interface Pack {
  readonly load: (of: number | string) => Namespace
  readonly entry: (name: string) => Namespace
}

/** What changes with a file; nobody sets the last by hand. */
export const mark = ({ size, mtimeMs, ctimeMs }: Stats): string => `${size} ${mtimeMs} ${ctimeMs}`

/**
 * Undefined where a file has changed since.
 *
 * @param byFile imports a module that is not in the pack, as the pack itself would
 */
export const open = (
  { node, program, addresses, lines, entries, marks }: Contents,
  mark: (stats: Stats) => string,
  filename: string,
  require: NodeJS.Require,
  byFile: (address: string) => Promise<unknown>
): Pack | undefined => {
  const { readFileSync, renameSync, statSync, writeFileSync }: typeof import("node:fs") = require("node:fs")
  if (node !== process.version) return undefined
  for (const file in marks) {
    const stats = statSync(file, { throwIfNoEntry: false })
    if (stats === undefined || mark(stats) !== marks[file]) return undefined
  }
  const { createRequire, registerHooks }: typeof import("node:module") = require("node:module")
  const { fileURLToPath, pathToFileURL }: typeof import("node:url") = require("node:url")
  const { dirname }: typeof import("node:path") = require("node:path")
  const { types }: typeof import("node:util") = require("node:util")
  const { Script }: typeof import("node:vm") = require("node:vm")

  /** What V8 has made of the functions that some process called, and the modules that these belong to. */
  const known = (): { code: Buffer; warm: ReadonlyArray<number> } | undefined => {
    try {
      const text = readFileSync(`${program}.cache`)
      const end = text.indexOf("\n")
      return { warm: JSON.parse(text.toString("latin1", 0, end)), code: text.subarray(end + 1) }
    } catch {
      return undefined
    }
  }
  const before = known()
  const script = new Script(readFileSync(program, "latin1"), { filename: program, cachedData: before?.code })
  const linked: ReadonlyArray<Linked> = script.runInThisContext()
  const evaluated: Array<Namespace | undefined> = []
  const places = new Map(addresses.map((address, place) => [address, place]))

  /** A module that is not in the pack, as it looks to one that imports it. */
  const outside = (specifier: string): Namespace => {
    const found = require(specifier.startsWith("file:") ? fileURLToPath(specifier) : specifier)
    return types.isModuleNamespaceObject(found) ? found : { ...found, default: found }
  }
  const load = (of: number | string): Namespace => {
    if (typeof of === "string") return outside(of)
    evaluated[of] ??= linked[of]!(load, importing(of), () => meta(of))
    return evaluated[of]
  }
  const importing =
    (from: number): Importing =>
    async (specifier) => {
      const text = String(specifier)
      const address = /^\.{0,2}\//.test(text) ? new URL(text, addresses[from]).href : text
      const place = places.get(address)
      return place === undefined ? byFile(address) : load(place)
    }
  const meta = (of: number): ImportMeta => {
    const url = addresses[of]!
    const file = fileURLToPath(url)
    return {
      url,
      filename: file,
      dirname: dirname(file),
      main: false,
      resolve: (specifier: string) => pathToFileURL(createRequire(file).resolve(specifier)).href
    }
  }

  // Modules that are loaded from files, those of somebody's own simulation, see those of the pack: none is there twice.
  registerHooks({
    load: (url, context, next) => {
      const place = places.get(url)
      if (place === undefined) return next(url, context)
      const names = Object.keys(load(place)).map((name) => JSON.stringify(name))
      const source = [
        'import { createRequire } from "node:module"',
        `const all = createRequire(import.meta.url)(${JSON.stringify(filename)}).load(${place})`,
        ...names.map((name, i) => `const $${i} = all[${name}]; export { $${i} as ${name} }`)
      ].join("\n")
      return { format: "module", source, shortCircuit: true }
    }
  })

  // Places in the pack are told as places in the files.
  const told = (frame: string): string => {
    const [before, after] = frame.split(`${program}:`)
    const [, line, rest] = /^(\d+)(.*)$/.exec(after ?? "") ?? []
    const place = lines.findLastIndex((first) => first <= Number(line))
    return place < 0 ? frame : `${before}${addresses[place]}:${Number(line) - lines[place]! + 1}${rest}`
  }
  Error.prepareStackTrace = (error, frames) =>
    [Error.prototype.toString.call(error), ...frames.map((frame) => `    at ${told(String(frame))}`)].join(
      "\n"
    )

  process.on("exit", () => {
    const warm = new Set(before?.warm)
    const unknown = evaluated.some((module, place) => module !== undefined && !warm.has(place))
    // V8 forgets in time what is not called, and what runs for longer does not wait for its start.
    if (!unknown || script.cachedDataRejected || performance.now() > 10_000) return
    for (const place of evaluated.keys()) if (evaluated[place] !== undefined) warm.add(place)
    try {
      const made = `${program}.${process.pid}`
      const head = Buffer.from(`${JSON.stringify([...warm])}\n`)
      writeFileSync(made, Buffer.concat([head, script.createCachedData()]), { mode: 0o600 })
      renameSync(made, `${program}.cache`)
    } catch {
      // Another time.
    }
  })

  return { load, entry: (name) => load(entries[name]!) }
}
