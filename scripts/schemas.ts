/**
 * Writes configs/schema/<simulation>.json, and study.json for files of several simulations. A study file names one in
 * its first line, and editors with a YAML language server complete and check it:
 *
 *     # yaml-language-server: $schema=../schema/correlators.json
 *
 * Usage: node scripts/schemas.ts [--check]. With --check nothing is written; exit status 1 if a file is out of date.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join, relative } from "node:path"
import * as EditorSchema from "../src/engine/config/json-schema.ts"
import * as Parameter from "../src/engine/config/parameter.ts"
import * as Discover from "../src/simulation/discover.ts"

const root = join(import.meta.dirname, "..")
const folder = join(root, "configs", "schema")

/** The project's own simulations only. */
delete process.env.SKEIN_SIMULATIONS

const wanted = new Map<string, string>()
const names = await Discover.names()
const want = (name: string, schema: Parameter.JsonSchema) =>
  wanted.set(`${name}.json`, `${JSON.stringify(schema, null, 2)}\n`)
for (const name of names) {
  const simulation = await Discover.load(name)
  want(name, EditorSchema.ofSimulation(name, simulation, Parameter.list(simulation)))
}
want("study", EditorSchema.ofAny(names))

mkdirSync(folder, { recursive: true })
const present = new Map(
  readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")] as const)
)
const stale = [...new Set([...wanted.keys(), ...present.keys()])].filter(
  (file) => wanted.get(file) !== present.get(file)
)

if (process.argv.includes("--check")) {
  for (const file of stale) process.stderr.write(`${relative(root, join(folder, file))} is out of date.\n`)
  if (stale.length > 0) {
    process.stderr.write("Run: node scripts/schemas.ts\n")
    process.exitCode = 1
  }
} else {
  for (const file of stale) {
    const text = wanted.get(file)
    if (text === undefined) rmSync(join(folder, file))
    else writeFileSync(join(folder, file), text)
  }
}
