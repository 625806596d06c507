/**
 * From a folder to a simulation. A simulation is a folder with `index.ts` and `kernel.ts` (or `.js`): beside this
 * file, in a folder that the environment variable `SKEIN_SIMULATIONS` names (several, separated as in PATH), or in
 * `simulations` where the program is started. Nothing else registers it. An `ask.ts` and
 * a `picture.ts` beside them are optional.
 */
import { existsSync } from "node:fs"
import { readdir } from "node:fs/promises"
import { delimiter, join, resolve } from "node:path"
import { pathToFileURL } from "node:url"
import type { Ask } from "./ask.ts"
import type { Kernel, Opaque, Simulation } from "./contract.ts"
import type { Pictures } from "./picture.ts"

const folders = (): ReadonlyArray<string> => [
  import.meta.dirname,
  ...(process.env.SKEIN_SIMULATIONS ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => resolve(folder)),
  resolve("simulations")
]

/** The modules of a simulation, by their names, and whether it must have them. */
const isNeeded = { index: true, kernel: true, ask: false, picture: false }

type Noun = keyof typeof isNeeded

const moduleIn = (folder: string, noun: Noun): string | undefined =>
  [".ts", ".js"].map((ending) => join(folder, noun + ending)).find((file) => existsSync(file))

/** The folder of each simulation, by its name; where two share a name, the first folder wins. */
const folderOf = async (): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>()
  for (const folder of folders()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inside = join(folder, entry.name)
      if (entry.isDirectory() && moduleIn(inside, "index") && !found.has(entry.name))
        found.set(entry.name, inside)
    }
  }
  return found
}

export const names = async (): Promise<ReadonlyArray<string>> => [...(await folderOf()).keys()]

/** What the module default-exports; undefined where there is no such module. */
const defaultOf = async (name: string, noun: Noun): Promise<Opaque> => {
  const folder = (await folderOf()).get(name)
  if (folder === undefined) throw new RangeError(`there is no simulation "${name}"`)
  const file = moduleIn(folder, noun)
  if (file === undefined && isNeeded[noun])
    throw new RangeError(`the simulation "${name}" has no ${noun}.ts in ${folder}`)
  return file === undefined ? undefined : (await import(pathToFileURL(file).href)).default
}

const engineTable = /^(_|sqlite_)/i

/** What a module that no type checker has seen may lack. */
const faultOf = (simulation: Simulation | undefined): string | undefined => {
  if (simulation === undefined) return "index has no default export"
  const kind: string = simulation.kind
  if (kind !== "sampling" && kind !== "training") return `its kind is ${kind}, not sampling or training`
  if (typeof simulation.tables !== "object" || simulation.tables === null) return "it has no tables"
  for (const [name, { columns }] of Object.entries(simulation.tables)) {
    if (engineTable.test(name)) return `no table may be named ${name}: such names are the engine's`
    // SQL does not tell n from N.
    const names = Object.keys(columns).map((column) => column.toLowerCase())
    const twice = names.find((column, i) => names.indexOf(column) < i)
    if (twice !== undefined) return `two columns of ${name} are named ${twice} but for capitals`
  }
  return undefined
}

/**
 * The main thread's half. Rejects with a RangeError when there is no such simulation, or when it is none; with what
 * its modules throw when they do not load.
 */
export const load = async (name: string): Promise<Simulation> => {
  const simulation: Simulation | undefined = await defaultOf(name, "index")
  const fault = faultOf(simulation)
  if (simulation === undefined || fault !== undefined)
    throw new RangeError(`the simulation "${name}": ${fault}`)
  return simulation
}

/** The worker's half. Rejects with a RangeError when there is no such simulation. */
export const loadKernel = (name: string): Promise<Kernel> => defaultOf(name, "kernel")

/** What its trained states answer about braid words; undefined where it has no `ask.ts`. Rejects as {@link load} does. */
export const loadAsk = (name: string): Promise<Ask<Opaque, Opaque> | undefined> => defaultOf(name, "ask")

/** What it draws itself; nothing where it has no `picture.ts`. Rejects as {@link load} does. */
export const loadPictures = async (name: string): Promise<Pictures> =>
  (await defaultOf(name, "picture")) ?? {}
