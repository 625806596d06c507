/** The figures of a run: those of its simulation, and of one that searches, how its points came out. */
import * as Search from "../../engine/search/table.ts"
import type { Study } from "../../engine/study.ts"
import type { Simulation } from "../../simulation/contract.ts"
import type { Figure } from "../../simulation/figure.ts"
import type { Tables } from "../../simulation/table.ts"
import * as Slices from "./slices.ts"

/** What figures are of. */
export interface Run {
  /** None where it does not load. */
  readonly simulation?: Pick<Simulation, "figures" | "headline"> | undefined
  readonly search?: Study["search"]
  readonly tables: Tables
  /** Paths of the parameters that the study sweeps. */
  readonly swept: ReadonlyArray<string>
}

/** Those of the simulation, behind those of a search, and before what a sweep over many parameters comes to. */
export const of = ({ simulation, search, tables, swept }: Run): ReadonlyArray<Figure> => {
  const figures = simulation?.figures ?? []
  if (search === undefined) return [...figures, ...Slices.ofSweep(simulation ?? {}, tables, swept)]
  const { goal, halving } = search
  const trials: Figure = {
    kind: "dot",
    name: "search-trials",
    title: `${goal.column} of the trials`,
    caption: `What each point came to, in the order of the plan; ${goal.column} is to be ${goal.direction}d.`,
    table: Search.name,
    where: { outcome: "finished" },
    x: { column: "trial", label: "trial" },
    y: { column: "value", label: goal.column },
    series: ["judgedBy"],
    pooled: true
  }
  const slices = swept.length === 0 ? [] : [Slices.ofSearch(search, Search.name)]
  if (halving === undefined) return [trials, ...slices, ...figures]
  const rungs: Figure = {
    kind: "dot",
    name: "search-rungs",
    title: `${halving.column} at the rungs`,
    caption: "What each point had at the shares of its whole at which it was judged, and whether it went on.",
    table: Search.name,
    where: { judgedBy: halving.column },
    x: { column: "rung", label: "share of the whole" },
    y: { column: "value", label: halving.column },
    series: ["outcome"],
    pooled: true
  }
  return [trials, ...slices, rungs, ...figures]
}
