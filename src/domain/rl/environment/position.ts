/** A braid word in play: a draft. Its numbers are its letters. */
import * as Draft from "../../braid/draft.ts"
import * as Word from "../../braid/word.ts"
import type { Actions } from "./actions.ts"

type Positions = Pick<Actions, "make" | "load" | "isOver" | "lengthOf" | "strandsOf" | "read" | "write">

/** What sets of actions on words have in common, for words of `capacity` letters up to `letters`. */
export const ofWords = (capacity: number, letters: number): Positions => ({
  make: () => Draft.make(capacity),
  load: (draft, start) => {
    if (start.length < 1 || start.length > capacity || Word.strands(start) - 1 > letters) {
      throw new RangeError(
        `A game begins with 1 to ${capacity} letters up to ${letters}, not with "${Word.print(start)}".`
      )
    }
    Draft.load(draft, start)
  },
  isOver: (draft) => draft.length === 0 && draft.strands === 1,
  lengthOf: ({ length }) => length,
  strandsOf: ({ strands }) => strands,
  read: (draft, numbers, from, length, strands) => {
    const { letters } = draft
    for (let at = 0; at < length; at++) letters[at] = numbers[from + at]
    draft.length = length
    draft.strands = strands
  },
  write: ({ letters, length }, numbers, from, former) => {
    for (let at = 0; at < length; at++) numbers[from + at] = letters[at]
    for (let at = length; at < former; at++) numbers[from + at] = 0
  }
})
