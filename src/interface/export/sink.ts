/** Where an encoded table goes: a stream at the speed of its reader, or a file that is whole or not there. */
import { createWriteStream } from "node:fs"
import { realpath, rename, rm, stat } from "node:fs/promises"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { Chunk } from "./table.ts"

const blockBytes = 65_536

/** Joins small pieces: a write a row would cost a system call a row. */
function* blocks(chunks: Iterable<Chunk>): Iterable<Buffer> {
  let pending: Array<Buffer> = []
  let bytes = 0
  for (const chunk of chunks) {
    const piece = Buffer.from(chunk as string)
    pending.push(piece)
    bytes += piece.length
    if (bytes < blockBytes) continue
    yield Buffer.concat(pending, bytes)
    pending = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(pending, bytes)
}

const source = (chunks: Iterable<Chunk>): Readable => Readable.from(blocks(chunks), { highWaterMark: 1 })

/** Ends well when the reader has seen enough and closes its end, as `head` does. Leaves the stream open. */
export const toStream = async (chunks: Iterable<Chunk>, stream: NodeJS.WritableStream): Promise<void> => {
  try {
    await pipeline(source(chunks), stream, { end: false })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error
  }
}

/** Through a temporary file beside it, so that a reader never sees half a table. A device is written to as it is. */
export const toFile = async (chunks: Iterable<Chunk>, file: string): Promise<void> => {
  const target = await realpath(file).catch(() => file)
  const there = await stat(target).catch(() => undefined)
  if (there !== undefined && !there.isFile()) return pipeline(source(chunks), createWriteStream(target))
  const partial = `${target}.${process.pid}.partial`
  try {
    await pipeline(source(chunks), createWriteStream(partial, { flags: "wx", flush: true }))
    await rename(partial, target)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}
