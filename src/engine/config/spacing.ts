/**
 * Numbers at equal steps or ratios: how many, and each when it is asked for.
 *
 * They are counted before any is made, so that a sweep of 10^18 points is refused at once.
 */

/** Values one parameter may take; more are no sweep but a mistake. */
export const most = 1_000_000

/** Numbers by their place; `isDistinct` promises that no two are equal, also after rounding to integers where asked. */
export interface Numbers {
  readonly count: number
  readonly at: (index: number) => number
  readonly isDistinct: boolean
}

/** The name of a point is made from its values, and the last bits of a power are not the same everywhere. */
export const rounded = (x: number): number => Number(x.toPrecision(12))

/** Steps below this fraction of the larger end may round to the same 12 digits. */
const leastStep = 1e-11

/** The integer m and the digits d of `x = m / 10^d`, as JavaScript writes x. */
const decimal = (x: number): { readonly mantissa: bigint; readonly digits: number } => {
  const [coefficient, exponent = "0"] = String(x).split("e")
  const [whole, fraction = ""] = coefficient.split(".")
  return { mantissa: BigInt(whole + fraction), digits: fraction.length - Number(exponent) }
}

/** A count in digits, or its order of magnitude where those would fill the line. */
export const countText = (count: bigint): string => {
  const digits = String(count)
  return digits.length <= 21 ? digits : `about ${digits[0]}e+${digits.length - 1}`
}

/** Powers of ten that a double holds exactly. */
const exactPowers = 22

/** Digits of the integers that a range counts in; no list in decimals needs more. */
const mostDigits = 40

/** `n / 10^digits`, rounded once: quick where both are exact doubles. */
const scaled = (n: bigint, digits: number): number => {
  const x = Number(n)
  if (Number.isSafeInteger(x) && Math.abs(digits) <= exactPowers)
    return digits < 0 ? x * 10 ** -digits : x / 10 ** digits
  return Number(`${n}e${-digits}`)
}

/** `a + k step` up to and with b, counted in integers of the last decimal that any of the three has: 0.1 steps are 0.1 steps. */
export const range = (a: number, b: number, step: number): Numbers | string => {
  if (step === 0) return "the step of a range cannot be 0"
  if (b !== a && Math.sign(b - a) !== Math.sign(step)) return `steps of ${step} never lead from ${a} to ${b}`
  const parts = [a, b, step].map(decimal)
  const digits = Math.max(...parts.filter(({ mantissa }) => mantissa !== 0n).map((part) => part.digits))
  const [first, last, by] = parts.map(({ mantissa, digits: own }) =>
    mantissa === 0n ? 0n : mantissa * 10n ** BigInt(digits - own)
  )
  const count = (last - first) / by + 1n
  if (count > BigInt(most)) return `the range has ${countText(count)} values, more than ${most}`
  const largest = Math.max(Math.abs(a), Math.abs(b))
  if (count > 1n && Math.abs(step) < (largest * Number.EPSILON) / 2)
    return `steps of ${step} vanish beside ${largest}`
  if ([first, last, by].some((n) => String(n).length > mostDigits))
    return `${a}, ${b} and ${step} differ too much in size to be counted in decimals`
  return {
    count: Number(count),
    at: (k) => scaled(first + BigInt(k) * by, digits),
    isDistinct: Math.abs(step) >= largest * Number.EPSILON
  }
}

const fraction = (k: number, n: number): number => (n === 1 ? 0 : k / (n - 1))

const tooFar = (a: number, b: number): string => `${a} and ${b} are too far apart`

/** n numbers from a to b at equal steps. */
export const linear = (a: number, b: number, n: number, isInteger: boolean): Numbers | string => {
  if (!Number.isFinite(b - a)) return tooFar(a, b)
  const step = Math.abs(b - a) / (n - 1)
  return {
    count: n,
    at: (k) => rounded(a + (b - a) * fraction(k, n)),
    isDistinct:
      n === 1 || (step > leastStep * Math.max(Math.abs(a), Math.abs(b)) && (!isInteger || step >= 1))
  }
}

/** n numbers from a to b at equal ratios. */
export const logarithmic = (a: number, b: number, n: number, isInteger: boolean): Numbers | string => {
  if (Math.sign(a) * Math.sign(b) !== 1) return "the ends of logspace must both be above 0, or both below"
  const ratio = b / a
  if (!Number.isFinite(ratio) || ratio === 0) return tooFar(a, b)
  return {
    count: n,
    at: (k) => rounded(a * ratio ** fraction(k, n)),
    isDistinct: n === 1 || (!isInteger && Math.abs(Math.log(ratio)) / (n - 1) > leastStep)
  }
}
