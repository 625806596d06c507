/** Pieces of pages about runs. */

import { explained } from "../../simulation/table.ts"
import * as Digest from "../export/digest.ts"
import type { Table } from "../export/table.ts"
import { isNumeric, unit } from "../export/table.ts"
import * as File from "../page/file.ts"
import type { Html, Part } from "../page/html.ts"
import { html } from "../page/html.ts"
import { script } from "./script.ts"
import { style } from "./style.ts"

export const nothing = html``

export const page = File.maker(style, script)

/** Names and what they stand for, a row each; those without a value are left out. */
export const facts = (rows: ReadonlyArray<readonly [name: string, value: Part | undefined]>): Html =>
  html`<table><tbody>
${rows
  .filter(([, value]) => value !== undefined && value !== "")
  .map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td class="wide">${value!}</td></tr>\n`
  )}</tbody></table>`

const unitOf = (name: string, column: Table["columns"][string]): Html => {
  const said = unit(column)
  return said === undefined || said === name ? nothing : html` <span class="unit">(${said})</span>`
}

/** Rows of a table on paper (style.ts); on a screen it scrolls. */
export const mostOnPaper = 40

/** Columns that a sheet of paper holds upright. */
const mostUpright = 10

/** Columns that a sheet on its side holds. */
const mostOnSide = 22

/**
 * The first `most` rows, values with their errors; a column that says the same in all rows is said once.
 *
 * @param headline the columns that answer; all of them unless told
 */
export const rows = (table: Table, most: number, caption: string, headline?: ReadonlyArray<string>): Html => {
  const digest = Digest.of(table, most, headline)
  const { varying, same } = digest
  const side = (column: Table["columns"][string]): Html =>
    isNumeric(column) ? html` class="number"` : nothing
  const together =
    same.length === 0
      ? nothing
      : html`<p class="notes">In all of these rows: ${same.map(
          ({ name, column, cells }, k) =>
            html`${k === 0 ? "" : ", "}${name} = ${cells[0]!}${unitOf(name, column)}`
        )}.</p>`
  const isTall = digest.rows > mostOnPaper
  return html`<div class="scroll${isTall ? " tall" : ""}${varying.length > mostUpright ? " broad" : ""}${varying.length > mostOnSide ? " broadest" : ""}"><table>
<caption>${caption}</caption>
<thead><tr>${varying.map(
    ({ name, column }) =>
      html`<th scope="col" title="${explained(column)}"${side(column)}>${name}${unitOf(name, column)}</th>`
  )}</tr></thead>
<tbody>
${Array.from(
  { length: digest.rows },
  (_, k) => html`<tr>${varying.map(({ column, cells }) => html`<td${side(column)}>${cells[k]!}</td>`)}</tr>\n`
)}</tbody></table></div>
${isTall ? html`<p class="notes on-paper">On paper the first ${mostOnPaper} of these.</p>` : nothing}
${together}`
}
