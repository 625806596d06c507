/**
 * The JSON Schema of a simulation's study files, sweeps included: editors complete and check with it.
 *
 * What is met in many places stands once in `$defs`: each parameter under its name, and under names that no parameter has,
 * as they hold a dot, `sweep.generator` (one of range, linspace, logspace, sample), `sweep.choice`, `sweep.point` (a map
 * from parameters to their values) and `sweep.values` (a map from parameters to lists and generators of values). The last
 * two have no description of their own: where editors put a definition in the place of its reference, it would win.
 */
import type { Simulation } from "../../simulation/contract.ts"
import { namePattern } from "../study.ts"
import { eligibleColumns, mostRepeats } from "./heading.ts"
import { alternatives, isNullDefault, type JsonSchema, type Parameter } from "./parameter.ts"
import * as PointsSchema from "./points-schema.ts"
import * as Sample from "./sample.ts"
import * as SearchSchema from "./search-schema.ts"
import { most } from "./spacing.ts"

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

const hasNone = (schema: JsonSchema, ...keywords: ReadonlyArray<string>): boolean =>
  keywords.every((keyword) => !(keyword in schema))

/** With the bounds that the parser has without saying so: no infinity, no integer beyond those a double tells apart. */
const bounded = (schema: JsonSchema): JsonSchema => {
  const largest = { integer: Number.MAX_SAFE_INTEGER, number: Number.MAX_VALUE }[schema.type ?? ""]
  const { anyOf, items, prefixItems, properties } = schema
  const entries = Object.entries(properties ?? {}).map(([name, inner]) => [name, bounded(inner)])
  return {
    ...schema,
    ...(largest !== undefined && schema.enum === undefined
      ? {
          ...(hasNone(schema, "minimum", "exclusiveMinimum") && { minimum: -largest }),
          ...(hasNone(schema, "maximum", "exclusiveMaximum") && { maximum: largest })
        }
      : {}),
    ...(anyOf && { anyOf: anyOf.map(bounded) }),
    ...(items && { items: bounded(items) }),
    ...(prefixItems && { prefixItems: prefixItems.map(bounded) }),
    ...(properties && { properties: Object.fromEntries(entries) })
  }
}

const number = bounded({ type: "number" })
const above = bounded({ type: "number", exclusiveMinimum: 0 })
const below = bounded({ type: "number", exclusiveMaximum: 0 })
const count: JsonSchema = { type: "integer", minimum: 1, maximum: most }

const generator: JsonSchema = {
  anyOf: [
    closed(
      {
        range: {
          ...tuple(number, number, { ...number, not: { const: 0 } }),
          description: "[first, last, step]"
        }
      },
      { required: ["range"] }
    ),
    closed(
      { linspace: { ...tuple(number, number, count), description: "[first, last, n], equal steps" } },
      { required: ["linspace"] }
    ),
    closed(
      {
        logspace: {
          anyOf: [tuple(above, above, count), tuple(below, below, count)],
          description: "[first, last, n], equal ratios"
        }
      },
      { required: ["logspace"] }
    ),
    closed(
      {
        sample: closed(
          {
            uniform: { ...tuple(number, number), description: "[a, b]" },
            logUniform: { ...tuple(above, above), description: "[a, b], both above 0" },
            normal: {
              ...tuple(number, { ...number, minimum: 0 }),
              description: "[mean, standard deviation]"
            },
            step: { ...above, description: "Between neighbouring values, the first of which is a." },
            n: { ...count, description: "How many are drawn." }
          },
          {
            required: ["n"],
            oneOf: Sample.distributions.map((name) => ({ required: [name] }))
          }
        )
      },
      { required: ["sample"] }
    )
  ]
}

