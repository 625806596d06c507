/** The points of a run that miss what `until` asks for, in sentences. */
import { plural } from "../../drawing/text.ts"
import * as Columns from "../../engine/columns.ts"
import type * as Reader from "../../engine/journal/reader.ts"
import type { Miss } from "../../engine/target.ts"
import * as Target from "../../engine/target.ts"
import * as Point from "./point.ts"

/** Points that are named. */
const most = 10

const rounded = (x: number, digits: number): number => Number(x.toPrecision(digits))

/** Not rounded to what was asked for. */
const shown = (error: number, wanted: number): number =>
  rounded(error, 3) > wanted ? rounded(error, 3) : error

/** By how much, and what would help. */
export const amount = ({ column, wanted, error, rows, repeats, repeatsNeeded }: Miss): string => {
  const asked = `${wanted} was asked for`
  const after = `after ${plural(repeats, "repeat")}`
  if (rows === 0) return `no row has ${column} ${after}; ${asked}`
  if (error === null) return `a row does not know the standard error of ${column} ${after}; ${asked}`
  const help = repeatsNeeded === null ? "" : `, about ${rounded(repeatsNeeded, 2)} repeats would do`
  return `standard error of ${column} ${shown(error, wanted)} ${after}; ${asked}${help}`
}

export interface Missed {
  /** Those that miss it most come first. */
  readonly misses: ReadonlyArray<Miss>
  /** What there is to say of all of them. */
  readonly heading: string
  /** Of the worst, one each; the last says how many more there are. */
  readonly lines: ReadonlyArray<string>
}

/** Undefined where every finished point has the error that was asked for. */
export const of = (reader: Reader.Reader): Missed | undefined => {
  if (reader.study.until === undefined) return undefined
  const points = reader.points()
  const misses = Target.misses(reader, points)
  if (misses.length === 0) return undefined
  const differing = Columns.swept(points)
  const lines = misses
    .slice(0, most)
    .map((miss) => `${Point.name(points[miss.point]!, differing)}: ${amount(miss)}`)
  const more = misses.length - lines.length
  return {
    misses,
    heading: `${misses.length} of ${plural(points.length, "point")} missed what until asks for`,
    lines: more > 0 ? [...lines, `… and ${plural(more, "other")}`] : lines
  }
}
