/**
 * Residues of integers, kept between -m/2 and m/2 in floating point, and how to get the integers back.
 *
 * Sums are exact for moduli up to 2^51. A product of two residues is exact as long as it stays below 2^53, which
 * moduli below 2^26 leave room for even when one factor is a sum of a few residues.
 */

/** Adding and subtracting this rounds a number below 2^51 to the nearest integer, faster than Math.round. */
export const rounder = 1.5 * 2 ** 52

/** x modulo m, between -m/2 and m/2, for integers |x| < 2^53 and m > 4; `inverse` is 1/m. */
export const reduce = (x: number, m: number, inverse: number): number => {
  return x - (x * inverse + rounder - rounder) * m
}

/** a ** n modulo m, for n >= 0 and m < 2^26. */
export const power = (a: number, n: number, m: number): number => {
  const inverse = 1 / m
  let result = 1
  for (let square = reduce(a, m, inverse), rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = reduce(result * square, m, inverse)
    square = reduce(square * square, m, inverse)
  }
  return result
}

/** 1 / a modulo a prime p < 2^26. Throws a RangeError if p divides a. By Euclid's algorithm. */
export const invert = (a: number, p: number): number => {
  let r0 = p
  let r1 = ((a % p) + p) % p
  let s0 = 0
  let s1 = 1
  while (r1 !== 0) {
    const q = Math.floor(r0 / r1)
    const r = r0 - q * r1
    const s = s0 - q * s1
    r0 = r1
    r1 = r
    s0 = s1
    s1 = s
  }
  if (r0 !== 1) throw new RangeError(`${a} has no inverse modulo ${p}.`)
  return reduce(s0, p, 1 / p)
}

export const isPrime = (n: number): boolean => {
  if (n < 4) return n >= 2
  if (n % 2 === 0) return false
  for (let d = 3; d * d <= n; d += 2) if (n % d === 0) return false
  return true
}

/** The `count` largest primes below 2^26 that are 1 modulo `order`, so that they have roots of unity of it. */
export const primes = (order: number, count: number): Array<number> => {
  const found: Array<number> = []
  let p = Math.floor((2 ** 26 - 2) / order) * order + 1
  for (; found.length < count && p > order; p -= order) if (isPrime(p)) found.push(p)
  if (found.length < count) throw new RangeError(`There are fewer than ${count} primes 1 modulo ${order}.`)
  return found
}

/** The `count` largest pairwise coprime integers up to 2^51: for work with sums alone, which needs no primes. */
export const coprimes = (count: number): Array<number> => {
  const found: Array<number> = []
  for (let m = 2 ** 51 - 1; found.length < count; m -= 2) {
    if (found.every((other) => greatestCommonDivisor(m, other) === 1)) found.push(m)
  }
  return found
}

/**
 * The integers x with |x| < (product of moduli) / 2 and x = residues[j][k] modulo moduli[j], for each place k.
 * Chinese remainders in Garner's mixed radix; moduli pairwise coprime.
 */
export const lift = (
  residues: ReadonlyArray<ArrayLike<number>>,
  moduli: ReadonlyArray<number>
): Array<bigint> => {
  if (moduli.length === 1) return Array.from(residues[0], (x) => BigInt(central(x, moduli[0])))
  const exact = Array.from(residues[0], BigInt)
  let modulus = BigInt(moduli[0])
  for (let j = 1; j < moduli.length; j++) {
    const m = BigInt(moduli[j])
    const inverse = invertExact(modulus % m, m)
    exact.forEach((x, k) => {
      exact[k] = x + modulus * centred(((BigInt(residues[j][k]) - x) % m) * inverse, m)
    })
    modulus *= m
  }
  return exact.map((x) => centred(x, modulus))
}

/**
 * The signs of the integers that {@link lift} would give, for primes below 2^26: -1, 0 or 1. In mixed radix with digits on
 * both sides of zero the leading digit that is not zero has the sign.
 * Cost: moduli^2 / 2 products of residues for each place.
 */
export const signs = (
  residues: ReadonlyArray<ArrayLike<number>>,
  moduli: ReadonlyArray<number>
): Int8Array => {
  const inverses = moduli.map((m, j) => {
    let product = 1
    for (let i = 0; i < j; i++) product = reduce(product * (moduli[i] % m), m, 1 / m)
    return invert(product, m)
  })
  const digits = new Float64Array(moduli.length)
  return Int8Array.from(residues[0], (_, k) => {
    let sign = 0
    moduli.forEach((m, j) => {
      const reciprocal = 1 / m
      // The value of the digits so far modulo m, from the leading one down.
      let known = 0
      for (let i = j - 1; i >= 0; i--) known = reduce(known * moduli[i] + digits[i], m, reciprocal)
      const digit = reduce((residues[j][k] - known) * inverses[j], m, reciprocal)
      digits[j] = digit
      if (digit !== 0) sign = Math.sign(digit)
    })
    return sign
  })
}

/** {@link centred} of doubles. */
const central = (x: number, m: number): number => {
  const r = x % m
  if (2 * r > m) return r - m
  return 2 * r < -m ? r + m : r
}

const centred = (x: bigint, m: bigint): bigint => {
  const r = x % m
  if (2n * r > m) return r - m
  return 2n * r < -m ? r + m : r
}

const invertExact = (a: bigint, m: bigint): bigint => {
  let [r0, r1, s0, s1] = [m, a, 0n, 1n]
  while (r1 !== 0n) {
    const q = r0 / r1
    ;[r0, r1, s0, s1] = [r1, r0 - q * r1, s1, s0 - q * s1]
  }
  return s0
}

const greatestCommonDivisor = (a: number, b: number): number => {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
