import type { End } from "../../braid/certificate.ts"
import { cancel, collapse } from "../../braid/collapse.ts"
import type { Draft } from "../../braid/draft.ts"
import * as Move from "../../braid/move.ts"
import { type Actions, idle, made, type Outcome, refused } from "./actions.ts"
import * as Paper from "./paper.ts"
import * as Position from "./position.ts"

/** Which action has which number. */
export interface Numbers {
  readonly shiftLeft: 0
  readonly shiftRight: 1
  readonly collapse: 2
  readonly cancel: 3
  readonly stabilise: (end: End, sign: number) => number
  readonly destabilise: (end: End) => number
  readonly conjugate: (letter: number) => number
  readonly relation1: (place: number) => number
  readonly relation2: (place: number) => number
}

const first = { stabilise: { high: 4, low: 6 }, destabilise: { high: 8, low: 9 } }

/** The numbers of the actions for words of N letters. */
export const numbers = (letters: number): Numbers => ({
  shiftLeft: 0,
  shiftRight: 1,
  collapse: 2,
  cancel: 3,
  stabilise: (end, sign) => first.stabilise[end] + (sign > 0 ? 0 : 1),
  destabilise: (end) => first.destabilise[end],
  conjugate: (letter) => 9 + (letter > 0 ? letter : letters - letter),
  relation1: (place) => 10 + 2 * letters + place,
  relation2: (place) => 10 + 4 * letters + place
})

/**
 * Actions that reach every braid whose closure is the same knot, by Markov's theorem; 6 N + 10 of them, in this order:
 *
 *     0                  shift left: the first letter goes to the end
 *     1                  shift right: the last letter goes to the front
 *     2                  SmartCollapse
 *     3                  cancellation: SmartCollapse without its destabilisations
 *     4, 5, 6, 7         stabilisation: high +, high -, low +, low -; the new letter comes last
 *     8, 9               destabilisation: high, low
 *     9 + j              conjugation by sigma_j, j = 1 to N
 *     9 + N + j          conjugation by sigma_j^-1, j = 1 to N
 *     10 + 2 N + p       relation 1 at the letters p, p + 1, p = 0 to 2 N - 1
 *     10 + 4 N + p       relation 2 at the letters p, p + 1, p + 2, p = 0 to 2 N - 1
 *
 * Ours: the paper has no such set. Places are read cyclically: letters may straddle the end of the word. After a
 * relation the word is shifted so that the rewritten letters come last, as in the paper's set, so that what
 * a conjugation or a stabilisation inserts next stands beside them. A conjugation puts a pair of inverse letters
 * where the cyclic word begins, so with shifts it is the insertion of any pair anywhere. Both relations fit all
 * signs for which they hold.
 *
 * An action that does not fit leaves the word as it is; a word never has more than 2 N letters nor generators
 * above N. The mask says beforehand which actions will be made.
 *
 * Cost: as the paper's set.
 */
