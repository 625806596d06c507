/** Lengths of segments on the torus: the two marks of a line are apart by the shorter way round, min(d, n - d). */
import type * as Marks from "./marks.ts"
import * as Move from "./move.ts"

/** Of the segments of all columns and rows together. */
export const total = ({ n, columns, rows }: Marks.Marks): number => {
  let sum = 0
  for (const ends of [columns, rows])
    for (let x = 0; x < n; x++) sum += apart(ends[2 * x], ends[2 * x + 1], n)
  return sum
}

/** By how much an exchange makes {@link total} grow; it must be allowed. Four segments change, those across. */
export const growth = (marks: Marks.Marks, move: Move.Code): number => {
  const { n } = marks
  const [here, there] = Move.isRow(move) ? [marks.rows, marks.columns] : [marks.columns, marks.rows]
  const i = Move.placeOf(move)
  const j = i + 1 === n ? 0 : i + 1
  let sum = 0
  for (let end = 0; end < 2; end++) {
    const across = here[2 * i + end]
    const far = there[2 * across] ^ there[2 * across + 1] ^ i
    sum += apart(j, far, n) - apart(i, far, n)
    const other = here[2 * j + end]
    const away = there[2 * other] ^ there[2 * other + 1] ^ j
    sum += apart(i, away, n) - apart(j, away, n)
  }
  return sum
}

const apart = (a: number, b: number, n: number): number => {
  const span = Math.abs(a - b)
  return Math.min(span, n - span)
}
