/** From the rows of a table to those that a figure is about, and what tells them apart. */

import { clipped, legible } from "../../drawing/text.ts"
import type { Axis, Figure } from "../../simulation/figure.ts"
import type { Cell, Column, Row } from "../../simulation/table.ts"
import { shows } from "../../simulation/table.ts"
import * as Numeral from "../export/numeral.ts"
import { cell, comparable, unit } from "../export/table.ts"
import type { Constant, Settings } from "../run/settings.ts"

/** A result table as a figure sees it. */
export interface Source {
  readonly columns: Readonly<Record<string, Column>>
  readonly rows: Iterable<Row>
  /** Paths of the parameters that the study sweeps. */
  readonly swept: ReadonlyArray<string>
  /** What all points have in common. */
  readonly constant?: ReadonlyArray<Constant>
  /** What {@link Settings} know of the points; absent: what the rows show. */
  readonly follows?: Settings["follows"]
  /** The values of a parameter in the order of the sweep; absent: as the rows have them. */
  readonly valuesOf?: Settings["valuesOf"]
}

type Where = Extract<Figure, { readonly table: string }>["where"]

/**
 * @param only columns that rows are asked for beside those of swept parameters, where there may be millions of rows: memory has no
 * room for all of each; absent: whole rows
 */
export const rows = (source: Source, where: Where = {}, only?: ReadonlyArray<string>): ReadonlyArray<Row> => {
  const kept = only && [
    ...new Set([...only, ...Object.keys(source.columns).filter((name) => isSwept(source, name))])
  ]
  const wanted = Object.entries(where).map(([column, value]) => ({
    column,
    values: (Array.isArray(value) ? value : [value]) as ReadonlyArray<Cell>
  }))
  const found: Array<Row> = []
  for (const row of source.rows)
    if (wanted.every(({ column, values }) => values.includes(cell(row, column))))
      found.push(kept === undefined ? row : Object.fromEntries(kept.map((name) => [name, cell(row, name)])))
  return found
}

const isSwept = ({ columns, swept }: Source, name: string): boolean =>
  swept.some((path) => shows(columns[name]!, path))

/** What a cell says on a label. */
export const text = (value: Cell): string =>
  value === null ? "none" : typeof value === "number" ? Numeral.rounded(value, 6) : legible(String(value))

/** A parameter by its own name, where a column of results has taken it (engine/columns.ts). */
const nameOf = (name: string, { parameter }: Partial<Column> = {}): string =>
  parameter !== undefined && name.endsWith(`.${parameter}`) ? parameter : name

/** Labels by the columns of `names` that vary among the rows; numbers with their column's name. */
export const labeller = (
  { columns }: Source,
  rows: ReadonlyArray<Row>,
  names: ReadonlyArray<string>
): ((row: Row) => string) => {
  const varying = names.filter((name) => rows.some((row) => cell(row, name) !== cell(rows[0]!, name)))
  return (row) =>
    varying
      .map((name) => {
        const said = text(cell(row, name))
        return columns[name]?.type === "text" && cell(row, name) !== null
          ? said
          : `${nameOf(name, columns[name])} ${said}`
      })
      .join(", ")
}

/** A value of a config as cells say it. */
const said = (value: unknown): string =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value)

/**
 * What sorts rows by the columns of `names`, the first of them first: values of a parameter in the order of its sweep, others
 * in the order in which the rows have them.
 */
export const sorter = (
  { columns, valuesOf }: Source,
  rows: ReadonlyArray<Row>,
  names: ReadonlyArray<string>
): ((a: Row, b: Row) => number) => {
  const places = names.map((name) => {
    const path = columns[name]?.parameter
    const values = new Set(path === undefined ? [] : valuesOf?.(path).map(said))
    for (const row of rows) values.add(said(cell(row, name)))
    return new Map([...values].map((value, place) => [value, place]))
  })
  return (a, b) => {
    for (const [k, name] of names.entries()) {
      const apart = places[k]!.get(said(cell(a, name)))! - places[k]!.get(said(cell(b, name)))!
      if (apart !== 0) return apart
    }
    return 0
  }
}

const keyOf = (row: Row, names: ReadonlyArray<string>): string =>
  JSON.stringify(names.map((name) => comparable(cell(row, name))))

/** Whether rows that are alike in `names` are alike in the column, too. */
const followsIn = (rows: ReadonlyArray<Row>, column: string, names: ReadonlyArray<string>): boolean => {
  const values = new Map<string, Cell>()
  return rows.every((row) => {
    const key = keyOf(row, names)
    if (!values.has(key)) values.set(key, cell(row, column))
    return values.get(key) === cell(row, column)
  })
}

