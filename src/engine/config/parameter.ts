/** The parameters of a simulation, read from its schema: for listings, for editors, and for finding typing slips. */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Simulation } from "../../simulation/contract.ts"
import type { Json } from "../study.ts"

/** The part of JSON Schema (draft 2020-12) that parameters come to. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
  readonly type?: string
  readonly enum?: ReadonlyArray<Json>
  readonly anyOf?: ReadonlyArray<JsonSchema>
  readonly items?: JsonSchema | false
  readonly prefixItems?: ReadonlyArray<JsonSchema>
  readonly properties?: Readonly<Record<string, JsonSchema>>
}

/** Some of the variants of a union of structs: those in which `parameter` has one of these values. */
export interface Variants {
  readonly parameter: string
  readonly values: ReadonlyArray<Json>
}

export interface Parameter {
  readonly name: string
  /** In words: `integer > 0`, `"relu" or "erf"`. */
  readonly type: string
  readonly description: string
  /** As the simulation writes it; empty where it says none. */
  readonly unit: string
  /** As a study file would write it; `undefined` where there is none, or not the same one in all variants. */
  readonly default: Json | undefined
  /** What each variant has as its default, where that is not the same in all. */
  readonly defaults: ReadonlyArray<{ readonly of: Variants; readonly default: Json | undefined }>
  /** The variants that have it, where not all do. */
  readonly of: Variants | undefined
  /** The values that it may take, where they can be counted. */
  readonly allowed: ReadonlyArray<Json> | undefined
  readonly required: boolean
  readonly schema: JsonSchema
}

export type Fields = Readonly<Record<string, Schema.Top>>

/** The fields of a struct, or of each member of a union of structs; a transformation counts as what it reads. */
export const structs = (schema: object): ReadonlyArray<Fields> => {
  if ("fields" in schema) return [schema.fields as Fields]
  if ("members" in schema) return (schema.members as ReadonlyArray<object>).flatMap(structs)
  if ("from" in schema) return structs(schema.from as object)
  return []
}

interface Absent {
  readonly required: boolean
  readonly default: Json | undefined
}

/** What becomes of a field that is not given: what a struct of it alone writes after reading nothing. */
const absent = (name: string, field: Schema.Top): Absent => {
  const alone = Schema.Struct({ [name]: field }) as unknown as Schema.Codec<unknown, unknown>
  const decoded = Schema.decodeUnknownResult(alone)({})
  if (Result.isFailure(decoded)) return { required: true, default: undefined }
  const encoded = Result.getOrThrow(Schema.encodeUnknownResult(alone)(decoded.success))
  return { required: false, default: (encoded as Readonly<Record<string, Json>>)[name] }
}

/** The bounds that stand for "an integer that a double holds exactly" say nothing to a reader. */
const withoutSafeBounds = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutSafeBounds)
  if (value === null || typeof value !== "object") return value
  const kept = Object.entries(value).filter(
    ([keyword, bound]) =>
      !(keyword === "maximum" && bound === Number.MAX_SAFE_INTEGER) &&
      !(keyword === "minimum" && bound === Number.MIN_SAFE_INTEGER)
  )
  return Object.fromEntries(kept.map(([keyword, inner]) => [keyword, withoutSafeBounds(inner)]))
}

/** Replaces references by what they name; a schema that names itself keeps the reference. */
const inlined = (
  schema: unknown,
  definitions: Readonly<Record<string, unknown>>,
  open: Array<string>
): unknown => {
  if (Array.isArray(schema)) return schema.map((item) => inlined(item, definitions, open))
  if (schema === null || typeof schema !== "object") return schema
  const reference = "$ref" in schema ? String(schema.$ref).replace("#/$defs/", "") : undefined
  if (reference !== undefined && reference in definitions && !open.includes(reference))
    return inlined(definitions[reference], definitions, [...open, reference])
  return Object.fromEntries(
    Object.entries(schema).map(([key, inner]) => [key, inlined(inner, definitions, open)])
  )
}

const schemaOf = (field: Schema.Top): JsonSchema => {
  const { schema, definitions } = Schema.toJsonSchemaDocument(field)
  return withoutSafeBounds(inlined(schema, definitions, [])) as JsonSchema
}

