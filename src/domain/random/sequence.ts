/**
 * Sequences of normals, of which each random network draws one. They are made for speed: SFC64 takes a fifth of the
 * operations of Threefry, but has a state to carry. So a sequence is cut into segments that begin at random states, which Threefry
 * gives; where one begins, any thread can begin.
 *
 * This is the reference, in f64, that every faster sampler must meet within its own rounding.
 */
import * as Interruption from "../interruption.ts"
import type { Key } from "./key.ts"
import * as Sfc64 from "./sfc64.ts"
import * as Threefry from "./threefry.ts"

/** Pairs of normals in a segment. */
export const segment = 512

/** The state of SFC64 at the beginning of a segment. */
const begin = (key: Key, index: number, number: number): Sfc64.State => {
  const words = new Uint32Array(6)
  Threefry.fill(key[0], key[1], index, 3 * number, words)
  return Sfc64.make(words)
}

/**
 * A pair of normals from two words, by the transform of Box and Muller on the nearest floats of the words as signed integers:
 *
 *     x = float(signed w0),  y = float(signed w1),  u^2 = float(x^2 + 1/4) / 2^62
 *     r = sqrt(-ln u^2), with the sign of w0,       r cos(pi y / 2^32),  r sin(pi y / 2^32)
 *
 * The sign of r is the half of the circle that the angle lacks. r goes up to 6.66, as u down to 2^-32; a float has 24 digits at
 * every size, so that all 31 count in the tail, and below r = 1e-3 lengths are multiples of 2^-12 under the root.
 */
export const pair = (w0: number, w1: number): readonly [number, number] => {
  const x = Math.fround(w0 | 0)
  const y = Math.fround(w1 | 0)
  const length = Math.sqrt(-Math.log(Math.fround(x * x + 0.25) / 2 ** 62))
  const r = (w0 | 0) < 0 ? -length : length
  const angle = (Math.PI * y) / 2 ** 32
  return [r * Math.cos(angle), r * Math.sin(angle)]
}

/**
 * The normals number 0, 1, ... of sequence `index` of the stream `key`: {@link pair} of the low and the high half of what SFC64
 * gives, from a fresh state every {@link segment} pairs. The words (a, b, c) of the state of segment g are those of the Threefry
 * counters (index, 3 g), (index, 3 g + 1), (index, 3 g + 2), low half first.
 *
 * @param index which sequence, 0 to 2^32 - 1
 * @param out all of it is written
 * @param first the number of the first normal to write, even
 */
export const normals = (key: Key, index: number, out: Float64Array, first = 0): void => {
  let skipped = (first / 2) % segment
  let g = (first / 2 - skipped) / segment
  for (let p = 0; p < out.length; g++) {
    Interruption.look()
    const pairs = Math.min(segment, skipped + Math.ceil((out.length - p) / 2))
    const words = new Uint32Array(2 * pairs)
    Sfc64.fill(begin(key, index, g), words)
    for (let k = skipped; k < pairs; k++, p += 2) {
      const [even, odd] = pair(words[2 * k], words[2 * k + 1])
      out[p] = even
      if (p + 1 < out.length) out[p + 1] = odd
    }
    skipped = 0
  }
}
