/**
 * The records in the table leaves of a SQLite file, read page by page: what its trees, its schema and its header say of
 * where they are is not asked for, so that they may be damaged. Records of pages that are free are among them, and some
 * that are none: who reads them must know his own, by their checksums.
 *
 * Source: SQLite's "Database File Format", sections 1.6 (pages, cells, overflow), 2.1 (records) and 4 (the log).
 */
import { closeSync, fstatSync, readSync } from "node:fs"
import * as OwnFile from "../own-file.ts"

export type Value = null | number | bigint | string | Uint8Array

export interface Record {
  readonly rowid: number
  readonly values: ReadonlyArray<Value>
}

/** Page sizes to try: that of the header, and the one that files are made with. */
const sizesOf = (header: Buffer): ReadonlySet<number> => {
  const said = header.length < 18 ? 0 : header.readUInt16BE(16)
  const size = said === 1 ? 65_536 : said
  const isSize = size >= 512 && (size & (size - 1)) === 0
  return new Set(isSize ? [size, 4096] : [4096])
}

/** Up to nine bytes, seven bits each; the value, and where the next byte is. */
const varint = (bytes: Buffer, at: number): readonly [value: number, next: number] => {
  let value = 0
  for (let k = 0; k < 8; k++) {
    const byte = bytes.readUInt8(at + k)
    value = value * 128 + (byte & 127)
    if (byte < 128) return [value, at + k + 1]
  }
  return [value * 256 + bytes.readUInt8(at + 8), at + 9]
}

const integerBytes = [0, 1, 2, 3, 4, 6, 8]

const integer = (bytes: Buffer, at: number, length: number): number | bigint => {
  if (length < 8) return bytes.readIntBE(at, length)
  const value = bytes.readBigInt64BE(at)
  return Number.isSafeInteger(Number(value)) ? Number(value) : value
}

/** A value by its serial type, and where the next one begins. */
const cellAt = (bytes: Buffer, at: number, type: number): readonly [value: Value, next: number] => {
  if (type === 0) return [null, at]
  if (type <= 6) return [integer(bytes, at, integerBytes[type]!), at + integerBytes[type]!]
  if (type === 7) return [bytes.readDoubleBE(at), at + 8]
  if (type === 8 || type === 9) return [type - 8, at]
  if (type < 12) throw new RangeError("a reserved type")
  const end = at + Math.floor((type - 12) / 2)
  if (end > bytes.length) throw new RangeError("a value that is longer than its record")
  const content = bytes.subarray(at, end)
  return [type % 2 === 0 ? new Uint8Array(content) : content.toString("utf8"), end]
}

/** Throws a RangeError for what is no record. */
const valuesOf = (payload: Buffer): ReadonlyArray<Value> => {
  const [headerEnd, first] = varint(payload, 0)
  const values: Array<Value> = []
  let at = headerEnd
  for (let place = first; place < headerEnd; ) {
    const [type, next] = varint(payload, place)
    const [value, end] = cellAt(payload, at, type)
    values.push(value)
    place = next
    at = end
  }
  return values
}

/** A page by its number, from 1 on; undefined beyond the end. */
type Pages = (number: number) => Buffer | undefined

/** The payload of a cell, whose end may lie on overflow pages. Throws a RangeError for what is none. */
const payloadOf = (pages: Pages, page: Buffer, start: number, length: number): Buffer => {
  const usable = page.length
  const most = usable - 35
  if (length <= most) return page.subarray(start, start + length)
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const fitting = least + ((length - least) % (usable - 4))
  const local = fitting <= most ? fitting : least
  const parts = [page.subarray(start, start + local)]
  let left = length - local
  for (let next = page.readUInt32BE(start + local); left > 0; ) {
    const overflow = pages(next)
    if (overflow === undefined) throw new RangeError("an overflow page that is not there")
    parts.push(overflow.subarray(4, 4 + Math.min(left, usable - 4)))
    left -= usable - 4
    next = overflow.readUInt32BE(0)
  }
  return Buffer.concat(parts)
}

/** Of a page as if it were a table leaf, whatever it says that it is. */
function* recordsOf(pages: Pages, page: Buffer, header: number, mostBytes: number): Generator<Record> {
  const cells = Math.min(page.readUInt16BE(header + 3), (page.length - header - 8) >> 1)
  for (let cell = 0; cell < cells; cell++) {
    try {
      const at = page.readUInt16BE(header + 8 + 2 * cell)
      const [length, next] = varint(page, at)
      const [rowid, start] = varint(page, next)
      if (length > mostBytes) continue
      yield { rowid, values: valuesOf(payloadOf(pages, page, start, length)) }
    } catch (cause) {
      // Not a cell, or a damaged one.
      if (!(cause instanceof RangeError)) throw cause
    }
  }
}

const reading = (file: number, at: number, length: number): Buffer | undefined => {
  const bytes = Buffer.alloc(length)
  return at >= 0 && readSync(file, bytes, 0, length, at) === length ? bytes : undefined
}

