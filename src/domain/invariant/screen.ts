/**
 * A test that proves most words non-trivial without computing an invariant: the determinant |D(-1)| of the closure
 * modulo 2^32. Integers modulo 2^32 make no error, and the unknot's is 1, so any other residue proves that a word is
 * not the unknot. Of the knots up to 10 crossings 10_124 and 10_153 alone have determinant 1 too.
 */

import * as Word from "../braid/word.ts"
import * as Interruption from "../interruption.ts"
import * as Subject from "./subject.ts"

/**
 * Whether the determinant proves that the closure of a word is not the unknot; false proves nothing. Links of several
 * components have even determinants, so for them it is true. Error and cost as {@link determinant}.
 */
export const isKnotted = (word: ArrayLike<number>, strands: number = Word.strands(word)): boolean => {
  const residue = determinant(word, strands)
  return residue !== 1 && residue !== -1
}

/** {@link isKnotted} of a subject's word as it stands: the screen is quicker than making the word shorter. */
export const knotted = Subject.fact((subject) => {
  const { word, strands } = Subject.braid(subject)
  return isKnotted(word, strands)
})

/**
 * The determinant of the closure of a word modulo 2^32, up to its sign and between -2^31 and 2^31 - 1, if it is odd;
 * 0 if it is even. A knot's is odd.
 *
 *   determinant = +- det(B - 1) without the last row and column, at t = -1,
 *
 * B the word's unreduced Burau matrix, in which sigma_i makes column i into 2 (column i) + column i+1, and column i+1
 * into -(column i). B - 1 is Fox's matrix of the closure. Elimination needs odd pivots, the units modulo 2^32, and
 * each column has one exactly if the determinant is odd.
 *
 * Throws a RangeError if the word needs more strands than given. Source: Burau (1935); Fox, A quick trip through knot
 * theory (1962). Cost: letters x strands + strands^3 / 3 products; it allocates only to enlarge its table.
 */
export const determinant = (word: ArrayLike<number>, strands: number = Word.strands(word)): number => {
  if (!Number.isInteger(strands) || strands < Word.strands(word)) {
    throw new RangeError(`The word needs ${Word.strands(word)} strands, and it was given ${strands}.`)
  }
  const size = strands - 1
  const columns = product(word, size)
  for (let k = 0; k < size; k++) columns[k * size + k]--
  return eliminate(columns, size)
}

/** Entries of a column stand together, the last row left out; kept, since it is work space and no state. */
let table = new Int32Array(64)

/** The first `size` rows of the word's matrix, by columns. */
const product = (word: ArrayLike<number>, size: number): Int32Array => {
  const entries = size * (size + 1)
  if (table.length < entries) table = new Int32Array(2 * entries)
  const columns = table
  for (let q = 0; q < entries; q++) columns[q] = 0
  for (let k = 0; k < size; k++) columns[k * size + k] = 1
  for (let k = 0; k < word.length; k++) {
    // The column that is doubled, and the one that is turned over: the inverse exchanges them.
    const letter = word[k]
    const doubled = (letter > 0 ? letter - 1 : -letter) * size
    const turned = (letter > 0 ? letter : -letter - 1) * size
    for (let row = 0; row < size; row++) {
      const x = columns[doubled + row]
      columns[doubled + row] = 2 * x + columns[turned + row]
      columns[turned + row] = -x
    }
  }
  return columns
}

/** The determinant of the first `size` columns up to its sign, or 0 if it is even; changes them. */
const eliminate = (columns: Int32Array, size: number): number => {
  let result = 1
  for (let k = 0; k < size; k++) {
    let chosen = k
    while (chosen < size && (columns[chosen * size + k] & 1) === 0) chosen++
    if (chosen === size) return 0
    if (chosen !== k) exchange(columns, k * size, chosen * size, size)
    Interruption.look()
    const pivot = columns[k * size + k]
    const inverse = invert(pivot)
    result = Math.imul(result, pivot)
    for (let column = (k + 1) * size; column < size * size; column += size) {
      const factor = Math.imul(columns[column + k], inverse)
      for (let row = k + 1; row < size; row++) {
        columns[column + row] -= Math.imul(factor, columns[k * size + row])
      }
    }
  }
  return result
}

const exchange = (columns: Int32Array, one: number, other: number, size: number): void => {
  for (let row = 0; row < size; row++) {
    const held = columns[one + row]
    columns[one + row] = columns[other + row]
    columns[other + row] = held
  }
}

/** 1 / a modulo 2^32 for odd a: a is right to 3 bits, and each of Newton's steps doubles them. */
const invert = (a: number): number => {
  let x = a
  for (let bits = 3; bits < 32; bits *= 2) x = Math.imul(x, 2 - Math.imul(a, x))
  return x
}
