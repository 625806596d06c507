/**
 * The runs that the pages may show, by name. Names from addresses are looked up among those that are there and never
 * made into paths, and what stands behind a link is not there.
 */
import type { Dirent } from "node:fs"
import { lstatSync, readdirSync } from "node:fs"
import { basename, join, resolve } from "node:path"

export interface Catalogue {
  /** The one run that is shown, where there is only one. */
  readonly only: string | undefined
  /** The folder of each run, by its name, in order. */
  readonly runs: () => ReadonlyMap<string, string>
  readonly find: (name: string) => string | undefined
}

const isFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true

/** All files that are read of it are files of its own. */
const isRun = (directory: string): boolean =>
  isFile(join(directory, "run.sqlite")) &&
  ["manifest.json", "pulse.json", "log.ndjson", "run.lock", "run.sqlite-wal", "run.sqlite-shm"].every(
    (name) => {
      const found = lstatSync(join(directory, name), { throwIfNoEntry: false })
      return found === undefined || found.isFile()
    }
  )

/** The runs in a folder, those that come later included. */
export const ofFolder = (folder: string): Catalogue => {
  const entries = (): ReadonlyArray<Dirent> => {
    try {
      return readdirSync(folder, { withFileTypes: true })
    } catch {
      return []
    }
  }
  const directoryOf = (entry: Dirent): string | undefined => {
    const directory = join(folder, entry.name)
    return entry.isDirectory() && isRun(directory) ? directory : undefined
  }
  return {
    only: undefined,
    runs: () => {
      const found = entries().flatMap((entry): ReadonlyArray<[string, string]> => {
        const directory = directoryOf(entry)
        return directory === undefined ? [] : [[entry.name, directory]]
      })
      return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)))
    },
    find: (name) => {
      const entry = entries().find((each) => each.name === name)
      return entry === undefined ? undefined : directoryOf(entry)
    }
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
