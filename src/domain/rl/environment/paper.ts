import { collapse } from "../../braid/collapse.ts"
import type { Draft } from "../../braid/draft.ts"
import * as Move from "../../braid/move.ts"
import { type Actions, idle, made, type Outcome, refused } from "./actions.ts"
import * as Position from "./position.ts"

/** Which action has which number; conjugation by sigma_j has 4 + j. */
export const numbers = { shiftLeft: 0, shiftRight: 1, relation1: 2, relation2: 3, collapse: 4 } as const

/**
 * The N + 5 actions of "Learning to Unknot" (2010.16263), in this order:
 *
 *     0          shift left: the first letter goes to the end
 *     1          shift right: the last letter goes to the front
 *     2          relation 1 at the first place it fits, then a shift after which the rewritten letters come last
 *     3          relation 2, likewise
 *     4          SmartCollapse
 *     4 + j      conjugation by sigma_j, j = 1 to N: w becomes sigma_j w sigma_j^-1
 *
 * The paper names the actions and their number. What follows it does not say, and is chosen here:
 *
 * - A place is the first from the front of the word as it stands; letters do not straddle its end, which a shift
 *   can bring together. Relation 2 fits every pattern of signs for which it holds (see Move.braid).
 * - An action that does not fit leaves the word as it is: a relation that applies nowhere, a shift of fewer than two
 *   letters, a conjugation by sigma_j where j is not below the number of strands. The last would add strands
 *   that close to circles of their own, so that the word would no longer stand for the knot.
 * - The number of strands is part of the state and changes by SmartCollapse alone. A knot's word uses all its
 *   generators, so there it is always the largest letter plus one.
 * - A conjugation to more than 2 N letters is refused, and the episode goes on.
 *
 * Cost: time proportional to the length of the word; nothing is allocated.
 */
export const of = (letters: number): Actions => {
  const capacity = 2 * letters
  const size = letters + 5

  const act = (draft: Draft, action: number): Outcome => {
    switch (action) {
      case 0:
        return shift(draft, 1)
      case 1:
        return shift(draft, -1)
      case 2: {
        const at = firstCommute(draft)
        if (at < 0) return idle
        Move.commute(draft, at)
        Move.rotate(draft, at + 2)
        return made
      }
      case 3: {
        const at = firstBraid(draft)
        if (at < 0) return idle
        Move.braid(draft, at)
        Move.rotate(draft, at + 3)
        return made
      }
      case 4:
        collapse(draft)
        return made
      default:
        return conjugate(draft, action - 4, capacity)
    }
  }

  const mask = (draft: Draft, out: Uint8Array, from: number): void => {
    const { length, strands } = draft
    out[from] = out[from + 1] = length > 1 ? 1 : 0
    out[from + 2] = firstCommute(draft) < 0 ? 0 : 1
    out[from + 3] = firstBraid(draft) < 0 ? 0 : 1
    out[from + 4] = 1
    const end = length + 2 > capacity ? 0 : Math.min(letters, strands - 1)
    for (let j = 1; j <= letters; j++) out[from + 4 + j] = j <= end ? 1 : 0
  }

  return {
    name: "paper",
    letters,
    capacity,
    size,
    act,
    mask,
    describe,
    ...Position.ofWords(capacity, letters)
  }
}

const describe = (action: number): string => {
  const fixed = ["shift left", "shift right", "relation 1", "relation 2", "collapse"]
  return action < fixed.length ? fixed[action] : `conjugate ${action - 4}`
}

/** A cyclic shift, as an action of either set. */
export const shift = (draft: Draft, by: 1 | -1): Outcome => {
  if (draft.length < 2) return idle
  Move.rotate(draft, by)
  return made
}

/** A conjugation, as an action of either set. */
export const conjugate = (draft: Draft, letter: number, capacity: number): Outcome => {
  if (Math.abs(letter) >= draft.strands) return idle
  if (draft.length + 2 > capacity) return refused
  Move.conjugate(draft, letter)
  return made
}

const firstCommute = (draft: Draft): number => {
  for (let at = 0; at + 1 < draft.length; at++) if (Move.canCommute(draft, at)) return at
  return -1
}

const firstBraid = (draft: Draft): number => {
  for (let at = 0; at + 2 < draft.length; at++) if (Move.canBraid(draft, at)) return at
  return -1
}
