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

/** Of the networks `from` to `to`; those that begin with the first have the basis. */
export const isTally = (
  config: Point.Config,
  value: unknown,
  { from, to }: Pick<Shard, "from" | "to">
): value is Tally => {
  if (!isTallied(value)) return false
  const { moments, basis } = value
  const { kappa4, kappa6 } = parts(config)
  const [four, six] = [kappa4[1], kappa6[1]]
  if (!areMoments(moments, Point.draws[config.source] ? to - from : 0, 3 * four + 2 * six)) return false
  if (basis === null) return from > 0
  return (
    from === 0 &&
    have(four, basis.fit) &&
    have(four, basis.test) &&
    (basis.six === null ? config.order !== 6 : config.order === 6 && have(six, basis.six))
  )
}
