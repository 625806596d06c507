/**
 * The parameters of a simulation, each written once: what it is, in which unit, which values it takes, and what it is
 * where a study says nothing.
 *
 *     export const parameters = Parameter.make({
 *       steps: Schema.Int.annotate({ description: "steps of a walk", unit: "1" }),
 *       walks: Parameter.usually(walks, 10_000),
 *       bias: Parameter.derived(bias, "1 / steps", ({ steps }: { readonly steps: number }) => 1 / steps)
 *     })
 *
 *     type Config = Parameter.Config<typeof parameters>     { steps, walks, bias }, for kernels: types are erased
 *     config: parameters.codec                              of the simulation; encoding writes every default
 *     columns: { ...parameters.columns("steps"), … }        of a table; the engine fills their cells
 *
 * A parameter that a simulation gains changes no number of the studies that do not say it: points are named by what
 * their configs say beyond the defaults. A default that changes is another matter: raise the simulation's version.
 *
 * A schema by itself is a parameter that every study must give. Descriptions say what a value is and not what it is by
 * default; that is added where people write studies.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Transformation from "effect/SchemaTransformation"
import type { Column } from "./table.ts"
import { noUnit } from "./table.ts"

/** A parameter that a study may leave out. */
export interface Optional<S extends Schema.Top, Others, Always extends boolean> {
  readonly schema: S
  /** What a study may write, where that is more than the values there are. */
  readonly said: Schema.Top
  /** What a study that says nothing says. */
  readonly usual?: unknown
  /** The default in words, where it depends on other parameters. */
  readonly absent?: string
  /** The value, from those of the others and from what the study says; undefined where the point has none. */
  readonly settle?: (others: Others, said: unknown) => unknown
  /** Whether every point has it. */
  readonly always: Always
}

/** Left out, it has this value. */
export const usually = <S extends Schema.Top>(
  schema: S,
  usual: NoInfer<S["Type"]>
): Optional<S, unknown, true> => ({ schema, said: schema, usual, always: true })

/** Left out, it follows from other parameters, however those came by their values; `absent` says so in words. */
export const derived = <S extends Schema.Top, Others>(
  schema: S,
  absent: string,
  derive: (others: Others) => NoInfer<S["Type"]>
): Optional<S, Others, true> => ({
  schema,
  said: schema,
  absent,
  settle: (others, said) => said ?? derive(others),
  always: true
})

/** As {@link derived}, and some points have none. */
export const sometimes = <S extends Schema.Top, Others>(
  schema: S,
  absent: string,
  derive: (others: Others) => NoInfer<S["Type"]> | undefined
): Optional<S, Others, false> => ({
  schema,
  said: schema,
  absent,
  settle: (others, said) => said ?? derive(others),
  always: false
})

/** Points that do not give it have none. */
export const optional = <S extends Schema.Top>(schema: S, absent: string): Optional<S, unknown, false> => ({
  schema,
  said: schema,
  absent,
  always: false
})

/** What a study says is not yet the value: `auto`, say, stands for another one. */
export const settled = <S extends Schema.Top, Said extends Schema.Top, Others>(
  schema: S,
  said: Said,
  usual: NoInfer<Said["Type"]>,
  settle: (others: Others, said: NoInfer<Said["Type"]>) => NoInfer<S["Type"]>
): Optional<S, Others, true> => ({
  schema,
  said,
  usual,
  settle: (others, given) => settle(others, given as Said["Type"]),
  always: true
})

type Field = Schema.Top | Optional<Schema.Top, never, boolean>
type Fields = Readonly<Record<string, Field>>

type SchemaOf<F> = F extends Schema.Top ? F : F extends { readonly schema: infer S } ? S : never
type TypeOf<F> = SchemaOf<F> extends Schema.Top ? SchemaOf<F>["Type"] : never
type Sometimes<F> = { [Name in keyof F]: F[Name] extends { readonly always: false } ? Name : never }[keyof F]
type Flat<A> = { [Name in keyof A]: A[Name] }

type ConfigOf<F> = Flat<
  { readonly [Name in Exclude<keyof F, Sometimes<F>>]: TypeOf<F[Name]> } & {
    readonly [Name in Sometimes<F>]?: TypeOf<F[Name]>
  }
>

/** Each default must ask for parameters that there are. */
type Sound<F> = {
  readonly [Name in keyof F]: F[Name] extends Optional<infer _, infer Others, infer _>
    ? ConfigOf<F> extends Others
      ? F[Name]
      : never
    : F[Name]
}

