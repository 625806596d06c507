/** Points of a run, as people choose them: by their places, or by their parameters. */
import * as Flag from "effect/cli/Flag"
import type { StoredPoint } from "../../../engine/journal/reader.ts"
import * as Condition from "../../run/condition.ts"

export const point = Flag.Int("point").pipe(
  Flag.withDescription("A point by its place in the plan, from 0; may be repeated"),
  Flag.atLeast(0)
)

export const where = Flag.String("where").pipe(
  Flag.withMetavar("CONDITION"),
  Flag.withDescription(
    'Points by a parameter: width=5, "width>=10", activation=relu,erf; may be repeated, for all of them together'
  ),
  Flag.atLeast(0)
)

export interface Given {
  readonly point: ReadonlyArray<number>
  readonly where: ReadonlyArray<string>
}

/** As it was typed, for people. */
export const said = ({ point, where }: Given): string =>
  [...(point.length > 0 ? [`point ${point.join(", ")}`] : []), ...where].join(" and ")

/** Throws a RangeError, a sentence, for a point that is not there and for a condition that holds for none. */
export const chosen = (given: Given, points: ReadonlyArray<StoredPoint>): ReadonlyArray<StoredPoint> => {
  for (const ordinal of given.point)
    if (points[ordinal] === undefined)
      throw new RangeError(`There is no point ${ordinal}: the run has points 0 to ${points.length - 1}.`)
  const places = new Set(given.point)
  const named = places.size === 0 ? points : points.filter(({ ordinal }) => places.has(ordinal))
  return Condition.chosen(given.where, named)
}
