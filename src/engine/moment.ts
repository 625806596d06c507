/** Times as files of a run say them. */
import * as Schema from "effect/Schema"

/** Of what a Date can say. */
const last = 8.64e12

/** Since 1970. */
export const Seconds = Schema.Finite.check(
  Schema.makeFilter((at) => Math.abs(at) <= last || "must be a number of seconds since 1970")
)

const isTime = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(text) && Number.isFinite(Date.parse(text))

/** In ISO 8601, UTC. */
export const Text = Schema.String.check(
  Schema.makeFilter((text) => isTime(text) || "must be a time such as 2026-03-04T05:06:07.000Z")
)
