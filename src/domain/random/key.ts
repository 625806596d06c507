/**
 * A key names a stream of random words: two unsigned 32-bit integers, the key of Threefry-2x32.
 * Keys form a tree: {@link child} derives the key of a branch, and what a branch draws never meets what its
 * parent or its siblings draw.
 */
import * as Threefry from "./threefry.ts"

export type Key = readonly [number, number]

/** Second counter words stop short of this value, so that no draw ever sees the words that name a child. */
const childWord = 0xffffffff

/**
 * The key of branch `index` of `key`: Threefry-2x32-20 of the counter `(index, 0xffffffff)`.
 *
 * @param index an integer, 0 to 2^32 - 1
 * @throws RangeError for any other index
 */
export const child = (key: Key, index: number): Key => {
  if (!Number.isInteger(index) || index < 0 || index > 0xffffffff)
    throw new RangeError(`The index of a child key is an integer from 0 to 4294967295, not ${index}.`)
  return Threefry.words(key[0], key[1], index, childWord)
}
