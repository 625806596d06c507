/**
 * A braid word: letter `+i` is sigma_i, a positive crossing of the strands at places i and i+1, and `-i` is its
 * inverse. A word reads from left to right as the braid reads from its beginning to its end. The closure of
 * `1 1 1` is the trefoil whose Jones polynomial is t + t^3 - t^4.
 *
 * A word is an `Int16Array` everywhere inside; plain arrays of numbers enter through {@link of} and leave through
 * `Array.from`. Words are never changed in place: what changes is a draft (draft.ts).
 */
export type Word = Int16Array

/** The largest generator a word may name; tables that are indexed by generators are this long. */
export const largestGenerator = 999

/** The empty word: the unit of the group, and the unknot as a closed braid of one strand. */
export const empty: Word = new Int16Array(0)

/**
 * The word with these letters.
 * Throws a RangeError that names the first letter that is zero, no integer, or beyond {@link largestGenerator}.
 */
export const of = (letters: ArrayLike<number>): Word => {
  for (let i = 0; i < letters.length; i++) checkLetter(letters[i], i)
  return Int16Array.from(letters)
}

/**
 * Reads a word: integers separated by blanks or commas, in square brackets or not. An empty text, `[]` and `e`
 * are the empty word. Throws a RangeError with a sentence for everything else.
 */
export const parse = (text: string): Word => {
  const inner = text.trim().replace(/^\[(.*)\]$/s, "$1")
  const parts = inner.split(/[\s,]+/).filter((part) => part !== "")
  if (parts.length === 1 && parts[0] === "e") return empty
  return of(
    parts.map((part, i) => {
      if (/^[+-]?\d+$/.test(part)) return Number(part)
      throw new RangeError(`Letter ${i + 1} of the braid word is "${part}", which is not an integer.`)
    })
  )
}

/** The letters separated by blanks; the empty word prints as `e`. {@link parse} reads both back. */
export const print = (word: Word): string => {
  return word.length === 0 ? "e" : word.join(" ")
}

/** The fewest strands the word can stand on: its largest generator plus one, and 1 for the empty word. */
export const strands = (word: ArrayLike<number>): number => {
  let largest = 0
  for (let i = 0; i < word.length; i++) largest = Math.max(largest, Math.abs(word[i]))
  return largest + 1
}

/** Positive letters minus negative letters. Relations and conjugation keep it; stabilisation moves it by one. */
export const writhe = (word: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < word.length; i++) sum += Math.sign(word[i])
  return sum
}

/** The product: first word, then the next, and so on. */
export const multiply = (...words: ReadonlyArray<Word>): Word => {
  const product = new Int16Array(words.reduce((sum, word) => sum + word.length, 0))
  let at = 0
  for (const word of words) {
    product.set(word, at)
    at += word.length
  }
  return product
}

/** The inverse in the braid group: letters backwards with their signs turned. Its closure is the mirror image
 * with the orientation reversed. */
export const inverse = (word: Word): Word => {
  return word.map((letter) => -letter).reverse()
}

/** Every crossing turned over: the closure becomes its mirror image, t -> 1/t in its Jones polynomial. */
export const mirror = (word: Word): Word => {
  return word.map((letter) => -letter)
}

/** Letters backwards: the closure keeps its chirality and reverses its orientation. */
export const reverse = (word: Word): Word => {
  return word.slice().reverse()
}

/** The word with adjacent inverse letters removed until there are none: the reduced word of the free group. */
export const freeReduce = (word: Word): Word => {
  const stack = new Int16Array(word.length)
  let top = 0
  for (const letter of word) {
    if (top > 0 && stack[top - 1] === -letter) top--
    else stack[top++] = letter
  }
  return stack.slice(0, top)
}

/** Whether two words are the same letter by letter. */
export const equals = (a: Word, b: Word): boolean => {
  return a.length === b.length && a.every((letter, i) => letter === b[i])
}

/** The word read cyclically from place k (any integer): its first k letters go to the end. */
export const rotate = (word: Word, k: number): Word => {
  const n = word.length
  const from = n === 0 ? 0 : ((k % n) + n) % n
  return multiply(word.subarray(from), word.subarray(0, from))
}

/**
 * The lexicographically least rotation, letters compared as signed integers. Two words have the same one exactly
 * when each is a rotation of the other: it does not identify a word with its mirror, inverse or reverse, nor
 * words that differ by a braid relation. By two competing starts; time proportional to the length.
 */
export const canonicalRotation = (word: Word): Word => {
  const n = word.length
  let best = 0
  let rival = 1
  let same = 0
  while (best < n && rival < n && same < n) {
    const difference = word[(best + same) % n] - word[(rival + same) % n]
    if (difference === 0) {
      same++
      continue
    }
    if (difference > 0) best += same + 1
    else rival += same + 1
    if (best === rival) rival++
    same = 0
  }
  return rotate(word, Math.min(best, rival))
}

/**
 * An unsigned 32-bit hash of the canonical rotation: equal for all rotations of a word, so that a split of a data
 * set by `hash(word) / 2 ** 32 < share` never puts one closed word on both sides. FNV-1a over the low and the
 * high byte of each letter, then the finaliser of MurmurHash3, which makes the high bits depend on all letters.
 */
export const hash = (word: Word): number => {
  let h = 0x811c9dc5
  for (const letter of canonicalRotation(word)) {
    h = Math.imul(h ^ (letter & 0xff), 0x01000193)
    h = Math.imul(h ^ ((letter >> 8) & 0xff), 0x01000193)
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

const checkLetter = (letter: number, place: number): void => {
  const name = `Letter ${place + 1} of the braid word`
  if (letter === 0) throw new RangeError(`${name} is 0, but generators are numbered from 1.`)
  if (!Number.isInteger(letter)) throw new RangeError(`${name} is ${letter}, which is not an integer.`)
  if (Math.abs(letter) > largestGenerator) {
    throw new RangeError(`${name} is ${letter}, beyond the largest generator, ${largestGenerator}.`)
  }
}
