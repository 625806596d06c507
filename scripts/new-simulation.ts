/**
 * Makes a new simulation in this repository: src/simulation/NAME, a study in configs/NAME, its tests. It runs and passes
 * the conformance suite as it is: random walks, to be changed into what is wanted. (`skein new NAME`
 * does the same here, and in a project that has Skein as a package.)
 *
 * Usage: node scripts/new-simulation.ts NAME [--root DIR]
 */
import { join } from "node:path"
import { parseArgs } from "node:util"
import * as Scaffold from "../src/interface/scaffold.ts"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { root: { type: "string", default: join(import.meta.dirname, "..") } }
})
const [name, ...others] = positionals

if (name === undefined || others.length > 0) {
  process.stderr.write("Usage: node scripts/new-simulation.ts NAME [--root DIR]\n")
  process.exitCode = 2
} else {
  try {
    for (const file of Scaffold.write(values.root, name, "repository")) process.stdout.write(`${file}\n`)
    process.stderr.write(`Next: npm run schemas, its line in README.md, then ./skein check ${name}\n`)
  } catch (cause) {
    process.stderr.write(`${(cause as Error).message}\n`)
    process.exitCode = 2
  }
}
