import t from "tap"
import * as EditorSchema from "../../../src/engine/config/json-schema.ts"
import * as Parameter from "../../../src/engine/config/parameter.ts"
import { orchard } from "../../support/catalogue.ts"

// biome-ignore lint/suspicious/noExplicitAny: a tree of JSON is looked into
const schema: any = EditorSchema.ofSimulation("orchard", orchard, Parameter.list(orchard))

t.test("each parameter is said once, with its default and unit", (t) => {
  t.strictSame(schema.$defs.water, {
    type: ["number", "null"],
    minimum: 0,
    maximum: Number.MAX_VALUE,
    description: "Rain a year. (m)",
    default: 0.5
  })
  t.strictSame(schema.$defs.trees, {
    type: "integer",
    exclusiveMinimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    description: "How many."
  })
  t.strictSame(schema.$defs.soil.properties.acid, { type: "boolean" })
  t.end()
})

const names = Parameter.list(orchard).map(({ name }) => name)
const blocks = schema.properties.sweep.items.properties

t.test("base and points know the parameters and no other", (t) => {
  t.strictSame(schema.properties.base, {
    description: "The parameters of every point.",
    anyOf: [{ $ref: "#/$defs/sweep.point" }, { type: "null" }]
  })
  t.strictSame(blocks.list.items, { $ref: "#/$defs/sweep.point" })
  const point = schema.$defs["sweep.point"]
  t.strictSame(Object.keys(point.properties), [...names, "soil.depth", "soil.acid"])
  t.strictSame(point.properties.years, { $ref: "#/$defs/years" })
  t.equal(point.additionalProperties, false)
  t.notOk("required" in point)
  t.end()
})

t.test("a sweep takes lists, and generators where numbers are", (t) => {
  t.strictSame([blocks.grid.$ref, blocks.zip.$ref], ["#/$defs/sweep.values", "#/$defs/sweep.values"])
  const { properties } = schema.$defs["sweep.values"]
  const list = (name: string) => ({ type: "array", minItems: 1, items: { $ref: `#/$defs/${name}` } })
  const drawn = (name: string) => ({
    $ref: "#/$defs/sweep.choice",
    properties: { sample: { properties: { choice: { items: { $ref: `#/$defs/${name}` } } } } }
  })
  t.strictSame(properties.species.anyOf, [list("species"), drawn("species")])
  t.strictSame(properties.years.anyOf, [list("years"), { $ref: "#/$defs/sweep.generator" }, drawn("years")])
  t.strictSame(
    // biome-ignore lint/suspicious/noExplicitAny: a tree of JSON is looked into
    schema.$defs["sweep.generator"].anyOf.map((each: any) => Object.keys(each.properties)),
    [["range"], ["linspace"], ["logspace"], ["sample"]]
  )
  t.end()
})

t.test("definitions and parameters do not share a name", (t) => {
  const others = Object.keys(schema.$defs).filter((name) => !names.includes(name))
  t.strictSame(others, ["sweep.point", "sweep.values", "sweep.generator", "sweep.choice"])
  t.strictSame(
    names.filter((name) => name.includes(".")),
    []
  )
  t.end()
})

t.test("until knows the columns with a standard error", (t) => {
  t.strictSame(schema.properties.until.properties.column.enum, ["height"])
  const bare = { ...orchard, tables: {} }
  const { properties } = EditorSchema.ofSimulation("bare", bare, []) as typeof schema
  t.strictSame(properties.until, { not: {}, description: "No column has a standard error." })
  t.end()
})

t.test("a file of several simulations", (t) => {
  const any = EditorSchema.ofAny(["orchard", "garden"])
  t.match(any, { properties: { simulation: { enum: ["orchard", "garden"] } } })
  t.strictSame(JSON.stringify(any).match(/(?<="\$ref":")[^"]+/g), ["orchard.json", "garden.json"])
  t.end()
})

t.test("every reference leads somewhere", (t) => {
  const references = [...JSON.stringify(schema).matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)].map(
    ([, name]) => name
  )
  t.ok(references.length > 0)
  t.strictSame(
    references.filter((name) => !(name in schema.$defs)),
    []
  )
  t.end()
})
