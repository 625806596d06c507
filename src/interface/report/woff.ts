/**
 * A font as its tables lie in memory (TrueType), of a file in which they are packed (WOFF 1.0, W3C recommendation of 2012). The
 * PDF library reads both, but unpacks the outlines anew for every letter.
 */
import { inflateSync } from "node:zlib"

/** Bytes of the headers and of a table's entry, in the packed file and in the other. */
const packed = { header: 44, entry: 20 }
const plain = { header: 12, entry: 16 }

/** Tables begin at multiples of four bytes. */
const aligned = (length: number): number => (length + 3) & ~3

/** Throws a TypeError for a file that is none. */
export const unpacked = (woff: Buffer): Buffer => {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new TypeError("The file is no WOFF font.")
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, k) => {
    const at = packed.header + packed.entry * k
    const [offset, size, length] = [4, 8, 12].map((field) => woff.readUInt32BE(at + field)) as [
      number,
      number,
      number
    ]
    const bytes = woff.subarray(offset, offset + size)
    return {
      tag: woff.subarray(at, at + 4),
      checksum: woff.subarray(at + 16, at + 20),
      // A table that packing would not make smaller stands as it is.
      content: size < length ? inflateSync(bytes) : bytes
    }
  })
  const end = plain.header + plain.entry * count
  const font = Buffer.alloc(end + tables.reduce((sum, { content }) => sum + aligned(content.length), 0))
  woff.copy(font, 0, 4, 8)
  font.writeUInt16BE(count, 4)
  // Half of a reader's binary search through the entries.
  const power = 31 - Math.clz32(count)
  font.writeUInt16BE(16 << power, 6)
  font.writeUInt16BE(power, 8)
  font.writeUInt16BE(16 * count - (16 << power), 10)
  let offset = end
  for (const [k, { tag, checksum, content }] of tables.entries()) {
    const at = plain.header + plain.entry * k
    tag.copy(font, at)
    checksum.copy(font, at + 4)
    font.writeUInt32BE(offset, at + 8)
    font.writeUInt32BE(content.length, at + 12)
    content.copy(font, offset)
    offset += aligned(content.length)
  }
  return font
}
