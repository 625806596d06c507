/**
 * A table of GitHub's markdown, its columns aligned in the source too, numbers to the right. Every number keeps all
 * its digits; null is empty. Reads the rows twice, once for the widths.
 */
import type { Cell } from "../../simulation/table.ts"
import * as Plain from "../text/plain.ts"
import * as Numeral from "./numeral.ts"
import type { Encoder } from "./table.ts"
import { cell } from "./table.ts"

/**
 * Characters that mean something in a line, as themselves: no mark-up, no link, no element; what does not show is spelled.
 * An underscore inside a word means nothing, nor a tilde between blanks. Addresses are not made into links.
 */
export const escaped = (text: string): string =>
  Plain.block(text.replace(/\r\n?/g, "\n"))
    .replace(/[\\`*|<&[\]]|~(?!\s)|(?<!\s)~|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&")
    .replace(/(?<=\b(?:https?|ftp|mailto|xmpp)):|(?<=\bwww)\./gi, "\\$&")
    .replaceAll("\n", "<br>")
    .replaceAll("\t", " ")

/** At the beginning of a block, where more has a meaning: headings, quotations, lists. */
export const begun = (text: string): string =>
  escaped(text.trim()).replace(/^(?:[#>+=-]|\d{1,9}(?=[.)]))/, (first) =>
    /\d/.test(first) ? `${first}\\` : `\\${first}`
  )

/** Characters; wide scripts would need more, but the alignment is a courtesy to those who read the source. */
const displayWidth = (text: string): number => [...text].length

const printed = (value: Cell): string =>
  value === null ? "" : typeof value === "number" ? Numeral.shortest(value) : escaped(String(value))

export const markdown: Encoder = function* (table) {
  const columns = Object.entries(table.columns).map(([name, { type }]) => ({
    name,
    heading: escaped(name),
    right: type === "real" || type === "integer",
    width: Math.max(3, displayWidth(escaped(name)))
  }))
  for (const row of table.rows) {
    for (const column of columns) {
      column.width = Math.max(column.width, displayWidth(printed(cell(row, column.name))))
    }
  }
  const line = (cells: ReadonlyArray<string>): string => {
    const padded = columns.map(({ width, right }, i) => {
      const blanks = " ".repeat(width - displayWidth(cells[i]!))
      return right ? blanks + cells[i]! : cells[i]! + blanks
    })
    return `| ${padded.join(" | ")} |\n`
  }
  yield line(columns.map(({ heading }) => heading))
  yield line(columns.map(({ width, right }) => "-".repeat(width - 1) + (right ? ":" : "-")))
  for (const row of table.rows) yield line(columns.map(({ name }) => printed(cell(row, name))))
}
