/**
 * Threefry-2x32 with 20 rounds: a counter-based generator. Word pairs are a pure function of (key, counter), so
 * that any replicate can be drawn on any thread without a state to carry.
 *
 * Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011), section 3.3 and the
 * rotation table of Random123. All words are unsigned 32-bit integers.
 */

const parity = 0x1bd11bda

/**
 * Writes the words of the counters `(c0, c1), (c0, c1 + 1), ...` to `out`, two a counter, without allocating.
 *
 * @param out an even number of words; `out[2 k]` and `out[2 k + 1]` belong to counter `(c0, c1 + k)`
 * @throws RangeError if `out` has an odd length or c1 would pass 2^32 - 1
 */
export const fill = (key0: number, key1: number, c0: number, c1: number, out: Uint32Array): void => {
  if (out.length & 1) throw new RangeError(`Threefry writes pairs of words, not ${out.length} words.`)
  if (c1 + out.length / 2 > 2 ** 32) throw new RangeError("The second word of a Threefry counter ran over.")
  const k0 = key0 | 0
  const k1 = key1 | 0
  const k2 = k0 ^ k1 ^ parity
  for (let k = 0; k < out.length; k += 2) {
    let x = (c0 + k0) | 0,
      y = (c1 + (k >> 1) + k1) | 0
    x = (x + y) | 0
    y = ((y << 13) | (y >>> 19)) ^ x
    x = (x + y) | 0
    y = ((y << 15) | (y >>> 17)) ^ x
    x = (x + y) | 0
    y = ((y << 26) | (y >>> 6)) ^ x
    x = (x + y) | 0
    y = ((y << 6) | (y >>> 26)) ^ x
    x = (x + k1) | 0
    y = (y + k2 + 1) | 0
    x = (x + y) | 0
    y = ((y << 17) | (y >>> 15)) ^ x
    x = (x + y) | 0
    y = ((y << 29) | (y >>> 3)) ^ x
    x = (x + y) | 0
    y = ((y << 16) | (y >>> 16)) ^ x
    x = (x + y) | 0
    y = ((y << 24) | (y >>> 8)) ^ x
    x = (x + k2) | 0
    y = (y + k0 + 2) | 0
    x = (x + y) | 0
    y = ((y << 13) | (y >>> 19)) ^ x
    x = (x + y) | 0
    y = ((y << 15) | (y >>> 17)) ^ x
    x = (x + y) | 0
    y = ((y << 26) | (y >>> 6)) ^ x
    x = (x + y) | 0
    y = ((y << 6) | (y >>> 26)) ^ x
    x = (x + k0) | 0
    y = (y + k1 + 3) | 0
    x = (x + y) | 0
    y = ((y << 17) | (y >>> 15)) ^ x
    x = (x + y) | 0
    y = ((y << 29) | (y >>> 3)) ^ x
    x = (x + y) | 0
    y = ((y << 16) | (y >>> 16)) ^ x
    x = (x + y) | 0
    y = ((y << 24) | (y >>> 8)) ^ x
    x = (x + k1) | 0
    y = (y + k2 + 4) | 0
    x = (x + y) | 0
    y = ((y << 13) | (y >>> 19)) ^ x
    x = (x + y) | 0
    y = ((y << 15) | (y >>> 17)) ^ x
    x = (x + y) | 0
    y = ((y << 26) | (y >>> 6)) ^ x
    x = (x + y) | 0
    y = ((y << 6) | (y >>> 26)) ^ x
    x = (x + k2) | 0
    y = (y + k0 + 5) | 0
    out[k] = x
    out[k + 1] = y
  }
}

/** The two words of counter `(c0, c1)` under the key `(key0, key1)`. */
export const words = (key0: number, key1: number, c0: number, c1: number): readonly [number, number] => {
  const out = new Uint32Array(2)
  fill(key0, key1, c0, c1, out)
  return [out[0], out[1]]
}
