/**
 * What two machines must have in common to compute the same bits: the program, what is installed, the files of the
 * simulation, and what decides about Math. Plain data, so that it travels in messages and stands in files.
 *
 * Files are compared by SHA-256, as they are: those of the repository and those of a package, which are compiled, differ. What
 * a simulation of one's own reads from elsewhere no file of it tells: there the bit proof (bit-proof.ts) is the witness.
 */
import { hash } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { findPackageJSON } from "node:module"
import { dirname, join, sep } from "node:path"
import * as Schema from "effect/Schema"
import { folderOf } from "../simulation/discover.ts"
import { listed } from "./listed.ts"
import * as Machine from "./machine.ts"
import * as PackageFile from "./package-file.ts"
import { root } from "./root.ts"

const Word = Schema.String.check(Schema.isMaxLength(1000))

const Words = Schema.Record(Word, Word)

const Fingerprint = Schema.Struct({
  skein: Word,
  architecture: Word,
  node: Word,
  /** Versions of what is installed, of what the program itself needs. */
  packages: Words,
  /** Digests of the program's folders, by their names. */
  program: Words,
  simulation: Word,
  /** Digests of its files, and of those beside its folder, which several simulations may share, by their paths. */
  files: Words,
  /** Of the lock file of the project that the simulation is in; null for one of the program's own, and where there is none. */
  lock: Schema.NullOr(Word)
})
export type Fingerprint = typeof Fingerprint.Type

/** Whether what came from elsewhere is one. */
export const is = Schema.is(Fingerprint)

const source = join(import.meta.dirname, "..")

/** What of the program decides about bits, and about what machines say to each other. */
const folders = ["domain", "accelerator", "engine"]

const digestOf = (bytes: Uint8Array | string): string => hash("sha256", bytes, "hex").slice(0, 32)

/** Texts for people, and what editors and systems leave behind, change no bit. */
const counts = (path: string): boolean =>
  !path.split("/").some((name) => name.startsWith(".") || name.endsWith("~") || name.endsWith(".md"))

/** Digests of the files of a folder, by their paths in it. */
const filesIn = (folder: string, recursive: boolean): Array<readonly [path: string, digest: string]> =>
  readdirSync(folder, { recursive, withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((file) => [file, file.slice(folder.length + 1).replaceAll(sep, "/")] as const)
    .filter(([, path]) => counts(path))
    .sort(([, a], [, b]) => (a < b ? -1 : 1))
    .flatMap(([file, path]) => {
      try {
        return [[path, digestOf(readFileSync(file))] as const]
      } catch {
        // A link to nowhere, or to a folder.
        return []
      }
    })

const digestOfFolder = (folder: string): string =>
  digestOf(
    filesIn(folder, true)
      .map(([path, digest]) => `${path} ${digest}\n`)
      .join("")
  )

const versionOf = (name: string): string => {
  // A package of the program brings some along (scripts/build.ts).
  const brought = join(source, "..", name, "package.json")
  const found = existsSync(brought) ? brought : findPackageJSON(name, import.meta.url)
  return found === undefined ? "not installed" : String(JSON.parse(readFileSync(found, "utf8")).version)
}

/** What Node does not find is an error where nothing of the name is there, and undefined where it has no package.json. */
const installed = (name: string): string => {
  try {
    return versionOf(name)
  } catch {
    return "not installed"
  }
}

const lockFiles = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"]

/** The lock file of the project that a folder is in. */
const lockOf = (folder: string): string | null => {
  if (existsSync(join(folder, "package.json"))) {
    const file = lockFiles.map((name) => join(folder, name)).find((path) => existsSync(path))
    return file === undefined ? null : digestOf(readFileSync(file))
  }
  const above = dirname(folder)
  return above === folder ? null : lockOf(above)
}

const ofProgram = (): Pick<Fingerprint, "skein" | "architecture" | "node" | "packages" | "program"> => {
  const { version, dependencies } = PackageFile.read()
  const names = [...Object.keys(dependencies), ...PackageFile.brought].sort()
  const { architecture, node } = Machine.here()
  return {
    skein: version,
    architecture,
    node,
    packages: Object.fromEntries(names.map((name) => [name, installed(name)])),
    program: Object.fromEntries(folders.map((name) => [name, digestOfFolder(join(source, name))]))
  }
}

const made = new Map<string, Promise<Fingerprint>>()

const make = async (simulation: string): Promise<Fingerprint> => {
  const folder = await folderOf(simulation)
  if (folder === undefined) throw new RangeError(`there is no simulation "${simulation}"`)
  const place = dirname(folder)
  const own = filesIn(folder, true).map(([path, digest]) => [`${simulation}/${path}`, digest])
  return {
    ...ofProgram(),
    simulation,
    files: Object.fromEntries([...filesIn(place, false), ...own]),
    lock: place.startsWith(join(root, sep)) ? null : lockOf(place)
  }
}

/**
 * That of this machine, for a simulation; read once a process, for what is loaded then stays what it is. Rejects with a
 * RangeError where there is no such simulation.
 */
export const of = (simulation: string): Promise<Fingerprint> => {
  const known = made.get(simulation)
  if (known !== undefined) return known
  const making = make(simulation)
  made.set(simulation, making)
  making.catch(() => made.delete(simulation))
  return making
}

/** Names whose values differ, or that one of two has alone. */
const differing = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>) =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].sort().filter((name) => a[name] !== b[name])

