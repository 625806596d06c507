import * as Word from "./word.ts"

/** A braid whose closure is the unknot, and that SmartCollapse does not shorten to nothing. */
export interface HardUnknot {
  readonly name: string
  readonly word: Word.Word
  /** Crossings of the diagram the braid was made from. */
  readonly crossings: number
}

/**
 * Well-known diagrams of the unknot that cannot be simplified without becoming more complicated first, as closed braids;
 * among them Goeritz's of 1934, and Morton's "irreducible 4-string braid with unknotted closure" of 1983, which no
 * conjugation makes shorter. The others have no author that we know of. That they are unknots needs no source:
 * a search finds a proof of each.
 */
export const all: ReadonlyArray<HardUnknot> = [
  { name: "nasty", crossings: 7, word: Word.of([-1, -2, -2, -3, 2, 2, 2, 1, 2, 3, -2]) },
  { name: "Morton", crossings: 11, word: Word.of([-3, -3, 2, -3, 2, 1, 1, 1, -2, 1, -2]) },
  {
    name: "culprit",
    crossings: 10,
    word: Word.of([-1, -2, -3, -2, 1, -2, -2, -2, 3, 2, 4, 3, 3, -2, 3, -4])
  },
  {
    name: "monster",
    crossings: 10,
    word: Word.of([1, -2, -2, -2, -3, 2, 4, 3, 3, -2, -1, 3, -2, -4, 3, -2])
  },
  {
    name: "Goeritz",
    crossings: 11,
    word: Word.of([-1, -2, 3, -4, 3, 2, 1, -3, -3, -3, 4, -5, 4, -3, -2, -3, -4, 3, 5, 3, 3, 3, 2])
  }
]
