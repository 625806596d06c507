/**
 * A run that searches: batch by batch, rung by rung, by the schedule of every run; in between it decides which points go on
 * and which come next.
 *
 * A batch comes to a rung as a whole before any of its points goes on, and the threads that have nothing to do meanwhile
 * help the trainings that are under way. So decisions depend on tallies in plan order alone: the same on any number of
 * threads, and after any interruption, for they are made again from what the journal holds.
 */
import * as Effect from "effect/Effect"
import type { Value } from "../../domain/search/halving.ts"
import * as Halving from "../../domain/search/halving.ts"
import type * as Agenda from "../agenda.ts"
import * as Aggregate from "../aggregate.ts"
import * as Columns from "../columns.ts"
import * as Conclusion from "../conclusion.ts"
import { countOf, type Rows } from "../journal/table.ts"
import type { Plan, PlannedPoint } from "../plan.ts"
import * as Plans from "../plan.ts"
import type { Crash } from "../schedule.ts"
import * as Schedule from "../schedule.ts"
import type { Goal, Search } from "../study.ts"
import * as Expected from "./expected.ts"
import * as Rung from "./rung.ts"
import * as Table from "./table.ts"
import * as Trial from "./trial.ts"

export interface Work extends Schedule.Whole {
  readonly search: Search
  /** Rows that are there may be of other decisions: a task that had crashed may have a value now. */
  readonly again: boolean
  /** The plan with the points that were drawn. */
  readonly onGrow: (plan: Plan) => void
}

const finite = (value: Value): number | null => (value !== undefined && Number.isFinite(value) ? value : null)

/** How the points came out: finished ones by their value, stopped ones by how far they came and their value there. */
const ranking = ({ goal, halving }: Search, judged: ReadonlyMap<number, ReadonlyArray<Table.Judgement>>) => {
  const rungs = halving ?? goal
  const by: Readonly<Record<Table.Judgement["outcome"], Goal>> = {
    "went on": rungs,
    stopped: rungs,
    finished: goal
  }
  const last = ({ ordinal }: PlannedPoint) => judged.get(ordinal)?.at(-1)
  return (a: PlannedPoint, b: PlannedPoint): number => {
    const [one, other] = [last(a), last(b)]
    const far = (other?.rung ?? 0) - (one?.rung ?? 0)
    if (far !== 0) return far
    if (one === undefined) return a.ordinal - b.ordinal
    return Halving.compare(by[one.outcome].direction, one.value, other?.value) || a.ordinal - b.ordinal
  }
}

