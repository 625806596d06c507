/** Files that commands read and that somebody names; - is standard input. */
import { createReadStream } from "node:fs"

/** What is wrong with a file that a stream could not read, in a sentence where it is what happens to people. */
const told = (cause: unknown): unknown => {
  switch ((cause as NodeJS.ErrnoException).code) {
    case "ENOENT":
      return new RangeError("there is no such file.")
    case "EISDIR":
      return new RangeError("it is a folder.")
    case "EACCES":
      return new RangeError("it may not be read by you.")
    default:
      return cause
  }
}

/**
 * All of a file, or of what may never end: a pipe, a device. Throws a RangeError beyond so many MiB.
 *
 * @param advice what to do then
 */
export const bytesOf = async (file: string, mostMebibytes: number, advice = ""): Promise<Buffer> => {
  const pieces: Array<Buffer> = []
  let length = 0
  try {
    for await (const piece of file === "-" ? process.stdin : createReadStream(file)) {
      pieces.push(piece)
      length += piece.length
      if (length > mostMebibytes * 2 ** 20)
        throw new RangeError(`It has more than ${mostMebibytes} MiB. ${advice}`.trimEnd())
    }
  } catch (cause) {
    throw told(cause)
  }
  return Buffer.concat(pieces)
}

/** MessagePack has no certificate or list of them that begins so, nor is it JSON; but some editors put it before texts. */
export const byteOrderMark = "\ufeff"

export const textOf = (bytes: Buffer): string => bytes.toString("utf8").replace(byteOrderMark, "")
