/** A program in another language to compare with: a child process that answers a line of JSON with a line of JSON. */
import { type ChildProcess, spawn } from "node:child_process"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import * as Python from "./python.ts"

export interface Peer<Job, Answer> {
  readonly run: (job: Job) => Promise<Answer>
  readonly close: () => void
}

/**
 * Starts peers/`file`, with `args`, with the first interpreter of SKEIN_PYTHON that has the library `name`, and gives it a first job;
 * a sentence where there is none or it does not answer.
 */
export const start = async <Job, Answer>(
  name: string,
  file: string,
  first: Job,
  ...args: ReadonlyArray<string>
): Promise<Peer<Job, Answer> | string> => {
  const python = Python.having(name)
  if (python === undefined) return Python.missing(name)
  const path = fileURLToPath(new URL(`peers/${file}`, import.meta.url))
  const child: ChildProcess = spawn(python.command, [path, ...args], { stdio: ["pipe", "pipe", "ignore"] })
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]()
  child.on("error", () => {})
  child.stdin!.on("error", () => {})
  const run = async (job: Job): Promise<Answer> => {
    child.stdin!.write(`${JSON.stringify(job)}\n`)
    const { value, done } = await lines.next()
    if (done) throw new Error(`${name} ended before it answered.`)
    return JSON.parse(value)
  }
  try {
    await run(first)
  } catch {
    return `${name} is missing: ${python.command} has it, but cannot run ${file}.`
  }
  return { run, close: () => void child.kill() }
}

/** The middle one, or the mean of the two in the middle. */
export const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length & 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
