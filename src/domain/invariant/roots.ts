/**
 * Polynomials with D(1/t) = +-D(t) from their values at roots of unity modulo primes: exact, as soon as the primes outweigh
 * twice the largest coefficient.
 */
import * as Interruption from "../interruption.ts"
import type * as Burau from "./burau.ts"
import * as Laurent from "./laurent.ts"
import * as Residue from "./residue.ts"

/** All roots of unity of an odd prime order m modulo a prime, as powers 0 to m-1 of the first, and their inverses. */
export interface Grid {
  readonly prime: number
  readonly roots: Float64Array
  readonly inverses: Float64Array
  /** 1/m modulo the prime. */
  readonly scale: number
  /** t^k + t^-k and t^k - t^-k, k from 0 to m-1, of the first root t, not reduced. */
  readonly sums: Float64Array
  readonly differences: Float64Array
}

/** Where polynomials are evaluated: the first half of the roots, 1 among them, whose inverses are the others. */
export const points = ({ prime, roots, inverses }: Grid): Burau.Points => {
  const half = (roots.length + 1) / 2
  return { prime, t: roots.subarray(0, half), inverse: inverses.subarray(0, half) }
}

const known = new Map<number, Array<Grid>>()

/**
 * Grids for polynomials with so many coefficients, whose moduli are below 2^bits.
 * Their order is the least odd prime that is `least` at least.
 */
export const grids = (least: number, bits: number): ReadonlyArray<Grid> => {
  let order = Math.max(3, least)
  while (!Residue.isPrime(order)) order++
  const count = Math.ceil((bits + 2) / 25.99)
  const made = known.get(order) ?? []
  if (made.length < count) {
    for (const prime of Residue.primes(order, count).slice(made.length)) made.push(grid(prime, order))
    known.set(order, made)
  }
  return made.slice(0, count)
}

const grid = (prime: number, order: number): Grid => {
  let root = 1
  for (let a = 2; root === 1; a++) root = Residue.power(a, (prime - 1) / order, prime)
  const roots = new Float64Array(order)
  for (let k = 0, x = 1; k < order; k++, x = Residue.reduce(x * root, prime, 1 / prime)) roots[k] = x
  const inverses = Float64Array.from(roots, (_, k) => roots[(order - k) % order])
  const sums = roots.map((root, k) => root + inverses[k])
  const differences = roots.map((root, k) => root - inverses[k])
  return { prime, roots, inverses, scale: Residue.invert(order, prime), sums, differences }
}

/**
 * The polynomial D with exponents from -span/2 to span/2 and D(1/t) = (-1)^span D(t).
 *
 * @param grids of an order above the span
 * @param values of D at the {@link points} of each
 */
export const symmetric = (
  span: number,
  grids: ReadonlyArray<Grid>,
  values: ReadonlyArray<Float64Array>
): Laurent.Laurent =>
  Laurent.of(
    -span / 2,
    Residue.lift(
      grids.map((grid, i) => coefficients(span, grid, values[i])),
      grids.map(({ prime }) => prime)
    )
  )

/** The coefficients from exponent -span/2 to span/2, modulo the grid's prime. */
const coefficients = (span: number, grid: Grid, values: Float64Array): Float64Array => {
  const { prime, scale } = grid
  const m = grid.roots.length
  const reciprocal = 1 / prime
  // D(1/t) = sign D(t); t^(1/2) is the power (m+1)/2 of a root t of order m.
  const sign = span % 2 === 0 ? 1 : -1
  const pairs = sign > 0 ? grid.sums : grid.differences
  const result = new Float64Array(span + 1)
  for (let k = 0; 2 * k <= span; k++) {
    Interruption.look()
    const step = ((span - 2 * k) * ((m + 1) / 2)) % m
    let sum = sign > 0 ? values[0] : 0
    for (let j = 1, index = step; j < values.length; j++, index = (index + step) % m) {
      sum += Residue.reduce(values[j] * pairs[index], prime, reciprocal)
    }
    const coefficient = Residue.reduce(Residue.reduce(sum, prime, reciprocal) * scale, prime, reciprocal)
    result[k] = coefficient
    result[span - k] = sign * coefficient
  }
  return result
}
