/** Where an encoded table goes: a stream at the speed of its reader, or a file that is whole or not there. */
import { createWriteStream, existsSync, rmSync } from "node:fs"
import { realpath, rename, rm, stat } from "node:fs/promises"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import * as OwnFile from "../../engine/own-file.ts"
import * as Stop from "../../engine/stop.ts"
import * as Plain from "../text/plain.ts"
import type { Chunk } from "./table.ts"

const blockLength = 65_536

/** Joins small pieces: a write a row would cost a system call a row, and a buffer a row more than the row. */
function* blocks(chunks: Iterable<Chunk>): Iterable<Buffer> {
  let pending: Array<Buffer> = []
  let text = ""
  let length = 0
  const joined = (): Buffer => {
    const block = Buffer.concat([...pending, Buffer.from(text)])
    pending = []
    text = ""
    length = 0
    return block
  }
  for (const chunk of chunks) {
    length += chunk.length
    if (typeof chunk === "string") text += chunk
    else {
      if (text !== "") pending.push(Buffer.from(text))
      text = ""
      pending.push(Buffer.from(chunk))
    }
    if (length >= blockLength) yield joined()
  }
  if (length > 0) yield joined()
}

/** Pieces of a file in order, all there or still to come; those that come are of some size. */
export type Chunks = Iterable<Chunk> | AsyncIterable<Chunk>

const source = (chunks: Chunks): Readable =>
  Readable.from(Symbol.asyncIterator in chunks ? chunks : blocks(chunks), { highWaterMark: 1 })

/** Ends well when the reader has seen enough and closes its end, as `head` does. Leaves the stream open. */
export const toStream = async (chunks: Chunks, stream: NodeJS.WritableStream): Promise<void> => {
  try {
    await pipeline(source(chunks), stream, { end: false })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error
  }
}

/**
 * Through a temporary file beside it, so that a reader never sees half a table.
 *
 * @param name as somebody has named it
 */
const replacing = async (chunks: Chunks, file: string, name = file): Promise<void> => {
  const partial = `${file}.${process.pid}.partial`
  // Who is asked to stop leaves nothing half done: the file is as it was.
  const deaf = Stop.listen(() => {
    rmSync(partial, { force: true })
    const there = existsSync(file) ? "is as it was" : "is not written"
    process.stderr.write(`interrupted: ${Plain.line(name)} ${there}\n`)
    process.exit(Stop.interruptedStatus)
  })
  try {
    await pipeline(source(chunks), createWriteStream(partial, { flags: "wx", flush: true }))
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  } finally {
    deaf()
  }
}

/** A file that somebody has named: whole or not there. It may be a link; a device is written to as it is. */
export const toFile = async (chunks: Chunks, file: string): Promise<void> => {
  const target = await realpath(file).catch(() => file)
  const there = await stat(target).catch(() => undefined)
  if (there !== undefined && !there.isFile()) return pipeline(source(chunks), createWriteStream(target))
  return replacing(chunks, target, file)
}

/** A file in a run's folder: whole or not there. Throws an {@link OwnFile.NotOwn} for a link, and for what is no file. */
export const toOwnFile = async (chunks: Chunks, file: string): Promise<void> => {
  OwnFile.checkFile(file)
  return replacing(chunks, file)
}
