import { cancel, collapse } from "../../braid/collapse.ts"
import * as Draft from "../../braid/draft.ts"
import * as Move from "../../braid/move.ts"

/**
 * What a search may do with a knot's braid, up to cyclic shifts and relation 1, which are taken to be free. A move is:
 *
 *     relation     relation 2 at a letter x, the next letter of x's generator, and the one letter between them
 *     detour       x y = z' x' z y or so: a pair of inverse letters is inserted behind y, where y rests on x, and
 *                  relation 2 is applied to x, y and the first of the pair
 *     stabilise    a new strand at an end, its crossing behind a letter of the end generator
 *     destabilise  the only letter of an end generator goes
 *
 * After a relation or a detour, inverse pairs are cancelled; and, if the word before had no generator at its ends to
 * destabilise, the word is destabilised too (else a stabilisation would be undone before it is of use).
 */
export interface Expansion {
  readonly options: Options
  /** Holds the word after the move while it is visited. */
  readonly draft: Draft.Draft
}

export interface Options {
  /** Words never get longer, nor stand on more strands. */
  readonly mostLetters: number
  readonly mostStrands: number
  /** Whether there are stabilisations. Without them destabilisation is never put off. */
  readonly stabilises: boolean
  /** The signs the first letter of an inserted pair may have: the negative alone is conjugation by a positive letter. */
  readonly pairs: "any" | "negative"
}

/** The letter that says which end a destabilisation is at. */
const endLetter = { high: 1, low: -1 }

/** A move as a number: see {@link encode}. */
export type Code = number

export const relation = 0
export const detour = 1
export const stabilise = 2
export const destabilise = 3

/**
 * @param at the place of x for a relation; for the others of the letter behind which something is put
 * @param letter the first letter of the pair; the letter of a stabilisation, where +-strands is at the high end and +-1 at
 *   the low one (for one strand they are the same); +1 high, -1 low for a destabilisation
 */
export const encode = (kind: number, at: number, letter = 0): Code => kind + 8 * (at + 1024 * (letter + 512))
export const kindOf = (code: Code): number => code & 7
export const placeOf = (code: Code): number => (code >> 3) & 1023
export const letterOf = (code: Code): number => (code >> 13) - 512

export const make = (options: Options): Expansion => ({ options, draft: Draft.make(options.mostLetters + 4) })

/**
 * Makes every move from a word and calls `visit` with its code while the draft holds the word after it. The word is
 * not changed; it should have no inverse pairs to cancel. The same word may be visited more than once. What a move wrote
 * comes last in the word, as far as it is not cancelled.
 */
export const expand = (
  { options, draft }: Expansion,
  word: Int16Array,
  length: number,
  strands: number,
  visit: (code: Code) => void
): void => {
  const high = singleOf(word, length, strands - 1)
  const low = singleOf(word, length, 1)
  const isOpen = options.stabilises && (high >= 0 || low >= 0)
  const settle = isOpen ? cancel : collapse

  const drop = (end: "high" | "low"): void => {
    load(draft, word, length, strands, 0)
    Move.destabilise(draft, end)
    settle(draft)
    visit(encode(destabilise, 0, endLetter[end]))
  }

  const relate = (x: number): void => {
    const [y, z] = over(word, length, x)
    if (y < 0 || z < 0 || !Move.holds(word[x], word[y], word[z])) return
    load(draft, word, length, strands, x)
    finish(gather(draft, distance(x, y, length), distance(x, z, length)))
    visit(encode(relation, x))
  }

  /** y: the first letter of generator j that rests on x, with no other of x's generator between. */
  const cover = (x: number, i: number, j: number): void => {
    let y = next(x, length)
    for (; y !== x; y = next(y, length)) {
      const g = Math.abs(word[y])
      if (g === i) return
      if (g === j) break
    }
    if (y === x) return
    const isEqual = word[x] > 0 === word[y] > 0
    for (let sign = -1; sign <= 1; sign += 2) {
      if (!isEqual && sign > 0 !== word[y] > 0) continue
      if (sign > 0 && options.pairs === "negative") continue
      const letter = sign * i
      load(draft, word, length, strands, x)
      const away = distance(x, y, length)
      const first = gather(draft, away, away)
      Move.insert(draft, first + 2, letter)
      finish(first)
      visit(encode(detour, y, letter))
    }
  }

  const finish = (at: number): void => {
    Move.braid(draft, at)
    Move.rotate(draft, at + 3)
    settle(draft)
  }

  const grow = (x: number, end: "high" | "low"): void => {
    for (let sign = -1; sign <= 1; sign += 2) {
      load(draft, word, length, strands, next(x, length))
      Move.stabilise(draft, end, sign as 1 | -1)
      visit(encode(stabilise, x, { high: sign * strands, low: sign }[end]))
    }
  }

  if (high >= 0) drop("high")
  if (low >= 0 && strands > 2) drop("low")
  for (let x = 0; x < length; x++) {
    const i = Math.abs(word[x])
    relate(x)
    if (length + 2 <= options.mostLetters) {
      if (i + 1 < strands) cover(x, i, i + 1)
      if (i > 1) cover(x, i, i - 1)
    }
  }
  if (options.stabilises && strands < options.mostStrands && length < options.mostLetters) {
    for (let x = 0; x < length; x++) {
      const i = Math.abs(word[x])
      if (i === strands - 1) grow(x, "high")
      if (i === 1) grow(x, "low")
    }
  }
}

