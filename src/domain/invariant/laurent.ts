/**
 * A Laurent polynomial in t with integer coefficients: `sum over k of coefficients[k] * t ** (low + k)`.
 *
 * The coefficients are bigints, so that nothing ever overflows, and neither the first nor the last is zero; zero
 * itself is `low` 0 with no coefficients. `low` is an integer or half an odd integer: the Jones and Alexander
 * polynomials of a link with an even number of components have half-integer exponents throughout, and halves are
 * exact in floating point.
 */
export interface Laurent {
  readonly low: number
  readonly coefficients: ReadonlyArray<bigint>
}

export const zero: Laurent = { low: 0, coefficients: [] }
export const one: Laurent = { low: 0, coefficients: [1n] }

/**
 * The polynomial whose coefficients, from exponent `low` upwards, are these; zeros at the ends are dropped.
 * Throws a RangeError if `low` is no multiple of 1/2 or a coefficient is a number that is not a safe integer.
 */
export const of = (low: number, coefficients: ArrayLike<number> | ArrayLike<bigint>): Laurent => {
  if (!Number.isInteger(2 * low)) {
    throw new RangeError(`Exponents are integers or halves of integers; ${low} is neither.`)
  }
  let first = 0
  let last = coefficients.length - 1
  while (first <= last && isZero(coefficients[first])) first++
  while (last >= first && isZero(coefficients[last])) last--
  if (first > last) return zero
  const exact: Array<bigint> = []
  for (let k = first; k <= last; k++) exact.push(toExact(coefficients[k]))
  return { low: low + first, coefficients: exact }
}

export const isEqual = (a: Laurent, b: Laurent): boolean => {
  return (
    a.low === b.low &&
    a.coefficients.length === b.coefficients.length &&
    a.coefficients.every((c, k) => c === b.coefficients[k])
  )
}

/** A short text that two polynomials share exactly when they are equal: a key for maps. */
export const key = (p: Laurent): string => {
  return `${p.low}:${p.coefficients.join(",")}`
}

/** -p. */
export const negate = (p: Laurent): Laurent => ({ low: p.low, coefficients: p.coefficients.map((c) => -c) })

/** The product. Cost: the product of the two lengths. */
export const multiply = (a: Laurent, b: Laurent): Laurent => {
  if (a.coefficients.length === 0 || b.coefficients.length === 0) return zero
  const product = new Array<bigint>(a.coefficients.length + b.coefficients.length - 1).fill(0n)
  a.coefficients.forEach((x, i) => {
    b.coefficients.forEach((y, j) => {
      product[i + j] += x * y
    })
  })
  return of(a.low + b.low, product)
}

/** The quotient a / b where b divides a in the Laurent polynomials over the integers, and null where it does not. */
export const divide = (a: Laurent, b: Laurent): Laurent | null => {
  if (b.coefficients.length === 0) throw new RangeError("A polynomial cannot be divided by zero.")
  if (a.coefficients.length === 0) return zero
  const rest = a.coefficients.slice()
  const quotient = new Array<bigint>(Math.max(0, rest.length - b.coefficients.length + 1)).fill(0n)
  const leading = b.coefficients[0]
  for (let i = 0; i < quotient.length; i++) {
    if (rest[i] % leading !== 0n) return null
    const factor = rest[i] / leading
    quotient[i] = factor
    if (factor === 0n) continue
    b.coefficients.forEach((y, j) => {
      rest[i + j] -= factor * y
    })
  }
  return rest.every((c) => c === 0n) ? of(a.low - b.low, quotient) : null
}

/** t -> 1/t: the Jones polynomial of the mirror image. */
export const mirror = (p: Laurent): Laurent => {
  return p.coefficients.length === 0 ? zero : { low: -high(p), coefficients: p.coefficients.toReversed() }
}

/** The largest exponent; 0 for zero. */
export const high = (p: Laurent): number => {
  return p.low + Math.max(0, p.coefficients.length - 1)
}

/** The largest minus the smallest exponent. */
export const span = (p: Laurent): number => {
  return Math.max(0, p.coefficients.length - 1)
}

/** The value at t = 1. */
export const atOne = (p: Laurent): bigint => {
  return p.coefficients.reduce((sum, c) => sum + c, 0n)
}

/** The value at t = -1. Throws a RangeError for half-integer exponents, where it depends on a square root of -1. */
export const atMinusOne = (p: Laurent): bigint => {
  if (!Number.isInteger(p.low)) {
    throw new RangeError("A polynomial with half-integer exponents has no one value at t = -1.")
  }
  const alternating = p.coefficients.reduce((sum, c, k) => (k % 2 === 0 ? sum + c : sum - c), 0n)
  return p.low % 2 === 0 ? alternating : -alternating
}

/** The modulus of the value at t = -1, which half-integer exponents leave well defined. */
export const modulusAtMinusOne = (p: Laurent): bigint => {
  const alternating = p.coefficients.reduce((sum, c, k) => (k % 2 === 0 ? sum + c : sum - c), 0n)
  return alternating < 0n ? -alternating : alternating
}

/** The terms that are not zero as `[exponent, coefficient]`, from the lowest exponent upwards. */
export const terms = (p: Laurent): Array<[exponent: number, coefficient: bigint]> => {
  return p.coefficients
    .map((c, k): [number, bigint] => [p.low + k, c])
    .filter(([, coefficient]) => coefficient !== 0n)
}

/** As a formula, lowest exponent first: `-t^-4 + t^-3 + t^-1`, `-t^(1/2) - t^(5/2)`, `0`. */
export const print = (p: Laurent, variable = "t"): string => {
  let text = ""
  for (let k = 0; k < p.coefficients.length; k++) {
    const c = p.coefficients[k]
    if (c === 0n) continue
    const power = printPower(variable, p.low + k)
    const size = c < 0n ? -c : c
    if (text !== "") text += c < 0n ? " - " : " + "
    else if (c < 0n) text = "-"
    text += power === "" ? size : size === 1n ? power : `${size}${power}`
  }
  return text === "" ? "0" : text
}

const printPower = (variable: string, exponent: number): string => {
  if (exponent === 0) return ""
  if (exponent === 1) return variable
  return Number.isInteger(exponent) ? `${variable}^${exponent}` : `${variable}^(${2 * exponent}/2)`
}

const isZero = (c: number | bigint): boolean => {
  return c === 0 || c === 0n
}

const toExact = (c: number | bigint): bigint => {
  if (typeof c === "bigint") return c
  if (!Number.isSafeInteger(c))
    throw new RangeError(`A coefficient must be a safe integer, and ${c} is none.`)
  return BigInt(c)
}

/** An integer for JSON: a number where doubles hold it, else its digits as text. */
export const exact = (coefficient: bigint): number | string =>
  Number.isSafeInteger(Number(coefficient)) ? Number(coefficient) : String(coefficient)

/** For JSON: the lowest exponent, half an odd integer as 0.5, and all coefficients from there upwards. */
export const toJson = ({ low, coefficients }: Laurent) => ({ low, coefficients: coefficients.map(exact) })
