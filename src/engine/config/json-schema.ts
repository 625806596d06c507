/**
 * The JSON Schema of a simulation's study files, sweeps included: editors complete and check with it.
 *
 * What is met in many places stands once in `$defs`: each parameter under its name, and under names that no parameter has,
 * as they hold a dot, `sweep.generator` (one of range, linspace, logspace, sample), `sweep.point` (a map from parameters
 * to their values) and `sweep.values` (a map from parameters to lists and generators of values). The last two have no
 * description of their own: where editors put a definition in the place of its reference, it would win.
 */
import type { Simulation } from "../../simulation/contract.ts"
import { namePattern } from "../study.ts"
import { eligibleColumns, mostRepeats } from "./heading.ts"
import { alternatives, type JsonSchema, type Parameter } from "./parameter.ts"

const dialect = "https://json-schema.org/draft/2020-12/schema"

const tuple = (...prefixItems: ReadonlyArray<JsonSchema>): JsonSchema => ({
  type: "array",
  prefixItems,
  minItems: prefixItems.length,
  maxItems: prefixItems.length
})

const closed = (properties: Readonly<Record<string, JsonSchema>>, more: JsonSchema = {}): JsonSchema => ({
  type: "object",
  properties,
  ...more,
  additionalProperties: false
})

const number: JsonSchema = { type: "number" }
const count: JsonSchema = { type: "integer", minimum: 1 }

const generator: JsonSchema = {
  anyOf: [
    closed(
      { range: { ...tuple(number, number, number), description: "[first, last, step]" } },
      { required: ["range"] }
    ),
    closed(
      { linspace: { ...tuple(number, number, count), description: "[first, last, n], equal steps" } },
      { required: ["linspace"] }
    ),
    closed(
      { logspace: { ...tuple(number, number, count), description: "[first, last, n], equal ratios" } },
      { required: ["logspace"] }
    ),
    closed(
      {
        sample: closed(
          {
            uniform: { ...tuple(number, number), description: "[a, b]" },
            logUniform: { ...tuple(number, number), description: "[a, b], both above 0" },
            normal: { ...tuple(number, number), description: "[mean, standard deviation]" },
            n: { ...count, description: "How many are drawn." }
          },
          { required: ["n"], minProperties: 2, maxProperties: 2 }
        )
      },
      { required: ["sample"] }
    )
  ]
}

const isNumeric = ({ type, anyOf }: JsonSchema): boolean =>
  type === "number" || type === "integer" || (anyOf?.some(isNumeric) ?? false)

const described = (parameter: Parameter): JsonSchema => {
  const { schema, description, unit, default: standard, defaults, of } = parameter
  const variants = of === undefined ? [] : [alternatives(of.values.map(String))]
  const usual = defaults.map((each) => `${JSON.stringify(each.default)} for ${each.of.values.join(", ")}`)
  return {
    ...schema,
    description: [
      ...variants.map((each) => `${each}: `),
      /^[-1]?$/.test(unit) ? description : `${description} (${unit})`,
      ...(usual.length === 0 ? [] : [`; default: ${usual.join("; ")}`])
    ].join(""),
    ...(standard === undefined ? {} : { default: standard })
  }
}

const named = <A>(parameters: ReadonlyArray<Parameter>, of: (parameter: Parameter) => A): Record<string, A> =>
  Object.fromEntries(parameters.map((parameter) => [parameter.name, of(parameter)]))

/** Maps from parameters; `a.b` names a value inside one. */
const keyed = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema =>
  closed(properties, { patternProperties: { "^[^.]+\\.": {} } })

/** A definition from its place, described anew where it is met. */
const defined = (name: string, description?: string): JsonSchema => ({
  $ref: `#/$defs/${name}`,
  ...(description === undefined ? {} : { description })
})

const sweep: JsonSchema = {
  type: "array",
  description: "Blocks multiply; each is one of grid, zip, list.",
  minItems: 1,
  items: closed(
    {
      grid: defined("sweep.values", "Every combination of the values."),
      zip: defined("sweep.values", "The first values together, then the second, and so on."),
      list: {
        type: "array",
        description: "The points themselves.",
        minItems: 1,
        items: defined("sweep.point")
      }
    },
    { minProperties: 1, maxProperties: 1 }
  )
}

/** The values of one parameter in a sweep: a list of them, or what makes one where they are numbers. */
const values = (parameter: Parameter): JsonSchema => {
  const list: JsonSchema = { type: "array", minItems: 1, items: defined(parameter.name) }
  const { description } = described(parameter)
  return isNumeric(parameter.schema)
    ? { description, anyOf: [list, defined("sweep.generator")] }
    : { description, ...list }
}

/** Without a column that has a standard error there is nothing to wait for; an empty enum is refused by validators. */
const until = (simulation: Simulation): JsonSchema => {
  const columns = eligibleColumns(simulation)
  if (columns.length === 0) return { not: {}, description: "No column has a standard error." }
  return closed(
    {
      column: { enum: columns, description: "A column with a standard error." },
      standardError: { type: "number", exclusiveMinimum: 0 },
      atMost: { type: "integer", minimum: 2, maximum: mostRepeats, description: "The most repeats." }
    },
    {
      description: "Add repeats until the standard error is met in each row of a point.",
      required: ["column", "standardError", "atMost"]
    }
  )
}

/** The schema of the studies of one simulation. */
export const ofSimulation = (
  name: string,
  simulation: Simulation,
  parameters: ReadonlyArray<Parameter>
): JsonSchema => ({
  $schema: dialect,
  title: `A study of ${name}`,
  description: simulation.summary,
  ...closed(
    {
      name: { type: "string", pattern: namePattern.source, description: "Default: the file's name." },
      simulation: { const: name, description: simulation.summary },
      seed: { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER, default: 0 },
      repeats: {
        type: "integer",
        minimum: 1,
        maximum: mostRepeats,
        default: 1,
        description: "Independent repetitions of each point."
      },
      base: defined("sweep.point", "The parameters of every point."),
      sweep,
      until: until(simulation)
    },
    { required: ["simulation"] }
  ),
  $defs: {
    ...named(parameters, described),
    "sweep.point": keyed(named(parameters, ({ name }) => defined(name))),
    "sweep.values": keyed(named(parameters, values)),
    "sweep.generator": generator
  }
})

/** The schema of the studies of any of the simulations, by files `<name>.json` beside it. */
export const ofAny = (names: ReadonlyArray<string>): JsonSchema => ({
  $schema: dialect,
  title: "A study",
  type: "object",
  properties: { simulation: { enum: names } },
  required: ["simulation"],
  allOf: names.map((name) => ({
    if: { properties: { simulation: { const: name } }, required: ["simulation"] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { $ref: `${name}.json` }
  }))
})