export interface Parameters<Config> {
  /** Decodes what a study says into a config with nothing left out, and writes that back. */
  readonly codec: Schema.Codec<Config, unknown>
  /** What a study that says this much comes to; the values are not checked. */
  readonly resolve: (said: Partial<Config>) => Config
  /** The column that shows a parameter. */
  readonly column: (name: Names<Config>) => Column
  /** Columns by the names of their parameters, in this order. */
  readonly columns: <const Name extends Names<Config>>(
    ...names: ReadonlyArray<Name>
  ) => Readonly<Record<Name, Column>>
}

type Names<Config> = Config extends unknown ? keyof Config & string : never

/** What kernels and rows see of `parameters`. */
export type Config<P> = P extends Parameters<infer Config> ? Config : never

const isSchema = (field: Field): field is Schema.Top => Schema.isSchema(field)

/** As studies write it: the default is part of the description, unless editors are told it as a value. */
const writtenOf = (field: Field): Schema.Top => {
  if (isSchema(field)) return field
  const { said, usual, absent } = field
  const description = Schema.resolveAnnotations(said)?.description
  const told =
    absent === undefined ? said : said.annotate({ description: `${description}; absent: ${absent}` })
  return usual === undefined
    ? Schema.optionalKey(told)
    : (told as Schema.Codec<unknown>).pipe(Schema.withDecodingDefaultKey(Effect.succeed(usual)))
}

/** The same for the same field, which members of a union may share. */
const written = new WeakMap<Field, Schema.Top>()
const saidOf = (field: Field): Schema.Top => {
  const known = written.get(field) ?? writtenOf(field)
  written.set(field, known)
  return known
}

const schemaOf = (field: Field): Schema.Top => (isSchema(field) ? field : field.schema)

const resolvedOf = (field: Field): Schema.Top =>
  isSchema(field) || field.always ? schemaOf(field) : Schema.optionalKey(field.schema)

interface JsonSchema {
  readonly type?: unknown
  readonly enum?: ReadonlyArray<unknown>
  readonly anyOf?: ReadonlyArray<JsonSchema>
}

/** The type of a column that holds all values of a JSON schema; what is no single number or truth is text. */
export const typeOf = (schema: JsonSchema): Column["type"] => {
  if (schema.anyOf !== undefined) {
    const types = new Set(schema.anyOf.filter(({ type }) => type !== "null").map(typeOf))
    if (types.size === 2 && types.has("integer") && types.has("real")) return "real"
    return types.size === 1 ? [...types][0]! : "text"
  }
  switch (schema.type) {
    case "integer":
      return "integer"
    case "number":
      return schema.enum?.every(Number.isInteger) === true ? "integer" : "real"
    case "boolean":
      return "boolean"
    default:
      return "text"
  }
}

const columnOf = (name: string, schema: Schema.Top): Column => {
  const type = typeOf(Schema.toJsonSchemaDocument(schema).schema as JsonSchema)
  const { description = name, unit = noUnit[type] } = Schema.resolveAnnotations(schema) ?? {}
  return { type, description: String(description), unit: String(unit), parameter: name }
}

/** What a parameter is in a config whose study does not say it; undefined where it then has none, or must be said. */
export type Usual = (config: Readonly<Record<string, unknown>>, name: string) => unknown

/** Those of the codecs that are made here. */
const usuals = new WeakMap<object, Usual>()

/** The defaults of a simulation's parameters; undefined for a codec that was not made here. */
export const usual = (codec: object): Usual | undefined => usuals.get(codec)

const usualOf =
  (fields: Fields): Usual =>
  (config, name) => {
    const field = fields[name]
    if (field === undefined || isSchema(field)) return undefined
    return field.settle === undefined ? field.usual : field.settle(config as never, field.usual)
  }

type Values = Readonly<Record<string, unknown>>
type Schemas = Readonly<Record<string, Schema.Top>>

/**
 * How a config comes about: each parameter is read, then all are settled, then each is checked. What a codec does at once
 * can so be done parameter by parameter, and each value once.
 */
export interface Stages {
  readonly said: Schemas
  readonly resolve: (said: Values) => Values
  readonly resolved: Schemas
}

/** Those of the codecs that are made here, where parameters are settled: undefined for what none of them reads. */
const stages = new WeakMap<object, (said: Values) => Stages | undefined>()

/** The stages of what a study says; undefined for a codec that was not made here, or that settles nothing. */
export const stagesOf = (codec: object): ((said: Values) => Stages | undefined) | undefined =>
  stages.get(codec)

/** What one struct of fields comes to. */
interface Member extends Stages {
  readonly fields: Fields
  readonly isPlain: boolean
  readonly usual: Usual
}

