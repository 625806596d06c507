/**
 * A `tabular` in the style of the package booktabs, or a `longtable` for more rows than a page has; the comment at its top asks
 * for the packages. It needs nothing else: texts are spelled for plain pdflatex (tex.ts).
 *
 * A column that names its standard error is printed together with it, as `1.234(5)`, and the column of the error is
 * left out; other real values have six significant digits, unless others were asked for. Parameters that are the same in all
 * rows stand in a comment, unless the columns were chosen. Units stand behind the name, as `t / s`, where they say more than it.
 */
import type { Cell, Column, Row } from "../../simulation/table.ts"
import * as Numeral from "./numeral.ts"
import type { Encoder, Table } from "./table.ts"
import { cell, isNumeric, isSetting, unit } from "./table.ts"
import * as Tex from "./tex.ts"

const inMath = (numeral: string): string =>
  `$${numeral
    .replaceAll("Infinity", "\\infty")
    .replaceAll("NaN", "\\mathrm{NaN}")
    .replaceAll("±", "\\pm")
    .replace(/e\+?(-?\d+)/g, "\\times10^{$1}")}$`

const printed = (value: Cell, standardError: Cell | undefined, digits: number): string => {
  if (value === null) return "--"
  if (typeof value === "bigint") return inMath(String(value))
  if (typeof value !== "number") return Tex.escaped(String(value))
  return inMath(
    typeof standardError === "number"
      ? Numeral.measured(value, standardError)
      : Numeral.rounded(value, digits)
  )
}

const usualDigits = 6

/** Rows beyond which a table does not fit on a page, and takes all the memory that pdflatex has if it is one box. */
const mostOnPage = 50

/** How many rows there are, and the parameters that are the same in all of them. */
const surveyed = ({ columns, rows }: Table) => {
  let first: Row | undefined
  let count = 0
  const same = new Set(Object.keys(columns).filter((name) => isSetting(name, columns[name]!)))
  for (const row of rows) {
    first ??= row
    count++
    for (const name of same) if (!Object.is(cell(row, name), cell(first, name))) same.delete(name)
  }
  return {
    count,
    same: [...same].map((name) => [name, first === undefined ? null : cell(first, name)] as const)
  }
}

const inComment = (text: string): string => text.replace(/\s+/g, " ")

export const latex: Encoder = function* (table) {
  const { columns, digits = usualDigits } = table
  const { count, same } = surveyed(table)
  const errors = new Set(Object.values(columns).map((column) => column.standardError))
  const constant = new Set(
    table.isChosen === true || same.length === Object.keys(columns).length ? [] : same.map(([name]) => name)
  )
  const shown = Object.entries(columns).filter(([name]) => !errors.has(name) && !constant.has(name))
  const heading = ([name, column]: readonly [string, Column]): string => {
    const of = unit(column)
    return Tex.escaped(of === undefined || of === name ? name : `${name} / ${of}`)
  }
  const line = (row: Row): string =>
    shown
      .map(([name, { standardError }]) =>
        printed(cell(row, name), standardError === undefined ? undefined : cell(row, standardError), digits)
      )
      .join(" & ")
  const sides = shown.map(([, column]) => (isNumeric(column) ? "r" : "l")).join("")
  const head = `${shown.map(heading).join(" & ")} \\\\\n`
  const isLong = count > mostOnPage
  const packages = isLong ? "\\usepackage{booktabs,longtable}" : "\\usepackage{booktabs}"
  const common = same
    .filter(([name]) => constant.has(name))
    .map(([name, value]) => inComment(`${name} = ${value ?? "--"}`))
  yield `% In the preamble: ${packages}\n`
  if (common.length > 0) yield `% In all rows: ${common.join(", ")}\n`
  yield isLong
    ? `\\begin{longtable}{${sides}}\n\\toprule\n${head}\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n`
    : `\\begin{tabular}{${sides}}\n\\toprule\n${head}\\midrule\n`
  for (const row of table.rows) yield `${line(row)} \\\\\n`
  yield isLong ? "\\end{longtable}\n" : "\\bottomrule\n\\end{tabular}\n"
}
