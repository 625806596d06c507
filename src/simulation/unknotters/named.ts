/** Unknots that are known to be hard, as braid words; each is proven to be the unknot. */

export interface Named {
  readonly name: string
  readonly letters: ReadonlyArray<number>
}

/**
 * Morton's cannot be undone without making it longer first on more strands (Morton, "An irreducible 4-string braid with
 * unknotted closure", 1983); the others are the diagrams collected by Kauffman and Lambropoulou, "Hard unknots and
 * collapsing tangles" (math/0601525), and Goeritz's of 1934.
 */
export const words: ReadonlyArray<Named> = [
  { name: "nasty", letters: [-1, -2, -2, -3, 2, 2, 2, 1, 2, 3, -2] },
  { name: "Morton", letters: [-3, -3, 2, -3, 2, 1, 1, 1, -2, 1, -2] },
  { name: "culprit", letters: [-1, -2, -3, -2, 1, -2, -2, -2, 3, 2, 4, 3, 3, -2, 3, -4] },
  { name: "monster", letters: [1, -2, -2, -2, -3, 2, 4, 3, 3, -2, -1, 3, -2, -4, 3, -2] },
  {
    name: "Goeritz",
    letters: [-1, -2, 3, -4, 3, 2, 1, -3, -3, -3, 4, -5, 4, -3, -2, -3, -4, 3, 5, 3, 3, 3, 2]
  }
]
