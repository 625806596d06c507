/**
 * One msgpack map a row, one after the other with nothing around them: what streaming readers such as msgpackr's
 * `UnpackrStream` or Python's `msgpack.Unpacker` take. NaN and the infinities are doubles, integers
 * beyond 2^53 are of 64 bits, null is nil.
 */

import * as Wire from "../../engine/wire.ts"
import type { Cell } from "../../simulation/table.ts"
import type { Encoder } from "./table.ts"
import { cell } from "./table.ts"

export const msgpack: Encoder = function* (table) {
  const names = Object.keys(table.columns)
  for (const row of table.rows) {
    // Without a prototype: a column may be called __proto__.
    const map: Record<string, Cell> = Object.create(null)
    for (const name of names) map[name] = cell(row, name)
    yield Wire.pack(map)
  }
}
