/** What a tally is, to tell it from anything else that a file may hold. */
import * as Schema from "effect/Schema"
import type { Shard } from "../contract.ts"
import type { Config } from "./config.ts"
import type { Tally } from "./tally.ts"
import { isKept } from "./tally.ts"

const Whole = Schema.NullOr(Schema.Int)
const isTallied = Schema.is(
  Schema.Struct({
    draws: Schema.Natural,
    repeated: Schema.Natural,
    unique: Schema.Boolean,
    findings: Schema.Array(
      Schema.Struct({
        label: Schema.Literals(["knot", "unknot", "undecided"]),
        proof: Schema.String,
        name: Schema.NullOr(Schema.String),
        mirror: Schema.NullOr(Schema.Literals(["same", "mirror", "achiral", "mixed", "unknown"])),
        prime: Schema.NullOr(Schema.Boolean),
        complete: Schema.NullOr(Schema.Boolean),
        crossings: Whole,
        jonesLow: Whole,
        jonesHigh: Whole
      })
    ),
    counts: Schema.Array(Schema.Natural),
    letters: Schema.Natural,
    words: Schema.instanceOf(Int16Array),
    of: Schema.instanceOf(Uint32Array)
  })
)

/** Of the draws `from` to `to`. */
export const isTally = (
  config: Config,
  value: unknown,
  { from, to }: Pick<Shard, "from" | "to">
): value is Tally => {
  if (!isTallied(value)) return false
  const { draws, repeated, unique, findings, counts, letters, words, of } = value
  const counted = counts.reduce((sum, count) => sum + count, repeated)
  const hasWords = config.unique || config.words
  const kept = counts.reduce((sum, count, k) => {
    const finding = findings[k]
    return hasWords && finding !== undefined && isKept(finding, config.kind) ? sum + count : sum
  }, 0)
  const most = Math.max(config.letters, config.strands ?? 0)
  return (
    draws === to - from &&
    counted === draws &&
    unique === config.unique &&
    counts.length === findings.length &&
    of.length === kept &&
    letters === (kept > 0 ? config.letters : 0) &&
    words.length === kept * letters &&
    of.every((place) => place < findings.length) &&
    words.every((letter) => letter !== 0 && Math.abs(letter) <= most)
  )
}
