/** Unknots by inverse play: from a circle by stabilisations and exchanges, so that each is one by the way it was made. */
import * as Stream from "../random/stream.ts"
import type * as Diagram from "./diagram.ts"
import * as Marks from "./marks.ts"

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
  shake(marks, stream, exchanges)
}

/** Exchanges at random places, as {@link Marks} makes them, in one loop: most of the time of inverse play is spent here. */
const shake = ({ n, columns, rows }: Marks.Marks, stream: Stream.Stream, exchanges: number): void => {
  for (let trial = 0; trial < exchanges; trial++) {
    const place = Stream.below(stream, 2 * n)
    const isRow = place >= n
    const here = isRow ? rows : columns
    const there = isRow ? columns : rows
    const i = isRow ? place - n : place
    const j = i + 1 === n ? 0 : i + 1
    const p = here[2 * i]
    const q = here[2 * i + 1]
    const r = here[2 * j]
    const s = here[2 * j + 1]
    const low = Math.min(p, q)
    const span = Math.abs(p - q)
    if ((r - low) >>> 0 < span !== (s - low) >>> 0 < span) continue
    if (p === r || p === s || q === r || q === s) continue
    here[2 * i] = r
    here[2 * i + 1] = s
    here[2 * j] = p
    here[2 * j + 1] = q
    there[2 * p + Number(there[2 * p] !== i)] = j
    there[2 * q + Number(there[2 * q] !== i)] = j
    there[2 * r + Number(there[2 * r] !== j)] = i
    there[2 * s + Number(there[2 * s] !== j)] = i
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
