/** `sweep:` -> blocks of rows. A point takes one row of each block; blocks multiply. */
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Cell from "./cell.ts"
import type { Place, Report } from "./fault.ts"
import { where } from "./fault.ts"
import { suggestion } from "./nearest.ts"
import * as Parameter from "./parameter.ts"
import type { Entry, Mapping, Value } from "./value.ts"
import * as Values from "./values.ts"

export interface Row {
  readonly cells: ReadonlyArray<Cell.Cell>
  readonly place: Place
}

/** Rows by their place, made when they are asked for. */
export interface Rows {
  readonly count: number
  readonly at: (index: number) => Row
}

export interface Block {
  readonly kind: "grid" | "zip" | "list"
  /** What it varies. */
  readonly heads: ReadonlyArray<Cell.Head>
  /** At least as many rows as there are. */
  readonly most: number
  /** Whether there are as many. */
  readonly isExact: boolean
  readonly make: () => Rows
}

export interface Context {
  readonly parameters: ReadonlyArray<Parameter.Parameter>
  readonly seed: number
  readonly known: (name: string, place: Place) => boolean
  readonly report: Report
  /** Is told the names whose values are at fault. */
  readonly broken: (name: string) => void
  /** Reports what is wrong with a value that may or may not be drawn. */
  readonly check: (name: string, value: Value) => void
}

const kinds = ["grid", "zip", "list"] as const

const article = "one of grid, zip and list"

const valuesOf = (name: string, value: Value, distinct: boolean, context: Context) => {
  const integer = Parameter.schemaAt(context.parameters, name.split("."))?.type === "integer"
  const values = Values.read(value, { name, integer, seed: context.seed }, distinct, context.report)
  if (values === undefined) context.broken(name)
  for (const each of values?.from ?? []) context.check(name, each)
  return values
}

/** The block of one parameter; none after a fault was reported. */
export const axis = (name: string, entry: Entry, context: Context): ReadonlyArray<Block> => {
  if (!context.known(name, entry.place)) return []
  const values = valuesOf(name, entry.value, true, context)
  if (!values) return []
  const head = Cell.head(name, entry.place)
  const make = (): Rows => {
    const { count, at } = values.make()
    const rowAt = (index: number): Row => {
      const value = at(index)
      return { cells: [Cell.of(head, value)], place: value.place }
    }
    return { count, at: rowAt }
  }
  return [{ kind: "grid", heads: [head], most: values.most, isExact: values.isExact, make }]
}

const zip = (map: Mapping, place: Place, context: Context): ReadonlyArray<Block> => {
  const columns = [...map.entries].flatMap(([name, entry]) => {
    if (!context.known(name, entry.place)) return []
    const values = valuesOf(name, entry.value, false, context)
    return values ? [{ head: Cell.head(name, entry.place), values }] : []
  })
  const [first, ...others] = columns
  const odd = others.find(({ values }) => values.most !== first.values.most)
  if (odd) {
    const lengths = `${first.head.name} has ${first.values.most} values and ${odd.head.name} has ${odd.values.most}`
    context.report(place, `The lists of a zip must be equally long, but ${lengths}.`)
    for (const { head } of columns) context.broken(head.name)
    return []
  }
  if (!first) return []
  const count = first.values.most
  const make = (): Rows => {
    const made = columns.map(({ head, values }) => ({ head, at: values.make().at }))
    const rowAt = (index: number): Row => {
      const cells = made.map(({ head, at }) => Cell.of(head, at(index)))
      return { cells, place: cells[0].located.place }
    }
    return { count, at: rowAt }
  }
  return [{ kind: "zip", heads: columns.map(({ head }) => head), most: count, isExact: true, make }]
}

const headsOf = (count: number, at: (index: number) => Row): ReadonlyArray<Cell.Head> => {
  const heads = new Map<string, Cell.Head>()
  for (let index = 0; index < count; index++)
    for (const { name, place } of at(index).cells)
      if (!heads.has(name)) heads.set(name, Cell.head(name, place))
  return [...heads.values()]
}

/** A block of rows that stand in the file. */
const listed = (kind: Block["kind"], count: number, at: (index: number) => Row): Block => ({
  kind,
  heads: headsOf(count, at),
  most: count,
  isExact: true,
  make: () => ({ count, at })
})

const points = (items: ReadonlyArray<Value>, context: Context): ReadonlyArray<Block> => {
  const maps = items.filter((item) => {
    if (item.kind !== "map")
      context.report(item.place, "A point of a list is a map of parameters, such as { parameter: 1 }.")
    return item.kind === "map"
  })
  if (maps.length === 0) return []
  const rowAt = (index: number): Row => {
    const map = maps[index]
    return { cells: Cell.row(map, context.known), place: map.place }
  }
  return [listed("list", maps.length, rowAt)]
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
export const withoutRepeated = (blocks: ReadonlyArray<Block>, report: Report): ReadonlyArray<Block> => {
  const taken: Array<Cell.Head> = []
  return blocks.filter(({ heads }) => {
    const repeated = heads.flatMap((head) => {
      const first = taken.find((each) => Cell.overlap(each.path, head.path))
      return first ? [{ head, first }] : []
    })
    for (const { head, first } of repeated)
      report(head.place, `${head.name} is swept already at ${where(first.place)}.`)
    taken.push(...heads)
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
  blocks.flatMap((block) => {
    const isTaken = (head: Cell.Head) => path.length <= head.path.length && Cell.overlap(head.path, path)
    if (!block.heads.some(isTaken)) return [block]
    if (block.heads.every(isTaken)) return []
    const left = new Map<string, Row>()
    const { count, at } = block.make()
    for (let index = 0; index < count; index++) {
      const row = at(index)
      const cells = row.cells.filter((cell) => !isTaken(cell))
      const content = JSON.stringify(cells.map(({ name, value }) => [name, value]).sort())
      if (!left.has(content)) left.set(content, { ...row, cells })
    }
    const kept = [...left.values()]
    return [listed(block.kind, kept.length, (index) => kept[index])]
  })