/** Everything that the journal does not have. Adds what threw to `crashed`. */
export const run = Effect.fnUntraced(function* (work: Work, crashed: Array<Crash>) {
  const { simulation, journal, tables, emit, search, again } = work
  const { study } = work.plan
  const { goal, halving, sampling } = search
  const rungs = halving?.rungs ?? []
  let plan = work.plan
  /** The run begins once. */
  const each: Schedule.Work = { ...work, onStart: () => {} }
  /** By ordinal. */
  const judged = new Map<number, Array<Table.Judgement>>()
  /** By rung: of the batches before. */
  const earlier: ReadonlyArray<Array<Value>> = rungs.map(() => [])
  let launched = 0
  const judge = ({ ordinal }: PlannedPoint, judgement: Table.Judgement): void => {
    judged.set(ordinal, [...(judged.get(ordinal) ?? []), judgement])
  }

  const tasksAt = (point: PlannedPoint, rung: number) => Rung.tasks(simulation, point, study.repeats, rung)
  const undoneAt = (point: PlannedPoint, rung: number) =>
    tasksAt(point, rung).filter((task) => !journal.has(task))
  const foldedAt = (point: PlannedPoint, rung: number) =>
    Aggregate.fold(journal, simulation, point, Rung.repeatsAt(simulation, study.repeats, rung), (repeat) =>
      Rung.tasksOfRepeatAt(simulation, point, repeat, rung)
    )

  const withSearch = (point: PlannedPoint, rows: Rows): Rows => {
    const own = { [Table.name]: Table.rowsOf(search, point.ordinal, judged.get(point.ordinal) ?? []) }
    return { ...rows, ...Columns.filled(tables, own, point.encoded) }
  }

  /** The points up to a rung, and the value there of each that did not crash. */
  const reach = Effect.fnUntraced(function* (points: ReadonlyArray<PlannedPoint>, rung: number, by: Goal) {
    const values = new Map<number, Value>()
    const stage: Agenda.Stage = {
      points,
      isDone: () => false,
      undone: (point) => undoneAt(point, rung),
      conclude: (point, onWritten) => {
        const folded = foldedAt(point, rung)
        const needed = Conclusion.lacking(work, folded)
        if (needed.length > 0) return needed
        values.set(point.ordinal, Rung.value(simulation, by, point.config, folded.repeats))
        onWritten()
        return []
      }
    }
    yield* Schedule.run(each, crashed, stage)
    return values
  })

  /** The rows of points that go no further. */
  const stop = (points: ReadonlyArray<PlannedPoint>, rung: number) =>
    Schedule.run(each, crashed, {
      points,
      isDone: (point) =>
        !again && journal.finishedRepeats(point.ordinal) !== undefined && undoneAt(point, 1).length > 0,
      undone: () => [],
      conclude: (point, onWritten) => {
        const { repeats } = foldedAt(point, rung)
        const own = Aggregate.rowsOf(simulation, tables, point, repeats)
        const rows = withSearch(point, Table.stopped(own, rung))
        journal.finish(point.ordinal, repeats.length, rows, () => {
          emit({ _tag: "PointFinished", point: point.ordinal, repeats: repeats.length, rows: countOf(rows) })
          onWritten()
        })
        return []
      }
    })

  /** The points to their ends. */
  const finish = Effect.fnUntraced(function* (points: ReadonlyArray<PlannedPoint>) {
    const toEnd = (point: PlannedPoint, repeats: ReadonlyArray<unknown>): void => {
      const value = Rung.value(simulation, goal, point.config, repeats)
      judge(point, { rung: 1, column: goal.column, value, bound: undefined, outcome: "finished" })
    }
    const setting: Conclusion.Setting = {
      ...work,
      study,
      completed: (point, repeats, rows) => {
        toEnd(point, repeats)
        return withSearch(point, rows)
      }
    }
    const hasRows = (point: PlannedPoint): boolean =>
      !again && journal.finishedRepeats(point.ordinal) !== undefined && undoneAt(point, 1).length === 0
    /** What they came to is asked of their tallies; one whose tallies are damaged is not done. */
    const before = new Map<PlannedPoint, ReadonlyArray<unknown>>()
    for (const point of points.filter(hasRows)) {
      const folded = foldedAt(point, 1)
      if (Conclusion.lacking(work, folded).length === 0) before.set(point, folded.repeats)
    }
    yield* Schedule.run(each, crashed, {
      points,
      isDone: (point) => before.has(point),
      undone: (point) => undoneAt(point, 1),
      conclude: (point, onWritten) => Conclusion.conclude(setting, point, onWritten)
    })
    for (const [point, repeats] of before) toEnd(point, repeats)
  })

  /** One batch, to the last of its points. */
  const batch = Effect.fnUntraced(function* (points: ReadonlyArray<PlannedPoint>) {
    const place = points[0]!.ordinal
    const forecast = Expected.make(simulation, plan.points, study, search)
    let alive = points
    for (const [stage, rung] of rungs.entries()) {
      if (halving === undefined || alive.length === 0) break
      launched += forecast.tasksOf(alive.length, stage)
      const values = yield* reach(alive, rung, halving)
      const all = alive.map(({ ordinal }) => values.get(ordinal))
      const { kept, bound } = Halving.decide(halving.direction, halving.keep, earlier[stage]!, all)
      earlier[stage]!.push(...all)
      for (const [i, point] of alive.entries())
        if (values.has(point.ordinal))
          judge(point, {
            rung,
            column: halving.column,
            value: all[i],
            bound,
            outcome: kept[i] ? "went on" : "stopped"
          })
      const reached = alive.filter(({ ordinal }) => values.has(ordinal))
      const on = alive.filter((point, i) => kept[i] && values.has(point.ordinal))
      const off = reached.filter((point) => !on.includes(point))
      const ahead = Expected.sum([forecast.from(on.length, stage + 1), forecast.rest(place + search.batch)])
      emit({
        _tag: "SearchJudged",
        batch: Math.floor(place / search.batch),
        rung,
        column: halving.column,
        points: alive.length,
        stopped: off.length,
        bound: finite(bound),
        tasks: Math.round(launched + ahead.tasks)
      })
      yield* stop(off, rung)
      alive = on
    }
    if (alive.length === 0) return
    launched += forecast.tasksOf(alive.length, rungs.length)
    yield* finish(alive)
  })

  /** The next batch, drawn; none after the last. */
  const draw = (): ReadonlyArray<PlannedPoint> => {
    const from = plan.points.length
    if (sampling === undefined || from >= sampling.trials) return []
    const ranked = plan.points.toSorted(ranking(search, judged))
    const wanted = Math.min(search.batch, sampling.trials - from)
    const { points } = Trial.draw(simulation, sampling, study.seed, plan.points, ranked, wanted)
    if (points.length === 0) return []
    plan = Plans.make(simulation, { ...plan.study, points: [...plan.points, ...points] })
    journal.grow(plan)
    work.onGrow(plan)
    const [best] = ranked.flatMap(({ ordinal }) => judged.get(ordinal)?.at(-1) ?? [])
    const ahead = Expected.make(simulation, plan.points, study, search).rest(from)
    emit({
      _tag: "TrialsDrawn",
      points: points.length,
      total: plan.points.length,
      column: goal.column,
      best: best?.outcome === "finished" ? finite(best.value) : null,
      tasks: Math.round(launched + ahead.tasks)
    })
    return plan.points.slice(from)
  }

  const expected = Expected.of(simulation, plan.points, study, search)
  // The tasks of a sampling are the same at every rung, and more of them.
  const counted = Rung.hasTasks[simulation.kind] ? Expected.stagesOf(search) : [1]
  const tallied = (point: PlannedPoint, rung: number) =>
    tasksAt(point, rung).filter((task) => journal.has(task))
  const done = plan.points.flatMap((point) => counted.flatMap((rung) => tallied(point, rung))).length
  const left = Math.max(0, expected.tasks - done)
  work.onStart(left, expected.tasks === 0 ? 0 : (expected.seconds * left) / expected.tasks, 0)
  for (let from = 0; ; ) {
    const known = plan.points.slice(from, from + search.batch)
    const points = known.length > 0 ? known : draw()
    if (points.length === 0) return
    yield* batch(points)
    from += points.length
  }
})
