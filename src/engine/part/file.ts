/** The file of a part, opened and read: a plain file that somebody names, on a network disk perhaps. */
import { closeSync, constants, fdatasyncSync, fstatSync, openSync, readSync, writeSync } from "node:fs"
import { Unfit } from "../unfit.ts"
import * as Form from "./form.ts"
import * as Record from "./record.ts"
import * as Refusal from "./refusal.ts"

const { O_NONBLOCK: noWait = 0 }: Partial<typeof constants> = constants

const opened = (path: string, flags: number): number => {
  const file = openSync(path, flags | noWait)
  if (fstatSync(file).isFile()) return file
  closeSync(file)
  throw new Unfit(`${path} is no plain file, as that of a part is`)
}

/** To read. */
export const open = (path: string): number => opened(path, constants.O_RDONLY)

/** To read, and to write at its end; made where there is none. */
export const openToWrite = (path: string): number =>
  opened(path, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT)

export const close = closeSync

export const sizeOf = (file: number): number => fstatSync(file).size

/** All of it on the disk, or an error of the operating system. */
export const append = (file: number, bytes: Uint8Array): void => {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
  fdatasyncSync(file)
}

export interface Found {
  readonly at: number
  readonly entry: Form.Entry
}

/** What records say between two places, and how many bytes are none of these. Bytes in an entry are its own. */
export function* entries(file: number, from: number, to: number): Generator<Found | Record.Lost> {
  for (const found of Record.scan(file, from, to)) {
    if ("lost" in found) yield found
    else {
      const entry = Form.read(Uint8Array.from(found.content))
      yield entry === undefined ? { at: found.at, lost: found.content.length } : { at: found.at, entry }
    }
  }
}

/** The entry at a place where one was found; undefined where it is not whole any more. */
export const entryAt = (file: number, at: number): Form.Entry | undefined => {
  const content = Record.readAt(file, at, sizeOf(file))
  return content === undefined ? undefined : Form.read(Uint8Array.from(content))
}

/**
 * What the file begins with; undefined where its writer ended before that was on the disk. Throws {@link Unfit} for a file
 * that is none of a part, or of a newer version.
 */
export const headerOf = (path: string, file: number): Form.Header | undefined => {
  const size = sizeOf(file)
  const start = Buffer.alloc(Math.min(size, Record.marker.length))
  readSync(file, start, 0, start.length, 0)
  if (!start.equals(Record.marker.subarray(0, start.length))) throw new Unfit(Refusal.notOne(path))
  for (const found of Record.scan(file, 0, size)) {
    if ("lost" in found) continue
    const entry = Form.read(found.content)
    if (entry?._tag === "Part") return entry
    const format = Form.formatOf(found.content)
    throw new Unfit(
      format === undefined || format <= Form.format ? Refusal.notOne(path) : Refusal.newer(path, format)
    )
  }
  return undefined
}