/** Where a view of settled parameters keeps what it is a view of. No parameter is called by a symbol. */
const own = Symbol("own")

interface View {
  readonly [own]: { readonly said: Values; readonly known: Map<string, unknown> }
}

/** Each parameter is settled when it is first asked for, so that it does not matter in which order they are declared. */
const resolver = (fields: Fields): Stages["resolve"] => {
  const settle = (others: View, name: string): unknown => {
    const { said, known } = others[own]
    const field = fields[name]!
    const given = said[name] ?? (isSchema(field) ? undefined : field.usual)
    if (isSchema(field) || field.settle === undefined) return given
    if (!known.has(name)) known.set(name, field.settle(others as never, given))
    return known.get(name)
  }
  const names = Object.keys(fields)
  const asking = Object.defineProperties(
    {},
    Object.fromEntries(
      names.map((name) => [
        name,
        {
          get(this: View) {
            return settle(this, name)
          }
        }
      ])
    )
  )
  return (said) => {
    const others: View = Object.assign(Object.create(asking), { [own]: { said, known: new Map() } })
    const values: Record<string, unknown> = {}
    for (const name of names) {
      const value = settle(others, name)
      if (value !== undefined) values[name] = value
    }
    return values
  }
}

const memberOf = (fields: Fields): Member => {
  const each = (of: (field: Field) => Schema.Top): Schemas =>
    Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, of(field)]))
  return {
    fields,
    said: each(saidOf),
    resolved: each(resolvedOf),
    isPlain: Object.values(fields).every((field) => isSchema(field) || field.settle === undefined),
    usual: usualOf(fields),
    resolve: resolver(fields)
  }
}

type Any = Schema.Codec<unknown, unknown>

/** Resolved while decoding, so that leaving a parameter out and writing its default down name the same point. */
const resolving = (
  said: Schema.Top,
  resolved: Schema.Top,
  stagesFor: (said: Values) => Stages | undefined,
  resolve: Stages["resolve"]
): Any => {
  const codec: Any = (said as Any).pipe(
    Schema.decodeTo(
      resolved as Any,
      Transformation.transform<unknown, unknown>({
        decode: (given) => resolve(given as Values),
        encode: (config) => config
      })
    )
  )
  stages.set(codec, stagesFor)
  return codec
}

const described = <Config>(
  codec: Any,
  members: ReadonlyArray<Member>,
  { resolve, usual }: Pick<Member, "resolve" | "usual">
): Parameters<Config> => {
  usuals.set(codec, usual)
  const column = (name: string): Column =>
    columnOf(name, schemaOf(members.find(({ fields }) => name in fields)!.fields[name]!))
  return {
    codec: codec as Schema.Codec<Config, unknown>,
    resolve: (said) => resolve(said) as Config,
    column,
    columns: (...names) => Object.fromEntries(names.map((name) => [name, column(name)])) as never
  }
}

/** The parameters of one struct. */
export const make = <const F extends Fields>(fields: F & Sound<F>): Parameters<ConfigOf<F>> => {
  const member = memberOf(fields)
  const { resolve } = member
  const [said, resolved] = [Schema.Struct(member.said), Schema.Struct(member.resolved)]
  // A plain struct is decoded field by field, which a sweep of many points is quicker with.
  const codec = member.isPlain ? (said as unknown as Any) : resolving(said, resolved, () => member, resolve)
  return described(codec, [member], member)
}

/** Parameters that depend on one of them, `by`: each member names its own value of that, as a literal. */
export const union = <const F extends ReadonlyArray<Fields>>(
  by: string,
  ...structs: { readonly [I in keyof F]: F[I] & Sound<F[I]> }
): Parameters<{ [I in keyof F]: ConfigOf<F[I]> }[number]> => {
  const members = structs.map(memberOf)
  const isOf = members.map(({ fields }) => Schema.is(schemaOf(fields[by]!)))
  const known = (said: Values): Member | undefined => members[isOf.findIndex((is) => is(said[by]))]
  const memberFor = (said: Values): Member => {
    const member = known(said)
    if (member === undefined) throw new RangeError(`no parameters are for ${by} ${String(said[by])}`)
    return member
  }
  const resolve: Stages["resolve"] = (said) => memberFor(said).resolve(said)
  const usual: Usual = (config, name) => memberFor(config).usual(config, name)
  const said = Schema.Union(members.map((member) => Schema.Struct(member.said)))
  const resolved = Schema.Union(members.map((member) => Schema.Struct(member.resolved)))
  return described(resolving(said, resolved, known, resolve), members, { resolve, usual })
}
