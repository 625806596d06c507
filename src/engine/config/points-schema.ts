/** `points:` as a JSON Schema. */
import type { JsonSchema } from "./parameter.ts"
import { mostPoints as most } from "./room.ts"

const closed = (properties: Readonly<Record<string, JsonSchema>>, more: JsonSchema = {}): JsonSchema => ({
  type: "object",
  properties,
  ...more,
  additionalProperties: false
})

const text: JsonSchema = { type: "string", minLength: 1 }

const names: JsonSchema = { type: "array", items: { type: "string" } }

const taken = {
  columns: { ...names, description: "Those to take; default: all." },
  ignore: { ...names, description: "Those that are left out." }
} as const

const notBoth = { required: ["columns", "ignore"] }

const bound: JsonSchema = {
  type: "number",
  minimum: -Number.MAX_VALUE,
  maximum: Number.MAX_VALUE
}

const condition: JsonSchema = {
  anyOf: [
    { type: "null" },
    { type: "boolean" },
    bound,
    { type: "string" },
    { type: "array", minItems: 1, description: "Any of them." },
    closed({ above: bound, below: bound, atLeast: bound, atMost: bound, equal: {} }, { minProperties: 1 })
  ]
}

const best: JsonSchema = closed(
  {
    maximise: { type: "string", description: "A column, or a parameter." },
    minimise: { type: "string", description: "A column, or a parameter." },
    n: { type: "integer", minimum: 1, maximum: most, default: 1, description: "How many points." }
  },
  {
    description: "Of those that meet the conditions the best.",
    oneOf: ["maximise", "minimise"].map((key) => ({ required: [key] }))
  }
)

/** That of every simulation. */
export const schema: JsonSchema = {
  description: "Points of a file of data, or of another run; a block more of the sweep.",
  anyOf: [
    closed(
      {
        file: {
          ...text,
          description: "CSV, TSV, NDJSON or Parquet beside the study file; its columns are parameters."
        },
        ...taken
      },
      { required: ["file"], not: notBoth }
    ),
    closed(
      {
        run: { ...text, description: "The name of a run, or the path of its folder from the study file." },
        table: { ...text, description: "The table that is looked at; default: the first." },
        where: {
          type: "object",
          minProperties: 1,
          additionalProperties: condition,
          description: "By columns and parameters; one row of a point meets all of them."
        },
        best,
        ...taken
      },
      { required: ["run"], not: notBoth }
    )
  ]
}
