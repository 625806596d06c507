/** The end of a point: its rows, or what it still needs for them. */
import type { Simulation } from "../simulation/contract.ts"
import type { Tables } from "../simulation/table.ts"
import * as Aggregate from "./aggregate.ts"
import type { Event } from "./event.ts"
import type { Journal } from "./journal/journal.ts"
import { countOf, type Rows } from "./journal/table.ts"
import type { PlannedPoint, Task } from "./plan.ts"
import * as Plan from "./plan.ts"
import type { Study } from "./study.ts"
import * as Target from "./target.ts"

export interface Setting {
  readonly simulation: Simulation
  readonly study: Study
  /** Those of the run, with a column for each parameter that it sweeps. */
  readonly tables: Tables
  readonly journal: Journal
  readonly emit: (event: Event) => void
  /** What else is said of a point, beside its rows, from the tally or the last state of each repeat. */
  readonly completed?: (point: PlannedPoint, repeats: ReadonlyArray<unknown>, rows: Rows) => Rows
}

/** The tasks of the repeats `from` to `to` of a point that the journal has no tally of. */
export const undone = (
  { simulation, journal }: Pick<Setting, "simulation"> & { readonly journal: Pick<Journal, "has"> },
  point: PlannedPoint,
  from: number,
  to: number
): ReadonlyArray<Task> => {
  const tasks: Array<Task> = []
  for (let repeat = from; repeat < to; repeat++) {
    for (const task of Plan.tasksOfRepeat(simulation, point, repeat)) if (!journal.has(task)) tasks.push(task)
  }
  return tasks
}

/** The tasks that the tallies of a point lack; those that are damaged are told, and count no more. */
export const lacking = (
  { journal, emit }: Pick<Setting, "journal" | "emit">,
  { missing, corrupt }: Pick<Aggregate.Folded, "missing" | "corrupt">
): ReadonlyArray<Task> => {
  for (const task of corrupt) {
    emit({ _tag: "TallyCorrupt", task: Plan.idOf(task) })
    journal.forget(task)
  }
  return [...missing, ...corrupt]
}

/**
 * Of a point whose tasks all have their tallies: hands its rows to the journal, and needs nothing; or says which tasks it
 * needs first, because `until` asks for more repeats or a tally is damaged. Throws what `rows` throws.
 *
 * @param onWritten hears when the rows are on the disk; not called where tasks are needed
 */
export const conclude = (
  setting: Setting,
  point: PlannedPoint,
  onWritten: () => void
): ReadonlyArray<Task> => {
  const { simulation, study, tables, journal, emit } = setting
  let repeats = study.repeats
  for (;;) {
    const folded = Aggregate.fold(journal, simulation, point, repeats)
    const lacks = lacking(setting, folded)
    if (lacks.length > 0) return lacks
    const own = Aggregate.rowsOf(simulation, tables, point, folded.repeats)
    const rows = setting.completed?.(point, folded.repeats, own) ?? own
    const needed = Aggregate.repeatsNeeded(study.until, tables, rows, repeats)
    if (needed === repeats) {
      const miss = Target.miss(study.until, tables, point.ordinal, repeats, rows)
      journal.finish(point.ordinal, repeats, rows, () => {
        emit({ _tag: "PointFinished", point: point.ordinal, repeats, rows: countOf(rows) })
        if (miss !== undefined) emit({ _tag: "TargetMissed", ...miss })
        onWritten()
      })
      return []
    }
    const added = undone(setting, point, repeats, needed).length
    if (added > 0) emit({ _tag: "RepeatsAdded", point: point.ordinal, repeats: needed, tasks: added })
    repeats = needed
  }
}