/** Of what is chosen from, {@link values} says more. */
const choice = closed(
  {
    sample: closed(
      {
        choice: { type: "array", minItems: 1, description: "What is drawn from." },
        weights: {
          type: "array",
          items: { ...number, minimum: 0 },
          description: "The odds of each, up to a factor; default: all the same."
        },
        n: { ...count, description: "How many are drawn." }
      },
      { required: ["choice", "n"] }
    )
  },
  { required: ["sample"] }
)

const isNumeric = ({ type, anyOf }: JsonSchema): boolean =>
  type === "number" || type === "integer" || (anyOf?.some(isNumeric) ?? false)

/** With null, which stands for the default. */
const nullable = (schema: JsonSchema): JsonSchema => {
  const { anyOf, type, enum: allowed } = schema
  if (anyOf !== undefined) return { ...schema, anyOf: [...anyOf, { type: "null" }] }
  const both: object = type === undefined ? {} : { type: [type, "null"] }
  return { ...schema, ...both, ...(allowed && { enum: [...allowed, null] }) }
}

const described = (parameter: Parameter): JsonSchema => {
  const { name, schema, description, unit, default: standard, defaults, of, required } = parameter
  const hasDefault = !required && isNullDefault([parameter], [name])
  const variants = of === undefined ? [] : [alternatives(of.values.map(String))]
  const usual = defaults.map((each) => `${JSON.stringify(each.default)} for ${each.of.values.join(", ")}`)
  return {
    ...(hasDefault ? nullable(bounded(schema)) : bounded(schema)),
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

/** What stands inside a parameter, by its dotted name. */
const inside = (name: string, schema: JsonSchema): ReadonlyArray<[string, JsonSchema]> =>
  Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => [
    [`${name}.${key}`, nullable(bounded(inner))] as [string, JsonSchema],
    ...inside(`${name}.${key}`, inner)
  ])

const insideAll = (parameters: ReadonlyArray<Parameter>) =>
  parameters.flatMap(({ name, schema }) => inside(name, schema))

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
const values = (schema: JsonSchema, items: JsonSchema): JsonSchema => {
  const list: JsonSchema = { type: "array", minItems: 1, items }
  const drawn: JsonSchema = {
    ...defined("sweep.choice"),
    properties: { sample: { properties: { choice: { items } } } }
  }
  return { anyOf: [list, ...(isNumeric(schema) ? [defined("sweep.generator")] : []), drawn] }
}

const valuesOf = (parameters: ReadonlyArray<Parameter>): JsonSchema =>
  closed(
    {
      ...named(parameters, (parameter) => ({
        description: described(parameter).description,
        ...values(parameter.schema, defined(parameter.name))
      })),
      ...Object.fromEntries(insideAll(parameters).map(([name, schema]) => [name, values(schema, schema)]))
    },
    { minProperties: 1 }
  )

const pointOf = (parameters: ReadonlyArray<Parameter>): JsonSchema =>
  closed({
    ...named(parameters, ({ name }) => defined(name)),
    ...Object.fromEntries(insideAll(parameters))
  })

/** Without a column that has a standard error there is nothing to wait for; an empty enum is refused by validators. */
const until = (simulation: Simulation): JsonSchema => {
  const columns = eligibleColumns(simulation)
  if (columns.length === 0) return { not: {}, description: "No column has a standard error." }
  return closed(
    {
      column: { enum: columns, description: "A column with a standard error." },
      standardError: above,
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
      base: {
        description: "The parameters of every point.",
        anyOf: [defined("sweep.point"), { type: "null" }]
      },
      points: PointsSchema.schema,
      sweep,
      until: until(simulation),
      search: SearchSchema.of(simulation, parameters, defined),
      set: {
        type: "array",
        items: { type: "string", pattern: "^\\s*[^=\\s]+\\s*=" },
        description: "Settings as --set takes them, over the rest of the file: key=value."
      }
    },
    { required: ["simulation"] }
  ),
  $defs: {
    ...named(parameters, described),
    "sweep.point": pointOf(parameters),
    "sweep.values": valuesOf(parameters),
    "sweep.generator": generator,
    "sweep.choice": choice
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