interface Difference {
  /** What the other has, and what is here. */
  readonly what: string
  /** What to do about it. */
  readonly mend: string
}

const sameProgram = "install the same version of Skein on both"

const ofPackages = (ours: Fingerprint, theirs: Fingerprint): ReadonlyArray<Difference> =>
  differing(ours.packages, theirs.packages)
    .slice(0, 3)
    .map((name) => ({
      what: `has the package ${name} ${theirs.packages[name] ?? "not installed"}, and here it is ${ours.packages[name] ?? "not installed"}`,
      mend: "install what Skein asks for on both (npm ci --ignore-scripts)"
    }))

const ofFiles = (ours: Fingerprint, theirs: Fingerprint): ReadonlyArray<Difference> => {
  const names = differing(ours.files, theirs.files)
  return names.length === 0
    ? []
    : [
        {
          what: `has another ${listed(names)} of the simulation ${ours.simulation}`,
          mend: "copy the simulation's folder from one to the other"
        }
      ]
}

/** What decides about bits and differs; undefined where nothing does. */
const differences = (ours: Fingerprint, theirs: Fingerprint): ReadonlyArray<Difference> => {
  if (ours.simulation !== theirs.simulation)
    return [
      {
        what: `works on the simulation ${theirs.simulation}, not on ${ours.simulation}`,
        mend: "give both the same study"
      }
    ]
  if (ours.skein !== theirs.skein)
    return [{ what: `has Skein ${theirs.skein}, and here it is ${ours.skein}`, mend: sameProgram }]
  const [there, here] = [theirs, ours].map(Machine.bitsOf)
  const program = differing(ours.program, theirs.program).map((name) => `src/${name}`)
  return [
    ...(there === here
      ? []
      : [
          {
            what: `computes on ${there}, and this machine is ${here}, where most functions of Math differ in the last bits`,
            mend: "use machines of one architecture and one major version of Node"
          }
        ]),
    ...(program.length === 0
      ? []
      : [{ what: `has other files of Skein in ${listed(program)}`, mend: sameProgram }]),
    ...ofPackages(ours, theirs),
    ...ofFiles(ours, theirs),
    ...(ours.lock === theirs.lock
      ? []
      : [
          {
            what: `has another lock file in the project of the simulation ${ours.simulation}`,
            mend: "install the same packages in both projects"
          }
        ])
  ]
}

/**
 * Why results of another machine must not be put beside those of this one: a sentence that names all that differs and what to
 * do; undefined where nothing does.
 *
 * @param who the other one, as the sentence calls it: `host b`, `part-3.part`
 */
export const refusal = (
  ours: Fingerprint,
  theirs: Fingerprint,
  who = "the other machine"
): string | undefined => {
  const found = differences(ours, theirs)
  if (found.length === 0) return undefined
  const mends = [...new Set(found.map(({ mend }) => mend))]
  return `${who} ${found.map(({ what }) => what).join("; it ")}: ${mends.join(", ")}`
}
