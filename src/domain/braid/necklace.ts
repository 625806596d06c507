/**
 * A cyclic word up to relation 1: two words have the same canonical word exactly when cyclic shifts and relation 1 lead
 * from one to the other. Searches over braids keep one word of each such class.
 *
 * Algorithm: lay the letters in a heap, periodic in the direction of reading, where a letter rests on earlier ones of
 * its own and of neighbouring generators. For a letter x take every letter the first time that it rests, directly or not,
 * on x: one of each, as all generators are used, and independent of where the word was cut. Write these down
 * greedily, always the lowest generator that rests on nothing left. The canonical word is the least of these words over
 * all x of the generator that occurs least often (the lowest of those).
 *
 * Cost: for each such x, letters times the rounds until all rest on x, at most the number of generators, mostly 2 or 3.
 */
export interface Necklace {
  /** The first `length` letters are the canonical word. */
  readonly letters: Int16Array
  /** Where in the word that was given each letter of the canonical word stands. */
  readonly order: Int16Array
  readonly heap: Int16Array
  readonly trial: Int16Array
  readonly next: Int16Array
  readonly head: Int16Array
  readonly tail: Int16Array
  readonly count: Int16Array
  readonly seen: Uint8Array
  readonly isActive: Uint8Array
}

/** Tables for words of up to `capacity` letters. */
export const make = (capacity: number): Necklace => {
  const byGenerator = capacity + 3
  return {
    letters: new Int16Array(capacity),
    order: new Int16Array(capacity),
    heap: new Int16Array(capacity),
    trial: new Int16Array(capacity),
    next: new Int16Array(capacity),
    head: new Int16Array(byGenerator),
    tail: new Int16Array(byGenerator),
    count: new Int16Array(byGenerator),
    seen: new Uint8Array(capacity),
    isActive: new Uint8Array(byGenerator)
  }
}

/**
 * Writes the canonical word of the first `length` letters and the order it has them in.
 * Throws a RangeError if a generator below `strands` does not occur: the closure would have a circle apart.
 */
export const canonical = (necklace: Necklace, word: Int16Array, length: number, strands: number): void => {
  if (length === 0) return
  const { count, letters } = necklace
  if (length > letters.length) throw new RangeError(`There is no room for ${length} letters.`)
  if (length < strands - 1) throw unused()
  count.fill(0, 0, strands)
  for (let at = 0; at < length; at++) count[Math.abs(word[at])]++
  let rarest = 1
  for (let g = 1; g < strands; g++) {
    if (count[g] === 0) throw unused()
    if (count[g] < count[rarest]) rarest = g
  }
  let isFirst = true
  for (let at = 0; at < length; at++) {
    if (word[at] !== rarest && word[at] !== -rarest) continue
    lay(necklace, word, length, strands, at)
    const difference = isFirst ? -1 : write(necklace, word, length, strands, false)
    if (difference < 0) {
      write(necklace, word, length, strands, true)
      isFirst = false
    }
  }
}

/** Leaves in `heap` the places of the letters in an order in which each follows those it rests on, from x on. */
const lay = (
  { heap, seen, isActive }: Necklace,
  word: Int16Array,
  length: number,
  strands: number,
  x: number
): void => {
  seen.fill(0, 0, length)
  isActive.fill(0, 0, strands + 1)
  isActive[Math.abs(word[x])] = 1
  let at = x
  for (let laid = 0; laid < length; ) {
    const g = Math.abs(word[at])
    if ((isActive[g - 1] | isActive[g] | isActive[g + 1]) !== 0) {
      isActive[g] = 1
      if (seen[at] === 0) {
        seen[at] = 1
        heap[laid++] = at
      }
    }
    at = at + 1 < length ? at + 1 : 0
  }
}

/**
 * Reads the heap greedily. `keeps`: into `letters` and `order`. Else it answers whether what would be written comes
 * before (< 0) or after (> 0) the word that stands there, or is the same.
 */
const write = (
  { heap, letters, order, next, head, tail }: Necklace,
  word: Int16Array,
  length: number,
  strands: number,
  keeps: boolean
): number => {
  head.fill(length, 0, strands + 1)
  for (let k = 0; k < length; k++) {
    const g = Math.abs(word[heap[k]])
    if (head[g] === length) head[g] = k
    else next[tail[g]] = k
    tail[g] = k
    next[k] = length
  }
  let g = 1
  for (let k = 0; k < length; ) {
    const front = head[g]
    if (front >= head[g - 1] || front >= head[g + 1]) {
      g++
      continue
    }
    const letter = word[heap[front]]
    if (keeps) {
      letters[k] = letter
      order[k] = heap[front]
    } else if (letter !== letters[k]) return letter - letters[k]
    k++
    head[g] = next[front]
    if (g > 1) g--
  }
  return 0
}

const unused = (): RangeError => {
  return new RangeError("A word whose letters leave out a generator is no knot's.")
}
