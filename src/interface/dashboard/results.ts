/** The results of a run so far, as HTML: its figures, and the first rows of its tables. */
import type * as Reader from "../../engine/journal/reader.ts"
import type { Cell, Column, Row, Simulation } from "../../simulation/contract.ts"
import * as Numeral from "../export/numeral.ts"
import { cell, unit } from "../export/table.ts"
import type { Html } from "./markup.ts"
import { html } from "./markup.ts"

export interface Results {
  readonly figures: Html
  readonly tables: Html
}

/** A result table as figures see it. */
export interface Source {
  readonly columns: Readonly<Record<string, Column>>
  readonly rows: Iterable<Row>
  readonly swept: ReadonlyArray<string>
}

/** The figures of a simulation over its tables. */
export type Draw = (sources: Readonly<Record<string, Source>>) => Html

/** Rows of a table that are shown. */
const mostRows = 50

const printed = (value: Cell, standardError: Cell | undefined): string => {
  if (value === null) return "–"
  if (typeof value !== "number") return String(value)
  return typeof standardError === "number"
    ? Numeral.measured(value, standardError)
    : Numeral.rounded(value, 6)
}

const isNumber = ({ type }: Column): boolean => type === "real" || type === "integer"

/** A value and its standard error stand together, as 1.234(5). */
const tableOf = (columns: Readonly<Record<string, Column>>, rows: ReadonlyArray<Row>): Html => {
  const errors = new Set(Object.values(columns).map(({ standardError }) => standardError))
  const shown = Object.entries(columns).filter(([name]) => !errors.has(name))
  const kind = (column: Column) => (isNumber(column) ? html` class="number"` : undefined)
  const heads = shown.map(([name, column]) => {
    const of = unit(column)
    return html`<th scope="col"${kind(column)} title="${column.description}">${name}${of !== undefined && html` <small>(${of})</small>`}</th>`
  })
  const lines = rows.map((row) => {
    const cells = shown.map(([name, column]) => {
      const error = column.standardError === undefined ? undefined : cell(row, column.standardError)
      return html`<td${kind(column)}>${printed(cell(row, name), error)}</td>`
    })
    return html`<tr>${cells}</tr>`
  })
  return html`<div class="scroll" tabindex="0" role="group" aria-label="table"><table><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table></div>`
}

/** Ways to draw what this simulation's tables hold. */
export const drawingOf =
  async (_simulation: Simulation): Promise<Draw> =>
  () =>
    html``

interface Wanted {
  /** Points whose rows count. */
  readonly points: ReadonlySet<number>
  readonly swept: ReadonlyArray<string>
  readonly draw: Draw | undefined
  /** Whether the answer is worth keeping for the next time. */
  readonly keep: boolean
}

const tables = (reader: Reader.Reader, points: ReadonlySet<number>): Html => {
  const parts = Object.entries(reader.tables).map(([name, { description, columns }], i) => {
    const rows: Array<Row> = []
    let count = 0
    for (const row of reader.rows(name, points)) {
      count++
      if (rows.length < mostRows) rows.push(row)
    }
    const more =
      count > rows.length &&
      html`<p class="note">the first ${rows.length} of ${count} rows; all of them: <code>skein export</code></p>`
    const body = rows.length === 0 ? html`<p class="note">no rows yet</p>` : tableOf(columns, rows)
    return html`<details id="table-${name}"${i === 0 && html` open`}><summary>${name} <span class="note">${description}; ${count} ${count === 1 ? "row" : "rows"}</span></summary>${body}${more}</details>`
  })
  return html`${parts}`
}

/** Reads the rows only when there are others than at the last call. */
export const make = (): ((reader: Reader.Reader, wanted: Wanted) => Results) => {
  let last: { readonly key: string; readonly results: Results } | undefined
  return (reader, { points, swept, draw, keep }) => {
    const counts = Object.keys(reader.tables).map((name) => reader.count(name))
    const key = JSON.stringify([reader.tables, counts, points.size])
    if (keep && last?.key === key) return last.results
    const sources = Object.fromEntries(
      Object.entries(reader.tables).map(([name, { columns }]): [string, Source] => [
        name,
        { columns, swept, rows: { [Symbol.iterator]: () => reader.rows(name, points)[Symbol.iterator]() } }
      ])
    )
    const results = { figures: draw?.(sources) ?? html``, tables: tables(reader, points) }
    if (keep) last = { key, results }
    return results
  }
}
