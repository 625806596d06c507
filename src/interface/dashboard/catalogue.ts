/**
 * The runs that the pages may show, by name. Names from addresses are looked up among those that are there and never
 * made into paths. A run's folder may be a link, which only its owner can have made; one that has something else in the place
 * of its own files is listed, and whoever opens it refuses it.
 */
import { readdirSync } from "node:fs"
import { basename, join, resolve } from "node:path"
import * as Reader from "../../engine/journal/reader.ts"

export interface Catalogue {
  /** The one run that is shown, where there is only one. */
  readonly only: string | undefined
  /** The folder of each run, by its name, in order. */
  readonly runs: () => ReadonlyMap<string, string>
  readonly find: (name: string) => string | undefined
}

/** The runs in a folder, those that come later included. */
export const ofFolder = (folder: string): Catalogue => {
  const names = (): ReadonlyArray<string> => {
    try {
      return readdirSync(folder)
    } catch {
      return []
    }
  }
  const directoryOf = (name: string): string | undefined => {
    const directory = join(folder, name)
    return Reader.exists(directory) ? directory : undefined
  }
  return {
    only: undefined,
    runs: () => {
      const found = names().flatMap((name): ReadonlyArray<[string, string]> => {
        const directory = directoryOf(name)
        return directory === undefined ? [] : [[name, directory]]
      })
      return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)))
    },
    find: (name) => (names().includes(name) ? directoryOf(name) : undefined)
  }
}

/** One run, wherever it is. */
export const ofRun = (directory: string): Catalogue => {
  const only = basename(resolve(directory))
  return {
    only,
    runs: () => new Map([[only, directory]]),
    find: (name) => (name === only ? directory : undefined)
  }
}
