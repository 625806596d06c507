/**
 * The least of all shifts of a diagram, found without making them. Its first column is (0, d) for the least cyclic distance d
 * of two marks of a column, so that only columns with that distance can come first, with the lower mark in row 0: few of
 * them, compared column by column. Time proportional to n, but for diagrams that are nearly periodic.
 */

/** Rows of column x at 2 x and 2 x + 1, in any order. */
type Columns = ArrayLike<number>

/** Where the least of all shifts has its first column, and row 0, in the diagram as it stands. */
export interface Corner {
  readonly column: number
  readonly row: number
}

/** The corner of a diagram of n columns. */
export const corner = (columns: Columns, n: number): Corner => {
  let distance = n
  for (let x = 0; x < n; x++) {
    const span = Math.abs(columns[2 * x] - columns[2 * x + 1])
    distance = Math.min(distance, span, n - span)
  }
  let [column, row] = [-1, 0]
  for (let end = 0; end < 2 * n; end++) {
    const from = columns[end]
    if ((columns[end ^ 1] - from + n) % n !== distance) continue
    if (column >= 0 && !isLess(columns, n, end >> 1, from, column, row)) continue
    column = end >> 1
    row = from
  }
  return { column, row }
}

/** Whether the shift with its corner at (x, y) is less than the one with its corner at (column, row). */
const isLess = (columns: Columns, n: number, x: number, y: number, column: number, row: number): boolean => {
  for (let k = 0; k < n; k++) {
    const one = packed(columns, n, x + k < n ? x + k : x + k - n, y)
    const other = packed(columns, n, column + k < n ? column + k : column + k - n, row)
    if (one !== other) return one < other
  }
  return false
}

/** Both marks of a column as one number that orders as the lower, then the upper. */
const packed = (columns: Columns, n: number, x: number, row: number): number => {
  const a = columns[2 * x] < row ? columns[2 * x] - row + n : columns[2 * x] - row
  const b = columns[2 * x + 1] < row ? columns[2 * x + 1] - row + n : columns[2 * x + 1] - row
  return a < b ? a * n + b : b * n + a
}

/** A text that two diagrams share if and only if they differ by shifts alone. */
export const key = (columns: Columns, n: number): string => {
  const { column, row } = corner(columns, n)
  let text = ""
  for (let k = 0; k < n; k++) {
    const each = packed(columns, n, column + k < n ? column + k : column + k - n, row)
    text += String.fromCharCode(Math.floor(each / n), each % n)
  }
  return text
}
