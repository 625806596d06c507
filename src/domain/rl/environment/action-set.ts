import { nothingLeft } from "../../exhaustive.ts"
import type { Actions, Name } from "./actions.ts"
import * as Complete from "./complete.ts"
import * as Paper from "./paper.ts"

/** The set of this name for words of N letters. Throws a RangeError if N is not an integer from 1 to 499. */
export const of = (name: Name, letters: number): Actions => {
  if (!(Number.isInteger(letters) && letters >= 1 && letters < 500)) {
    throw new RangeError(`The game is played with words of 1 to 499 letters, not ${letters}.`)
  }
  switch (name) {
    case "paper":
      return Paper.of(letters)
    case "complete":
      return Complete.of(letters)
    default:
      return nothingLeft(name, "set of actions")
  }
}
