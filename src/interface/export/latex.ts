/**
 * A `tabular` in the style of the package booktabs.
 *
 * A column that names its standard error is printed together with it, as `1.234(5)`, and the column of the error is
 * left out. Other numbers keep every digit. Units stand behind the name, as `t / s`.
 */
import type { Cell, Column, Row } from "../../simulation/table.ts"
import * as Numeral from "./numeral.ts"
import type { Encoder } from "./table.ts"
import { cell, isNumeric, unit } from "./table.ts"

const escapes: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  _: "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  '"': "\\textquotedbl{}"
}

/** Characters that mean something to TeX, as themselves; a line break or a tab is a blank. */
export const escaped = (text: string): string =>
  text.replace(/[\\{}$&#%_^~<>|"]/g, (c) => escapes[c]!).replace(/\s*[\r\n\t]+\s*/g, " ")

const inMath = (numeral: string): string =>
  `$${numeral
    .replace("Infinity", "\\infty")
    .replace("NaN", "\\mathrm{NaN}")
    .replace("±", "\\pm")
    .replace(/e\+?(-?\d+)/g, "\\times10^{$1}")}$`

const printed = (value: Cell, standardError: Cell | undefined): string => {
  if (value === null) return "--"
  if (typeof value !== "number") return escaped(String(value))
  return inMath(
    typeof standardError === "number" ? Numeral.measured(value, standardError) : Numeral.shortest(value)
  )
}

export const latex: Encoder = function* (table) {
  const errors = new Set(Object.values(table.columns).map((column) => column.standardError))
  const shown = Object.entries(table.columns).filter(([name]) => !errors.has(name))
  const heading = ([name, column]: readonly [string, Column]): string => {
    const of = unit(column)
    return escaped(of === undefined ? name : `${name} / ${of}`)
  }
  const line = (row: Row): string =>
    shown
      .map(([name, { standardError }]) =>
        printed(cell(row, name), standardError === undefined ? undefined : cell(row, standardError))
      )
      .join(" & ")
  const sides = shown.map(([, column]) => (isNumeric(column) ? "r" : "l")).join("")
  yield `\\begin{tabular}{${sides}}\n\\toprule\n${shown.map(heading).join(" & ")} \\\\\n\\midrule\n`
  for (const row of table.rows) yield `${line(row)} \\\\\n`
  yield "\\bottomrule\n\\end{tabular}\n"
}