/** `a, b or c`. */
export const alternatives = (words: ReadonlyArray<string>): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} or ${words[words.length - 1]}`

const bounds = (schema: JsonSchema): string => {
  if ("minimum" in schema && "maximum" in schema) return ` from ${schema.minimum} to ${schema.maximum}`
  const signs = [
    ["exclusiveMinimum", ">"],
    ["minimum", "≥"],
    ["exclusiveMaximum", "<"],
    ["maximum", "≤"]
  ] as const
  const given = signs.filter(([keyword]) => keyword in schema)
  return given.map(([keyword, sign]) => ` ${sign} ${schema[keyword]}`).join(" and")
}

const plural = (words: string): string =>
  words.startsWith("list of ") ? words.replace("list", "lists") : words.replace(/^(integer|number)\b/, "$1s")

/** A schema in words. */
export const words = (schema: JsonSchema): string => {
  if (schema.enum) return alternatives(schema.enum.map((value) => JSON.stringify(value)))
  if (schema.anyOf) return alternatives(schema.anyOf.map(words))
  if (schema.prefixItems) return `list of ${schema.prefixItems.map(words).join(" then ")}`
  switch (schema.type) {
    case "integer":
    case "number":
      return schema.type + bounds(schema)
    case "boolean":
      return "true or false"
    case "string":
      return "text"
    case "array":
      return schema.items ? `list of ${plural(words(schema.items))}` : "list"
    case "object":
      return schema.properties ? `map of ${Object.keys(schema.properties).join(", ")}` : "map"
    default:
      return "value"
  }
}

const allowedOf = (schema: JsonSchema): ReadonlyArray<Json> | undefined =>
  schema.enum ?? (schema.type === "boolean" ? [false, true] : undefined)

/** The members of a union may say the same parameter with other values; the reader sees all of them. */
const united = (schemas: ReadonlyArray<JsonSchema>): JsonSchema => {
  const distinct = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()]
  if (distinct.length === 1) return distinct[0]
  const literals = distinct.flatMap((schema) => schema.enum ?? [])
  if (distinct.every((schema) => schema.enum)) return { ...distinct[0], enum: [...new Set(literals)] }
  return { anyOf: distinct }
}

const annotation = (fields: ReadonlyArray<Schema.Top>, name: string): string => {
  for (const field of fields) {
    const value = Schema.resolveAnnotations(field)?.[name]
    if (typeof value === "string") return value
  }
  return ""
}

/** The parameter that tells the variants apart: each has one value of its own for it. */
const tag = (variants: ReadonlyArray<Fields>): ((some: ReadonlyArray<Fields>) => Variants | undefined) => {
  const literal = (fields: Fields, name: string): Json | undefined => {
    const values = name in fields ? (schemaOf(fields[name]).enum ?? []) : []
    return values.length === 1 ? values[0] : undefined
  }
  const parameter = Object.keys(variants[0] ?? {}).find((name) => {
    const values = new Set(variants.map((fields) => literal(fields, name)))
    return variants.length > 1 && values.size === variants.length && !values.has(undefined)
  })
  return (some) =>
    parameter === undefined
      ? undefined
      : { parameter, values: some.map((fields) => literal(fields, parameter)!) }
}

/** The variants that have the same default, which `standards` has of each, stand together. */
const defaultsOf = (
  variants: ReadonlyArray<Fields>,
  standards: ReadonlyArray<Json | undefined>,
  variantsOf: (some: ReadonlyArray<Fields>) => Variants | undefined
): Parameter["defaults"] => {
  const groups = new Map<string, Array<Fields>>()
  for (const [k, fields] of variants.entries()) {
    const text = JSON.stringify(standards[k]) ?? ""
    groups.set(text, [...(groups.get(text) ?? []), fields])
  }
  return [...groups.values()].flatMap((some) => {
    const of = variantsOf(some)
    return of === undefined || groups.size === 1
      ? []
      : [{ of, default: standards[variants.indexOf(some[0])] }]
  })
}

/** `of`, once for each field: variants of a union may have the same ones. */
const remembered = <A>(of: (field: Schema.Top, name: string) => A): typeof of => {
  const known = new Map<Schema.Top, A>()
  return (field, name) => {
    if (!known.has(field)) known.set(field, of(field, name))
    return known.get(field)!
  }
}

/** The parameters in the order of the schema; empty for a schema that has no fixed names. */
export const list = (simulation: Pick<Simulation, "config">): ReadonlyArray<Parameter> => {
  const variants = structs(simulation.config)
  const names = [...new Set(variants.flatMap((fields) => Object.keys(fields)))]
  const variantsOf = tag(variants)
  const schemasOf = remembered(schemaOf)
  const absentOf = remembered((field, name) => absent(name, field))
  return names.map((name) => {
    const having = variants.filter((variant) => name in variant)
    const fields = having.map((variant) => variant[name])
    const schema = united([...new Set(fields.map((field) => schemasOf(field, name)))])
    const without = fields.map((field) => absentOf(field, name))
    const standards = without.map((each) => each.default)
    const defaults = defaultsOf(having, standards, variantsOf)
    return {
      name,
      type: words(schema),
      description: annotation(fields, "description"),
      unit: annotation(fields, "unit"),
      default: defaults.length > 0 ? undefined : without.find((each) => each.default !== undefined)?.default,
      defaults,
      of: having.length === variants.length ? undefined : variantsOf(having),
      allowed: allowedOf(schema),
      required: fields.length === variants.length && without.some((each) => each.required),
      schema
    }
  })
}

/** The schema of a parameter, or of a value inside one, as far as it is fixed. */
export const schemaAt = (
  parameters: ReadonlyArray<Parameter>,
  path: ReadonlyArray<string>
): JsonSchema | undefined => {
  const [head, ...rest] = path
  const first = parameters.find((parameter) => parameter.name === head)?.schema
  return rest.reduce<JsonSchema | undefined>((schema, key) => schema?.properties?.[key], first)
}

const takesNull = (schema: JsonSchema): boolean =>
  schema.type === "null" || schema.enum?.includes(null) === true || schema.anyOf?.some(takesNull) === true

/** Whether null, which YAML also writes `~`, stands for the default: where it is no value itself. */
export const isNullDefault = (parameters: ReadonlyArray<Parameter>, path: ReadonlyArray<string>): boolean => {
  const schema = schemaAt(parameters, path)
  return schema !== undefined && !takesNull(schema)
}

/** The names that are known at a path: parameters, or the keys of a map inside one. */
export const namesAt = (
  parameters: ReadonlyArray<Parameter>,
  path: ReadonlyArray<string>
): ReadonlyArray<string> =>
  path.length === 0
    ? parameters.map(({ name }) => name)
    : Object.keys(schemaAt(parameters, path)?.properties ?? {})
