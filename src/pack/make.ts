/**
 * Makes a pack: one file with the modules of the program that its commands load, which are found, read and linked once, in the
 * place of some hundred times at every start. It belongs to one user and one folder of the program, and is nothing but a copy:
 * as soon as a file has changed, the program runs from its files, and has another one made.
 *
 *     node src/pack/make.ts FOLDER
 */
import {
  closeSync,
  globSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import * as Runtime from "./runtime.ts"

/** A file that was edited a moment ago is about to be edited again. */
const restMilliseconds = 60_000
/** Who has not finished after this long never will. */
const longestMilliseconds = 120_000

const writeWhole = (file: string, text: string): void => {
  const made = `${file}.${process.pid}`
  writeFileSync(made, text, { mode: 0o600 })
  renameSync(made, file)
}

/** Writes the pack into the folder, for `open.cjs` there to be required. */
export const make = async (folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { gather } = await import("./gather.ts")
  const { modules, contents } = gather()
  const name = `program-${process.pid}-${Date.now()}.js`
  const program = join(folder, name)
  writeWhole(program, `[\n${modules.join(",\n")}\n]\n`)
  const head = `JSON.parse(${JSON.stringify(JSON.stringify({ ...contents, program } satisfies Runtime.Contents))})`
  writeWhole(
    join(folder, "open.cjs"),
    `module.exports = (${Runtime.open})(${head}, ${Runtime.mark}, __filename, require, (address) => import(address))\n`
  )
  for (const file of readdirSync(folder))
    if (file.startsWith("program-") && !file.startsWith(name)) rmSync(join(folder, file), { force: true })
}

const ageOf = (file: string): number => Date.now() - statSync(file).mtimeMs

/** Whether nobody else is at it. */
const taken = (claim: string): boolean => {
  try {
    if (ageOf(claim) > longestMilliseconds) rmSync(claim, { force: true })
  } catch {
    // There is none.
  }
  try {
    closeSync(openSync(claim, "wx", 0o600))
    return true
  } catch {
    return false
  }
}

if (import.meta.main) {
  const folder = process.argv[2]!
  const claim = join(folder, "claim")
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const source = join(import.meta.dirname, "..")
  const isResting = globSync("**/*.{ts,js}", { cwd: source }).every(
    (file) => ageOf(join(source, file)) > restMilliseconds
  )
  if (isResting && taken(claim)) {
    try {
      await make(folder)
    } finally {
      rmSync(claim, { force: true })
    }
  }
}
