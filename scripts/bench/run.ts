/**
 * The bench: runs its programs one after another, prints the machine and what came out, compares it with the last
 * committed result, and writes it down.
 *
 *     npm run bench                          everything, a quarter of an hour; writes scripts/bench/result.json
 *     npm run bench -- sampling engine       some; the others' sections of the file stay as they are
 *     npm run bench -- --quick               whether all of it works; writes nothing
 *     npm run bench -- --json FILE           writes FILE in place of result.json
 *
 * SKEIN_PYTHON names interpreters that have the peers' libraries, several as in PATH: the first that has what a peer
 * needs is taken. A missing peer is named. Exit status 1 where a program failed, 2 where the usage is wrong.
 */
import { execFileSync, spawn } from "node:child_process"
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { parseArgs } from "node:util"
import { programs } from "./catalogue.ts"
import * as Comparison from "./comparison.ts"
import * as Machine from "./machine.ts"
import type { Answer } from "./measurement.ts"
import * as Print from "./print.ts"
import * as Result from "./result.ts"

const folder = join(import.meta.dirname, "../..")
const committed = "scripts/bench/result.json"

const usage = (sentence: string): never => {
  console.error(`${sentence}\nPrograms: ${Object.keys(programs).join(", ")}. Flags: --quick, --json FILE.`)
  process.exit(2)
}

const given = (() => {
  try {
    return parseArgs({
      options: { quick: { type: "boolean", default: false }, json: { type: "string" } },
      allowPositionals: true
    })
  } catch (cause) {
    return usage((cause as Error).message)
  }
})()
const { quick, json } = given.values
const names = given.positionals.length > 0 ? given.positionals : Object.keys(programs)
const unknown = names.find((name) => !Object.hasOwn(programs, name))
if (unknown !== undefined) usage(`The bench has no program ${unknown}.`)

const git = (...args: ReadonlyArray<string>): string | null => {
  try {
    return execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
  } catch {
    return null
  }
}

const read = (file: string): Result.Result =>
  existsSync(file) ? Result.parse(readFileSync(file, "utf8")) : Result.empty

const write = (file: string, result: Result.Result): void => {
  writeFileSync(`${file}.part`, Result.print(result))
  renameSync(`${file}.part`, file)
}

/** As the script `skein` starts the program. */
const asSkein = ["--max-semi-space-size=8"]

const run = async (name: string): Promise<Result.Section> => {
  const args = [...asSkein, `scripts/bench/${name}.ts`, ...programs[name][quick ? "quick" : "full"]]
  const machine = Machine.look()
  const date = new Date().toISOString()
  const child = spawn(process.execPath, [...args, "--json"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"]
  })
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve))
  const printed = await text(child.stdout)
  const status = await ended
  if (status !== 0) throw new Error(`${name} ended with status ${status}`)
  const answer = JSON.parse(printed) as Answer
  const measurements = Result.measurements(answer.measurements, name)
  const head = git("rev-parse", "--short", "HEAD")?.trim()
  const dirty = git("status", "--porcelain", "--untracked-files=no", "--", ".", `:!${committed}`)
  return {
    command: ["node", ...args].join(" "),
    date,
    commit: head === undefined ? null : `${head}${dirty === "" ? "" : "+"}`,
    machine,
    measurements,
    missing: answer.missing
  }
}

const last = git("show", `HEAD:${committed}`)
const before = last === null ? read(join(folder, committed)) : Result.parse(last)
const output = json ?? (quick ? null : join(folder, committed))

console.log(Machine.print(Machine.look()))
if (quick) console.log("Quick: these figures say whether it works, and little else.")
const failed: Array<string> = []
for (const name of names) {
  console.log(`\n${name}: ${programs[name].about}`)
  try {
    const section = await run(name)
    const result: Result.Result = { format: 1, sections: { [name]: section } }
    console.log(Print.changes(Comparison.compare(before, result)))
    for (const sentence of section.missing) console.log(sentence)
    if (output !== null) write(output, Result.merge(read(output), result))
  } catch (cause) {
    failed.push(name)
    console.log(`${name} failed: ${cause instanceof Error ? cause.message : String(cause)}`)
  }
}
if (output !== null && failed.length < names.length) console.log(`\nWritten to ${output}.`)
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(", ")}.`)
  process.exitCode = 1
}
