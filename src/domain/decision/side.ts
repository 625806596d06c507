/**
 * On which side of a data set a word stands. The side depends on the ring of its letters alone: no word and no
 * rotation of it stands on two sides, within a data set or across all of them.
 */
import * as Word from "../braid/word.ts"

export type Side = "train" | "validation" | "test"

export const names: ReadonlyArray<Side> = ["train", "validation", "test"]

/** A fifth of all rings is there for tests, wherever they are drawn. */
export const testShare = 0.2

/** Of all rings, those that say when to stop training. */
export const validationShare = 0.1

/** By the hash of the least rotation. Mirror images and words related by moves may stand on different sides. */
export const of = (word: Word.Word): Side => {
  const place = Word.hash(word) / 2 ** 32
  return place < testShare ? "test" : place < testShare + validationShare ? "validation" : "train"
}