/** Where the log has pages, by their numbers; those that were written last come last. */
const frames = (log: number, size: number): ReadonlyArray<readonly [page: number, at: number]> => {
  const header = reading(log, 0, 32)
  const found: Array<readonly [number, number]> = []
  for (let at = 32; header !== undefined; at += 24 + size) {
    const frame = reading(log, at, 24)
    if (frame === undefined || at + 24 + size > fstatSync(log).size) break
    // Frames of a log before this one have other salts.
    if (frame.compare(header, 16, 24, 8, 16) === 0) found.push([frame.readUInt32BE(0), at + 24])
  }
  return found
}

/** Of a page of a table: the cells of a leaf, or the pages below it; undefined for another page. */
const tablePage = (page: Buffer, header: number): number | ReadonlyArray<number> | undefined => {
  const kind = page.readUInt8(header)
  const cells = Math.min(page.readUInt16BE(header + 3), (page.length - header - 8) >> 1)
  if (kind === 13) return cells
  if (kind !== 5) return undefined
  const below = [page.readUInt32BE(header + 8)]
  for (let cell = 0; cell < cells; cell++) {
    const at = page.readUInt16BE(header + 12 + 2 * cell)
    if (at + 4 <= page.length) below.push(page.readUInt32BE(at))
  }
  return below
}

/** Lines of the table that begins at the first page, which is the schema; not many more than `most` where there are more. */
const schemaLines = (pages: Pages, most: number): number => {
  const next = [1]
  let lines = 0
  // Each page but a few has a line: more pages than that lead in circles.
  for (let seen = 0; next.length > 0; seen++) {
    if (lines > most || seen > 2 * most) return most + 1
    const number = next.pop()!
    const page = pages(number)
    const found = page === undefined ? undefined : tablePage(page, number === 1 ? 100 : 0)
    if (typeof found === "number") lines += found
    else if (found !== undefined) next.push(...found)
  }
  return lines
}

/** The file and, where there is one, the log beside it; a run that ends takes it away. */
const opened = (path: string): ReadonlyArray<number> => {
  const file = OwnFile.open(path)
  const wal = OwnFile.openIfThere(`${path}-wal`)
  return wal === undefined ? [file] : [file, wal]
}

/** Whether the file begins as those of SQLite do. */
export const isDatabase = (path: string): boolean => {
  const file = OwnFile.open(path)
  try {
    return reading(file, 0, 16)?.toString("latin1") === "SQLite format 3\0"
  } finally {
    closeSync(file)
  }
}

/**
 * How many tables, indices, views and triggers a file has, read page by page: SQLite reads all of them whatever it is asked,
 * in a time that grows with their square. More than `most` are not counted to the end. 0 where there is no file.
 */
export const entries = (path: string, most: number): number => {
  if (!OwnFile.exists(path)) return 0
  const files = opened(path)
  const [file, wal] = files as [number, number?]
  try {
    const [size = 4096] = sizesOf(reading(file, 0, 100) ?? Buffer.alloc(0))
    const own: Pages = (number) => reading(file, (number - 1) * size, size)
    const latest = new Map(wal === undefined ? [] : frames(wal, size))
    const over: Pages = (number) => {
      const at = latest.get(number)
      return at === undefined || wal === undefined ? own(number) : reading(wal, at, size)
    }
    return Math.max(schemaLines(own, most), latest.size > 0 ? schemaLines(over, most) : 0)
  } finally {
    for (const each of files) closeSync(each)
  }
}

/** All that may be a record, of the file and of the log beside it. Memory: a page and a record. */
export function* records(path: string): Generator<Record> {
  const files = opened(path)
  const [file, wal] = files as [number, number?]
  try {
    const bytes = fstatSync(file).size
    for (const size of sizesOf(reading(file, 0, 100) ?? Buffer.alloc(0))) {
      const own: Pages = (number) => reading(file, (number - 1) * size, size)
      const logged = wal === undefined ? [] : frames(wal, size)
      const latest = new Map(logged)
      const over: Pages = (number) => {
        const at = latest.get(number)
        return at === undefined || wal === undefined ? own(number) : reading(wal, at, size)
      }
      const mostBytes = bytes + logged.length * size
      for (let number = 1; number <= bytes / size; number++) {
        const page = own(number)
        const header = number === 1 ? 100 : 0
        if (page === undefined) continue
        // As it is without the log, and as it is with it, where that makes a difference.
        yield* recordsOf(own, page, header, mostBytes)
        if (latest.size > 0) yield* recordsOf(over, page, header, mostBytes)
      }
      for (const [number, at] of logged) {
        const page = wal === undefined ? undefined : reading(wal, at, size)
        if (page !== undefined) yield* recordsOf(over, page, number === 1 ? 100 : 0, mostBytes)
      }
    }
  } finally {
    for (const each of files) closeSync(each)
  }
}