export const of = (letters: number): Actions => {
  const capacity = 2 * letters
  const size = 6 * letters + 10
  const firstConjugation = 10
  const firstInverse = firstConjugation + letters
  const firstRelation1 = firstInverse + letters
  const firstRelation2 = firstRelation1 + capacity

  const act = (draft: Draft, action: number): Outcome => {
    if (action >= firstRelation2) return braid(draft, action - firstRelation2)
    if (action >= firstRelation1) return commute(draft, action - firstRelation1)
    if (action >= firstInverse) return Paper.conjugate(draft, firstInverse - 1 - action, capacity)
    if (action >= firstConjugation) return Paper.conjugate(draft, action - firstConjugation + 1, capacity)
    if (action >= 8) return Move.destabilise(draft, action === 8 ? "high" : "low") ? made : idle
    if (action >= 4) return stabilise(draft, action < 6 ? "high" : "low", action & 1 ? -1 : 1)
    if (action < 2) return Paper.shift(draft, action === 0 ? 1 : -1)
    if (action === 2) collapse(draft)
    else cancel(draft)
    return made
  }

  const stabilise = (draft: Draft, end: "high" | "low", sign: 1 | -1): Outcome => {
    if (draft.strands > letters) return idle
    if (draft.length + 1 > capacity) return refused
    Move.stabilise(draft, end, sign)
    return made
  }

  const mask = (draft: Draft, out: Uint8Array, from: number): void => {
    const { letters: word, length, strands } = draft
    out[from] = out[from + 1] = length > 1 ? 1 : 0
    out[from + 2] = out[from + 3] = 1
    out.fill(strands <= letters && length < capacity ? 1 : 0, from + 4, from + 8)
    out[from + 8] = isSingle(draft, strands - 1) ? 1 : 0
    out[from + 9] = isSingle(draft, 1) ? 1 : 0
    const end = length + 2 > capacity ? 0 : Math.min(letters, strands - 1)
    for (let j = 0; j < letters; j++) {
      const fits = j < end ? 1 : 0
      out[from + firstConjugation + j] = fits
      out[from + firstInverse + j] = fits
    }
    out.fill(0, from + firstRelation1, from + size)
    if (length < 2) return
    let [a, b] = [word[length - 2], word[length - 1]]
    let [i, j] = [Math.abs(a), Math.abs(b)]
    const one = from + firstRelation1
    const two = from + firstRelation2
    for (let at = 0; at < length; at++) {
      const c = word[at]
      const k = Math.abs(c)
      const before = at === 0 ? length - 1 : at - 1
      const distance = j - k
      if (distance > 1 || distance < -1) out[one + before] = 1
      else if (i === k && j !== k && length > 2 && Move.holds(a, b, c)) {
        out[two + (before === 0 ? length - 1 : before - 1)] = 1
      }
      a = b
      b = c
      i = j
      j = k
    }
  }

  const describe = (action: number): string => {
    const fixed = [
      "shift left",
      "shift right",
      "collapse",
      "cancel",
      "stabilise high +",
      "stabilise high -",
      "stabilise low +",
      "stabilise low -",
      "destabilise high",
      "destabilise low"
    ]
    if (action < firstConjugation) return fixed[action]
    if (action < firstInverse) return `conjugate ${action - firstConjugation + 1}`
    if (action < firstRelation1) return `conjugate ${firstInverse - 1 - action}`
    if (action < firstRelation2) return `relation 1 at ${action - firstRelation1}`
    return `relation 2 at ${action - firstRelation2}`
  }

  return {
    name: "complete",
    letters,
    capacity,
    size,
    act,
    mask,
    describe,
    ...Position.ofWords(capacity, letters)
  }
}

/** Relation 1 at a cyclic place; the two letters come last. */
const commute = (draft: Draft, at: number): Outcome => {
  const { letters, length } = draft
  if (at >= length || length < 2) return idle
  const distance = Math.abs(letters[at]) - Math.abs(letters[at + 1 < length ? at + 1 : 0])
  if (distance < 2 && distance > -2) return idle
  const [front, place] = at + 2 > length ? [at, 0] : [0, at]
  Move.rotate(draft, front)
  Move.commute(draft, place)
  Move.rotate(draft, place + 2)
  return made
}

/** Relation 2 at a cyclic place; the three letters come last. */
const braid = (draft: Draft, at: number): Outcome => {
  const { letters, length } = draft
  if (at >= length || length < 3) return idle
  const second = at + 1 < length ? at + 1 : 0
  const third = second + 1 < length ? second + 1 : 0
  if (!Move.holds(letters[at], letters[second], letters[third])) return idle
  const [front, place] = at + 3 > length ? [at, 0] : [0, at]
  Move.rotate(draft, front)
  Move.braid(draft, place)
  Move.rotate(draft, place + 3)
  return made
}

const isSingle = ({ letters, length }: Draft, generator: number): boolean => {
  let count = 0
  for (let at = 0; at < length; at++) if (Math.abs(letters[at]) === generator) count++
  return count === 1
}
