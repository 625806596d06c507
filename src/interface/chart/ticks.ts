/** Round numbers along an axis. */
import * as Numeral from "../export/numeral.ts"
import type { Scale } from "./data.ts"
import { scales } from "./data.ts"

/** The smallest 1, 2 or 5 times a power of ten that covers the distance in at most `steps` steps. */
export const niceStep = (low: number, high: number, steps: number): number => {
  const least = (high - low) / steps
  const power = 10 ** Math.floor(Math.log10(least))
  return power * ([1, 2, 5, 10].find((step) => step * power >= least * (1 - 1e-9)) ?? 10)
}

const between = (from: number, to: number): ReadonlyArray<number> =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, k) => from + k)

const linear = (low: number, high: number, most: number, least = 0): ReadonlyArray<number> => {
  const step = Math.max(least, niceStep(low, high, most))
  // A product of the step would be 0.30000000000000004.
  return between(Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)).map((k) =>
    Number((k * step).toPrecision(12))
  )
}

const logarithmic = (low: number, high: number, most: number): ReadonlyArray<number> => {
  const [first, last] = [Math.log10(low), Math.log10(high)]
  if (last - first < 0.7) return linear(low, high, most).filter((tick) => tick > 0)
  const each = 3 * (last - first) < 1.4 * most ? [1, 2, 5] : [1]
  const stride = Math.max(1, Math.ceil((last - first) / most))
  return between(Math.floor(first), Math.floor(last))
    .filter((exponent) => exponent % stride === 0)
    .flatMap((exponent) => each.map((digit) => Number(`${digit}e${exponent}`)))
    .filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9))
}

/** About `most` of them, inside the domain; whole numbers only where the scale has no others. */
export const of = (
  { kind, whole }: Pick<Scale, "kind" | "whole">,
  [low, high]: readonly [number, number],
  most: number
) => (scales[kind].isLogarithmic ? logarithmic(low, high, most) : linear(low, high, most, whole ? 1 : 0))

/** 0.001 to 99999 as they are, powers of ten beyond. */
export const text = (tick: number): string => {
  const size = Math.abs(tick)
  return size !== 0 && (size >= 1e5 || size < 1e-3)
    ? Number(tick.toPrecision(6)).toExponential().replace("e+", "e")
    : Numeral.rounded(tick, 6)
}
