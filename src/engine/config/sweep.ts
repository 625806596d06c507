/** `sweep:` -> blocks of rows. A point takes one row of each block; blocks multiply. */
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Cell from "./cell.ts"
import type { Entry, Mapping, Value } from "./document.ts"
import type { Place, Report } from "./fault.ts"
import { where } from "./fault.ts"
import { suggestion } from "./nearest.ts"
import * as Parameter from "./parameter.ts"
import * as Values from "./values.ts"

export interface Row {
  readonly cells: ReadonlyArray<Cell.Cell>
  readonly place: Place
}

export interface Block {
  readonly kind: "grid" | "zip" | "list"
  readonly rows: ReadonlyArray<Row>
}

export interface Context {
  readonly parameters: ReadonlyArray<Parameter.Parameter>
  readonly seed: number
  readonly known: (name: string, place: Place) => boolean
  readonly report: Report
}

const kinds = ["grid", "zip", "list"] as const

const article = "one of grid, zip and list"

const valuesOf = (name: string, value: Value, distinct: boolean, context: Context) => {
  const integer = Parameter.schemaAt(context.parameters, name.split("."))?.type === "integer"
  return Values.read(value, { name, integer, seed: context.seed }, distinct, context.report)
}

/** The block of one parameter; none after a fault was reported. */
export const axis = (name: string, entry: Entry, context: Context): ReadonlyArray<Block> => {
  if (!context.known(name, entry.place)) return []
  const values = valuesOf(name, entry.value, true, context)
  if (!values) return []
  const rows = values.map((value) => ({ cells: [Cell.make(name, entry.place, value)], place: value.place }))
  return [{ kind: "grid", rows }]
}

const zip = (map: Mapping, place: Place, context: Context): ReadonlyArray<Block> => {
  const columns = [...map.entries].flatMap(([name, entry]) => {
    if (!context.known(name, entry.place)) return []
    const values = valuesOf(name, entry.value, false, context)
    return values ? [{ name, entry, values }] : []
  })
  const [first, ...others] = columns
  const odd = others.find((column) => column.values.length !== first.values.length)
  if (odd) {
    const lengths = `${first.name} has ${first.values.length} values and ${odd.name} has ${odd.values.length}`
    context.report(place, `The lists of a zip must be equally long, but ${lengths}.`)
    return []
  }
  if (!first) return []
  const rows = first.values.map((value, i) => ({
    cells: columns.map(({ name, entry, values }) => Cell.make(name, entry.place, values[i])),
    place: value.place
  }))
  return [{ kind: "zip", rows }]
}

const points = (items: ReadonlyArray<Value>, context: Context): ReadonlyArray<Block> => {
  const rows = items.flatMap((item) => {
    if (item.kind === "map") return [{ cells: Cell.row(item, context.known), place: item.place }]
    context.report(item.place, "A point of a list is a map of parameters, such as { parameter: 1 }.")
    return []
  })
  return rows.length > 0 ? [{ kind: "list", rows }] : []
}

const block = (value: Value, context: Context): ReadonlyArray<Block> => {
  if (value.kind !== "map" || value.entries.size === 0) {
    context.report(value.place, `A block of a sweep is ${article}, such as { grid: { parameter: [1, 2] } }.`)
    return []
  }
  for (const [name, entry] of value.entries)
    if (!(kinds as ReadonlyArray<string>).includes(name))
      context.report(
        entry.place,
        `A block of a sweep is ${article}, not ${JSON.stringify(name)}.${suggestion(name, kinds)}`
      )
  const [kind, second] = kinds.filter((name) => value.entries.has(name))
  if (kind === undefined) return []
  const { place, value: inside } = value.entries.get(kind)!
  if (second !== undefined)
    context.report(
      value.entries.get(second)!.place,
      `A block has ${article}; start a new block for the ${second} with "-".`
    )
  if (kind === "list") {
    if (inside.kind === "list" && inside.items.length > 0) return points(inside.items, context)
    context.report(inside.place, "list takes a list of points, at least one.")
    return []
  }
  if (inside.kind !== "map" || inside.entries.size === 0) {
    context.report(inside.place, `${kind} takes a map from parameters to their values, at least one.`)
    return []
  }
  switch (kind) {
    case "zip":
      return zip(inside, place, context)
    case "grid":
      return [...inside.entries].flatMap(([name, entry]) => axis(name, entry, context))
    default:
      return nothingLeft(kind, "block")
  }
}

/** The blocks but those that take up a parameter of an earlier one, which would have two values at once. */
const withoutRepeated = (blocks: ReadonlyArray<Block>, report: Report): ReadonlyArray<Block> => {
  const taken: Array<Cell.Cell> = []
  return blocks.filter(({ rows }) => {
    const cells = new Map(rows.flatMap((row) => row.cells.map((cell) => [cell.name, cell] as const)))
    const repeated = [...cells.values()].flatMap((cell) => {
      const first = taken.find((each) => Cell.overlap(each.path, cell.path))
      return first ? [{ cell, first }] : []
    })
    for (const { cell, first } of repeated)
      report(cell.place, `${cell.name} is swept already at ${where(first.place)}.`)
    taken.push(...cells.values())
    return repeated.length === 0
  })
}

export const read = (value: Value, context: Context): ReadonlyArray<Block> => {
  if (value.kind !== "list" || value.items.length === 0) {
    const empty = value.kind === "list" || (value.kind === "scalar" && value.value === null)
    context.report(
      value.place,
      empty
        ? "The sweep is empty: give it a block such as { grid: { parameter: [1, 2] } }, or leave it out."
        : `A sweep is a list of blocks, each ${article}.`
    )
    return []
  }
  const blocks = value.items.flatMap((item) => block(item, context))
  return withoutRepeated(blocks, context.report)
}

/**
 * The blocks after a flag took over what it names: the parameter leaves every block, rows that became equal count
 * once, and what is left empty goes.
 */
export const without = (blocks: ReadonlyArray<Block>, path: ReadonlyArray<string>): ReadonlyArray<Block> =>
  blocks.flatMap(({ kind, rows }) => {
    const isTaken = (cell: Cell.Cell) => path.length <= cell.path.length && Cell.overlap(cell.path, path)
    if (!rows.some((row) => row.cells.some(isTaken))) return [{ kind, rows }]
    const left = new Map<string, Row>()
    for (const row of rows) {
      const cells = row.cells.filter((cell) => !isTaken(cell))
      const content = JSON.stringify(cells.map(({ name, value }) => [name, value]).sort())
      if (!left.has(content)) left.set(content, { ...row, cells })
    }
    const kept = [...left.values()]
    return kept.length === 1 && kept[0].cells.length === 0 ? [] : [{ kind, rows: kept }]
  })
