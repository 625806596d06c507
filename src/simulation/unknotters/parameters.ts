/** The agents' parameters as a schema: a union of structs, which the name of the agent tells apart. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Transformation from "effect/SchemaTransformation"
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Agents from "./agent/list.ts"
import * as Game from "./game.ts"
import * as Parameter from "./parameter.ts"

const typed = (type: Parameter.Type): Schema.Codec<unknown> => {
  switch (type.kind) {
    case "integer":
      return Schema.Int.check(Schema.isBetween(type))
    case "number":
      return Schema.Finite.check(Schema.isBetween(type))
    case "positive":
      return type.maximum === undefined
        ? Schema.Finite.check(Schema.isGreaterThan(0))
        : Schema.Finite.check(Schema.isGreaterThan(0), Schema.isLessThanOrEqualTo(type.maximum))
    case "choice":
      return Schema.Literals(type.names)
    case "integers":
      return Schema.Array(Schema.Int)
    default:
      return nothingLeft(type, "type of a parameter")
  }
}

/** How people are told of it: what they leave out, a description says where another parameter decides it. */
const toldOf = (parameter: Parameter.Parameter): string =>
  Parameter.isDerived(parameter.default)
    ? `${parameter.description}; absent: ${parameter.default.words}`
    : parameter.description

const fieldOf = ({ type, description, unit }: Parameter.Parameter): Schema.Codec<unknown> =>
  typed(type).annotate({ description, unit })

/** What a study may give: all that has a default may be left out. */
const givenOf = (parameter: Parameter.Parameter): Schema.Top => {
  const { default: standard } = parameter
  const field = fieldOf(parameter)
  if (standard === undefined) return field
  return Parameter.isDerived(standard)
    ? Schema.optionalKey(field.annotate({ description: toldOf(parameter) }))
    : field.pipe(Schema.withDecodingDefaultKey(Effect.succeed(standard)))
}

const structOf = (name: Agents.Name): Schema.Codec<Agents.Config, unknown> => {
  const parameters: Parameter.Parameters = { ...Game.parameters, ...Agents.agents[name].parameters }
  const agent = Schema.Literal(name).annotate({ description: "who plays", unit: "-" })
  const fields = (of: (parameter: Parameter.Parameter) => Schema.Top): Schema.Struct.Fields => ({
    agent,
    ...Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, of(parameter)]))
  })
  // Resolved while decoding, so that what was left out is part of the point's identity.
  return Schema.Struct(fields(givenOf)).pipe(
    Schema.decodeTo(
      Schema.Struct(fields(fieldOf)),
      Transformation.transform({
        decode: (given) => ({
          ...Parameter.defaults(parameters, { letters: Number(given.letters) }),
          ...given
        }),
        encode: (config) => config
      })
    )
  ) as unknown as Schema.Codec<Agents.Config, unknown>
}

export const config = Schema.Union((Object.keys(Agents.agents) as ReadonlyArray<Agents.Name>).map(structOf))
