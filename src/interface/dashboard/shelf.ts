/**
 * The runs that the pages may show, by name. Names from addresses are looked up among those that are there and never
 * made into paths, and what stands behind a link is not there.
 */
import { lstatSync, readdirSync } from "node:fs"
import { basename, join, resolve } from "node:path"

export interface Shelf {
  /** The one run that is shown, where there is only one. */
  readonly only: string | undefined
  readonly names: () => ReadonlyArray<string>
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
export const ofFolder = (folder: string): Shelf => {
  const names = (): ReadonlyArray<string> => {
    try {
      return readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && isRun(join(folder, entry.name)))
        .map((entry) => entry.name)
        .sort()
    } catch {
      return []
    }
  }
  return {
    only: undefined,
    names,
    find: (name) => (names().includes(name) ? join(folder, name) : undefined)
  }
}

/** One run, wherever it is. */
export const ofRun = (directory: string): Shelf => {
  const only = basename(resolve(directory))
  return { only, names: () => [only], find: (name) => (name === only ? directory : undefined) }
}
