/**
 * How the file of a part is written: records, one behind the other, that are never changed.
 *
 * | bytes | |
 * | --- | --- |
 * | 4 | `c1 70 72 74`: the byte that msgpack never uses, and "prt" |
 * | 4 | length of the content, little-endian |
 * | 4 | CRC-32 of the length's bytes and the content |
 * | … | content, msgpack |
 *
 * What is torn, by a process that was killed, a disk that was full or a network disk that left a hole, matches no checksum:
 * it is passed over to the next place where a record begins. So a writer that comes later need take nothing away.
 */
import { readSync } from "node:fs"
import { crc32 } from "node:zlib"

export const marker = Buffer.from([0xc1, 0x70, 0x72, 0x74])
const head = 12

export const encode = (content: Uint8Array): Buffer => {
  const record = Buffer.alloc(head + content.length)
  marker.copy(record)
  record.writeUInt32LE(content.length, 4)
  record.writeUInt32LE(crc32(content, crc32(record.subarray(4, 8))), 8)
  record.set(content, head)
  return record
}

/** A record at its place in the file. The content is a view of memory that the next one may be read into. */
export interface Found {
  readonly at: number
  readonly content: Uint8Array
}

/** Bytes that are no record. */
export interface Lost {
  readonly at: number
  readonly lost: number
}

const windowBytes = 2 ** 20

/** Reads a file by windows of so many bytes at the least. */
const reader = (file: number, least = windowBytes) => {
  let window = Buffer.alloc(least)
  let begin = 0
  let end = 0
  return (at: number, length: number): Buffer => {
    if (at < begin || at + length > end) {
      if (length > window.length) window = Buffer.alloc(length)
      begin = at
      end = at
      while (end < at + length) {
        const bytes = readSync(file, window, end - at, window.length - (end - at), end)
        if (bytes === 0) break
        end += bytes
      }
    }
    return window.subarray(at - begin, Math.min(end, at + length) - begin)
  }
}

type Read = ReturnType<typeof reader>

/** The content of the record at a place; undefined where there is none that is whole. */
const contentAt = (read: Read, at: number, size: number): Uint8Array | undefined => {
  if (size - at < head) return undefined
  const heading = read(at, head)
  if (heading.length < head || !heading.subarray(0, 4).equals(marker)) return undefined
  const length = heading.readUInt32LE(4)
  const crc = heading.readUInt32LE(8)
  if (length > size - at - head) return undefined
  let sum = crc32(heading.subarray(4, 8))
  // Piece by piece: a length that is damaged may be any.
  for (let done = 0; done < length; done += windowBytes)
    sum = crc32(read(at + head + done, Math.min(windowBytes, length - done)), sum)
  if (sum !== crc) return undefined
  const content = read(at + head, length)
  return content.length === length ? content : undefined
}

/** The next place from `at` where a record may begin, or the end. */
const nextMarker = (read: Read, at: number, size: number): number => {
  for (let from = at; from < size; ) {
    const piece = read(from, Math.min(windowBytes, size - from))
    const found = piece.indexOf(marker)
    if (found >= 0) return from + found
    if (piece.length < marker.length) return size
    from += piece.length - marker.length + 1
  }
  return size
}

/** What there is of an open file between two places, in order. */
export function* scan(file: number, from: number, size: number): Generator<Found | Lost> {
  const read = reader(file)
  for (let at = from; at < size; ) {
    const content = contentAt(read, at, size)
    if (content !== undefined) {
      yield { at, content }
      at += head + content.length
      continue
    }
    let next = nextMarker(read, at + 1, size)
    while (next < size && contentAt(read, next, size) === undefined) next = nextMarker(read, next + 1, size)
    yield { at, lost: next - at }
    at = next
  }
}

/** The content of the record at a place; undefined where it is not whole any more. */
export const readAt = (file: number, at: number, size: number): Uint8Array | undefined =>
  contentAt(reader(file, head), at, size)
