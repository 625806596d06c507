/** Measurements, and what has changed, as aligned text. */
import type { Change } from "./comparison.ts"
import type { Measurement } from "./measurement.ts"

/** Columns of cells, the first to the left and the others to the right. */
export const align = (lines: ReadonlyArray<ReadonlyArray<string>>): string => {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)
  return lines.map((line) => line.map(pad).join("  ").trimEnd()).join("\n")
}

/** To three digits, large numbers in groups: 2.46, 0.0653, 149 000. */
export const figure = (value: number): string => {
  const rounded = Number(value.toPrecision(3))
  return Math.abs(rounded) < 1000 ? String(rounded) : String(rounded).replace(/\B(?=(\d{3})+$)/g, " ")
}

export const percent = (share: number | null): string => (share === null ? "" : `${figure(100 * share)} %`)

const numbers = (of: Measurement | null): ReadonlyArray<string> =>
  of === null
    ? ["", "", "", "", "", ""]
    : [
        of.unit,
        figure(of.ours),
        of.peer ?? "",
        of.theirs === null ? "" : figure(of.theirs),
        of.ratio === null ? "" : figure(of.ratio),
        percent(of.spread)
      ]

const formerly = ({ before }: Change): string => (before === null ? "" : figure(before.ratio ?? before.ours))

/** A line a measurement: `ratio` is how many times better ours is than the peer's, `change` than the last result. */
export const changes = (all: ReadonlyArray<Change>): string =>
  align([
    ["what", "unit", "ours", "peer", "peer's", "ratio", "spread", "last", "change", ""],
    ...all.map((each) => [
      each.after?.name ?? each.name,
      ...numbers(each.after),
      formerly(each),
      each.change === null ? "" : `x${figure(each.change)}`,
      each.verdict
    ])
  ])
