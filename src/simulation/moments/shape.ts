/** What a tally is, to tell it from anything else that a file may hold. */
import * as Schema from "effect/Schema"
import { Float64 } from "../shape.ts"
import type { Config } from "./config.ts"
import type { Tally } from "./kernel.ts"

const isTallied = Schema.is(
  Schema.Array(
    Schema.Struct({
      exact: Schema.Number,
      gaussian: Schema.Number,
      expansion: Schema.Struct({ coefficients: Float64, partial: Float64, quotient: Float64 })
    })
  )
)

export const isTally = ({ highest, order }: Config, value: unknown): value is Tally =>
  isTallied(value) &&
  value.length === highest / 2 &&
  value.every(({ expansion: { coefficients, partial, quotient } }) =>
    [coefficients, partial, quotient].every(({ length }) => length === order + 1)
  )
