import * as Interruption from "../../interruption.ts"

/** A row of an integer matrix: entries that are not zero, by column. */
export type Row = Map<number, bigint>

/**
 * The rank of an integer matrix, and its elementary divisors as prime powers, rising: the orders of cyclic summands of its
 * cokernel. By row and column operations; the rows are used up.
 *
 * Pivots are entries of least modulus, of these the one whose row and column are shortest. Cost: rows * columns * rank at
 * most, far less while the matrix is sparse.
 */
export const divisors = (
  rows: ReadonlyArray<Row>
): { readonly rank: number; readonly torsion: ReadonlyArray<number> } => {
  const left = new Set(rows.filter((row) => row.size > 0))
  const diagonal: Array<bigint> = []
  while (left.size > 0) {
    const { row, column } = choose(left)
    diagonal.push(clear(left, row, column))
  }
  return { rank: diagonal.length, torsion: diagonal.flatMap(primePowers).sort((a, b) => a - b) }
}

const primePowers = (n: bigint): Array<number> => {
  const found: Array<number> = []
  let rest = n
  for (let p = 2n; rest > 1n; p += 1n) {
    if (p * p > rest) p = rest
    let power = 1n
    for (; rest % p === 0n; rest /= p) power *= p
    if (power > 1n) found.push(Number(power))
  }
  return found
}

const modulus = (x: bigint): bigint => (x < 0n ? -x : x)

const choose = (rows: ReadonlySet<Row>): { readonly row: Row; readonly column: number } => {
  const heights = new Map<number, number>()
  for (const row of rows) for (const column of row.keys()) heights.set(column, (heights.get(column) ?? 0) + 1)
  let best: { row: Row; column: number; size: bigint; cost: number } | undefined
  for (const row of rows)
    for (const [column, x] of row) {
      const size = modulus(x)
      if (best !== undefined && size > best.size) continue
      const cost = (row.size - 1) * (heights.get(column)! - 1)
      if (best === undefined || size < best.size || cost < best.cost) best = { row, column, size, cost }
    }
  return best!
}

/** Clears the row and the column of an entry, which may become smaller on the way; both are gone. Returns its modulus. */
const clear = (rows: Set<Row>, start: Row, first: number): bigint => {
  let [row, column] = [start, first]
  for (;;) {
    Interruption.look()
    let pivot = row.get(column)!
    for (const other of rows) {
      const x = other === row ? undefined : other.get(column)
      if (x === undefined) continue
      addRow(other, row, -(x / pivot))
      if (other.size === 0) rows.delete(other)
      if (other.has(column)) row = smaller(row, other, column)
    }
    pivot = row.get(column)!
    if ([...rows].some((other) => other !== row && other.has(column))) continue
    // The column has this entry alone now: its multiples can be taken off the row's others.
    const rest = [...row].find(([place, x]) => place !== column && x % pivot !== 0n)
    if (rest === undefined) {
      rows.delete(row)
      return modulus(pivot)
    }
    row.set(rest[0], rest[1] % pivot)
    column = rest[0]
  }
}

const smaller = (a: Row, b: Row, column: number): Row =>
  modulus(b.get(column)!) < modulus(a.get(column)!) ? b : a

const addRow = (to: Row, from: Row, factor: bigint): void => {
  for (const [column, x] of from) {
    const sum = (to.get(column) ?? 0n) + factor * x
    if (sum === 0n) to.delete(column)
    else to.set(column, sum)
  }
}
