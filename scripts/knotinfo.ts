/** What the programs that write tables of knots and links have in common: KnotInfo's data, by way of Python, and the files. */
import { spawnSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Python from "./bench/python.ts"

export const fail = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

const python = Python.having("database_knotinfo") ?? fail(Python.missing("database_knotinfo"))

/** The package that the data are from, and its version. */
export const source = `database_knotinfo ${python.versions.database_knotinfo}`

/** The JSON that a Python program prints. Ends this program where it fails. */
export const ask = <A>(program: string): A => {
  const { status, stdout, stderr } = spawnSync(python.command, ["-c", program], {
    encoding: "utf8",
    maxBuffer: 2 ** 28
  })
  return status === 0 ? JSON.parse(stdout) : fail(stderr)
}

/** Letter `a` is sigma_1, `A` its inverse. */
export const spell = (letters: ArrayLike<number>): string =>
  Array.from(letters, (letter) => {
    const small = String.fromCharCode(96 + Math.abs(letter))
    return letter > 0 ? small : small.toUpperCase()
  }).join("")

/** Writes a file of the project, or with --check ends this program where it is another one. */
export const write = (file: string, content: string): void => {
  const path = join(import.meta.dirname, "..", file)
  if (!process.argv.includes("--check")) writeFileSync(path, content)
  else if (readFileSync(path, "utf8") !== content) fail(`${file} is another one.`)
}
