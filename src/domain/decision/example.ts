/** A braid word whose closure is known to be knotted or not. */
import * as Word from "../braid/word.ts"
import type { Label, Proof } from "../invariant/finding.ts"

export interface Example {
  readonly word: Word.Word
  readonly strands: number
  readonly writhe: number
  readonly label: "knot" | "unknot"
  /** How the label is known. */
  readonly proof: Proof
}

/** Throws a RangeError for a word that is undecided: a label that is not proven is none. */
export const of = (word: Word.Word, { label, proof }: Label): Example => {
  if (label === "undecided")
    throw new RangeError(`Nothing decides whether the closure of ${Word.print(word)} is the unknot.`)
  return { word, strands: Word.strands(word), writhe: Word.writhe(word), label, proof }
}

/** A text that two words share exactly when each is a rotation of the other. */
export const ring = (word: Word.Word): string =>
  String.fromCharCode(...new Uint16Array(Word.canonicalRotation(word)))
