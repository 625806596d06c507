/**
 * SFC64, a small fast chaotic generator: 64 bits a step from a state (a, b, c, n) of four 64-bit words,
 *
 *     out = a + b + n,   a <- b xor (b >> 11),   b <- c + (c << 3),   c <- rotl(c, 24) + out,   n <- n + 1
 *
 * where n begins at 1, so that no state comes back before 2^64 steps, and on average not before 2^255. It is a generator for
 * streams of moderate length that begin at random states: those come from Threefry, see sequence.ts.
 *
 * Source: Doty-Humphrey, PractRand 0.95, whose documentation recommends it and gives its results in batteries of tests; NumPy
 * has it as `SFC64`.
 */

/** The low and the high half of a, of b and of c, then n. */
export type State = Uint32Array

/** Halves of 64-bit words: low and high of a, b, c. */
export const make = (halves: ArrayLike<number>): State => Uint32Array.of(...Array.from(halves).slice(0, 6), 1)

/**
 * Writes the next 64-bit numbers to `out`, the low half of each before the high one.
 *
 * @param out an even number of words
 */
export const fill = (state: State, out: Uint32Array): void => {
  let [a, A, b, B, c, C, n] = state
  for (let k = 0; k < out.length; k += 2) {
    const sum = a + b + n++
    const low = sum >>> 0
    const high = (A + B + Math.floor(sum / 2 ** 32)) >>> 0
    a = (b ^ ((b >>> 11) | (B << 21))) >>> 0
    A = (B ^ (B >>> 11)) >>> 0
    const nine = c + ((c << 3) >>> 0)
    b = nine >>> 0
    B = (C + ((C << 3) | (c >>> 29)) + (nine >= 2 ** 32 ? 1 : 0)) >>> 0
    const turned = (((c << 24) | (C >>> 8)) >>> 0) + low
    C = (((C << 24) | (c >>> 8)) + high + (turned >= 2 ** 32 ? 1 : 0)) >>> 0
    c = turned >>> 0
    out[k] = low
    out[k + 1] = high
  }
  state.set([a, A, b, B, c, C, n])
}
