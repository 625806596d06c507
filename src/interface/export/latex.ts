/**
 * A `tabular` in the style of the package booktabs, which the comment at its top asks for. It needs nothing else: texts are
 * spelled for plain pdflatex (tex.ts).
 *
 * A column that names its standard error is printed together with it, as `1.234(5)`, and the column of the error is
 * left out. Other numbers keep every digit. Units stand behind the name, as `t / s`.
 */
import type { Cell, Column, Row } from "../../simulation/table.ts"
import * as Numeral from "./numeral.ts"
import type { Encoder } from "./table.ts"
import { cell, isNumeric, unit } from "./table.ts"
import * as Tex from "./tex.ts"

const inMath = (numeral: string): string =>
  `$${numeral
    .replaceAll("Infinity", "\\infty")
    .replaceAll("NaN", "\\mathrm{NaN}")
    .replaceAll("±", "\\pm")
    .replace(/e\+?(-?\d+)/g, "\\times10^{$1}")}$`

const printed = (value: Cell, standardError: Cell | undefined): string => {
  if (value === null) return "--"
  if (typeof value === "bigint") return inMath(String(value))
  if (typeof value !== "number") return Tex.escaped(String(value))
  return inMath(
    typeof standardError === "number" ? Numeral.measured(value, standardError) : Numeral.shortest(value)
  )
}

export const latex: Encoder = function* (table) {
  const errors = new Set(Object.values(table.columns).map((column) => column.standardError))
  const shown = Object.entries(table.columns).filter(([name]) => !errors.has(name))
  const heading = ([name, column]: readonly [string, Column]): string => {
    const of = unit(column)
    return Tex.escaped(of === undefined ? name : `${name} / ${of}`)
  }
  const line = (row: Row): string =>
    shown
      .map(([name, { standardError }]) =>
        printed(cell(row, name), standardError === undefined ? undefined : cell(row, standardError))
      )
      .join(" & ")
  const sides = shown.map(([, column]) => (isNumeric(column) ? "r" : "l")).join("")
  yield `% In the preamble: \\usepackage{booktabs}\n\\begin{tabular}{${sides}}\n\\toprule\n${shown.map(heading).join(" & ")} \\\\\n\\midrule\n`
  for (const row of table.rows) yield `${line(row)} \\\\\n`
  yield "\\bottomrule\n\\end{tabular}\n"
}
