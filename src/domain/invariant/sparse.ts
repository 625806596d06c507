/**
 * Elimination in sparse matrices of residues, many at once. The order of pivots and where entries fill in is found once, at
 * one matrix, and then followed in all others that have the same places: at many values of a variable, or modulo many primes.
 *
 * A step takes a pivot p in row r and column c, and every entry x[i, j] becomes x[i, j] - x[i, c] x[r, j] / p. The determinant
 * is the sign of the permutation of rows and columns times the product of all pivots. Pivots are chosen to fill in little
 * (Markowitz 1957): the least product of what else stands in the pivot's row and column. For the graphs of planar diagrams
 * of n crossings that takes some ten n^1.5 products a matrix.
 */
import * as Interruption from "../interruption.ts"
import * as Residue from "./residue.ts"

/** Where a square matrix has entries; all different places. */
export interface Places {
  readonly size: number
  readonly rows: ArrayLike<number>
  readonly columns: ArrayLike<number>
}

interface Step {
  /** Where values are kept: the pivot, the other entries of its column and of its row. */
  readonly pivot: number
  readonly column: Int32Array
  readonly row: Int32Array
  /** By entry of the column, then of the row: the entry that changes, or -1 - slot of one that fills in. */
  readonly targets: Int32Array
}

export interface Program {
  readonly steps: ReadonlyArray<Step>
  readonly slots: number
  /** By entry of the matrix. */
  readonly load: Int32Array
  /** Entries in rows and columns that have no pivot: zeros at the matrix by which the program was made. */
  readonly rest: Int32Array
  /** How many rows and columns have no pivot. */
  readonly nullity: number
  /** By step: the sign of the permutation of rows and columns with a pivot so far. */
  readonly signs: Int8Array
  /** By step: 1 where its pivot and the next one are at (i, j) and (j, i). */
  readonly isPair: Uint8Array
}

/** Matrices side by side: lane j has its residues modulo `moduli[j]`, a prime below 2^26. Equal ones stand together. */
export interface Lanes {
  readonly moduli: Float64Array
  /** The values of entry e at all lanes are put into `values`, from `at` on. */
  readonly fill: (entry: number, values: Float64Array, at: number) => void
}

/** What elimination finds, by lane. */
export interface Found {
  /** By step and lane, `step * lanes + lane`. */
  readonly pivots: Float64Array
  /** 1 where a pivot is zero, or an entry of the rest is not: the program does not fit the lane. */
  readonly isUnfit: Uint8Array
}

/**
 * The program for matrices like this one.
 *
 * @param isSymmetric whether matrices are symmetric, and pivots are to be so: on the diagonal, or in pairs, at (i, j) and
 * then at (j, i), where the diagonal is zero
 */
export const program = (
  { size, rows, columns }: Places,
  values: ArrayLike<number>,
  modulus: number,
  isSymmetric = false
): Program => {
  const inverse = 1 / modulus
  const byRow = Array.from({ length: size }, () => new Map<number, number>())
  const byColumn = Array.from({ length: size }, () => new Map<number, number>())
  const residues: Array<number> = []
  const free: Array<number> = []
  const put = (row: number, column: number, value: number): number => {
    const slot = free.pop() ?? residues.length
    residues[slot] = value
    byRow[row].set(column, slot)
    byColumn[column].set(row, slot)
    return slot
  }
  const load = Int32Array.from(rows, (row, entry) =>
    put(row, columns[entry], Residue.reduce(values[entry], modulus, inverse))
  )
  const steps: Array<Step> = []
  const pairs: Array<readonly [row: number, column: number]> = []
  const remaining = new Set(Array.from({ length: size }, (_, row) => row))

  const eliminate = (r: number, c: number) => {
    const pivot = byRow[r].get(c)!
    const factor = Residue.invert(residues[pivot], modulus)
    const column = [...byColumn[c]].filter(([row]) => row !== r)
    const row = [...byRow[r]].filter(([column]) => column !== c)
    const targets = new Int32Array(column.length * row.length)
    column.forEach(([i, left], a) => {
      const scaled = Residue.reduce(residues[left] * factor, modulus, inverse)
      row.forEach(([j, above], b) => {
        const product = scaled * residues[above]
        const slot = byRow[i].get(j)
        if (slot !== undefined) residues[slot] = Residue.reduce(residues[slot] - product, modulus, inverse)
        targets[a * row.length + b] = slot ?? -1 - put(i, j, Residue.reduce(-product, modulus, inverse))
      })
    })
    for (const [i] of column) byRow[i].delete(c)
    for (const [j] of row) byColumn[j].delete(r)
    byRow[r].clear()
    byColumn[c].clear()
    remaining.delete(r)
    free.push(pivot, ...column.map(([, slot]) => slot), ...row.map(([, slot]) => slot))
    steps.push({
      pivot,
      column: Int32Array.from(column, ([, slot]) => slot),
      row: Int32Array.from(row, ([, slot]) => slot),
      targets
    })
    pairs.push([r, c])
  }

  for (;;) {
    Interruption.look()
    let best: readonly [number, number] | undefined
    let least = Number.POSITIVE_INFINITY
    for (const row of remaining) {
      const others = byRow[row].size - 1
      for (const [column, slot] of byRow[row]) {
        const isPair = isSymmetric && row !== column
        const cost = others * (byColumn[column].size - 1) + (isPair ? size * size : 0)
        if (cost >= least || residues[slot] === 0) continue
        best = [row, column]
        least = cost
      }
    }
    if (best === undefined) break
    const [row, column] = best
    eliminate(row, column)
    if (isSymmetric && row !== column) eliminate(column, row)
  }
  return {
    steps,
    slots: residues.length,
    load,
    rest: Int32Array.from([...remaining].flatMap((row) => [...byRow[row].values()])),
    nullity: remaining.size,
    signs: signs(pairs),
    isPair: Uint8Array.from(pairs, ([row, column], k) =>
      isSymmetric && row !== column && pairs[k + 1]?.[0] === column ? 1 : 0
    )
  }
}

