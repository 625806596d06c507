/** A braid word in play: a draft. */
import * as Draft from "../../braid/draft.ts"
import type { Actions } from "./actions.ts"

/** What sets of actions on words have in common, for words of so many letters. */
export const ofWords = (capacity: number): Pick<Actions, "make" | "load" | "isOver"> => ({
  make: () => Draft.make(capacity),
  load: Draft.load,
  isOver: (draft) => draft.length === 0 && draft.strands === 1
})
