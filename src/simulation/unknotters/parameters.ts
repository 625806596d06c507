/** The agents' parameters as schemas: a union of structs, which the name of the agent tells apart. */
import * as Schema from "effect/Schema"
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Declared from "../parameter.ts"
import * as Agents from "./agent/list.ts"
import * as Game from "./game.ts"
import * as Parameter from "./parameter.ts"

const typed = (
  type: Parameter.Type,
  said: { readonly description: string; readonly unit: string }
): Schema.Codec<unknown> => {
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
    case "file":
      // JSON schemas have the description of what is checked, and columns that of the whole.
      return Schema.String.annotate(said).check(
        Schema.makeFilter(
          (text) => type.isRead(text) || "is the name of a file, and the study says it itself"
        )
      )
    default:
      return nothingLeft(type, "type of a parameter")
  }
}

const madeOf = ({ type, description, unit, default: standard, absent }: Parameter.Parameter) => {
  const said = { description, unit }
  const schema = typed(type, said).annotate(said)
  if (absent !== undefined) return Declared.optional(schema, absent)
  if (standard === undefined) return schema
  return Parameter.isDerived(standard)
    ? Declared.derived(schema, standard.words, standard.from)
    : Declared.usually(schema, standard)
}

/** The same for what agents share. */
const made = new Map<Parameter.Parameter, ReturnType<typeof madeOf>>()
const fieldOf = (parameter: Parameter.Parameter) => {
  const known = made.get(parameter) ?? madeOf(parameter)
  made.set(parameter, known)
  return known
}

const fieldsOf = (name: Agents.Name) => {
  const parameters: Parameter.Parameters = { ...Game.parameters, ...Agents.agents[name].parameters }
  return {
    agent: Schema.Literal(name).annotate({ description: "who plays", unit: "-" }),
    ...Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, fieldOf(parameter)]))
  }
}

// What the schemas are made of is typed as it is written, and they are not: they come from a loop over the agents.
export const parameters = Declared.union(
  "agent",
  ...(Object.keys(Agents.agents) as ReadonlyArray<Agents.Name>).map(fieldsOf)
) as Declared.Parameters<unknown> as Declared.Parameters<Agents.Config>
