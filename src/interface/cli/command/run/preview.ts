/** The first rows of a result table, aligned for a terminal. */
import * as Digest from "../../../export/digest.ts"
import type { Table } from "../../../export/table.ts"
import { isNumeric } from "../../../export/table.ts"
import * as Plain from "../../../text/plain.ts"
import * as Columns from "../../terminal/columns.ts"

/**
 * At most `most` rows. A column that says the same in all of them is said once, below; then as many columns as
 * `width` holds, and the names of those left out. The caller says how many rows there are beyond these.
 *
 * @param table `count` is of all its rows, which may differ in what these have in common; absent: these are all
 * @param headline the columns that answer; all of them unless told
 */
export const format = (
  table: Table & { readonly count?: number },
  most: number,
  width = Number.POSITIVE_INFINITY,
  headline?: ReadonlyArray<string>
): string => {
  const { rows, varying, same } = Digest.of(table, most, headline)
  const widthOf = (text: string): number => Columns.widthOf(Plain.cell(text))
  let used = -2
  const shown = varying.filter(({ name, cells }, i) => {
    used += 2 + Math.max(widthOf(name), ...cells.map(widthOf))
    return i === 0 || used <= width
  })
  const hidden = varying.filter((column) => !shown.includes(column)).map(({ name }) => name)
  const lines = [
    shown.map(({ name }) => name),
    ...Array.from({ length: rows }, (_, i) => shown.map(({ cells }) => cells[i]!))
  ]
  const sides = shown.map(({ column }) => (isNumeric(column) ? "right" : "left"))
  const where = (table.count ?? rows) > rows ? `in the first ${rows} rows` : "in all of these"
  const said = same.filter(({ cells }) => cells[0] !== "-")
  const notes = [
    ...(said.length === 0
      ? []
      : [`${where}: ${said.map(({ name, cells }) => `${Plain.cell(name)} ${cells[0]}`).join(", ")}`]),
    ...(hidden.length === 0 ? [] : [`columns left out: ${hidden.map(Plain.cell).join(", ")}`])
  ].map((note) => `${Columns.fitted(note, width)}\n`)
  return (shown.length === 0 ? "" : Columns.align(lines, sides)) + notes.join("")
}
