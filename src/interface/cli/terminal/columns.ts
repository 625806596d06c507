/** Text in aligned columns, for people. */
import { displayWidth } from "effect/cli/CliOutput"

export type Side = "left" | "right"

/** Lines of cells padded to common widths, two blanks between columns, none at the end of a line. */
export const align = (
  lines: ReadonlyArray<ReadonlyArray<string>>,
  sides: ReadonlyArray<Side> = []
): string => {
  const widths: Array<number> = []
  for (const line of lines) {
    for (const [i, cell] of line.entries()) widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell))
  }
  const padded = (cell: string, i: number): string => {
    const blanks = " ".repeat(widths[i]! - displayWidth(cell))
    return { left: cell + blanks, right: blanks + cell }[sides[i] ?? "left"]
  }
  return lines.map((line) => `${line.map(padded).join("  ").trimEnd()}\n`).join("")
}
