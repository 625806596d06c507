/**
 * What a link comes apart into, as far as reduced planar diagrams show it: pieces that are split from one another, and of
 * each the summands whose connected sum it is. Nothing says that there are no others.
 */
import type * as Planar from "./planar.ts"
import { reduce } from "./reduce.ts"
import * as Summands from "./summands.ts"
import * as Tangle from "./tangle.ts"

/** The summands of each split piece, reduced; a piece without one is a circle. */
export type Parts = ReadonlyArray<ReadonlyArray<Planar.Diagram>>

export const parts = (diagram: Planar.Diagram): Parts => {
  const reduced = reduce(diagram)
  return [
    ...Tangle.pieces(Tangle.of(reduced)).map(summands),
    ...Array.from({ length: reduced.circles }, () => [])
  ]
}

/** The summands of a connected reduced diagram. */
const summands = (piece: Planar.Diagram): ReadonlyArray<Planar.Diagram> => {
  const tangle = Tangle.of(piece)
  const undone = Tangle.pieces({ ...tangle, mate: Summands.undone(tangle.mate) })
  if (undone.length === 1) return [piece]
  const found = undone.map(parts)
  // Of a summand that is split itself it is not known which part the sum is made with.
  return found.some(({ length }) => length !== 1) ? [piece] : found.flat(2)
}
