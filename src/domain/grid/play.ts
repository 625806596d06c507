/** Unknots by inverse play: from a circle by stabilisations and exchanges, so that each is one by the way it was made. */
import * as Stream from "../random/stream.ts"
import type * as Diagram from "./diagram.ts"
import * as Marks from "./marks.ts"
import * as Move from "./move.ts"

/** A table of marks with room for n lines, for {@link unknot} to use again and again. */
export const room = (n: number): Marks.Marks => ({
  n: 0,
  columns: new Uint16Array(2 * n),
  rows: new Uint16Array(2 * n)
})

/**
 * Leaves in `marks` a diagram of the unknot with n columns: any line is split, at any place, and after each split
 * `exchanges` exchanges are tried at random places.
 */
export const unknot = (marks: Marks.Marks, stream: Stream.Stream, n: number, exchanges: number): void => {
  marks.n = 2
  marks.columns.set([0, 1, 0, 1])
  marks.rows.set([0, 1, 0, 1])
  while (marks.n < n) grow(marks, stream, exchanges)
}

/** Splits any line at any place, then tries `exchanges` exchanges at random places. The tables must have room for a line more. */
export const grow = (marks: Marks.Marks, stream: Stream.Stream, exchanges: number): void => {
  const choice = Stream.below(stream, 4)
  const at = Stream.below(stream, marks.n)
  Marks.split(marks, choice >= 2, at, Stream.below(stream, marks.n + 1), choice % 2 === 0 ? 0 : 1)
  for (let trial = 0; trial < exchanges; trial++) {
    const place = Stream.below(stream, 2 * marks.n)
    const move = place < marks.n ? place : Move.rows + place - marks.n
    if (Marks.mayExchange(marks, move)) Marks.apply(marks, move)
  }
}

/**
 * A knot with n >= 2 columns, each of the diagrams of knots with the same probability: two permutations say in which order a
 * walk along the knot comes to columns and to rows.
 */
export const knot = (stream: Stream.Stream, n: number): Diagram.Diagram => {
  const [columns, rows] = [permutation(stream, n), permutation(stream, n)]
  const found: Array<Diagram.Column> = []
  columns.forEach((column, i) => {
    const [a, b] = [rows[i], rows[(i + 1) % n]]
    found[column] = a < b ? [a, b] : [b, a]
  })
  return found
}

const permutation = (stream: Stream.Stream, n: number): ReadonlyArray<number> => {
  const order = Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = Stream.below(stream, i + 1)
    const moved = order[i]
    order[i] = order[j]
    order[j] = moved
  }
  return order
}
