/** Figures as sentences have them: a {@link number} by itself, or an {@link estimate} with its error or its interval. */
import type { Interval } from "../domain/stats/normal.ts"
import { type Estimate, interval } from "./statistics.ts"

/** As they are, or times `scale` with a unit behind. */
export interface Style {
  readonly scale?: number
  /** With its blank: ` %`, ` moves`. */
  readonly unit?: string
  /** What cannot be left: intervals end there. */
  readonly bounds?: Interval
}

export const percent: Style = { scale: 100, unit: " %" }
/** Of a part of a whole. */
export const share: Style = { ...percent, bounds: { low: 0, high: 1 } }
/** Of differences of shares. */
export const points: Style = { scale: 100, unit: " points" }
export const moves: Style = { unit: " moves" }

const superscript = (exponent: number): string =>
  [...String(exponent)].map((digit) => (digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)])).join("")

/** What came out as no number. */
const unknown = "unknown"

/** `0.054`, `10⁷`, `−5.2×10⁻¹¹`: so many digits, and a power of ten where it is needed. */
export const number = (value: number, digits = 3): string => {
  if (!Number.isFinite(value)) return unknown
  const short = Number(value.toPrecision(digits))
  const [mantissa, exponent] = (
    short === 0 || (Math.abs(short) >= 1e-4 && Math.abs(short) < 1e6) ? String(short) : short.toExponential()
  ).split("e")
  const power = exponent === undefined ? "" : `10${superscript(Number(exponent))}`
  const front = mantissa.replace("-", "−")
  return power === "" ? front : front === "1" ? power : `${front}×${power}`
}

/** Decimals that two digits of an error need, at most six. */
const decimals = (error: number): number =>
  error > 0 && Number.isFinite(error) ? Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(error)))) : 3

/** `-0.5`, with a minus as it is printed, and never `-0`. */
const fixed = (x: number, digits: number): string => {
  const text = x.toFixed(digits)
  return /[1-9]/.test(text) ? text.replace("-", "−") : text.replace("-", "")
}

/** A number in no doubt, as it is. */
const plain = (x: number): string => String(Number(x.toPrecision(6))).replace("-", "−")

/** `0.9123 ± 0.0042`: the value with its standard error, two digits of which are shown. */
export const estimate = (figure: Estimate, { scale = 1, unit = "" }: Style = {}): string => {
  if (!Number.isFinite(figure.value)) return unknown
  const error = figure.standardError * scale
  if (error === 0) return `${plain(figure.value * scale)}${unit}`
  const digits = decimals(error)
  const value = fixed(figure.value * scale, digits)
  return Number.isFinite(error) ? `${value} ± ${error.toFixed(digits)}${unit}` : `${value}${unit}`
}

/** `0.904 to 0.920`: an interval, two digits of its half-length shown. */
export const range = ({ low, high }: Interval, { scale = 1, unit = "" }: Style = {}): string => {
  if (!Number.isFinite(high - low)) return "anything"
  const digits = decimals(((high - low) / 2) * scale)
  return `${fixed(low * scale, digits)} to ${fixed(high * scale, digits)}${unit}`
}

/** `0.912 (95 %: 0.904 to 0.920)`. */
export const within = (figure: Estimate, style: Style = {}): string => {
  const { scale = 1, unit = "", bounds: ends = { low: -Infinity, high: Infinity } } = style
  if (!Number.isFinite(figure.value) || figure.standardError === 0) return estimate(figure, style)
  const bounds = interval(figure)
  if (!Number.isFinite(bounds.high)) return `${estimate(figure, style)} (no error)`
  const value = fixed(figure.value * scale, decimals(((bounds.high - bounds.low) / 2) * scale))
  return `${value}${unit} (95 %: ${range({ low: Math.max(bounds.low, ends.low), high: Math.min(bounds.high, ends.high) }, { scale })})`
}
