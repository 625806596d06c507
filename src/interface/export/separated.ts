/**
 * Values between separators.
 *
 * `csv` follows RFC 4180: CRLF ends a line, a text with a comma, a quote or a line break is quoted, quotes double.
 * `tsv` follows the media type's registration, which has no quotes: tab, line break and backslash inside a text
 * become `\t`, `\n`, `\r` and `\\`. In both, numbers are in shortest form, whole ones of a real column as `0.0`, with
 * `NaN`, `Infinity` and `-Infinity`, and null is empty; an empty text is `""` in csv, and cannot be told from null in tsv.
 *
 * A spreadsheet computes what begins with one of = + - @ instead of showing it: a text `=1+1` gets an apostrophe before it, as
 * people do there, and so does one that has apostrophes before such a character already, so that a program takes one off and
 * has the text back. Numbers keep their signs, and texts that are numbers, lists of them (`-1 2 -1`) or polynomials
 * (`-t^-4 + t^-3 + t^-1`) are left alone: programs read those, and there is nothing in them to call or to refer to.
 */
import type { Cell, Column } from "../../simulation/table.ts"
import type { Encoder } from "./table.ts"
import { cell, numeral } from "./table.ts"

/** Also in the width of Chinese characters, and behind what a spreadsheet skips. */
const computed = /^'*[\t\r\n ]*[=+\-@＝＋－＠]/

const numbers = /^[+-]?[\d.]+(e[+-]?\d+)?([ ,;]+[+-]?[\d.]+(e[+-]?\d+)?)*$/i

/** In variables of one small letter, one of them with an exponent: neither a cell (`t2`) nor a function (`t(`). */
const polynomial = /^[+-](?=.*[a-z]\^)(?:[\d ^()/+-]|[a-z](?![a-z\d(]))+$/

const shielded = (value: string): string =>
  computed.test(value) && !numbers.test(value) && !polynomial.test(value) ? `'${value}` : value

const separated = (separator: string, lineEnd: string, text: (value: string) => string): Encoder =>
  function* (table) {
    const write = (value: Cell, column: Column): string => {
      if (value === null) return ""
      if (typeof value === "number") return numeral(value, column)
      return text(typeof value === "string" ? shielded(value) : String(value))
    }
    const columns = Object.entries(table.columns)
    yield columns.map(([name]) => text(shielded(name))).join(separator) + lineEnd
    for (const row of table.rows)
      yield columns.map(([name, column]) => write(cell(row, name), column)).join(separator) + lineEnd
  }

const quoted = (value: string): string =>
  value === "" || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" }

export const csv = separated(",", "\r\n", quoted)

export const tsv = separated("\t", "\n", (value) => value.replace(/[\\\t\n\r]/g, (c) => escapes[c]!))
