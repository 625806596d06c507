/**
 * A test that tells most knots from the unknot by their groups alone, long before a search for a proof of the contrary is
 * given up: the Alexander polynomial at one value of t modulo 2^32, where integers make no error. Any odd t does; at this one
 * other values than those of units +- t^k come out for all knots but those with polynomial 1, bar accidents.
 */
import * as Interruption from "../interruption.ts"
import type { Relator } from "./wirtinger.ts"

const t = 0x9e37_79b1 | 0

/** Generators beyond which the matrix, that has their square, takes too much room. */
const mostGenerators = 2000

/**
 * Whether the polynomial proves that the group of a knot, by Wirtinger's relators, is not Z. False proves nothing.
 *
 *     D(t) = +- t^k det dr_i / dx_j        without the last relator and generator, each x_j being t
 *
 * with Fox's derivatives, those of a word being the sums over its letters x_j of t^e, and over x_j^-1 of -t^(e-1), e the
 * exponents before the letter (Fox, A quick trip through knot theory, 1962). Cost: n^3 / 3 products for n crossings, and
 * most of them fall away, since rows have few entries: 50 us for 40 crossings, 5 ms for 1000.
 */
export const isKnotted = (relators: ReadonlyArray<Relator>): boolean => {
  const size = relators.length - 1
  if (size < 1 || size > mostGenerators) return false
  const rows = matrix(relators, size)
  const found = determinant(rows, size)
  for (let k = 0, up = 1, down = 1; k <= 2 * size + 2; k++) {
    if (found === up || found === -up || found === down || found === -down) return false
    up = Math.imul(up, t)
    down = Math.imul(down, inverse(t))
  }
  return true
}

const matrix = (relators: ReadonlyArray<Relator>, size: number): ReadonlyArray<Int32Array> => {
  const back = inverse(t)
  return relators.slice(0, size).map((relator) => {
    const row = new Int32Array(size)
    let power = 1
    for (const letter of relator) {
      const generator = Math.abs(letter) - 1
      if (letter < 0) power = Math.imul(power, back)
      if (generator < size) row[generator] += letter < 0 ? -power : power
      if (letter > 0) power = Math.imul(power, t)
    }
    return row
  })
}

/**
 * Up to its sign. For a knot it is odd, as D(1) = 1 is, and so each column has a pivot that is odd, and has an inverse.
 */
const determinant = (given: ReadonlyArray<Int32Array>, size: number): number => {
  const rows = [...given]
  let result = 1
  for (let k = 0; k < size; k++) {
    Interruption.look()
    let chosen = k
    while (chosen < size && (rows[chosen][k] & 1) === 0) chosen++
    if (chosen === size) return 0
    const pivotal = rows[chosen]
    rows[chosen] = rows[k]
    result = Math.imul(result, pivotal[k])
    const ofPivot = inverse(pivotal[k])
    let end = size
    while (pivotal[end - 1] === 0) end--
    for (let i = k + 1; i < size; i++) {
      const row = rows[i]
      if (row[k] === 0) continue
      const factor = Math.imul(row[k], ofPivot)
      for (let j = k + 1; j < end; j++) row[j] -= Math.imul(factor, pivotal[j])
    }
  }
  return result
}

/** 1 / a modulo 2^32 for odd a: a is right to 3 bits, and each of Newton's steps doubles them. */
const inverse = (a: number): number => {
  let x = a
  for (let bits = 3; bits < 32; bits *= 2) x = Math.imul(x, 2 - Math.imul(a, x))
  return x
}
