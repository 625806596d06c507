/** What a search will come to, as far as that is known: how many points go on follows from the rule, where to does not. */
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Halving from "../../domain/search/halving.ts"
import type { Simulation } from "../../simulation/contract.ts"
import { type Work, workOfRepeat } from "../plan.ts"
import type { Point, Search, Study } from "../study.ts"
import * as Rung from "./rung.ts"

type Configured = Pick<Point, "config">

export const nothing: Work = { tasks: 0, seconds: 0 }

export const sum = (all: ReadonlyArray<Work>): Work => ({
  tasks: all.reduce((total, { tasks }) => total + tasks, 0),
  seconds: all.reduce((total, { seconds }) => total + seconds, 0)
})

/** The rungs of a search, and the end. */
export const stagesOf = ({ halving }: Search): ReadonlyArray<number> => [...(halving?.rungs ?? []), 1]

const times = (n: number, { tasks, seconds }: Work): Work => ({ tasks: n * tasks, seconds: n * seconds })

/** What a point does from one rung to the next. */
const between = (
  simulation: Simulation,
  point: Configured,
  repeats: number,
  before: number,
  rung: number
): Work => {
  switch (simulation.kind) {
    case "training":
      return { tasks: repeats, seconds: repeats * simulation.cost(point.config) * (rung - before) }
    case "sampling": {
      const from = before === 0 ? 0 : Rung.repeatsAt(simulation, repeats, before)
      const added = Rung.repeatsAt(simulation, repeats, rung) - from
      return times(Math.max(0, added), workOfRepeat(simulation, point.config))
    }
    default:
      return nothingLeft(simulation, "kind of simulation")
  }
}

/** The mean of what these points do from rung to rung. */
const stages = (
  simulation: Simulation,
  points: ReadonlyArray<Configured>,
  { repeats }: Study,
  search: Search
): ReadonlyArray<Work> =>
  stagesOf(search).map((rung, stage, rungs) => {
    const before = stage === 0 ? 0 : rungs[stage - 1]!
    const all = sum(points.map((point) => between(simulation, point, repeats, before, rung)))
    return times(1 / Math.max(1, points.length), all)
  })

/** Forecasts for the points of a study, by the mean of those that are known. */
export const make = (
  simulation: Simulation,
  points: ReadonlyArray<Configured>,
  study: Study,
  search: Search
) => {
  const each = stages(simulation, points, study, search)
  const keep = search.halving?.keep ?? 1
  /** Of so many points that are about to begin a stage. */
  const from = (count: number, stage: number): Work => {
    if (count === 0 || stage >= each.length) return nothing
    return sum([times(count, each[stage]!), from(Math.min(count, Halving.kept(keep, count)), stage + 1)])
  }
  const total = Math.max(points.length, search.sampling?.trials ?? 0)
  return {
    from,
    /** Tasks of so many points in one stage. */
    tasksOf: (count: number, stage: number): number => count * each[stage]!.tasks,
    /** Of all batches whose first point has at least this place. */
    rest: (place: number): Work => {
      const left = Math.max(0, total - place)
      const full = Math.floor(left / search.batch)
      return sum([times(full, from(search.batch, 0)), from(left - full * search.batch, 0)])
    }
  }
}

/** Of a whole search. */
export const of = (
  simulation: Simulation,
  points: ReadonlyArray<Configured>,
  study: Study,
  search: Search
): Work => {
  const { tasks, seconds } = make(simulation, points, study, search).rest(0)
  return { tasks: Math.round(tasks), seconds }
}
