/**
 * What the texts in a run's file may say: a checksum shows that they are what was written, and not who wrote it. Of each the
 * first fault is told, as a sentence with its place and the nearest name.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { noUnit, type Tables } from "../../simulation/table.ts"
import { problems } from "../config/issue.ts"
import type { Json, Study } from "../study.ts"
import { samplers } from "../study.ts"

/** More repeats of a point than a run can have tasks. */
const mostRepeats = 2_000_000

const Text = Schema.String.check(Schema.isMaxLength(1000))
const Share = Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 }))
const Positive = Schema.Int.check(Schema.isGreaterThan(0))
const Least = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: mostRepeats }))

const goal = { direction: Schema.Literals(["maximise", "minimise"]), table: Text, column: Text }

const Axis = Schema.Union([
  Schema.Struct({
    kind: Schema.Literals(["uniform", "logUniform"]),
    from: Schema.Finite,
    to: Schema.Finite
  }),
  Schema.Struct({
    kind: Schema.Literal("steps"),
    from: Schema.Finite,
    step: Schema.Finite,
    count: Positive
  }),
  Schema.Struct({ kind: Schema.Literal("choice"), count: Positive })
])

const Dimension = Schema.Struct({
  name: Text,
  axis: Axis,
  integer: Schema.Boolean,
  choices: Schema.optionalKey(Schema.Array(Schema.Json))
})

const Search = Schema.Struct({
  goal: Schema.Struct(goal),
  batch: Positive,
  halving: Schema.optionalKey(Schema.Struct({ ...goal, keep: Share, rungs: Schema.NonEmptyArray(Share) })),
  sampling: Schema.optionalKey(
    Schema.Struct({
      sampler: Schema.Literals(samplers),
      trials: Positive,
      space: Schema.Array(Dimension),
      base: Schema.Record(Schema.String, Schema.Json)
    })
  )
})

const StudyForm = Schema.Struct({
  name: Text,
  simulation: Text,
  seed: Schema.Natural,
  repeats: Least,
  until: Schema.optionalKey(Schema.Struct({ column: Text, standardError: Schema.Finite, atMost: Positive })),
  search: Schema.optionalKey(Search),
  /** The SHA-256 of the text that it was asked by. */
  asked: Schema.optionalKey(Text)
})

const Column = Schema.Struct({
  type: Schema.Literals(["real", "integer", "text", "boolean"]),
  description: Schema.optionalKey(Schema.String),
  unit: Schema.optionalKey(Schema.String),
  standardError: Schema.optionalKey(Text),
  parameter: Schema.optionalKey(Text),
  says: Schema.optionalKey(Schema.Array(Text)),
  words: Schema.optionalKey(Schema.Record(Schema.String, Text))
})

const Signature = Schema.Struct({
  tables: Schema.Record(
    Schema.String,
    Schema.Struct({
      description: Schema.optionalKey(Schema.String),
      columns: Schema.Record(Schema.String, Column)
    })
  )
})

const decoders = {
  study: Schema.decodeUnknownResult(StudyForm),
  signature: Schema.decodeUnknownResult(Signature)
}

/** Lists and maps within others: what nests deeper, nobody wrote, and it could not be written again everywhere. */
const mostLevels = 100

const isShallow = (value: unknown, levels: number): boolean =>
  typeof value !== "object" ||
  value === null ||
  (levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1)))

export type Fields = { readonly [key: string]: Json }

/** A map as JSON has it; undefined for any other text. */
export const fields = (text: string): Fields | undefined => {
  try {
    const found: unknown = JSON.parse(text)
    const isMap = typeof found === "object" && found !== null && !Array.isArray(found)
    return isMap && isShallow(found, mostLevels) ? (found as Fields) : undefined
  } catch {
    return undefined
  }
}

/** What a text says, or why that is nothing. */
export type Read<A> = { readonly said: A } | { readonly fault: string }

const decoded = <A>(
  what: "study" | "signature",
  decode: (value: unknown) => Result.Result<A, Schema.SchemaError>,
  text: string
): Read<A> => {
  const found = fields(text)
  if (found === undefined) return { fault: `its ${what} is none` }
  const result = decode(found)
  if (Result.isSuccess(result)) return { said: result.success }
  const [first] = problems(result.failure.issue, found, [])
  return { fault: `its ${what} says what none does: ${(first?.message ?? "it is none.").replace(/\.$/, "")}` }
}

/** The study in the text of its line. */
export const study = (text: string): Read<Omit<Study, "points" | "asked"> & { readonly asked?: string }> =>
  decoded("study", decoders.study, text)

/** Names that the engine, or SQLite, has for itself. */
const engineTable = /^(_|sqlite_)/i

/** The tables in the text of the signature. */
export const tables = (text: string): Read<Tables> => {
  const found = decoded("signature", decoders.signature, text)
  if ("fault" in found) return found
  const taken = Object.keys(found.said.tables).find((name) => engineTable.test(name))
  if (taken !== undefined) return { fault: `its signature names a result table ${JSON.stringify(taken)}` }
  const tables = Object.fromEntries(
    Object.entries(found.said.tables).map(([name, { description = "", columns }]) => {
      const described = Object.entries(columns).map(([column, each]) => {
        return [column, { description: "", unit: noUnit[each.type], ...each }] as const
      })
      return [name, { description, columns: Object.fromEntries(described) }]
    })
  )
  return { said: tables }
}
