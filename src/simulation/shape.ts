/**
 * What tallies and states are made of, to tell them from what is none: they come out of files, and a file may hold anything,
 * under a right checksum, too.
 */
import * as Schema from "effect/Schema"
import type { Moments } from "../domain/stats/moments.ts"

export const Float64 = Schema.instanceOf(Float64Array)
export const Float32 = Schema.instanceOf(Float32Array)
export const Int32 = Schema.instanceOf(Int32Array)

/** The key of a stream. */
export const Key = Schema.Tuple([Schema.Natural, Schema.Natural])

const isMoments = Schema.is(
  Schema.Struct({ count: Schema.Natural, weight: Schema.Natural, mean: Float64, m2: Float64 })
)

/** Whether these are {@link Moments} of so many replicates and components; of none where there are no replicates. */
export const areMoments = (value: unknown, weight: number, components: number): value is Moments => {
  if (!isMoments(value) || value.weight !== weight) return false
  const { count, mean, m2 } = value
  const length = weight === 0 ? 0 : components
  return count <= weight && count > 0 === weight > 0 && mean.length === length && m2.length === length
}
