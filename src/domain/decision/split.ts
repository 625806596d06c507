/**
 * The split of a data set that a word belongs to. It depends on the ring of its letters alone: no word and no
 * rotation of it is in two splits, within a data set or across all that are kept apart in the same way.
 */
import * as Word from "../braid/word.ts"
import { nothingLeft } from "../exhaustive.ts"

export type Split = "train" | "validation" | "test"

export const names: ReadonlyArray<Split> = ["train", "validation", "test"]

/** A fifth of all rings is there for tests, wherever they are drawn. */
export const testShare = 0.2

/** Of all rings, those that say when to stop training. */
export const validationShare = 0.1

/**
 * What belongs to one split together. `rotation`: all rotations of a word. `symmetry`: also its mirror image, its reversal
 * and both, which are knotted when it is.
 */
export const aparts = ["rotation", "symmetry"] as const
export type Apart = (typeof aparts)[number]

/** By the hash of the least rotation, or the least such hash. Words related by other moves may stand in different splits. */
export const of = (word: Word.Word, apart: Apart = "rotation"): Split => {
  const place = placeOf(word, apart)
  return place < testShare ? "test" : place < testShare + validationShare ? "validation" : "train"
}

/** A number from 0 to 1, not included, that all words which belong to one split share; uniform over words drawn. */
const placeOf = (word: Word.Word, apart: Apart): number => {
  const least = Math.min(...alike(word, apart).map(Word.hash)) / 2 ** 32
  switch (apart) {
    case "rotation":
      return least
    case "symmetry":
      // Of k independent hashes the least is below x with probability 1 - (1 - x)^k.
      return 1 - (1 - least) ** 4
    default:
      return nothingLeft(apart, "symmetry")
  }
}

/** The word, and those that belong to its split beside their rotations. */
export const alike = (word: Word.Word, apart: Apart): ReadonlyArray<Word.Word> => {
  switch (apart) {
    case "rotation":
      return [word]
    case "symmetry":
      return [word, Word.mirror(word), Word.reverse(word), Word.inverse(word)]
    default:
      return nothingLeft(apart, "symmetry")
  }
}
