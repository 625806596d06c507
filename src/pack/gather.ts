/** Reads the modules of the program that its commands load, by way of their imports, and links them. */
import { globSync, readFileSync, statSync } from "node:fs"
import { findPackageJSON, isBuiltin, stripTypeScriptTypes } from "node:module"
import { dirname, extname, join, sep } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { link } from "./link.ts"
import * as Runtime from "./runtime.ts"

/** Of the repository or of a package. */
const source = join(import.meta.dirname, "..")
const ending = extname(import.meta.filename)

/** Packages that have hundreds of modules; others are loaded from their files. */
const packages = ["effect", "@effect/platform-node-shared"].map((name) =>
  dirname(findPackageJSON(name, import.meta.url)!)
)

const inside = [source, ...packages].map((folder) => pathToFileURL(join(folder, sep)).href)

/** Modules that the program begins with. */
const entries = { stop: "engine/stop", process: "interface/cli/process" }

/** Modules that it finds by their folders. */
const found = `simulation/*/{index,kernel,ask,picture}${ending}`

const isPacked = (address: string): boolean => inside.some((folder) => address.startsWith(folder))

const codeOf = (file: string): string => {
  const text = readFileSync(file, "utf8")
  return file.endsWith(".ts") ? stripTypeScriptTypes(text) : text
}

const addressOf = (path: string): string => pathToFileURL(join(source, path)).href

/** The modules, and what is to be known of them but where they will be. */
export const gather = (): { modules: ReadonlyArray<string>; contents: Omit<Runtime.Contents, "program"> } => {
  const places = new Map<string, number>()
  const modules: Array<string> = []
  const marks: Record<string, string> = {}
  const see = (file: string): void => {
    marks[file] ??= Runtime.mark(statSync(file))
  }
  /** Of packages: the same from everywhere, and Node takes its time. */
  const addresses = new Map<string, string>()
  const addressOfPackage = (specifier: string): string => {
    const known = addresses.get(specifier)
    if (known !== undefined) return known
    const address = import.meta.resolve(specifier)
    addresses.set(specifier, address)
    // Its files are as they were installed.
    see(findPackageJSON(address)!)
    return address
  }
  const add = (address: string): number => {
    const known = places.get(address)
    if (known !== undefined) return known
    const place = places.size
    places.set(address, place)
    const file = fileURLToPath(address)
    if (file.startsWith(source + sep)) see(file)
    const resolve = (specifier: string): string =>
      specifier.startsWith(".") ? new URL(specifier, address).href : addressOfPackage(specifier)
    modules[place] = link(codeOf(file), {
      namespace: (specifier) => {
        const from = isBuiltin(specifier) ? specifier : resolve(specifier)
        return `$load(${isPacked(from) ? add(from) : JSON.stringify(from)})`
      },
      later: (specifier) => {
        const from = isBuiltin(specifier) ? specifier : resolve(specifier)
        if (isPacked(from)) add(from)
        return JSON.stringify(from)
      }
    })
    return place
  }

  const begins = Object.entries(entries).map(([name, path]) => [name, add(addressOf(path + ending))] as const)
  for (const path of globSync(found, { cwd: source }).sort()) add(addressOf(path))
  // The list begins with a line of its own.
  let line = 2
  const lines = modules.map((text) => {
    const first = line
    line += text.split("\n").length
    return first
  })
  return {
    modules,
    contents: {
      node: process.version,
      addresses: [...places.keys()],
      lines,
      entries: Object.fromEntries(begins),
      marks
    }
  }
}
