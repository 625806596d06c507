import { nothingLeft } from "../exhaustive.ts"
import type { End, Step } from "./certificate.ts"
import type { Draft } from "./draft.ts"

/**
 * The elementary moves on a draft, in place. Each one that is made is written to the draft's trace if it has one.
 * The closure stays the same link throughout. Places are numbered from 0.
 *
 * Moves that may not fit answer whether they were made and change nothing if not. Moves that need room throw a
 * RangeError if the draft has none left, before they change anything.
 */

/** Relation 1: letters at, at+1 change places if their generators differ by two or more. */
export const commute = (draft: Draft, at: number): boolean => {
  const { letters } = draft
  if (!canCommute(draft, at)) return false
  const letter = letters[at]
  letters[at] = letters[at + 1]
  letters[at + 1] = letter
  if (draft.trace !== null) draft.trace.push(["commute", at])
  return true
}

/** Whether relation 1 fits the letters at, at+1. */
export const canCommute = (draft: Draft, at: number): boolean => {
  if (at < 0 || at + 1 >= draft.length) return false
  const distance = Math.abs(draft.letters[at]) - Math.abs(draft.letters[at + 1])
  return distance > 1 || distance < -1
}

/**
 * Relation 2 at the letters at, at+1, at+2: with |i - j| = 1,
 *
 *     sigma_i^a sigma_j^b sigma_i^c = sigma_j^c sigma_i^b sigma_j^a     unless a = c = -b
 *
 * that is +++, ---, ++-, -++, +-- and --+; for +-+ and -+- the two sides are different braids.
 */
export const braid = (draft: Draft, at: number): boolean => {
  if (!canBraid(draft, at)) return false
  rewrite(draft.letters, at, at + 1, at + 2)
  if (draft.trace !== null) draft.trace.push(["braid", at])
  return true
}

/** Whether relation 2 fits the letters at, at+1, at+2. */
export const canBraid = (draft: Draft, at: number): boolean => {
  if (at < 0 || at + 2 >= draft.length) return false
  const { letters } = draft
  return holds(letters[at], letters[at + 1], letters[at + 2])
}

/** Whether a b c has the form of relation 2. */
export const holds = (a: number, b: number, c: number): boolean => {
  return misfit(a, b, c, Math.abs(a), Math.abs(b)) === 0
}

/** Puts a letter and its inverse before place `at`. Throws a RangeError if the braid has no such letter. */
export const insert = (draft: Draft, at: number, letter: number): void => {
  const { letters, length } = draft
  if (letter === 0 || Math.abs(letter) >= draft.strands || !Number.isInteger(letter)) {
    throw new RangeError(`${letter} is no letter of a braid of ${draft.strands} strands.`)
  }
  if (!(at >= 0 && at <= length)) throw new RangeError(`A word of ${length} letters has no place ${at}.`)
  need(draft, 2)
  letters.copyWithin(at + 2, at, length)
  letters[at] = letter
  letters[at + 1] = -letter
  draft.length += 2
  if (draft.trace !== null) draft.trace.push(["insert", at, letter])
}

/** Removes the letters at, at+1 if they are inverse to each other. */
export const cancel = (draft: Draft, at: number): boolean => {
  const { letters, length } = draft
  if (at < 0 || at + 1 >= length || letters[at] !== -letters[at + 1]) return false
  if (draft.trace !== null) draft.trace.push(["cancel", at, letters[at]])
  letters.copyWithin(at, at + 2, length)
  draft.length -= 2
  return true
}

/** Cyclic shift: the first `by` letters go to the end; for a negative `by` the last ones go to the front. */
export const rotate = (draft: Draft, by: number): void => {
  const { letters, length } = draft
  if (length < 2) return
  const k = ((by % length) + length) % length
  if (k === 0) return
  if (k === 1) {
    const letter = letters[0]
    letters.copyWithin(0, 1, length)
    letters[length - 1] = letter
  } else if (k === length - 1) {
    const letter = letters[length - 1]
    letters.copyWithin(1, 0, length - 1)
    letters[0] = letter
  } else {
    reverse(letters, 0, k)
    reverse(letters, k, length)
    reverse(letters, 0, length)
  }
  if (draft.trace !== null) draft.trace.push(["rotate", k])
}

/** Conjugation, Markov's first move: w becomes letter w letter^-1. Traced as an insertion and a cyclic shift. */
export const conjugate = (draft: Draft, letter: number): void => {
  const { letters, length } = draft
  if (letter === 0 || Math.abs(letter) >= draft.strands || !Number.isInteger(letter)) {
    throw new RangeError(`${letter} is no letter of a braid of ${draft.strands} strands.`)
  }
  need(draft, 2)
  letters.copyWithin(1, 0, length)
  letters[0] = letter
  letters[length + 1] = -letter
  draft.length += 2
  if (draft.trace !== null) draft.trace.push(["insert", length, -letter], ["rotate", -1])
}

/**
 * Markov's second move: one more strand at an end. high: sigma_n^sign is appended to a word on n strands. low: all
 * generators grow by one and sigma_1^sign is appended.
 */
