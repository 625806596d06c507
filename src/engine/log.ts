/**
 * The log of a run, `log.ndjson`: what happened and when, one JSON object a line, over all its sessions. Tasks that
 * begin and end as they should are left out (there may be millions); in their place stands a sample now and then.
 *
 * The log tells the story; results never depend on it. A line that cannot be written is lost, and the run goes on.
 */
import { closeSync, fstatSync, readSync } from "node:fs"
import * as Schema from "effect/Schema"
import { Event } from "./event.ts"
import * as Moment from "./moment.ts"
import * as OwnFile from "./own-file.ts"

/** How far the run was at a moment. */
const Sample = Schema.TaggedStruct("Sample", {
  tasks: Schema.Natural,
  tasksDone: Schema.Int,
  /** Threads that were at work. */
  busy: Schema.Natural,
  /** Of memory, resident. */
  megabytes: Schema.Finite
})
export type Sample = typeof Sample.Type

export type Happening =
  | Exclude<Event, { readonly _tag: "TaskStarted" | "TaskProgress" | "TaskFinished" }>
  | Sample

/** `at`: seconds since 1970. */
export type Entry = Happening & { readonly at: number }

export const fileIn = (directory: string): string => OwnFile.path(directory, "log.ndjson")

/** Whether an event is told. */
export const tells = (event: Event): event is Exclude<Happening, Sample> =>
  event._tag !== "TaskStarted" && event._tag !== "TaskProgress" && event._tag !== "TaskFinished"

/** Milliseconds are enough. */
export const line = (happening: Happening, at: number): string =>
  `${JSON.stringify({ at: Math.round(at * 1000) / 1000, ...happening })}\n`

/** False when they could not be written. */
export const append = (directory: string, lines: string): boolean => {
  try {
    OwnFile.append(fileIn(directory), lines)
    return true
  } catch {
    return false
  }
}

/** A piece of a log, and where the next one begins. */
export interface Read {
  readonly entries: ReadonlyArray<Entry>
  readonly next: number
}

/** Names the file itself: another one at its place has another name. Undefined where there is none. */
export const identity = (directory: string): string | undefined => {
  const found = OwnFile.found(fileIn(directory))
  return found === undefined ? undefined : `${found.dev}.${found.ino}.${found.birthtimeMs}`
}

/** The most that is read in one piece; a line that is longer is none of ours. */
const mostBytes = 16 * 2 ** 20

/** Bytes of the end of a log that pages tell of. That of a stranger may be any length, and is kept in thirty times the memory. */
const mostTold = 2 * mostBytes

/** Where the end begins that is told, in the middle of a line perhaps; 0 where that is all. */
export const beginning = (directory: string): number =>
  Math.max(0, (OwnFile.found(fileIn(directory))?.size ?? 0) - mostTold)

/** Events that earlier versions wrote by another name. */
const renamed: ReadonlyMap<unknown, Event["_tag"]> = new Map([["FrameCorrupt", "CheckpointCorrupt"]])

const isAt = Schema.is(Schema.Struct({ at: Moment.Seconds }))
const isHappening = Schema.is(Schema.Union([...Event.members, Sample]))

/** What every line begins with; to find out by JSON.parse that a line is none takes ten times as long as to read one. */
const start = '{"at":'

/** Undefined for half a line that a killed process left, and for one that nobody of us has written. */
const entry = (line: string): Entry | undefined => {
  if (!line.startsWith(start) || !line.endsWith("}")) return undefined
  try {
    const found = JSON.parse(line)
    if (!isAt(found)) return undefined
    const { _tag, ...rest } = { _tag: undefined, ...(found as object) }
    const named = { ...rest, _tag: renamed.get(_tag) ?? _tag }
    return isHappening(named) ? (named as Entry) : undefined
  } catch {
    return undefined
  }
}

const parsed = (text: string): ReadonlyArray<Entry> =>
  text.split("\n").flatMap((line) => (line === "" ? [] : (entry(line) ?? [])))

/** Whole lines from the byte `from` on. Nothing where there is no log, or where it cannot be read. */
export const read = (directory: string, from = 0): Read => {
  let file: number | undefined
  try {
    file = OwnFile.open(fileIn(directory))
    const bytes = Buffer.alloc(Math.max(0, Math.min(mostBytes, fstatSync(file).size - from)))
    const piece = bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from))
    const isOneLine = piece.length === mostBytes && !piece.includes(10)
    const end = isOneLine ? piece.length : piece.lastIndexOf(10) + 1
    return { entries: parsed(piece.toString("utf8", 0, end)), next: from + end }
  } catch {
    return { entries: [], next: from }
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