/**
 * The smallest moves but stabilisation, one at a time: relation 2, cancellation and insertion of one pair of any sign,
 * destabilisation. Nothing is settled after them. `visit` is called while the draft holds the word after each.
 */
export const expandBySteps = (
  { options, draft }: Expansion,
  word: Int16Array,
  length: number,
  strands: number,
  visit: () => void
): void => {
  for (const end of ["high", "low"] as const) {
    if (singleOf(word, length, { high: strands - 1, low: 1 }[end]) < 0) continue
    load(draft, word, length, strands, 0)
    Move.destabilise(draft, end)
    visit()
  }
  for (let x = 0; x < length; x++) {
    const i = Math.abs(word[x])
    const [y, z] = over(word, length, x)
    if (z >= 0 && (y >= 0 ? Move.holds(word[x], word[y], word[z]) : word[x] === -word[z])) {
      load(draft, word, length, strands, x)
      const behind = distance(x, z, length)
      const at = gather(draft, y < 0 ? behind : distance(x, y, length), behind)
      if (y < 0) Move.cancel(draft, at)
      else Move.braid(draft, at)
      visit()
    }
    if (length + 2 > options.mostLetters) continue
    for (let j = Math.max(1, i - 1); j <= i + 1 && j < strands; j++)
      for (let sign = -1; sign <= 1; sign += 2) {
        load(draft, word, length, strands, 0)
        Move.insert(draft, x + 1, sign * j)
        visit()
      }
  }
}

/**
 * The letters that rest on the one at x, up to the next of its own generator: that one as z, if no more than one of a
 * neighbouring generator stands between, and this one as y. -1 where there is none.
 */
const over = (word: Int16Array, length: number, x: number): readonly [y: number, z: number] => {
  const i = Math.abs(word[x])
  let y = -1
  for (let z = next(x, length); z !== x; z = next(z, length)) {
    const apart = Math.abs(word[z]) - i
    if (apart === 0) return [y, z]
    if (apart > 1 || apart < -1) continue
    if (y >= 0) break
    y = z
  }
  return [y, -1]
}

/**
 * Brings the letters at 0, y and z together by relation 1, where those at y and z rest on nothing behind the first but
 * each other; with y = z, those at 0 and y. Answers where the first of them then stands. What rests on the first goes
 * behind them, all else before.
 */
export const gather = (draft: Draft.Draft, y: number, z: number): number => {
  const { letters } = draft
  // The block that starts at `first` has `kept` of these letters, then those that go behind them.
  let first = 0
  let kept = 1
  for (let at = 1; at <= z; at++) {
    const isTarget = at === y || at === z
    const from = isTarget ? first + kept : first
    let isFree = true
    for (let k = first; k < at; k++) {
      const apart = Math.abs(letters[k]) - Math.abs(letters[at])
      if (apart > -2 && apart < 2) isFree = false
    }
    if (!isTarget && !isFree) continue
    for (let k = at - 1; k >= from; k--) Move.commute(draft, k)
    if (isTarget) kept++
    else first++
  }
  return first
}

/** The word read from place `from` on. */
export const load = (
  draft: Draft.Draft,
  word: Int16Array,
  length: number,
  strands: number,
  from: number
): void => {
  const { letters } = draft
  let at = 0
  for (let k = from; k < length; k++) letters[at++] = word[k]
  for (let k = 0; k < from && at < length; k++) letters[at++] = word[k]
  draft.length = length
  draft.strands = strands
}

const next = (at: number, length: number): number => (at + 1 < length ? at + 1 : 0)

/** How far behind place x place y stands, cyclically. */
export const distance = (x: number, y: number, length: number): number => (y >= x ? y - x : y - x + length)

/** The place of the only letter of a generator; -1 if there is none or more. */
const singleOf = (word: Int16Array, length: number, generator: number): number => {
  let found = -1
  for (let at = 0; at < length; at++) {
    if (word[at] !== generator && word[at] !== -generator) continue
    if (found >= 0) return -1
    found = at
  }
  return found
}
