import * as Residue from "../residue.ts"

/** Where coefficients live, as doubles. */
export interface Ring {
  /** A sum or a product of elements as an element. Over the integers it throws a RangeError beyond 2^53. */
  readonly reduce: (x: number) => number
  readonly isUnit: (x: number) => boolean
  /** Of a unit. */
  readonly invert: (x: number) => number
}

/** The field of two elements. */
export const two = 2
/** The largest prime below 2^26. */
export const large = 67108859
/** For the integers: residues modulo nothing. */
export const integers = 0

/** The integers for 0, the field of residues modulo a prime below 2^26; else a RangeError. */
export const of = (characteristic: number): Ring => {
  if (characteristic === integers) return ofIntegers
  if (!Residue.isPrime(characteristic) || characteristic >= 2 ** 26) {
    throw new RangeError(
      `Coefficients are residues modulo a prime below 2^26, and ${characteristic} is none.`
    )
  }
  if (characteristic === two) return { reduce: (x) => x & 1, isUnit, invert: (x) => x }
  const reciprocal = 1 / characteristic
  const half = characteristic / 2
  return {
    reduce: (x) => (x < half && x > -half ? x : Residue.reduce(x, characteristic, reciprocal)),
    isUnit,
    invert: (x) => (x === 1 || x === -1 ? x : Residue.invert(x, characteristic))
  }
}

const isUnit = () => true

const ofIntegers: Ring = {
  reduce: (x) => {
    if (x > Number.MAX_SAFE_INTEGER || x < -Number.MAX_SAFE_INTEGER)
      throw new RangeError("A coefficient of Khovanov's complex over the integers grows beyond 2^53.")
    return x
  },
  isUnit: (x) => x === 1 || x === -1,
  invert: (x) => x
}
