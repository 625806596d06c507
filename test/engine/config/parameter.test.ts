import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import t from "tap"
import * as Parameter from "../../../src/engine/config/parameter.ts"
import { garden, orchard } from "../../support/catalogue.ts"

t.test("names, words, units, defaults", (t) => {
  const listed = Parameter.list(orchard).map(({ schema, description, defaults, of, ...rest }) =>
    Object.values(rest)
  )
  t.strictSame(listed, [
    ["trees", "integer > 0", "1", undefined, undefined, true],
    ["species", '"apple", "pear" or "plum"', "-", "apple", ["apple", "pear", "plum"], false],
    ["water", "number ≥ 0", "m", 0.5, undefined, false],
    ["years", "integer from 1 to 100", "years", 10, undefined, false],
    ["rows", '"square" or "hexagon" or list of lists of numbers', "m", "square", undefined, false],
    ["soil", "map of depth, acid", "-", { depth: 1, acid: false }, undefined, false]
  ])
  t.strictSame(
    Parameter.list(orchard).map(({ description }) => description),
    ["How many.", "Which tree.", "Rain a year.", "How long.", "Where they stand.", "What they stand in."]
  )
  t.end()
})

t.test("a union has the parameters of all its variants", (t) => {
  const listed = Parameter.list(garden).map(({ name, type, allowed, required }) => [
    name,
    type,
    allowed,
    required
  ])
  t.strictSame(listed, [
    ["kind", '"lawn" or "pond"', ["lawn", "pond"], true],
    ["area", "number", undefined, false],
    ["depth", "number", undefined, false]
  ])
  t.end()
})

t.test("of a union: which variants have a parameter, and which default each has", (t) => {
  const usually = (usual: number) => Schema.Int.pipe(Schema.withDecodingDefaultKey(Effect.succeed(usual)))
  const variant = (kind: string, fields: Schema.Struct.Fields) =>
    Schema.Struct({ kind: Schema.Literal(kind), ...fields })
  const config = Schema.Union([
    variant("bare", {}),
    variant("one", { rate: usually(1), width: usually(3) }),
    variant("two", { rate: usually(2), width: usually(3) }),
    variant("three", { rate: usually(1) })
  ]) as unknown as Schema.Codec<unknown, unknown>
  const of = (...values: ReadonlyArray<string>) => ({ parameter: "kind", values })
  t.strictSame(
    Parameter.list({ ...garden, config }).map((each) => [each.name, each.of, each.default, each.defaults]),
    [
      ["kind", undefined, undefined, []],
      [
        "rate",
        of("one", "two", "three"),
        undefined,
        [
          { of: of("one", "three"), default: 1 },
          { of: of("two"), default: 2 }
        ]
      ],
      ["width", of("one", "two"), 3, []]
    ]
  )
  t.end()
})

t.test("what lies inside a parameter", (t) => {
  const parameters = Parameter.list(orchard)
  t.equal(Parameter.schemaAt(parameters, ["soil", "depth"])?.type, "number")
  t.equal(Parameter.schemaAt(parameters, ["soil", "colour", "hue"]), undefined)
  t.strictSame(Parameter.namesAt(parameters, ["soil"]), ["depth", "acid"])
  t.end()
})
