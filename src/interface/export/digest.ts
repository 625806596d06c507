/**
 * The first rows of a result table, for people: six significant digits, a column that names its standard error printed
 * together with it, as `1.234(5)`, and a setting, or a text, that is the same in all of them said once.
 */
import type { Cell, Column, Row } from "../../simulation/table.ts"
import * as Plain from "../text/plain.ts"
import * as Numeral from "./numeral.ts"
import type { Table } from "./table.ts"
import { cell, isNumeric, isSetting } from "./table.ts"

export interface DigestColumn {
  readonly name: string
  readonly column: Column
  /** One a row; `-` where there is none. */
  readonly cells: ReadonlyArray<string>
}

export interface Digest {
  readonly rows: number
  readonly varying: ReadonlyArray<DigestColumn>
  readonly same: ReadonlyArray<DigestColumn>
}

const printed = (value: Cell, standardError: Cell | undefined): string => {
  if (value === null) return "-"
  if (typeof value !== "number") return Plain.cell(String(value))
  return typeof standardError === "number"
    ? Numeral.measured(value, standardError)
    : Numeral.rounded(value, 6)
}

/** The settings and labels, and then what they led to, in the headline's order. */
const answering = ({ columns }: Table, headline: ReadonlyArray<string>): ReadonlyArray<string> => {
  const asked = new Set(headline)
  const isAnswer = (name: string) =>
    name in columns && isNumeric(columns[name]!) && !isSetting(name, columns[name]!)
  return [
    ...Object.keys(columns).filter(
      (name) => (isSetting(name, columns[name]!) || asked.has(name)) && !isAnswer(name)
    ),
    ...headline.filter(isAnswer)
  ]
}

/**
 * Of at most `most` rows; takes no more of them from the table.
 *
 * @param headline the columns beside the settings that differ; all of them unless told
 */
export const of = (table: Table, most: number, headline?: ReadonlyArray<string>): Digest => {
  const rows: Array<Row> = []
  if (most > 0)
    for (const row of table.rows) {
      rows.push(row)
      if (rows.length === most) break
    }
  const errors = new Set(Object.values(table.columns).map((column) => column.standardError))
  const columns = (headline === undefined ? Object.keys(table.columns) : answering(table, headline))
    .filter((name) => !errors.has(name))
    .map((name) => ({ name, column: table.columns[name]! }))
    .map(({ name, column }) => ({
      name,
      column,
      cells: rows.map((row) =>
        printed(
          cell(row, name),
          column.standardError === undefined ? undefined : cell(row, column.standardError)
        )
      )
    }))
  // What came out is never moved out of its column: settings are, texts that several rows share, and nothing.
  const stays = ({ name, column, cells }: DigestColumn): boolean =>
    cells.some((text) => text !== cells[0]) ||
    !(isSetting(name, column) || cells[0] === "-" || (column.type === "text" && rows.length > 1))
  const isAll = !columns.some(stays)
  return {
    rows: rows.length,
    varying: columns.filter((column) => isAll || stays(column)),
    same: columns.filter((column) => !isAll && !stays(column))
  }
}
