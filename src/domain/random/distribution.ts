/**
 * From words to numbers, in f64: the reference that every faster sampler must meet within its own rounding.
 */
import * as Interruption from "../interruption.ts"
import type { Key } from "./key.ts"
import * as Threefry from "./threefry.ts"

/** A number strictly between 0 and 1 from one 32-bit word: `(word + 1/2) / 2^32`. */
export const uniform = (word: number): number => (word + 0.5) / 2 ** 32

/**
 * The normals number 0, 1, ... of sequence `index` of the stream `key`, by the transform of Box and Muller:
 *
 *     (w0, w1) = words of counter (index, p >> 1)
 *     u1 = uniform(w0), u2 = uniform(w1), r = sqrt(-2 ln u1)
 *     normal p = r cos(2 pi u2) for even p, r sin(2 pi u2) for odd p
 *
 * @param index which sequence, 0 to 2^32 - 1
 * @param out all of it is written
 * @param first the number of the first normal to write, even
 */
export const normals = (key: Key, index: number, out: Float64Array, first = 0): void => {
  const pair = new Uint32Array(2)
  for (let p = 0; p < out.length; p += 2) {
    if ((p & 0xffff) === 0) Interruption.look()
    Threefry.fill(key[0], key[1], index, (first + p) / 2, pair)
    const r = Math.sqrt(-2 * Math.log(uniform(pair[0])))
    const angle = 2 * Math.PI * uniform(pair[1])
    out[p] = r * Math.cos(angle)
    if (p + 1 < out.length) out[p + 1] = r * Math.sin(angle)
  }
}
