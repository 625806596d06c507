/**
 * How a run is at this moment, `pulse.json` in its folder: written about once a second by the process that works on it,
 * for those who look from outside. An old pulse of a run that is locked says that its process hangs.
 */
import * as Schema from "effect/Schema"
import * as Moment from "./moment.ts"
import * as OwnFile from "./own-file.ts"

const Count = Schema.Natural

const Pulse = Schema.Struct({
  at: Moment.Seconds,
  /** The operating system's number of the process. */
  process: Count,
  /** Its name; absent in those of old. */
  host: Schema.optionalKey(Schema.String),
  tasks: Count,
  tasksDone: Schema.Int,
  /** By task; see Part in progress.ts. */
  running: Schema.Record(
    Schema.String,
    Schema.Struct({
      done: Count,
      of: Count,
      share: Schema.optionalKey(Schema.Finite),
      said: Schema.optionalKey(Schema.String),
      seconds: Schema.optionalKey(Schema.Finite)
    })
  ),
  /** 0 to 1, parts of tasks included. */
  fraction: Schema.Finite,
  /** Tasks a second in this session. */
  rate: Schema.Finite,
  /** Null while nothing is known. */
  secondsLeft: Schema.NullOr(Schema.Finite),
  workersLost: Count,
  crashes: Count,
  /** Of memory, resident. */
  megabytes: Schema.Finite,
  /** See Worker in workers.ts. */
  workers: Schema.Array(
    Schema.Struct({
      machine: Schema.optionalKey(Schema.String),
      thread: Count,
      task: Schema.NullOr(Schema.String),
      heard: Schema.NullOr(Moment.Seconds),
      jobs: Count
    })
  )
})
export type Pulse = typeof Pulse.Type

const fileIn = (directory: string): string => OwnFile.path(directory, "pulse.json")

/** Whole or not at all; false when it could not be written. */
export const write = (directory: string, pulse: Pulse): boolean => {
  try {
    OwnFile.write(fileIn(directory), `${JSON.stringify(pulse)}\n`)
    return true
  } catch {
    return false
  }
}

/** It says a line of each thread, and of each of its tasks. */
const mostBytes = 2 ** 22

const isPulse = Schema.is(Pulse)

/** Undefined where there is none that can be read. */
export const read = (directory: string): Pulse | undefined => {
  try {
    const found: unknown = JSON.parse(OwnFile.read(fileIn(directory), mostBytes) ?? "null")
    return isPulse(found) ? found : undefined
  } catch {
    return undefined
  }
}
