/** What a tally is, to tell it from anything else that a file may hold. */
import * as Schema from "effect/Schema"
import type { Shard } from "../contract.ts"
import { areMoments, Float64 } from "../shape.ts"
import * as Point from "./config.ts"
import type { Tally } from "./kernel.ts"
import { parts } from "./kernel.ts"

const Columns = Schema.Struct({ lambda0: Float64, lambda2: Float64, lambdaNL: Float64 })
const Six = Schema.Struct({
  gaussian: Float64,
  lambda: Float64,
  first: Float64,
  tree: Schema.NullOr(Float64)
})
const isTallied = Schema.is(
  Schema.Struct({
    moments: Schema.Unknown,
    lots: Schema.Array(Schema.Struct({ at: Schema.Natural, weight: Schema.Natural, mean: Float64 })),
    basis: Schema.NullOr(
      Schema.Struct({
        source: Schema.Literals(["closed form", "quadrature"]),
        quadratureError: Schema.Number,
        fit: Columns,
        test: Columns,
        six: Schema.NullOr(Six)
      })
    )
  })
)

const have = (length: number, columns: Readonly<Record<string, Float64Array | null>>): boolean =>
  Object.values(columns).every((column) => column === null || column.length === length)

/** Whether they are the lots of the networks `from` to `to`, each with those of its networks. */
const areLots = (
  lots: Tally["lots"],
  size: number,
  components: number,
  { from, to }: Pick<Shard, "from" | "to">
): boolean => {
  const first = Math.floor(from / size)
  return (
    lots.length === Math.ceil(to / size) - first &&
    lots.every(({ at, weight, mean }, i) => {
      const networks = Math.min(to, (at + 1) * size) - Math.max(from, at * size)
      return at === first + i && weight === networks && mean.length === components
    })
  )
}

/** Of the networks `from` to `to`; those that begin with the first have the basis. */
export const isTally = (
  config: Point.Config,
  value: unknown,
  { from, to }: Pick<Shard, "from" | "to">
): value is Tally => {
  if (!isTallied(value)) return false
  const { moments, lots, basis } = value
  const { kappa4, kappa6 } = parts(config)
  const [four, six] = [kappa4[1], kappa6[1]]
  const draws = Point.draws[config.source]
  if (!areMoments(moments, draws ? to - from : 0, 3 * four + 2 * six)) return false
  if (draws ? !areLots(lots, Point.lot(config), four + six, { from, to }) : lots.length > 0) return false
  if (basis === null) return from > 0
  return (
    from === 0 &&
    have(four, basis.fit) &&
    have(four, basis.test) &&
    (basis.six === null ? config.order !== 6 : config.order === 6 && have(six, basis.six))
  )
}