/** Paths of the parameters that a column shows or says. */
const parametersOf = (column: Column | undefined): ReadonlyArray<string> =>
  column === undefined
    ? []
    : [...(column.parameter === undefined ? [] : [column.parameter]), ...(column.says ?? [])]

/**
 * Columns of swept parameters that the figure has no place for, and that do not follow from what it tells: where every
 * model has a width of its own, the model says it all.
 *
 * @param told columns on labels and on the x axis; of them those tell something that show parameters, or say them
 * @param hidden columns that are not to be told apart
 */
export const unplaced = (
  { columns, swept, follows }: Source,
  rows: ReadonlyArray<Row>,
  told: ReadonlyArray<string>,
  hidden: ReadonlyArray<string>
): ReadonlyArray<string> => {
  const found: Array<string> = []
  // What is measured tells nothing: rows may differ in it just where they differ in a parameter.
  const tells = told.filter((name) => parametersOf(columns[name]).length > 0)
  for (const [name, column] of Object.entries(columns)) {
    if (!swept.some((path) => shows(column, path)) || told.includes(name) || hidden.includes(name)) continue
    // But for the value itself: who is trained for N letters and judged by words of N stands at N on the axis.
    if (told.some((each) => rows.every((row) => cell(row, each) === cell(row, name)))) {
      tells.push(name)
      continue
    }
    const from = [...tells, ...found]
    const isTold =
      follows === undefined
        ? followsIn(rows, name, from)
        : follows(
            column.parameter!,
            from.flatMap((each) => parametersOf(columns[each]))
          )
    if (!isTold) found.push(name)
  }
  return found
}

export const label = ({ columns }: Source, { column, label = column, magnitude }: Axis): string => {
  const name = magnitude ? `|${label}|` : label
  const of = columns[column] === undefined ? undefined : unit(columns[column])
  // "strands of the word" needs no "(strands)", nor does "epoch" need "(epochs)".
  const said = of !== undefined && name.split(" ").some((word) => word === of || `${word}s` === of)
  return of === undefined || said ? name : `${name} (${of})`
}

export const scale = ({ columns }: Source, axis: Axis): "linear" | "log" | "category" =>
  axis.scale ?? (["text", "boolean"].includes(columns[axis.column]?.type ?? "") ? "category" : "linear")

/** Squares and quotients of larger ones leave the range of doubles; what is smaller than its inverse counts as 0. */
const mostDrawn = 1e150

/** A cell that is a number which can be drawn. */
export const finite = (row: Row, column: string | undefined): number | undefined => {
  const found = column === undefined ? undefined : row[column]
  const value = typeof found === "bigint" ? Number(found) : found
  if (typeof value !== "number" || !(Math.abs(value) < mostDrawn)) return undefined
  return Math.abs(value) < 1 / mostDrawn ? 0 : value
}

/** The number that an axis draws; undefined where there is none, or none that its scale can show. */
export const number = (row: Row, axis: Axis): number | undefined => {
  const value = finite(row, axis.column)
  const drawn = value !== undefined && axis.magnitude ? Math.abs(value) : value
  return drawn === undefined || (axis.scale === "log" && drawn <= 0) ? undefined : drawn
}

/** Longer values say less. */
const mostCharacters = 40

/**
 * The parameters that are the same in all rows, in a sentence: those that the table shows, and those that are not what
 * they usually are; but for those that the figure is chosen by.
 */
export const constants = ({ columns, constant = [] }: Source, where: Where = {}): string | undefined => {
  const said = constant.flatMap(({ name, value, unit, isUsual }) => {
    const shown = Object.entries(columns).filter(([, column]) => shows(column, name))
    if ((shown.length === 0 && isUsual) || shown.some(([column]) => column in where)) return []
    const text = typeof value === "object" ? JSON.stringify(value) : String(value)
    const of = unit === "" || unit === "1" || unit === "-" || unit === name ? "" : ` ${unit}`
    return [`${name} ${clipped(legible(text), mostCharacters)}${of}`]
  })
  return said.length === 0 ? undefined : `In all of it: ${said.join(", ")}.`
}

/** Of a picture that cannot tell swept parameters apart: what it has together, in a sentence. */
export const together = (
  { columns, swept }: Source,
  rows: ReadonlyArray<Row>,
  where: Where = {}
): ReadonlyArray<string> => {
  const found = Object.entries(columns).flatMap(([name, column]) => {
    if (name in where || !swept.some((path) => shows(column, path))) return []
    const values = new Set(rows.map((row) => cell(row, name)))
    return values.size > 1 ? [`${name} ${[...values].map(text).join(", ")}`] : []
  })
  return found.length === 0 ? [] : [`These are together in the picture: ${found.join("; ")}.`]
}
