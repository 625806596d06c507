/** Markdown of figures. */
import type { Row } from "../../src/simulation/table.ts"
import * as Cell from "../../src/talk/cell.ts"
import * as Statistics from "../../src/talk/statistics.ts"

/** Columns that begin with `>` are aligned to the right. */
export const table = (
  columns: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string | number>>
): string =>
  [
    columns.map((column) => column.replace(/^>/, "")),
    columns.map((column) => (column.startsWith(">") ? "--:" : "---")),
    ...rows
  ]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n")

/** `89.2 ± 0.8`: percent, with half of the 95 % interval; without an error, the number alone. */
export const percent = (estimate: Statistics.Estimate): string => plusMinus(Statistics.times(100, estimate))

/** `44.6 ± 1.3`: with half of the 95 % interval, one decimal of which is shown, or more where it is small. */
export const plusMinus = (estimate: Statistics.Estimate): string => {
  const { low, high } = Statistics.interval(estimate)
  const half = (high - low) / 2
  if (!Number.isFinite(half) || half === 0) return trimmed(estimate.value, 1)
  const digits = half >= 10 ? 0 : half >= 0.1 ? 1 : 2
  return `${trimmed(estimate.value, digits)} ± ${half.toFixed(digits)}`
}

const trimmed = (x: number, digits: number): string => {
  const text = x.toFixed(digits)
  return /[1-9]/.test(text) ? text : text.replace("-", "")
}

/** The mean of a column over trainings that share their words: of the trainings' scatter, and of the words. */
export const overTrainings = (
  rows: ReadonlyArray<Row>,
  column: string,
  ofWords: (row: Row) => number
): Statistics.Estimate => {
  const values = rows.map((row) => Cell.number(row, column)).filter((value) => !Number.isNaN(value))
  const words = Math.sqrt(rows.reduce((sum, row) => sum + ofWords(row) ** 2, 0) / rows.length)
  return Statistics.plus(Statistics.overTrainings(values), words)
}

/** Of a share of `words`. */
export const binomial =
  (column: string, words = "words") =>
  (row: Row): number => {
    const n = Cell.number(row, words)
    return Statistics.share(Math.round(n * (Cell.number(row, column) || 0)), n).standardError
  }

/** `a, b and c`. */
export const list = (items: ReadonlyArray<string>): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`

/** `0.21 to 0.35`, or one number. */
export const range = (values: ReadonlyArray<number>, digits: number): string => {
  const [least, most] = [Math.min(...values), Math.max(...values)].map((value) => trimmed(value, digits))
  return least === most ? least! : `${least} to ${most}`
}
