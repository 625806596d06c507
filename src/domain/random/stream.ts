/**
 * The words of a key one after the other, for programs that cannot say beforehand how many they will draw.
 * Word number 2 k + b of a stream is word b of the Threefry counter `(0, k)`, so a stream is the same on any
 * thread, and what came before it never matters. It draws ahead by blocks; that is not observable.
 */
import type { Key } from "./key.ts"
import * as Threefry from "./threefry.ts"

export interface Stream {
  key: Key
  /** The counter of the next block. */
  counter: number
  /** The next word of the block; at its end the next block is drawn. */
  at: number
  /** The high half of a word whose low half is used up, or -1. */
  spare: number
  readonly block: Uint32Array
}

const blockWords = 64

/** The stream of a key, at its first word. */
export const make = (key: Key): Stream => ({
  key,
  counter: 0,
  at: blockWords,
  spare: -1,
  block: new Uint32Array(blockWords)
})

/** Puts the stream at the first word of another key, without allocating. */
export const restart = (stream: Stream, key: Key): void => {
  stream.key = key
  stream.counter = 0
  stream.at = blockWords
  stream.spare = -1
}

/** Where a stream is: how many words it has drawn, and what is left of the last one, or -1. */
export interface Place {
  readonly words: number
  readonly spare: number
}

/** Puts the stream at a place in the words of another key, as if all before had been drawn. */
export const resume = (stream: Stream, key: Key, { words, spare }: Place): void => {
  restart(stream, key)
  stream.counter = (Math.floor(words / blockWords) * blockWords) / 2
  for (let k = 0; k < words % blockWords; k++) next(stream)
  stream.spare = spare
}

/** The next word: uniform over the integers from 0 to 2^32 - 1. */
export const next = (stream: Stream): number => {
  if (stream.at === blockWords) {
    Threefry.fill(stream.key[0], stream.key[1], 0, stream.counter, stream.block)
    stream.counter += blockWords / 2
    stream.at = 0
  }
  return stream.block[stream.at++]
}

/** The next 16 bits: the low half of the next word, or the high half that was left from the one before. */
const half = (stream: Stream): number => {
  const spare = stream.spare
  if (spare >= 0) {
    stream.spare = -1
    return spare
  }
  const word = next(stream)
  stream.spare = word >>> 16
  return word & 0xffff
}

/**
 * An integer from 0 to n - 1, each with exactly the same probability: for n up to 4096
 *
 *     result = floor(half n / 2^16), drawn again while (half n mod 2^16) < (2^16 mod n)
 *
 * with 16 fresh bits as `half`; for larger n the same with a word and 2^32.
 *
 * Source: Lemire, "Fast random integer generation in an interval" (2019), section 4.
 * @param n an integer, 1 to 2^20 (so that the products are exact); not checked, as this stands in inner loops
 */
export const below = (stream: Stream, n: number): number => {
  if (n > 4096) return belowWide(stream, n)
  let product = half(stream) * n
  if ((product & 0xffff) < n) {
    const surplus = 0x10000 % n
    while ((product & 0xffff) < surplus) product = half(stream) * n
  }
  return product >>> 16
}

/**
 * The same for one who has 16 fresh bits at hand, half of a word: it draws only where n is beyond 4096 or the bits are
 * among those that must be drawn again.
 */
export const belowBy = (stream: Stream, bits: number, n: number): number => {
  const product = bits * n
  return (product & 0xffff) >= n && n <= 4096 ? product >>> 16 : belowRest(stream, product, n)
}

const belowRest = (stream: Stream, product: number, n: number): number => {
  if (n > 4096 || (product & 0xffff) < 0x10000 % n) return below(stream, n)
  return product >>> 16
}

const belowWide = (stream: Stream, n: number): number => {
  const surplus = 2 ** 32 % n
  let product = next(stream) * n
  while (product >>> 0 < surplus) product = next(stream) * n
  return Math.floor(product / 2 ** 32)
}

/** +1 or -1, each with probability 1/2. */
export const sign = (stream: Stream): 1 | -1 => (half(stream) < 0x8000 ? 1 : -1)
