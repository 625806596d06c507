/** The JSON Schema of `search:`, for editors. */
import type { Simulation } from "../../simulation/contract.ts"
import { samplers } from "../study.ts"
import type { JsonSchema, Parameter } from "./parameter.ts"
import { columnsOf, most, mostBatch, usual } from "./search.ts"

const closed = (properties: Readonly<Record<string, JsonSchema>>, more: JsonSchema = {}): JsonSchema => ({
  type: "object",
  properties,
  ...more,
  additionalProperties: false
})

const share: JsonSchema = {
  anyOf: [
    { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 },
    { type: "string", pattern: "^\\d+ */ *\\d+$" }
  ]
}

/** No NaN, and no infinity. */
const number: JsonSchema = { type: "number", minimum: -Number.MAX_VALUE, maximum: Number.MAX_VALUE }

const range = (description: string, least: JsonSchema): JsonSchema => ({
  type: "array",
  prefixItems: [
    { ...number, ...least },
    { ...number, ...least }
  ],
  minItems: 2,
  maxItems: 2,
  description
})

const axis: JsonSchema = closed(
  {
    uniform: range("[a, b]; integers for an integer", {}),
    logUniform: range("[a, b], both above 0", { exclusiveMinimum: 0 }),
    step: { type: "number", exclusiveMinimum: 0, description: "Beside uniform: a, a + step, ..." }
  },
  { oneOf: [{ required: ["uniform"] }, { required: ["logUniform"], not: { required: ["step"] } }] }
)

const isNumeric = ({ type, anyOf }: JsonSchema): boolean =>
  type === "number" || type === "integer" || (anyOf?.some(isNumeric) ?? false)

const either: JsonSchema = { oneOf: [{ required: ["maximise"] }, { required: ["minimise"] }] }

/** @param defined refers to the definition of a parameter */
export const of = (
  simulation: Simulation,
  parameters: ReadonlyArray<Parameter>,
  defined: (name: string) => JsonSchema
): JsonSchema => {
  const column = (description: string): JsonSchema => ({ enum: columnsOf(simulation), description })
  const goal = {
    maximise: column("A column of numbers that is to be large, in the last row of each repeat."),
    minimise: column("A column of numbers that is to be small."),
    table: { enum: Object.keys(simulation.tables), description: "Its table; default: the first that has it." }
  }
  const space = parameters.map(({ name, schema }) => {
    const choices: JsonSchema = { type: "array", minItems: 1, uniqueItems: true, items: defined(name) }
    return [name, isNumeric(schema) ? { anyOf: [choices, axis] } : choices] as const
  })
  const halving = closed(
    {
      ...goal,
      keep: { ...share, default: usual.keep, description: "The share of the points that go on." },
      rungs: {
        anyOf: [
          { type: "integer", minimum: 1, maximum: most.rungs },
          { type: "array", minItems: 1, maxItems: most.rungs, items: share }
        ],
        default: usual.rungs,
        description: "How many times points are judged, or after which shares of the whole."
      }
    },
    {
      description:
        "Stops the points that are not among the best, judged by the goal or by a column of its own.",
      not: { required: ["maximise", "minimise"] }
    }
  )
  const canStop = simulation.kind === "sampling" || simulation.progress !== undefined
  return closed(
    {
      ...goal,
      halving: canStop ? halving : { not: {}, description: "These trainings do not say how far they are." },
      space: closed(Object.fromEntries(space), {
        description: "Points are drawn: what each parameter may be. Instead of a sweep.",
        minProperties: 1,
        patternProperties: { "^[^.]+\\.": {} }
      }),
      trials: { type: "integer", minimum: 1, maximum: most.trials, default: usual.trials },
      batch: {
        type: "integer",
        minimum: 1,
        maximum: mostBatch,
        description: `Points that are drawn, and judged, together; default: ${usual.batch}, or all that a sweep makes.`
      },
      sampler: { enum: samplers, default: samplers[0], description: "How points are drawn." }
    },
    {
      description: "Points that are worth going on with, or worth trying next.",
      allOf: [either, { anyOf: [{ required: ["halving"] }, { required: ["space"] }] }],
      dependentRequired: { trials: ["space"], sampler: ["space"] }
    }
  )
}
