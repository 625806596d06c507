import t from "tap"
import * as EditorSchema from "../../../src/engine/config/json-schema.ts"
import * as Parameter from "../../../src/engine/config/parameter.ts"
import { orchard } from "../../support/catalogue.ts"

// biome-ignore lint/suspicious/noExplicitAny: a tree of JSON is looked into
const schema: any = EditorSchema.ofSimulation("orchard", orchard, Parameter.list(orchard))

t.test("each parameter is said once, with its default and unit", (t) => {
  t.strictSame(schema.$defs.water, {
    type: "number",
    minimum: 0,
    description: "Rain a year. (m)",
    default: 0.5
  })
  t.strictSame(schema.$defs.trees, { type: "integer", exclusiveMinimum: 0, description: "How many." })
  t.strictSame(schema.$defs.soil.properties.acid, { type: "boolean" })
  t.end()
})

t.test("base and points know the parameters and no other", (t) => {
  for (const map of [schema.properties.base, schema.properties.sweep.items.properties.list.items]) {
    t.strictSame(Object.keys(map.properties), Object.keys(schema.$defs))
    t.strictSame(map.properties.years, { $ref: "#/$defs/years" })
    t.equal(map.additionalProperties, false)
    t.notOk("required" in map)
  }
  t.end()
})

t.test("a sweep takes lists, and generators where numbers are", (t) => {
  const { grid, zip } = schema.properties.sweep.items.properties
  t.strictSame(grid.properties, zip.properties)
  t.strictSame(grid.properties.species.items, { $ref: "#/$defs/species" })
  t.notOk("anyOf" in grid.properties.species)
  t.strictSame(
    // biome-ignore lint/suspicious/noExplicitAny: a tree of JSON is looked into
    grid.properties.years.anyOf[1].anyOf.map((each: any) => Object.keys(each.properties)),
    [["range"], ["linspace"], ["logspace"], ["sample"]]
  )
  t.end()
})

t.test("until knows the columns with a standard error", (t) => {
  t.strictSame(schema.properties.until.properties.column.enum, ["height"])
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