export const stabilise = (draft: Draft, end: End, sign: 1 | -1): void => {
  const { letters, length } = draft
  need(draft, 1)
  if (draft.strands + 2 >= draft.first.length)
    throw new RangeError("The braid has too many strands to add one.")
  switch (end) {
    case "high":
      letters[length] = sign * draft.strands
      break
    case "low":
      for (let i = 0; i < length; i++) letters[i] += letters[i] > 0 ? 1 : -1
      letters[length] = sign
      break
    default:
      nothingLeft(end, "end of a braid")
  }
  draft.length++
  draft.strands++
  if (draft.trace !== null) draft.trace.push(["stabilise", end, sign])
}

/** The highest or the lowest generator. */
const outermost = (draft: Draft, end: End): number => {
  switch (end) {
    case "high":
      return draft.strands - 1
    case "low":
      return 1
    default:
      return nothingLeft(end, "end of a braid")
  }
}

/**
 * Its inverse: removes the only letter of the highest (lowest) generator, wherever it stands, and one strand.
 * Traced as a cyclic shift that brings the letter last, the removal, and the shift back.
 */
export const destabilise = (draft: Draft, end: End): boolean => {
  const { letters, length } = draft
  const generator = outermost(draft, end)
  let at = -1
  for (let i = 0; i < length; i++) {
    if (letters[i] !== generator && letters[i] !== -generator) continue
    if (at >= 0) return false
    at = i
  }
  if (at < 0) return false
  traceDestabilise(draft, end, at, length, letters[at] > 0 ? 1 : -1)
  letters.copyWithin(at, at + 1, length)
  draft.length--
  draft.strands--
  if (end === "low") for (let i = 0; i < length - 1; i++) letters[i] -= letters[i] > 0 ? 1 : -1
  return true
}

/** Writes down that of `length` letters the one at `at` was removed by a destabilisation. */
export const traceDestabilise = (draft: Draft, end: End, at: number, length: number, sign: number): void => {
  const { trace } = draft
  if (trace === null) return
  if (at + 1 < length) trace.push(["rotate", at + 1])
  trace.push(["destabilise", end, sign])
  if (at + 1 < length && at > 0) trace.push(["rotate", -at])
}

/**
 * BRAIDRELATION2: scans the word once round from `start`, cyclically, applies relation 2 wherever it fits, goes on
 * by three letters after a hit and by one otherwise. Answers how often it was applied.
 *
 * The three letters may straddle the end of the word; that is traced as a cyclic shift there and back. After a hit
 * near the end of the round the scan may end, not wrap into letters it began with.
 *
 * @param start a place, 0 to length - 1 (the paper's 1 to |B|, less one)
 */
export const braidRound = (draft: Draft, start: number): number => {
  const { letters, length } = draft
  if (length < 3) return 0
  let hits = 0
  let first = start
  let second = first + 1 < length ? first + 1 : 0
  let [a, b] = [letters[first], letters[second]]
  let [i, j] = [Math.abs(a), Math.abs(b)]
  for (let left = length; left > 0; ) {
    const third = second + 1 < length ? second + 1 : 0
    const c = letters[third]
    if (misfit(a, b, c, i, j) === 0) {
      rewrite(letters, first, second, third)
      if (draft.trace !== null) traceBraid(draft.trace, first, third)
      hits++
      left -= 3
      first = third + 1 < length ? third + 1 : 0
      second = first + 1 < length ? first + 1 : 0
      a = letters[first]
      b = letters[second]
      i = Math.abs(a)
    } else {
      left--
      first = second
      second = third
      a = b
      b = c
      i = j
    }
    j = Math.abs(b)
  }
  return hits
}

const traceBraid = (trace: Array<Step>, first: number, third: number): void => {
  if (third > first) trace.push(["braid", first])
  else trace.push(["rotate", first], ["braid", 0], ["rotate", -first])
}

/**
 * 0 exactly if relation 2 fits the letters a b c, where i = |a|, j = |b|: |a| = |c|, i and j differ by one, and b has
 * the sign of a or of c. Without a branch: most letters a scan looks at do not fit, and no predictor learns which.
 */
const misfit = (a: number, b: number, c: number, i: number, j: number): number => {
  const distance = i - j
  return (i ^ Math.abs(c)) | (Math.imul(distance, distance) - 1) | (((a ^ b) & (c ^ b)) >>> 31)
}

/** a b c becomes, with the generators exchanged and the signs in reverse order, its other side of relation 2. */
const rewrite = (letters: Int16Array, first: number, second: number, third: number): void => {
  const a = letters[first]
  const b = letters[second]
  const i = Math.abs(a)
  const j = Math.abs(b)
  letters[first] = withSign(j, letters[third])
  letters[second] = withSign(i, b)
  letters[third] = withSign(j, a)
}

/** The generator as a letter with the sign of another letter; without a branch, as signs are coin tosses. */
const withSign = (generator: number, letter: number): number => {
  return (generator ^ (letter >> 31)) - (letter >> 31)
}

const reverse = (letters: Int16Array, from: number, to: number): void => {
  for (let low = from, high = to - 1; low < high; low++, high--) {
    const letter = letters[low]
    letters[low] = letters[high]
    letters[high] = letter
  }
}

const need = (draft: Draft, room: number): void => {
  if (draft.length + room > draft.letters.length) {
    throw new RangeError(
      `The word would have ${draft.length + room} letters; the draft holds ${draft.letters.length}.`
    )
  }
}
