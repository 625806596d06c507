/**
 * How a run is at this moment, `pulse.json` in its folder: written about once a second by the process that works on it,
 * for those who look from outside. An old pulse of a run that is locked says that its process hangs.
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Part } from "./progress.ts"
import * as Whole from "./whole.ts"
import type { Worker } from "./workers.ts"

export interface Pulse {
  /** Seconds since 1970. */
  readonly at: number
  /** The operating system's number of the process. */
  readonly process: number
  readonly tasks: number
  readonly tasksDone: number
  /** By task. */
  readonly running: Readonly<Record<string, Part>>
  /** 0 to 1, parts of tasks included. */
  readonly fraction: number
  /** Tasks a second in this session. */
  readonly rate: number
  /** Null while nothing is known. */
  readonly secondsLeft: number | null
  readonly workersLost: number
  readonly crashes: number
  /** Of memory, resident. */
  readonly megabytes: number
  readonly workers: ReadonlyArray<Worker>
}

const fileIn = (directory: string): string => join(directory, "pulse.json")

/** Whole or not at all; false when it could not be written. */
export const write = (directory: string, pulse: Pulse): boolean => {
  try {
    Whole.write(fileIn(directory), `${JSON.stringify(pulse)}\n`)
    return true
  } catch {
    return false
  }
}

const isPulse = (value: unknown): value is Pulse =>
  typeof value === "object" &&
  value !== null &&
  "at" in value &&
  typeof value.at === "number" &&
  "workers" in value &&
  Array.isArray(value.workers) &&
  "running" in value

/** Undefined where there is none that can be read. */
export const read = (directory: string): Pulse | undefined => {
  try {
    const found: unknown = JSON.parse(readFileSync(fileIn(directory), "utf8"))
    return isPulse(found) ? found : undefined
  } catch {
    return undefined
  }
}
