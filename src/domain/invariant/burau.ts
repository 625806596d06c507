import * as Interruption from "../interruption.ts"
import * as Residue from "./residue.ts"

/**
 * The reduced Burau representation at many values of t at once, modulo a prime.
 *
 * sigma_i is the identity of size strands - 1 except for row i, which reads (t, -t, 1) from column i-1 to column i+1;
 * its inverse reads (1, -1/t, 1/t). So a product from the right changes three columns and costs one product of
 * residues a row.
 */
export interface Points {
  /** A prime below 2^26. */
  readonly prime: number
  /** Values of t, and their inverses, as residues. */
  readonly t: Float64Array
  readonly inverse: Float64Array
}

/**
 * det(1 - Burau(word)) at each point, as fractions of residues: numerators and denominators, which are not zero.
 *
 * Columns hold sums of several residues between reductions: `units` bounds them in halves of the prime, and a product
 * with a residue is exact below eight.
 * Cost: points x (letters x strands + strands^3 / 3).
 */
export const characteristic = (
  word: ArrayLike<number>,
  strands: number,
  points: Points
): { numerators: Float64Array; denominators: Float64Array } => {
  const size = strands - 1
  const count = points.t.length
  const matrix = product(word, size, points)
  const numerators = new Float64Array(count)
  const denominators = new Float64Array(count)
  const entries = new Float64Array(size * size)
  for (let j = 0; j < count; j++) {
    Interruption.look()
    for (let column = 0; column < size; column++) {
      for (let row = 0; row < size; row++) {
        const entry = matrix[(column * size + row) * count + j]
        entries[row * size + column] = (row === column ? 1 : 0) - entry
      }
    }
    const fraction = determinant(entries, size, points.prime)
    numerators[j] = fraction[0]
    denominators[j] = fraction[1]
  }
  return { numerators, denominators }
}

/** The word's matrix, entry (row, column) at point j in place `(column * size + row) * points + j`, reduced. */
const product = (word: ArrayLike<number>, size: number, points: Points): Float64Array => {
  const { prime, t, inverse } = points
  const count = t.length
  const length = size * count
  const reciprocal = 1 / prime
  const matrix = new Float64Array(size * length)
  const units = new Uint8Array(size).fill(1)
  for (let i = 0; i < size; i++) matrix.fill(1, i * length + i * count, i * length + (i + 1) * count)

  const tidy = (column: number) => {
    for (let q = column * length; q < (column + 1) * length; q++) {
      const x = matrix[q]
      matrix[q] = x - (x * reciprocal + Residue.rounder - Residue.rounder) * prime
    }
    units[column] = 1
  }

  for (let k = 0; k < word.length; k++) {
    Interruption.look()
    const i = Math.abs(word[k]) - 1
    const positive = word[k] > 0
    const factor = positive ? t : inverse
    // One neighbour receives the product, which is reduced, and the other the column as it is.
    const reduced = positive ? i - 1 : i + 1
    const whole = positive ? i + 1 : i - 1
    const hasReduced = reduced >= 0 && reduced < size
    const hasWhole = whole >= 0 && whole < size
    if (hasWhole && units[i] + units[whole] > 7) {
      if (units[i] > 3) tidy(i)
      if (units[i] + units[whole] > 7) tidy(whole)
    }
    if (hasReduced && units[reduced] === 7) tidy(reduced)
    for (let row = 0; row < size; row++) {
      const at = i * length + row * count
      const toReduced = (hasReduced ? reduced : i) * length + row * count
      const toWhole = (hasWhole ? whole : i) * length + row * count
      for (let j = 0; j < count; j++) {
        const x = matrix[at + j]
        const y = x * factor[j]
        const z = y - (y * reciprocal + Residue.rounder - Residue.rounder) * prime
        // Where a neighbour is missing its place is the column itself, which is written last.
        matrix[toReduced + j] += z
        matrix[toWhole + j] += x
        matrix[at + j] = -z
      }
    }
    if (hasWhole) units[whole] += units[i]
    if (hasReduced) units[reduced]++
    units[i] = 1
  }
  for (let column = 0; column < size; column++) tidy(column)
  return matrix
}

/**
 * The determinant of a matrix of residues as a fraction, by elimination without inverses; changes the entries.
 * Row r becomes pivot * r - entry * (pivot row), which multiplies the determinant by the pivot.
 */
const determinant = (entries: Float64Array, size: number, prime: number): [number, number] => {
  const reciprocal = 1 / prime
  let numerator = 1
  let denominator = 1
  for (let k = 0; k < size; k++) {
    let chosen = k
    while (chosen < size && Residue.reduce(entries[chosen * size + k], prime, reciprocal) === 0) chosen++
    if (chosen === size) return [0, 1]
    if (chosen !== k) {
      numerator = -numerator
      for (let c = k; c < size; c++) {
        const held = entries[k * size + c]
        entries[k * size + c] = entries[chosen * size + c]
        entries[chosen * size + c] = held
      }
    }
    Interruption.look()
    const pivot = entries[k * size + k]
    numerator = Residue.reduce(numerator * pivot, prime, reciprocal)
    for (let r = k + 1; r < size; r++) {
      const entry = entries[r * size + k]
      denominator = Residue.reduce(denominator * pivot, prime, reciprocal)
      for (let c = k + 1; c < size; c++) {
        const z = entries[r * size + c] * pivot - entries[k * size + c] * entry
        entries[r * size + c] = z - (z * reciprocal + Residue.rounder - Residue.rounder) * prime
      }
    }
  }
  return [numerator, denominator]
}
