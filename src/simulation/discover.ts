/**
 * From a folder to a simulation. A simulation is a folder with `index.ts` and `kernel.ts` (or `.js`): beside this
 * file, in a folder that the environment variable `SKEIN_SIMULATIONS` names (several, separated as in PATH), or in
 * `simulations` where the program is started. Nothing else registers it. An `ask.ts` and
 * a `picture.ts` beside them are optional.
 *
 * A simulation is a program, and where one stands may be a folder that somebody else made. So one that nobody named by a
 * whole path is told of before its code runs ({@link announced}), one of the name of another before it is never
 * taken, and the folder of a run has none at all: whoever looks at a run from inside it runs no code that came with it.
 */
import { existsSync } from "node:fs"
import { readdir } from "node:fs/promises"
import { delimiter, isAbsolute, join, resolve } from "node:path"
import { pathToFileURL } from "node:url"
import type { Ask } from "./ask.ts"
import type { Kernel, Opaque, Simulation } from "./contract.ts"
import type { Pictures } from "./picture.ts"

/** Whether somebody has named it by its whole path, or it is just where one stands. */
interface Place {
  readonly folder: string
  readonly isNamed: boolean
}

const places = (): ReadonlyArray<Place> => [
  { folder: import.meta.dirname, isNamed: true },
  ...(process.env.SKEIN_SIMULATIONS ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => ({ folder: resolve(folder), isNamed: isAbsolute(folder) })),
  ...(existsSync("run.sqlite") ? [] : [{ folder: resolve("simulations"), isNamed: false }])
]

let announce = (_name: string, _folder: string): void => {}

/** From now on, hears of a simulation that is just where one stands, each time before a module of it is loaded. */
export const announced = (listener: (name: string, folder: string) => void): void => {
  announce = listener
}

/** The modules of a simulation, by their names, and whether it must have them. */
const isNeeded = { index: true, kernel: true, ask: false, picture: false }

type Noun = keyof typeof isNeeded

const moduleIn = (folder: string, noun: Noun): string | undefined =>
  [".ts", ".js"].map((ending) => join(folder, noun + ending)).find((file) => existsSync(file))

/** The place of each simulation, by its name; where two share a name, the first place wins. */
const placeOf = async (): Promise<ReadonlyMap<string, Place>> => {
  const found = new Map<string, Place>()
  for (const { folder, isNamed } of places()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inside = join(folder, entry.name)
      if (entry.isDirectory() && moduleIn(inside, "index") && !found.has(entry.name))
        found.set(entry.name, { folder: inside, isNamed })
    }
  }
  return found
}

export const names = async (): Promise<ReadonlyArray<string>> => [...(await placeOf()).keys()]

/** Where its modules are; undefined where there is no such simulation. */
export const folderOf = async (name: string): Promise<string | undefined> =>
  (await placeOf()).get(name)?.folder

/** Whether no code runs but what the program brings or somebody has named, whatever of the simulation is loaded. */
export const isNamed = async (name: string): Promise<boolean> => (await placeOf()).get(name)?.isNamed ?? true

/** What the module default-exports; undefined where there is no such module. */
const defaultOf = async (name: string, noun: Noun): Promise<Opaque> => {
  const place = (await placeOf()).get(name)
  if (place === undefined) throw new RangeError(`there is no simulation "${name}"`)
  const file = moduleIn(place.folder, noun)
  if (file === undefined && isNeeded[noun])
    throw new RangeError(`the simulation "${name}" has no ${noun}.ts in ${place.folder}`)
  if (file === undefined) return undefined
  if (!place.isNamed) announce(name, place.folder)
  return (await import(pathToFileURL(file).href)).default
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
