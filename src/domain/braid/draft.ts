import type { Step } from "./certificate.ts"
import * as Word from "./word.ts"

/**
 * A braid word under change: letters in a preallocated array, a length, and the number of strands the braid
 * stands on. Moves (move.ts) and routines built from them change a draft in place and allocate nothing.
 *
 * The number of strands belongs to the state because the closure depends on it: `1 -1` closes to two unlinked
 * circles, and so does what is left of it, the empty word on two strands. A knot's word uses all its generators,
 * so there `strands` is always the largest generator plus one.
 */
export interface Draft {
  /** The first `length` entries are the word. */
  readonly letters: Int16Array
  length: number
  strands: number
  /** Where elementary moves are written down, in order; `null` writes nothing and costs one comparison. */
  trace: Array<Step> | null
  /** Working tables of collapse and Knotify: by place, and by generator with a border on both sides. */
  readonly previous: Int16Array
  readonly next: Int16Array
  readonly first: Int16Array
  readonly last: Int16Array
}

/** An empty draft, on one strand, with room for `capacity` letters. Throws a RangeError beyond 1 to 32767. */
export const make = (capacity: number): Draft => {
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > 0x7fff) {
    throw new RangeError(`A draft holds 1 to ${0x7fff} letters; ${capacity} were asked for.`)
  }
  return {
    letters: new Int16Array(capacity),
    length: 0,
    strands: 1,
    trace: null,
    previous: new Int16Array(capacity),
    next: new Int16Array(capacity),
    first: new Int16Array(Word.largestGenerator + 2),
    last: new Int16Array(Word.largestGenerator + 2)
  }
}

/** A draft of a word with room for `room` more letters, as many again unless told. */
export const of = (word: Word.Word, room = word.length): Draft => {
  const draft = make(Math.max(1, word.length + room))
  load(draft, word)
  return draft
}

/** Replaces the draft's word; the trace, if there is one, begins anew. Throws a RangeError if it has no room. */
export const load = (draft: Draft, word: Word.Word, strands = Word.strands(word)): void => {
  if (word.length > draft.letters.length) {
    throw new RangeError(`The word has ${word.length} letters, and the draft holds ${draft.letters.length}.`)
  }
  if (strands < Word.strands(word) || strands > Word.largestGenerator + 1) {
    throw new RangeError(`The word stands on ${Word.strands(word)} strands, and ${strands} were asked for.`)
  }
  draft.letters.set(word)
  draft.length = word.length
  draft.strands = strands
  if (draft.trace !== null) draft.trace = []
}

/** Back to the empty word on one strand; the trace, if there is one, begins anew. */
export const clear = (draft: Draft): void => {
  draft.length = 0
  draft.strands = 1
  if (draft.trace !== null) draft.trace = []
}

/** A copy of the draft's word. */
export const word = (draft: Draft): Word.Word => {
  return draft.letters.slice(0, draft.length)
}
