/** Rows of a trace as what programs (objective.ts) take: gathered, encoded, and filled up to a fixed number of rows. */
import type { Key } from "../random/key.ts"
import { child } from "../random/key.ts"
import * as Stream from "../random/stream.ts"

/** From (included) to (excluded) of `rows` rows in parts of at most `size`, in order. */
export const parts = (rows: number, size: number): ReadonlyArray<readonly [from: number, to: number]> =>
  Array.from({ length: Math.ceil(rows / size) }, (_, k) => [k * size, Math.min(rows, (k + 1) * size)])

/** The rows 0 to `rows` - 1 in random order, each order equally likely (Fisher and Yates); another for each epoch. */
export const shuffled = (
  rows: number,
  key: Key,
  epoch: number,
  order: Int32Array = new Int32Array(rows)
): Int32Array => {
  const stream = Stream.make(child(key, epoch))
  for (let row = 0; row < rows; row++) order[row] = row
  for (let last = rows - 1; last > 0; last--) {
    const other = Stream.below(stream, last + 1)
    const row = order[last]
    order[last] = order[other]
    order[other] = row
  }
  return order
}

/**
 * Copies rows `order[from]` to `order[to - 1]` of `source` (rows of `width` entries) to the front of `target`, or, for
 * the order null, the rows `from` to `to` - 1 themselves; the rest of the target becomes 0.
 */
export const gather = <A extends Float32Array | Int32Array | Uint8Array>(
  source: A,
  width: number,
  order: Int32Array | null,
  from: number,
  to: number,
  target: A
): void => {
  if (order === null) target.set(source.subarray(from * width, to * width))
  else
    for (let row = from; row < to; row++) {
      const at = order[row] * width
      const out = (row - from) * width
      for (let k = 0; k < width; k++) target[out + k] = source[at + k]
    }
  target.fill(0, (to - from) * width)
}

/** Vectors of one length, added in the order in which they stand, in f64: the bits do not depend on who computed which. */
export const sum = (
  vectors: ReadonlyArray<ArrayLike<number>>,
  total: Float64Array = new Float64Array(vectors[0].length)
): Float64Array => {
  total.fill(0)
  for (const vector of vectors) for (let k = 0; k < total.length; k++) total[k] += vector[k]
  return total
}
