import type { Draft } from "./draft.ts"
import * as Move from "./move.ts"

/**
 * SMARTCOLLAPSE: shortens the word by everything that needs no search, until nothing is left to do. It removes
 *
 *   1. inverse pairs, adjacent or separated by letters that commute with them,
 *   2. inverse pairs whose letters meet, in the same sense, across the cyclic end of the word,
 *   3. the highest or the lowest generator where it occurs only once (destabilisation at both ends).
 *
 * What it returns is a shortest cyclic word that relation 1, free cancellation and conjugation give, with every
 * generator at the two ends occurring not at all or at least twice. The order of the letters that stay is kept.
 *
 * Choices: the paper also removes free strands. Each is a circle that links with nothing, so removing it changes
 * the link; it never happens to a knot, whose word uses all generators, and it is not done here to links. Which of
 * several equal letters survives (in `1 -1 1`, say) is the one that stands last in the order of reading.
 *
 * Cost: time proportional to letters plus strands for each round, and a round more only after a destabilisation,
 * or for each layer of letters that cancels across the end; nothing is allocated.
 *
 * Algorithm for 1: letters are laid one on another as pieces in a heap; a piece falls until it meets one of its own
 * or a neighbouring generator, and the two vanish if they are inverse. Removed letters are marked by 0 until the end.
 */
export const collapse = (draft: Draft): void => {
  let again = true
  while (again) {
    const removed = cancelInside(draft) + cancelAcross(draft)
    const strands = draft.strands
    const shift = dropEnds(draft)
    again = draft.strands < strands
    if (removed > 0 || again) compact(draft, shift)
  }
}

/** Steps 1 and 2 alone: all inverse pairs go, and the strands stay. Cost: time proportional to letters plus strands. */
export const cancel = (draft: Draft): void => {
  const removed = cancelInside(draft) + cancelAcross(draft)
  if (removed > 0) compact(draft, 0)
}

/** Step 1. Leaves, for each generator, the places of its letters as a list from `first` to `last`. */
const cancelInside = (draft: Draft): number => {
  const { letters, length, strands, previous, next, first, last } = draft
  for (let g = 0; g <= strands; g++) first[g] = last[g] = -1
  let removed = 0
  for (let at = 0; at < length; at++) {
    const letter = letters[at]
    const g = Math.abs(letter)
    const below = last[g]
    if (below >= 0 && letters[below] === -letter && last[g - 1] < below && last[g + 1] < below) {
      if (draft.trace !== null) traceCancelInside(draft, below, at, removed)
      letters[below] = letters[at] = 0
      removed += 2
      last[g] = previous[below]
      if (last[g] < 0) first[g] = -1
    } else {
      if (below < 0) first[g] = at
      else next[below] = at
      previous[at] = below
      last[g] = at
    }
  }
  return removed
}

/** Step 2. A letter that can be moved to the front and an inverse one that can be moved to the end are removed. */
const cancelAcross = (draft: Draft): number => {
  const { letters, strands, previous, next, first, last } = draft
  let removed = 0
  let before = -1
  while (removed > before) {
    before = removed
    for (let g = 1; g < strands; g++) {
      for (;;) {
        const front = first[g]
        const back = last[g]
        if (front === back || letters[front] !== -letters[back]) break
        if (isBefore(first[g - 1], front) || isBefore(first[g + 1], front)) break
        if (last[g - 1] > back || last[g + 1] > back) break
        if (draft.trace !== null) traceCancelAcross(draft, front, back)
        letters[front] = letters[back] = 0
        removed += 2
        if (next[front] === back) {
          first[g] = last[g] = -1
        } else {
          first[g] = next[front]
          last[g] = previous[back]
        }
      }
    }
  }
  return removed
}

/** Step 3. Answers by how much the generators that stay have to shrink. */
const dropEnds = (draft: Draft): number => {
  const { letters, first, last } = draft
  let shift = 0

  const isSingle = (g: number): boolean => {
    return first[g] >= 0 && first[g] === last[g]
  }

  const drop = (end: "high" | "low", g: number): void => {
    const at = first[g]
    if (draft.trace !== null) {
      const sign = letters[at] > 0 ? 1 : -1
      Move.traceDestabilise(draft, end, living(letters, 0, at), living(letters, 0, draft.length), sign)
    }
    letters[at] = 0
    draft.strands--
    first[g] = last[g] = -1
  }

  for (let high = draft.strands - 1; high >= 1 && isSingle(high); high--) drop("high", high)
  for (let low = 1; low - shift < draft.strands && isSingle(low); low++) {
    drop("low", low)
    shift++
  }
  return shift
}

const compact = (draft: Draft, shift: number): void => {
  const { letters, length } = draft
  let kept = 0
  for (let at = 0; at < length; at++) {
    const letter = letters[at]
    const isKept = (letter | -letter) >>> 31
    const sign = (letter >> 31) | 1
    letters[kept] = letter - sign * shift
    kept += isKept
  }
  draft.length = kept
}

const isBefore = (place: number, other: number): boolean => {
  return place >= 0 && place < other
}

/** How many letters from `from` up to `to`, not included, are still there. */
const living = (letters: Int16Array, from: number, to: number): number => {
  let count = 0
  for (let at = from; at < to; at++) if (letters[at] !== 0) count++
  return count
}

/** The later letter is brought down, letter by letter, to stand behind the earlier one. */
const traceCancelInside = (draft: Draft, earlier: number, later: number, removed: number): void => {
  const target = living(draft.letters, 0, earlier)
  for (let at = later - removed - 1; at > target; at--) draft.trace!.push(["commute", at])
  draft.trace!.push(["cancel", target, draft.letters[earlier]])
}

/** One letter is brought to the front, the other to the end; a cyclic shift by one makes them neighbours. */
const traceCancelAcross = (draft: Draft, front: number, back: number): void => {
  const { letters, length } = draft
  const trace = draft.trace!
  const count = living(letters, 0, length)
  for (let at = living(letters, 0, front) - 1; at >= 0; at--) trace.push(["commute", at])
  for (let at = living(letters, 0, back); at < count - 1; at++) trace.push(["commute", at])
  trace.push(["rotate", 1], ["cancel", count - 2, letters[back]])
}
