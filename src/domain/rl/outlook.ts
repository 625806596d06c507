/**
 * The outlook of an exchange of a rectangular diagram is what a network sees of it: the two lines and what they end on, all
 * of it relative to their own place. The same numbers for all shifts of a diagram, so that a network that scores each exchange
 * by them cannot learn places; and the same for a diagram turned over, whose rows are its columns.
 *
 * With the marks of the exchanged lines i and i + 1 in the order p q r s round the torus, p and q those of i:
 *
 *     1         whether it is allowed; the rest are zeros where it is not
 *     2         n / 20
 *     3         by how much it lengthens segments, / 4
 *     4         how many of the four lines across become short enough to be joined
 *     5-8       the ways from p to q, q to r, r to s, s to p, / n
 *     9-20      of p, q, r, s: how far their line across goes to the right from i + 1, / n, and 1 over how far it is from the pair
 *               to its other end, rightwards and leftwards
 *     21-24     whether the lines before and behind could be exchanged with their neighbours, before the exchange and after
 */
/** Numbers of an exchange. */
export const features = 24

/** Zeros, for all 2 N exchanges of a diagram (marks numbered from 1, then zeros), column by column, then row by row. */
export type Encode = (diagram: ArrayLike<number>, from: number, out: Float32Array, to: number) => void

/** Of diagrams of at most N columns. It keeps what a pass needs: one for each thread. */
export const encoder = (most: number): Encode => {
  const columns = new Int32Array(2 * most)
  const rows = new Int32Array(2 * most)
  return (diagram, from, out, to) => {
    out.fill(0, to, to + 2 * most * features)
    let n = 0
    while (n < most && diagram[from + 2 * n] > 0) n++
    rows.fill(-1, 0, 2 * n)
    for (let end = 0; end < 2 * n; end++) {
      const row = diagram[from + end] - 1
      columns[end] = row
      rows[rows[2 * row] < 0 ? 2 * row : 2 * row + 1] = end >> 1
    }
    if (n <= 2) return
    for (let place = 0; place < n; place++) {
      see(columns, rows, n, place, out, to + place * features)
      see(rows, columns, n, place, out, to + (most + place) * features)
    }
  }
}

/** A diagram as its tables: rows of column x at 2 x and 2 x + 1, in any order, and columns of row y likewise. */
export interface Tables {
  readonly n: number
  readonly columns: Uint16Array
  readonly rows: Uint16Array
}

/**
 * Writes the same numbers of the exchanges that are allowed, and of no others, one after the other, and beside them the places of
 * these: a for columns, N + a for rows. Returns how many there are, at most 2 N.
 */
export type List = (diagram: Tables, out: Float32Array, places: Int32Array) => number

/** Of diagrams of at most N columns. It keeps what a pass needs: one for each thread. */
export const lister = (most: number): List => {
  const columns = new Int32Array(2 * most)
  const rows = new Int32Array(2 * most)
  return ({ n, columns: rowsOf, rows: columnsOf }, out, places) => {
    if (n <= 2) return 0
    columns.set(rowsOf.subarray(0, 2 * n))
    rows.set(columnsOf.subarray(0, 2 * n))
    let count = 0
    for (const [first, here, there] of [
      [0, columns, rows],
      [most, rows, columns]
    ] as const)
      for (let place = 0; place < n; place++)
        if (see(here, there, n, place, out, count * features)) places[count++] = first + place
    return count
  }
}

const wrap = (distance: number, n: number): number => (distance < 0 ? distance + n : distance)

/** Whether the marks of line b are on one side of those of line a, and in other lines across. */
const isFree = (here: Int32Array, a: number, b: number): boolean => {
  const [p, q, r, s] = [here[2 * a], here[2 * a + 1], here[2 * b], here[2 * b + 1]]
  if (p === r || p === s || q === r || q === s) return false
  const [low, high] = p < q ? [p, q] : [q, p]
  return (r > low && r < high) === (s > low && s < high)
}

/** Whether the exchange is allowed; where it is not, nothing is written. */
const see = (
  here: Int32Array,
  there: Int32Array,
  n: number,
  i: number,
  out: Float32Array,
  to: number
): boolean => {
  const j = i + 1 === n ? 0 : i + 1
  if (!isFree(here, i, j)) return false
  const before = i === 0 ? n - 1 : i - 1
  const behind = j + 1 === n ? 0 : j + 1
  let [p, q] = [here[2 * i], here[2 * i + 1]]
  let [r, s] = [here[2 * j], here[2 * j + 1]]
  // Round the torus: from p to q without r and s, then r and s.
  if (wrap(r - p, n) < wrap(q - p, n)) [p, q] = [q, p]
  if (wrap(r - q, n) > wrap(s - q, n)) [r, s] = [s, r]
  out[to] = 1
  out[to + 1] = n / 20
  out[to + 4] = wrap(q - p, n) / n
  out[to + 5] = wrap(r - q, n) / n
  out[to + 6] = wrap(s - r, n) / n
  out[to + 7] = wrap(p - s, n) / n
  let growth = 0
  let joins = 0
  for (let mark = 0; mark < 4; mark++) {
    const across = mark === 0 ? p : mark === 1 ? q : mark === 2 ? r : s
    const [own, other] = mark < 2 ? [i, j] : [j, i]
    const far = there[2 * across] === own ? there[2 * across + 1] : there[2 * across]
    const right = wrap(far - j, n)
    const left = n - 1 - right
    const at = to + 8 + 3 * mark
    out[at] = right / n
    out[at + 1] = 1 / right
    out[at + 2] = 1 / left
    growth += apart(other, far, n) - apart(own, far, n)
    if (far === (mark < 2 ? behind : before)) joins++
  }
  out[to + 2] = growth / 4
  out[to + 3] = joins
  out[to + 20] = isFree(here, before, i) ? 1 : 0
  out[to + 21] = isFree(here, before, j) ? 1 : 0
  out[to + 22] = isFree(here, j, behind) ? 1 : 0
  out[to + 23] = isFree(here, i, behind) ? 1 : 0
  return true
}

const apart = (a: number, b: number, n: number): number => {
  const span = Math.abs(a - b)
  return Math.min(span, n - span)
}
