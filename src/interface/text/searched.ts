/** What a search has come to so far, in sentences. */

import { plural } from "../../drawing/text.ts"
import type * as Reader from "../../engine/journal/reader.ts"
import * as Search from "../../engine/search/table.ts"
import type { Row } from "../../simulation/table.ts"
import * as Point from "./point.ts"

export interface Searched {
  /** By the ordinal of the point: the share of its whole at which it was stopped. */
  readonly stopped: ReadonlyMap<number, number>
  readonly lines: ReadonlyArray<string>
}

export const share = (rung: number): string => `${Number((100 * rung).toPrecision(3))} %`

const resultOf = ({ value }: Row): number | undefined => (typeof value === "number" ? value : undefined)

const rounded = (x: number): number => Number(x.toPrecision(6))

/** Undefined of a run that does not search. */
export const of = (reader: Reader.Reader): Searched | undefined => {
  const { search } = reader.study
  if (search === undefined) return undefined
  const { goal, halving } = search
  const stopped = new Map<number, number>()
  let best: Row | undefined
  let finished = 0
  for (const row of reader.rows(Search.name)) {
    if (row.outcome === "stopped") stopped.set(Number(row.trial), Number(row.rung))
    if (row.outcome !== "finished") continue
    finished++
    if (best === undefined || Search.isBetter(goal, resultOf(row), resultOf(best))) best = row
  }
  const rungs = (halving?.rungs ?? []).flatMap((rung) => {
    const count = [...stopped.values()].filter((each) => each === rung).length
    return count === 0 ? [] : [`${count} at ${share(rung)}`]
  })
  const where = halving === undefined ? "" : `, judged by ${halving.column}`
  const point = best && reader.point(Number(best.trial))
  const value = best && resultOf(best)
  return {
    stopped,
    lines: [
      `${plural(finished, "point")} went to the end` +
        (rungs.length === 0 ? "" : `; stopped${where}: ${rungs.join(", ")} of the whole`),
      ...(value === undefined || point === undefined
        ? []
        : [`best: ${goal.column} ${rounded(value)} of ${Point.name(point)}`])
    ]
  }
}
