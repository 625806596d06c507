/** Round numbers along an axis, as people print them. */
import { powerOfTen, typeset } from "../../drawing/typeset.ts"
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

/** 0, and 0.001 to 999999: what is read at a glance. */
const isPlain = (tick: number): boolean => {
  const size = Math.abs(tick)
  return size === 0 || (size >= 1e-3 && size < 1e6)
}

const byPower = (tick: number): string =>
  tick === 0 ? "0" : typeset(Number(tick.toPrecision(6)).toExponential().replace("e+", "e"))

/** A number by itself: 0.001 to 999999 as it is, with a power of ten beyond. */
export const text = (tick: number): string => (isPlain(tick) ? Numeral.rounded(tick, 6) : byPower(tick))

/**
 * Labels of one axis, in one notation: where one of them needs a power of ten, all have one; along a linear axis the same,
 * that of the largest.
 */
export const texts = (ticks: ReadonlyArray<number>, kind: Scale["kind"]): ReadonlyArray<string> => {
  if (ticks.every(isPlain)) return ticks.map((tick) => Numeral.rounded(tick, 6))
  if (scales[kind].isLogarithmic) return ticks.map(byPower)
  const exponent = Math.floor(Math.log10(Math.max(...ticks.map(Math.abs))))
  return ticks.map((tick) =>
    // By digits: a quotient would be 1.2000000000000002.
    tick === 0 ? "0" : `${Number((tick / 10 ** exponent).toPrecision(6))}×${powerOfTen(exponent)}`
  )
}

interface Labelled {
  readonly ticks: ReadonlyArray<number>
  readonly labels: ReadonlyArray<string>
}

/**
 * Ticks of an axis that lies, and their labels, side by side: as many as `of` would choose, or fewer, so that no label touches
 * the next. Along a logarithmic axis 50 000 and 100 000 are much closer than most.
 *
 * @param length of the axis
 * @param widthOf of a label, with a blank, in the unit of the length
 */
export const beside = (
  scale: Pick<Scale, "kind" | "whole">,
  domain: readonly [number, number],
  most: number,
  length: number,
  widthOf: (label: string) => number
): Labelled => {
  const along = (x: number) => (scales[scale.kind].isLogarithmic ? Math.log(x) : x)
  const [low, high] = [along(domain[0]), along(domain[1])]
  const chosen = (count: number): Labelled => {
    const ticks = of(scale, domain, count)
    const labels = texts(ticks, scale.kind)
    const widths = labels.map(widthOf)
    const isApart = ticks.every((tick, k) => {
      if (k === 0) return true
      const distance = ((along(tick) - along(ticks[k - 1]!)) / (high - low)) * length
      return distance >= (widths[k - 1]! + widths[k]!) / 2
    })
    return isApart || count <= 2 ? { ticks, labels } : chosen(count - 1)
  }
  return chosen(most)
}
