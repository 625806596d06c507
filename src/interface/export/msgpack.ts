/**
 * One msgpack map a row, one after the other with nothing around them: what streaming readers such as msgpackr's
 * `UnpackrStream` or Python's `msgpack.Unpacker` take. Values of a real column are doubles, whole ones as well; NaN and the
 * infinities are, too. Integers beyond 2^53 are of 64 bits, null is nil.
 */

import * as Wire from "../../engine/wire.ts"
import type { Cell, Column } from "../../simulation/table.ts"
import type { Encoder } from "./table.ts"
import { cell } from "./table.ts"

/** A map's head, by how many entries it has: the format's fixmap, map 16 and map 32. */
const head = (entries: number): Buffer => {
  if (entries < 16) return Buffer.from([0x80 | entries])
  const long = Buffer.alloc(5)
  long.writeUInt32BE(entries, 1)
  long[0] = 0xdf
  return long
}

/** A float 64. */
const double = (value: number): Buffer => {
  const bytes = Buffer.alloc(9)
  bytes[0] = 0xcb
  bytes.writeDoubleBE(value, 1)
  return bytes
}

const packed = (value: Cell, { type }: Column): Uint8Array =>
  type === "real" && typeof value === "number" ? double(value) : Wire.pack(value)

export const msgpack: Encoder = function* (table) {
  const columns = Object.entries(table.columns).map(([name, column]) => ({
    name,
    column,
    key: Wire.pack(name)
  }))
  const start = head(columns.length)
  for (const row of table.rows)
    yield Buffer.concat([
      start,
      ...columns.flatMap(({ name, column, key }) => [key, packed(cell(row, name), column)])
    ])
}
