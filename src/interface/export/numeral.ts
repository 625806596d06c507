/** Numbers as text: every digit for programs, the digits that mean something for people. */

/** The shortest decimal that reads back as the same double, the sign of zero included; `NaN`, `Infinity`. */
export const shortest = (x: number): string => (Object.is(x, -0) ? "-0" : String(x))

/**
 * As {@link shortest}, and seen to be no integer: `0.0`. A reader that guesses types by the first rows takes `0` for one of a
 * column of integers, and some cut what follows to that.
 */
export const real = (x: number): string => {
  const text = shortest(x)
  return /^-?\d+$/.test(text) ? `${text}.0` : text
}

/** At most `digits` significant digits and no trailing zeros; integers in full, small numbers as `7.86e-6`. */
export const rounded = (x: number, digits: number): string => {
  if (Number.isSafeInteger(x)) return shortest(x)
  const near = Number(x.toPrecision(digits))
  return Math.abs(near) < 1e-4 ? near.toExponential() : shortest(near)
}

const exponentOf = (x: number): number => Number(x.toExponential().split("e")[1])

/** |x| in whole units of 10^place, correctly rounded: the decimal expansion is exact, a product would not be. */
const unitsOf = (x: number, place: number): bigint => {
  const size = Math.abs(x)
  const digits = exponentOf(size) - place
  if (size === 0 || digits < 0) return size * 2 >= 10 ** place ? 1n : 0n
  const [mantissa = "0", exponent = "0"] = size.toExponential(digits).split("e")
  // 9.99 may have become 10.0, which is one digit more.
  return BigInt(mantissa.replace(".", "")) * 10n ** BigInt(Number(exponent) - digits - place)
}

const withPoint = (n: bigint, decimals: number): string => {
  const digits = n.toString().padStart(decimals + 1, "0")
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** Beyond this many digits between a value and its error, the digits are noise of the binary format. */
const mostDigits = 30

/**
 * A value with its standard error in units of its last digits: `1.234(5)`, `1.2340(15)`, `4.56(7)e-9`.
 *
 * The error has one significant digit, two when the leading one is 1. Fixed notation from 1e-4 to 1e6, where an
 * error above ten is written in full (`12300(700)`), scientific elsewhere. An error of zero is `(0)` after the
 * shortest form; an unknown error (`null`) leaves the shortest form alone; an error that is no number is named.
 */
export const measured = (value: number, standardError: number | null): string => {
  if (standardError === null || !Number.isFinite(value)) return shortest(value)
  if (!(standardError > 0 && Number.isFinite(standardError)))
    return `${shortest(value)}(${shortest(standardError)})`
  const place = exponentOf(standardError) - (standardError.toExponential().startsWith("1") ? 1 : 0)
  if (value !== 0 && exponentOf(value) - place > mostDigits)
    return `${shortest(value)} ± ${shortest(standardError)}`
  const n = unitsOf(value, place)
  const error = unitsOf(standardError, place)
  const sign = value < 0 && n > 0n ? "-" : ""
  const top = place + Math.max(n.toString().length, error.toString().length) - 1
  if (top < -4 || top >= 6) return `${sign}${withPoint(n, top - place)}(${error})e${top}`
  const scale = 10n ** BigInt(Math.max(0, place))
  return `${sign}${withPoint(n * scale, Math.max(0, -place))}(${error * scale})`
}
