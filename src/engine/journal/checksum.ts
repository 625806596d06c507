/**
 * Checksums of what a run's file holds: SQLite has none, and a bit that flips in a page is read as another number.
 * CRC-32, which finds every burst of up to 32 bits, and lets any other damage through once in 4e9.
 */
import { crc32 } from "node:zlib"

/** A cell as SQLite holds it; integers beyond 2^53 are bigints or their decimal digits. */
export type Stored = null | number | bigint | string

/** Of parts in order; the first names what it is of, so that no record is taken for one of another kind. */
export const of = (...parts: ReadonlyArray<string | number>): number => crc32(parts.join("\0"))

/** Of bytes that belong to a key: the same bytes under another key have another one. */
export const ofBytes = (key: string, bytes: Uint8Array): number => crc32(bytes, crc32(key))

/** Of bytes alone, as layout 1 had it. */
export const ofBytesAlone = (bytes: Uint8Array): number => crc32(bytes)

/** Rows of a point in one table: how many, and the CRC-32 of all their cells in order. */
export type Sum = readonly [rows: number, crc: number]

/** Of the rows of a point, by table. */
export type Sums = Readonly<Record<string, Sum>>

export const same = (a: Sum, b: Sum): boolean => a[0] === b[0] && a[1] === b[1]

export const empty: Sum = [0, 0]

/** A tag a cell; behind it eight bytes of a double, or four of a length and the text in UTF-8. */
const tags = { null: 0, number: 1, text: 2 } as const

let bytes = Buffer.alloc(65_536)

const reserve = (needed: number, used: number): void => {
  if (needed <= bytes.length) return
  const larger = Buffer.alloc(2 * needed)
  bytes.copy(larger, 0, 0, used)
  bytes = larger
}

/** Adds rows up; `take` gives the sum and begins the next one. Cost: about 10 ns a number. */
export const adder = () => {
  let rows = 0
  let crc = 0
  return {
    /** Of the first `length` cells of a row. */
    add: (cells: ReadonlyArray<Stored>, length = cells.length): void => {
      let at = 0
      for (let place = 0; place < length; place++) {
        const cell = cells[place]!
        if (cell === null) {
          reserve(at + 1, at)
          bytes[at++] = tags.null
        } else if (typeof cell === "number") {
          reserve(at + 9, at)
          bytes[at] = tags.number
          bytes.writeDoubleLE(cell, at + 1)
          at += 9
        } else {
          const text = String(cell)
          reserve(at + 5 + 3 * text.length, at)
          bytes[at] = tags.text
          const size = bytes.write(text, at + 5)
          bytes.writeUInt32LE(size, at + 1)
          at += 5 + size
        }
      }
      crc = crc32(bytes.subarray(0, at), crc)
      rows++
    },
    take: (): Sum => {
      const sum: Sum = [rows, crc]
      rows = 0
      crc = 0
      return sum
    }
  }
}