/** Signs of the permutations that the first steps make: by inversions among their rows and among their columns. */
const signs = (pairs: ReadonlyArray<readonly [row: number, column: number]>): Int8Array => {
  let odd = 0
  return Int8Array.from(pairs, ([row, column], step) => {
    for (let k = 0; k < step; k++) {
      const [otherRow, otherColumn] = pairs[k]
      odd += Number(otherRow > row) + Number(otherColumn > column)
    }
    return odd % 2 === 0 ? 1 : -1
  })
}

/** How many products of residues a matrix takes. */
export const work = ({ steps }: Program): number =>
  steps.reduce((sum, { column, targets }) => sum + 3 + column.length + targets.length, 0)

/**
 * The program in all lanes. A slot is used again once its entry is gone, so that the values of some dozens of lanes stay
 * in a processor's cache.
 */
export const run = ({ steps, slots, load, rest }: Program, { moduli, fill }: Lanes): Found => {
  const lanes = moduli.length
  const values = new Float64Array(slots * lanes)
  const pivots = new Float64Array(steps.length * lanes)
  const isUnfit = new Uint8Array(lanes)
  const runs = equalRuns(moduli)
  const inverse = new Float64Array(lanes)
  const scaled = new Float64Array(lanes)
  for (let entry = 0; entry < load.length; entry++) fill(entry, values, load[entry] * lanes)
  steps.forEach(({ pivot, column, row, targets }, step) => {
    Interruption.look()
    const own = values.subarray(pivot * lanes, (pivot + 1) * lanes)
    pivots.set(own, step * lanes)
    for (const each of runs) invertAll(own, each, inverse, isUnfit)
    let target = 0
    for (const left of column) {
      for (const { from, to, modulus } of runs)
        subtract(scaled, 0, values, left * lanes, inverse, from, to, modulus, 0)
      for (const above of row) {
        const slot = targets[target++]
        const keep = slot < 0 ? 0 : 1
        const at = (slot < 0 ? -1 - slot : slot) * lanes
        for (const { from, to, modulus } of runs)
          subtract(values, at, values, above * lanes, scaled, from, to, modulus, keep)
      }
    }
  })
  for (const slot of rest)
    for (let lane = 0; lane < lanes; lane++) if (values[slot * lanes + lane] !== 0) isUnfit[lane] = 1
  return { pivots, isUnfit }
}

/** The determinant in a lane that the program fits. */
export const determinant = (
  { steps, signs, nullity }: Program,
  pivots: Float64Array,
  lane: number,
  modulus: number
): number => {
  if (nullity > 0) return 0
  const lanes = pivots.length / steps.length
  let product = 1
  for (let step = 0; step < steps.length; step++)
    product = Residue.reduce(product * pivots[step * lanes + lane], modulus, 1 / modulus)
  return steps.length === 0 ? 1 : signs[steps.length - 1] * product
}

/** Lanes `from` to `to` of one modulus. */
interface Run {
  readonly from: number
  readonly to: number
  readonly modulus: number
}

const equalRuns = (moduli: Float64Array): ReadonlyArray<Run> => {
  const runs: Array<Run> = []
  for (let from = 0; from < moduli.length; ) {
    let to = from + 1
    while (to < moduli.length && moduli[to] === moduli[from]) to++
    runs.push({ from, to, modulus: moduli[from] })
    from = to
  }
  return runs
}

/** target[at + j] = keep * target[at + j] - a[b + j] * c[j], reduced. */
const subtract = (
  target: Float64Array,
  at: number,
  a: Float64Array,
  b: number,
  c: Float64Array,
  from: number,
  to: number,
  modulus: number,
  keep: number
): void => {
  const reciprocal = 1 / modulus
  for (let j = from; j < to; j++) {
    const z = keep * target[at + j] - a[b + j] * c[j]
    target[at + j] = z - (z * reciprocal + Residue.rounder - Residue.rounder) * modulus
  }
}

/** MINUS the inverses of the values, by one inversion for all of a run; a zero makes its lane unfit, and counts as 1. */
const invertAll = (
  own: Float64Array,
  { from, to, modulus }: Run,
  inverse: Float64Array,
  isUnfit: Uint8Array
): void => {
  const reciprocal = 1 / modulus
  let all = 1
  for (let j = from; j < to; j++) {
    inverse[j] = all
    if (own[j] === 0) isUnfit[j] = 1
    else all = Residue.reduce(all * own[j], modulus, reciprocal)
  }
  let rest = -Residue.invert(all, modulus)
  for (let j = to - 1; j >= from; j--) {
    inverse[j] = Residue.reduce(inverse[j] * rest, modulus, reciprocal)
    if (own[j] !== 0) rest = Residue.reduce(rest * own[j], modulus, reciprocal)
  }
}
