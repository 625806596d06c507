/** From the tallies of a point's repeats to the rows of both tables. */
import * as Outputs from "../../domain/field/outputs.ts"
import * as Tuples from "../../domain/field/tuples.ts"
import * as Moments from "../../domain/stats/moments.ts"
import type { Row } from "../table.ts"
import { known } from "../table.ts"
import * as Point from "./config.ts"
import type { Tally } from "./kernel.ts"

/** Of distances from what is claimed, in standard errors; those that are not known are left out. */
const summary = (law: string, claimed: boolean, scores: ReadonlyArray<number>): ReadonlyArray<Row> => {
  const some = scores.filter(Number.isFinite)
  if (some.length === 0) return []
  const square = some.reduce((sum, score) => sum + score * score, 0) / some.length
  return [
    {
      law,
      due: claimed ? "holds" : "broken by means",
      functions: some.length,
      rms: Math.sqrt(square),
      largest: Math.max(...some.map(Math.abs))
    }
  ]
}

export const rows = (
  config: Point.Config,
  repeats: ReadonlyArray<Tally>
): Readonly<Record<"laws" | "correlators", ReadonlyArray<Row>>> => {
  const shape = Point.shape(config)
  const tuples = Tuples.multisets(Outputs.legs(shape), config.order)
  const { mean, ...pooled } = repeats.reduce(Moments.merge, Moments.empty)
  const errors = Moments.standardErrors({ mean, ...pooled })
  const exact =
    Outputs.refusal(shape, config.order) === undefined ? Outputs.exact(shape, config.order) : undefined
  const reasons = tuples.map((tuple) => Outputs.vanishes(shape, tuple))
  const fromZero = tuples.map((_, t) => mean[t] / errors[t])
  const fromExact = tuples.map((_, t) =>
    exact === undefined ? Number.NaN : (mean[t] - exact[t]) / errors[t]
  )
  const turned = tuples.map((_, t) =>
    shape.outputs > 1 ? mean[tuples.length + t] / errors[tuples.length + t] : Number.NaN
  )
  const because = (reason: Outputs.Reason) => fromZero.filter((_, t) => reasons[t] === reason)
  const isInvariant = Outputs.isInvariant(shape)
  return {
    laws: [
      ...summary("odd orders vanish", isInvariant, because("odd order")),
      ...summary("odd outputs vanish", isInvariant, because("odd output")),
      ...summary("rotations change nothing", isInvariant, turned),
      ...summary("as exact", true, fromExact)
    ],
    correlators: tuples.map((tuple, t) => {
      const all = tuple.map((leg) => Outputs.legOf(shape, leg))
      return {
        legs: Tuples.label(all.map(({ output }) => output)),
        tuple: Tuples.label(all.map(({ point }) => point)),
        mean: mean[t],
        standardError: known(errors[t]),
        vanishes: isInvariant ? (reasons[t] ?? null) : null,
        exact: known(exact?.[t]),
        zScore: known(fromExact[t]),
        change: shape.outputs > 1 ? mean[tuples.length + t] : null,
        changeStandardError: shape.outputs > 1 ? known(errors[tuples.length + t]) : null,
        changeScore: known(turned[t])
      }
    })
  }
}
