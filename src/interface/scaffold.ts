/**
 * A new simulation: the worked example under another name, ready to be changed. It runs, has a study and tests, and
 * keeps what every simulation must from the first minute.
 */
import { existsSync, globSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join, relative } from "node:path"
import { root } from "../engine/root.ts"

/** Where its parts go: into a project that has Skein as a package, or into Skein's own repository. */
export type Home = "project" | "repository"

interface File {
  readonly path: string
  readonly text: string
}

const example = (): string => join(root, "docs/example")

/** What a folder is: a package has no sources beside it, the repository has. */
export const homeOf = (folder: string): Home =>
  realpathSync(folder) === realpathSync(root) && existsSync(join(folder, "src/main.ts"))
    ? "repository"
    : "project"

/** Whether modules in a folder may import `skein/…`. */
export const hasPackage = (folder: string): boolean => {
  try {
    createRequire(join(folder, "from")).resolve("skein/package.json")
    return true
  } catch {
    return false
  }
}

/** Its own files; the project around them is the user's. */
const patterns = ["simulations/walk/*", "walk.yaml", "test/walk.test.ts"]

/** Where a file of the example stands in the repository. */
const inRepository = (path: string, name: string): string =>
  path
    .replace(/^simulations\//, "src/simulation/")
    .replace(/^walk\.yaml$/, `configs/${name}/smoke.yaml`)
    .replace(/^test\/walk\.test\.ts$/, `test/simulation/${name}/simulation.test.ts`)

/** The repository's files name each other by their places, and its tests run in tap. */
const adapted = (text: string, path: string): string => {
  const beside = (target: string): string => {
    const found = relative(dirname(path), join("src", target))
    return found.startsWith(".") ? found : `./${found}`
  }
  return text
    .replace(/from "skein\/([^"]+)"/g, (_, target: string) => `from "${beside(`${target}.ts`)}"`)
    .replace(/from "\.\.\/simulations\//g, `from "${beside("simulation")}/`)
    .replace('import test from "node:test"', 'import { test } from "tap"')
}

const study = (text: string, name: string): string =>
  `# yaml-language-server: $schema=../schema/${name}.json\n${text.replace(/^name: .*$/m, `name: ${name}-smoke`)}`

/** A file of the example where it goes, and as it reads there. */
const placed: Readonly<Record<Home, (found: string, text: string, name: string) => File>> = {
  project: (found, text, name) => ({ path: found.replaceAll("walk", name), text }),
  repository: (found, text, name) => {
    const path = inRepository(found, name).replace("src/simulation/walk/", `src/simulation/${name}/`)
    return { path, text: found.endsWith(".yaml") ? study(text, name) : adapted(text, path) }
  }
}

const filesOf = (name: string, home: Home): ReadonlyArray<File> => {
  const from = example()
  return globSync(patterns, { cwd: from })
    .sort()
    .map((found) => {
      const text = readFileSync(join(from, found), "utf8").replaceAll(/\bwalk\b(?!s)/g, name)
      return placed[home](found, text, name)
    })
}

/** A name is a folder's, a table's and a word in a study file. */
export const isName = (name: string): boolean => /^[a-z][a-z0-9]{0,39}$/.test(name)

/**
 * Writes its files below `root` and answers with their paths. Throws a RangeError, and writes nothing, where one of them
 * is there already or the name is none.
 */
export const write = (root: string, name: string, home: Home): ReadonlyArray<string> => {
  if (!isName(name))
    throw new RangeError(`"${name}" cannot name a simulation: use small letters and digits, a letter first.`)
  const files = filesOf(name, home)
  const there = files.find(({ path }) => existsSync(join(root, path)))
  if (there !== undefined) throw new RangeError(`${there.path} is there already; nothing was written.`)
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return files.map(({ path }) => path)
}
