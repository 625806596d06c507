/**
 * What tables say of a search: one more table, `search`, with a line for each time that a point was judged; and in all
 * others a column `stoppedAt`, so that a part of a point never looks like the whole.
 */
import type { Value } from "../../domain/search/halving.ts"
import * as Halving from "../../domain/search/halving.ts"
import type { Simulation } from "../../simulation/contract.ts"
import type { Column, Row, Table, Tables } from "../../simulation/table.ts"
import * as Columns from "../columns.ts"
import type { Rows } from "../journal/table.ts"
import type { Goal, Search, Study } from "../study.ts"

export const name = "search"
const stoppedColumn = "stoppedAt"

const outcomes = ["went on", "stopped", "finished"] as const

/** A point was judged. */
export interface Judgement {
  readonly rung: number
  readonly column: string
  readonly value: Value
  /** What it had to be for the point to go on; undefined at the end, and where nobody had a value. */
  readonly bound: Value
  readonly outcome: (typeof outcomes)[number]
}

const table: Table = {
  description: "how the search judged each point: at its rungs, and at its end",
  columns: {
    trial: { type: "integer", description: "place in the plan, from 0", unit: "1" },
    batch: { type: "integer", description: "points that were judged together, from 0", unit: "1" },
    rung: { type: "real", description: "share of the whole of the point that was done", unit: "1" },
    judgedBy: { type: "text", description: "column that its value is of", unit: "-" },
    value: { type: "real", description: "mean over the repeats of that column's last row", unit: "1" },
    bound: { type: "real", description: "value of the last of those that went on", unit: "1" },
    outcome: { type: "text", description: "went on, stopped or finished", unit: "-" }
  }
}

const stoppedAt: Column = {
  type: "real",
  description: "share of the whole of the point at which the search stopped it; none: it was not stopped",
  unit: "1"
}

const withStopped = (tables: Tables): Tables =>
  Object.fromEntries(
    Object.entries(tables).map(([name, { columns, ...rest }]) => [
      name,
      { ...rest, columns: { ...columns, [stoppedColumn]: stoppedAt } }
    ])
  )

/** The tables of a run that searches. */
export const tablesOf = (simulation: Simulation, { points, search }: Study): Tables => {
  if (search === undefined) return Columns.tablesOf(simulation, points)
  const { halving, sampling } = search
  const own = halving === undefined ? simulation.tables : withStopped(simulation.tables)
  const always = sampling?.space.map((dimension) => dimension.name)
  return Columns.tablesOf({ ...simulation, tables: { ...own, [name]: table } }, points, always)
}

/** Whether a value is better than another one. */
export const isBetter = ({ direction }: Goal, value: Value, than: Value): boolean =>
  Halving.compare(direction, value, than) < 0

export const rowsOf = (
  { batch }: Search,
  ordinal: number,
  judgements: ReadonlyArray<Judgement>
): ReadonlyArray<Row> =>
  judgements.map(({ rung, column, value, bound, outcome }) => ({
    trial: ordinal,
    batch: Math.floor(ordinal / batch),
    rung,
    judgedBy: column,
    value: value ?? null,
    bound: bound ?? null,
    outcome
  }))

/** Rows of a point that was stopped, which say so. */
export const stopped = (rows: Rows, rung: number): Rows =>
  Object.fromEntries(
    Object.entries(rows).map(([table, found]) => [
      table,
      found.map((row) => ({ ...row, [stoppedColumn]: rung }))
    ])
  )
