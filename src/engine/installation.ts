/**
 * Whether what is installed is what package.json asks for. It is asked where something went wrong: after an update of the
 * sources a package may be missing, or may be of the version before, and what then fails is no bug.
 */
import { existsSync, readFileSync } from "node:fs"
import { dirname, join, sep } from "node:path"
import { root } from "./root.ts"

/** What Node says of a package that is not there, or has not the file, or the name, that is asked for. */
const absences: ReadonlyArray<RegExp> = [
  /Cannot find package '([^']+)' imported from/,
  /Cannot find (?:module|package) '[^']*node_modules[/\\]((?:@[^/\\']+[/\\])?[^/\\']+)[^']*'/,
  /Cannot find module '((?:@[^/'.]+\/)?[^/'.][^/']*)[^']*'\n/,
  /is not defined by "exports" in \S*node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)[/\\]package\.json/,
  /The requested module '((?:@[^/'.]+\/)?[^/'.][^/']*)[^']*' does not provide an export/
]

interface Asked {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

const packageIn = (folder: string): (Asked & { readonly version?: string }) | undefined => {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  } catch {
    return undefined
  }
}

/** The folder of a package, where it is installed: below the program's own, or beside it. */
const folderOf = (name: string, program: string): string | undefined =>
  [join(program, "node_modules"), dirname(program)]
    .map((modules) => join(modules, name))
    .find((folder) => existsSync(join(folder, "package.json")))

/** The package that Node says is missing, in whole or in part. */
const named = (message: string): string | undefined => {
  for (const absence of absences) {
    const name = absence.exec(message)?.[1]
    if (name !== undefined) return name.replaceAll("\\", "/")
  }
  return undefined
}

const absent = (name: string, told: string): string =>
  `Skein needs the package ${name}, which is not installed; an update may have brought it. ${told}`

interface Program {
  readonly folder: string
  readonly dependencies: Readonly<Record<string, string>>
  /** What it needs, by versions. */
  readonly needed: Readonly<Record<string, string>>
  /** What to do about it. */
  readonly told: string
}

const programIn = (folder: string): Program => {
  const { dependencies = {}, devDependencies = {} } = packageIn(folder) ?? {}
  // A package brings along in dist/ what it needs of these, and the repository has them installed.
  return folder.split(sep).includes("node_modules")
    ? { folder, dependencies, needed: dependencies, told: "Install Skein again." }
    : {
        folder,
        dependencies,
        needed: { ...devDependencies, ...dependencies },
        told: `Install what it needs, in ${folder}: npm ci --ignore-scripts`
      }
}

/** Whether a package of ours asks for the one that is missing. */
const asksFromWithin = (message: string, { folder }: Program): boolean => {
  const [, file] = / imported from (.+)/.exec(message) ?? []
  return file?.startsWith(join(folder, "node_modules")) === true
}

/**
 * What to do about a package that is not there, where a message says that one is missing. Packages that somebody's own
 * simulation asks for are not ours.
 *
 * @param folder of the program
 */
export const missing = (message: string, folder: string = root): string | undefined => {
  const name = named(message)
  if (name === undefined || folderOf(name, folder) !== undefined) return undefined
  const program = programIn(folder)
  return Object.hasOwn(program.needed, name) || asksFromWithin(message, program)
    ? absent(name, program.told)
    : undefined
}

/** What to do about a package that is not there, or of another version than what the program was made for. */
export const wrong = (folder: string = root): string | undefined => {
  const { needed, dependencies, told } = programIn(folder)
  for (const [name, version] of Object.entries(needed)) {
    const place = folderOf(name, folder)
    // What development alone needs may have been left out.
    if (place === undefined && Object.hasOwn(dependencies, name)) return absent(name, told)
    if (place === undefined) continue
    const found = packageIn(place)?.version
    if (found !== version)
      return `Skein needs the package ${name} ${version}, and ${found} is installed; an update may have changed it. ${told}`
  }
  return undefined
}

/** What to do about an error that may come of what is installed. */
export const remedy = (error: unknown, folder: string = root): string | undefined =>
  error instanceof Error ? (missing(error.message, folder) ?? wrong(folder)) : undefined
