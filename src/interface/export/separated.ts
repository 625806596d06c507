/**
 * Values between separators.
 *
 * `csv` follows RFC 4180: CRLF ends a line, a text with a comma, a quote or a line break is quoted, quotes double.
 * `tsv` follows the media type's registration, which has no quotes: tab, line break and backslash inside a text
 * become `\t`, `\n`, `\r` and `\\`. In both, numbers are in shortest form with `NaN`, `Infinity` and `-Infinity`, and
 * null is empty; an empty text is `""` in csv, and cannot be told from null in tsv.
 */
import type { Cell } from "../../simulation/table.ts"
import * as Numeral from "./numeral.ts"
import type { Encoder } from "./table.ts"
import { cell } from "./table.ts"

const separated = (separator: string, lineEnd: string, text: (value: string) => string): Encoder =>
  function* (table) {
    const write = (value: Cell): string =>
      value === null ? "" : typeof value === "number" ? Numeral.shortest(value) : text(String(value))
    const names = Object.keys(table.columns)
    yield names.map(write).join(separator) + lineEnd
    for (const row of table.rows) yield names.map((name) => write(cell(row, name))).join(separator) + lineEnd
  }

const quoted = (value: string): string =>
  value === "" || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" }

export const csv = separated(",", "\r\n", quoted)

export const tsv = separated("\t", "\n", (value) => value.replace(/[\\\t\n\r]/g, (c) => escapes[c]!))
