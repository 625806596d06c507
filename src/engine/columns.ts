/**
 * The parameters of a run in its tables. A table of a simulation names those that it always shows; whatever else the
 * study sweeps is added here, so that no two points of a run look alike in any of its tables.
 *
 * An added column has the name of its parameter. Where a column of the table has that name already and means something
 * else (SQL does not tell `n` from `N`), it is `parameter.` and the name.
 */

import type { Simulation } from "../simulation/contract.ts"
import * as Declared from "../simulation/parameter.ts"
import type { Cell, Column, Row, Table, Tables } from "../simulation/table.ts"
import { noUnit, shows } from "../simulation/table.ts"
import * as Parameter from "./config/parameter.ts"
import type { Rows } from "./journal/table.ts"
import { fits } from "./journal/table.ts"
import type { Json, Point } from "./study.ts"
import { brief, canonical, valueAt } from "./study.ts"

/** Paths of parameters that the sweep sets, and that take more than one value among the points. */
export const swept = (points: Iterable<Pick<Point, "swept">>): ReadonlyArray<string> => {
  /** The text of the first value; undefined where the first point has none. */
  const first = new Map<string, string | undefined>()
  const varied = new Set<string>()
  const texts = (value: Json | undefined) => (value === undefined ? undefined : canonical(value))
  let count = 0
  for (const { swept } of points) {
    for (const [name, text] of first) if (!varied.has(name) && texts(swept[name]) !== text) varied.add(name)
    for (const name of Object.keys(swept)) {
      if (first.has(name)) continue
      first.set(name, count > 0 ? undefined : texts(swept[name]))
      if (count > 0) varied.add(name)
    }
    count++
  }
  return [...first.keys()].filter((name) => varied.has(name))
}

/** The journal's own columns. */
const reserved = ["_point", "_row", "_special"]

const columnOf = (path: string, parameters: ReadonlyArray<Parameter.Parameter>): Column => {
  const [head, ...inside] = path.split(".")
  const parameter = parameters.find(({ name }) => name === head)
  const type = Declared.typeOf(Parameter.schemaAt(parameters, path.split(".")) ?? {})
  const unit = noUnit[type]
  const description = parameter?.description || head!
  return inside.length === 0
    ? { type, description, unit: parameter?.unit || unit, parameter: path }
    : { type, description: `${inside.join(".")} of: ${description}`, unit, parameter: path }
}

/** The table with a column for each of the parameters, behind those that it shows already. */
const extended = (
  table: Table,
  paths: ReadonlyArray<string>,
  parameters: ReadonlyArray<Parameter.Parameter>
): Table => {
  const columns = Object.entries(table.columns)
  const missing = paths.filter((path) => !columns.some(([, column]) => shows(column, path)))
  if (missing.length === 0) return table
  const taken = new Set([...reserved, ...Object.keys(table.columns).map((name) => name.toLowerCase())])
  const added = missing.map((path): [string, Column] => {
    let name = path
    while (taken.has(name.toLowerCase())) name = `parameter.${name}`
    taken.add(name.toLowerCase())
    return [name, columnOf(path, parameters)]
  })
  const place = columns.findLastIndex(([, column]) => column.parameter !== undefined) + 1
  return { ...table, columns: Object.fromEntries(columns.toSpliced(place, 0, ...added)) }
}

/**
 * In the order in which the simulation has its parameters: a study that is written back, as for `resume`, has them in
 * another one than the file.
 */
const inOrder = (
  paths: ReadonlyArray<string>,
  parameters: ReadonlyArray<Parameter.Parameter>
): ReadonlyArray<string> => {
  const place = (path: string) => parameters.findIndex(({ name }) => name === path.split(".")[0])
  return paths.toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
}

/**
 * The tables of a run with these points.
 *
 * @param always paths of parameters that points to come may differ in
 */
export const tablesOf = (
  simulation: Pick<Simulation, "config" | "tables">,
  points: Iterable<Pick<Point, "swept">>,
  always: ReadonlyArray<string> = []
): Tables => {
  const paths = [...new Set([...swept(points), ...always])]
  if (paths.length === 0) return simulation.tables
  const parameters = Parameter.list(simulation)
  const ordered = inOrder(paths, parameters)
  return Object.fromEntries(
    Object.entries(simulation.tables).map(([name, table]) => [name, extended(table, ordered, parameters)])
  )
}

/** A value in a column; lists and maps are text, as canonical JSON. */
const cellOf = (value: Json | undefined, { type, parameter }: Column): Cell => {
  if (value === undefined || value === null) return null
  const cell = type === "text" && typeof value !== "string" ? canonical(value) : brief(value)
  if (!fits(cell, type))
    throw new TypeError(`a column is ${type}, but its parameter ${parameter} is ${canonical(value)}`)
  return cell as string | number | boolean
}

/** The rows of a point with the cells of its parameters, but for those that the rows give themselves. */
export const filled = (tables: Tables, rows: Rows, config: Point["encoded"]): Rows =>
  Object.fromEntries(
    Object.entries(rows).map(([name, found]) => {
      const columns = Object.entries(tables[name]?.columns ?? {}).map(([column, described]) => {
        const { parameter } = described
        return {
          column,
          described,
          value: parameter === undefined ? undefined : valueAt(config, parameter.split("."))
        }
      })
      const fill = (row: Row): Row => {
        const cells: Record<string, Cell> = {}
        for (const { column, described, value } of columns) {
          if (Object.hasOwn(row, column)) cells[column] = row[column]!
          else if (described.parameter !== undefined) cells[column] = cellOf(value, described)
        }
        return { ...cells, ...row }
      }
      return [name, found.map(fill)]
    })
  )
