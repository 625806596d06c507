/** From tallies to rows: the fold in plan order, and whether `until` is satisfied. */
import type { Reducer } from "effect/Reducer"
import { nothingLeft } from "../domain/exhaustive.ts"
import type { Simulation } from "../simulation/contract.ts"
import type { Tables } from "../simulation/table.ts"
import * as Columns from "./columns.ts"
import type { Journal } from "./journal/journal.ts"
import type { Reader } from "./journal/reader.ts"
import type { Rows } from "./journal/table.ts"
import * as Table from "./journal/table.ts"
import type { Plan, PlannedPoint, Task } from "./plan.ts"
import { tasksOfRepeat } from "./plan.ts"
import * as Saved from "./saved.ts"
import type { Point, Until } from "./study.ts"
import * as Target from "./target.ts"

export interface Folded {
  /** One combined tally (or last state) a repeat; of no use while tasks are missing or corrupt. */
  readonly repeats: ReadonlyArray<unknown>
  /** Tasks that the journal has no tally of. */
  readonly missing: ReadonlyArray<Task>
  /** Those of which it holds something else in its place. */
  readonly corrupt: ReadonlyArray<Task>
}

/** How the tallies of a repeat become one, from the left; a training has one, its last state. */
const folding = (simulation: Simulation): Pick<Reducer<unknown>, "initialValue" | "combine"> => {
  switch (simulation.kind) {
    case "sampling":
      return simulation.reducer
    case "training":
      return { initialValue: undefined, combine: (_, state) => state }
    default:
      return nothingLeft(simulation, "kind of simulation")
  }
}

/** One combined tally (or last state) a repeat. Reads one tally at a time. */
export const fold = (
  journal: Journal,
  simulation: Simulation,
  point: PlannedPoint,
  repeats: number,
  tasksOf: (repeat: number) => Iterable<Task> = (repeat) => tasksOfRepeat(simulation, point, repeat)
): Folded => {
  const missing: Array<Task> = []
  const corrupt: Array<Task> = []
  const { initialValue, combine } = folding(simulation)
  const combined = Array.from({ length: repeats }, (_, repeat) => {
    let tally = initialValue
    for (const task of tasksOf(repeat)) {
      const bytes = journal.get(task)
      if (bytes === "missing") {
        missing.push(task)
        continue
      }
      const found = bytes === "corrupt" ? undefined : Saved.tally(simulation, task, bytes)
      if (found === undefined) corrupt.push(task)
      else tally = combine(tally, found.value)
    }
    return tally
  })
  return { repeats: combined, missing, corrupt }
}

/**
 * The rows of a point in the tables of its run. Throws a TypeError where they do not fit them; what the simulation's own
 * code throws is thrown.
 */
export const rowsOf = (
  simulation: Simulation,
  tables: Tables,
  { config, encoded }: Point,
  repeats: ReadonlyArray<unknown>
): Rows => {
  const rows = simulation.rows(config, repeats)
  Table.check(tables, rows)
  return Columns.filled(tables, rows, encoded)
}

/**
 * The rows that unfinished points would have if they ended now, checkpoints of running tasks included. A point with
 * nothing yet has none. What is left out makes the errors larger, never the values wrong; a training's rows are those
 * of a younger state.
 */
export function* rowsSoFar(reader: Reader, simulation: Simulation, plan: Plan): Generator<Rows> {
  const stored = reader.points()
  const { initialValue, combine } = folding(simulation)
  for (const point of plan.points) {
    if (stored[point.ordinal]?.repeats !== 0) continue
    const repeats: Array<unknown> = []
    for (const repeat of reader.begunRepeats(point.id)) {
      if (repeat >= plan.study.repeats) break
      const found = [...tasksOfRepeat(simulation, point, repeat)].flatMap(
        (task) => Saved.soFar(reader, simulation, task) ?? []
      )
      if (found.length === 0) continue
      repeats.push(found.reduce<unknown>((tally, { value }) => combine(tally, value), initialValue))
    }
    if (repeats.length > 0) {
      const rows = simulation.rows(point.config, repeats)
      yield Columns.filled(reader.tables, rows, point.encoded)
    }
  }
}

/**
 * How many repeats a point needs, judged from the rows that `repeats` of them gave: `repeats` itself when the error
 * is met. A standard error falls as one over the square root of the repeats; the next number follows from that law,
 * at least one more and at most double, so that it depends on results alone and never on the threads.
 */
export const repeatsNeeded = (
  until: Until | undefined,
  tables: Tables,
  rows: Rows,
  repeats: number
): number => {
  if (until === undefined || repeats >= until.atMost) return repeats
  const worst = Target.worstError(until.column, tables, rows)
  if (worst <= until.standardError) return repeats
  const wanted = Target.repeatsFor(repeats, worst, until.standardError)
  return Math.min(until.atMost, 2 * repeats, Math.max(repeats + 1, wanted))
}
