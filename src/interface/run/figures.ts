/** The figures of a run: those of its simulation, and of one that searches, how its points came out. */
import * as Search from "../../engine/search/table.ts"
import type { Study } from "../../engine/study.ts"
import type { Figure } from "../../simulation/figure.ts"

/** The figures of a run that searches: those of its simulation, behind those of the search. */
export const of = (figures: ReadonlyArray<Figure>, search: Study["search"]): ReadonlyArray<Figure> => {
  if (search === undefined) return figures
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
  if (halving === undefined) return [trials, ...figures]
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
  return [trials, rungs, ...figures]
}
