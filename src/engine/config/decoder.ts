/**
 * The decoder of a simulation's parameters, fit for a million points.
 *
 * A plain struct is decoded field by field and each distinct value once, since its fields do not see each other:
 * 10^5 points then cost as much as the few hundred values that their sweep names. Any other schema (a union, a
 * struct with checks, a transformation) is decoded whole, point by point.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Simulation } from "../../simulation/contract.ts"
import type { Json } from "../study.ts"
import { canonical } from "../study.ts"
import { type Problem, problems } from "./issue.ts"
import { type Parameter, structs } from "./parameter.ts"

export type Raw = Readonly<Record<string, unknown>>

export interface Decoded {
  readonly config: unknown
  /** The config written back: canonical, defaults filled in. */
  readonly encoded: Readonly<Record<string, Json>>
  /** Equal for equal configs, and only for them. */
  readonly content: () => string
}

type Decode = (raw: Raw) => Result.Result<Decoded, ReadonlyArray<Problem>>

export interface Decoder {
  readonly decode: Decode
  /** Of what was decoded before, and was right. */
  readonly again: (raw: Raw) => Decoded
}

type Codec = Schema.Codec<unknown, unknown>

const options = { onExcessProperty: "error", errors: "all" } as const

const whole = (codec: Codec, parameters: ReadonlyArray<Parameter>): Decode => {
  const decode = Schema.decodeUnknownResult(codec, options)
  const encode = Schema.encodeUnknownResult(codec)
  return (raw) => {
    const decoded = decode(raw)
    if (Result.isFailure(decoded)) return Result.fail(problems(decoded.failure.issue, raw, parameters))
    const encoded = Result.getOrThrow(encode(decoded.success)) as Decoded["encoded"]
    return Result.succeed({ config: decoded.success, encoded, content: () => canonical(encoded) })
  }
}

/** A value that comes again comes soon, or is one of few. */
const mostRemembered = 50_000

/** What a field adds to a config; a field that may be left out adds nothing to what it is left out of. */
interface Piece {
  readonly inConfig: boolean
  readonly config: unknown
  readonly inEncoded: boolean
  readonly encoded: Json
  readonly content: () => string
}

interface Field {
  readonly decode: (raw: Raw) => Result.Result<Piece, ReadonlyArray<Problem>>
  /** Of what was decoded before, and was right. */
  readonly again: (raw: Raw) => Piece
}

const isPrimitive = (value: unknown): boolean => typeof value !== "object" || value === null

/** A field's decoder that remembers. A value is a primitive, or an object that stands once in the file. */
const remembering = (name: string, field: Schema.Top, parameters: ReadonlyArray<Parameter>): Field => {
  const decode = whole(Schema.Struct({ [name]: field }) as unknown as Codec, parameters)
  const piece = ({ config, encoded, content }: Decoded): Piece => {
    const text = content()
    return {
      inConfig: Object.hasOwn(config as object, name),
      config: (config as Raw)[name],
      inEncoded: Object.hasOwn(encoded, name),
      encoded: encoded[name]!,
      content: () => text
    }
  }
  // What a file gives is never undefined: that stands for a parameter that it does not give.
  const valueIn = (raw: Raw): unknown => (Object.hasOwn(raw, name) ? raw[name] : undefined)
  const known = new Map<unknown, ReturnType<Field["decode"]>>()
  /** Whether every value so far that was given and is no object has come out as it went in, both ways. */
  let isAsGiven = true
  const of = (raw: Raw): ReturnType<Field["decode"]> => {
    const value = valueIn(raw)
    const before = known.get(value)
    if (before !== undefined) return before
    const decoded = Result.map(decode(value === undefined ? {} : { [name]: value }), piece)
    if (value === undefined || known.size < mostRemembered) known.set(value, decoded)
    if (value !== undefined && isPrimitive(value) && Result.isSuccess(decoded)) {
      const { config, encoded } = decoded.success
      if (!Object.is(config, value) || !Object.is(encoded, value)) isAsGiven = false
    }
    return decoded
  }
  return {
    decode: of,
    again: (raw) => {
      const value = valueIn(raw)
      if (!isAsGiven || value === undefined || !isPrimitive(value)) return Result.getOrThrow(of(raw))
      const encoded = value as Json
      const content = () => canonical({ [name]: encoded })
      return { inConfig: true, config: value, inEncoded: true, encoded, content }
    }
  }
}

const fieldwise = (
  fields: Readonly<Record<string, Schema.Top>>,
  parameters: ReadonlyArray<Parameter>
): Decoder => {
  const names = Object.keys(fields)
  const all = names.map((name) => remembering(name, fields[name], parameters))
  const decodedOf = (pieces: ReadonlyArray<Piece>): Decoded => {
    const config: Record<string, unknown> = {}
    const encoded: Record<string, Json> = {}
    for (let k = 0; k < names.length; k++) {
      const piece = pieces[k]
      if (piece.inConfig) config[names[k]] = piece.config
      if (piece.inEncoded) encoded[names[k]] = piece.encoded
    }
    return { config, encoded, content: () => pieces.map(({ content }) => content()).join("") }
  }
  return {
    decode: (raw) => {
      const found: Array<Problem> = []
      const pieces: Array<Piece> = []
      for (const field of all) {
        const one = field.decode(raw)
        if (Result.isFailure(one)) found.push(...one.failure)
        else pieces.push(one.success)
      }
      return found.length > 0 ? Result.fail(found) : Result.succeed(decodedOf(pieces))
    },
    again: (raw) => decodedOf(all.map((field) => field.again(raw)))
  }
}

/** Whether decoding the schema is decoding its fields, each by itself. */
const isPlain = (schema: Schema.Top): schema is Schema.Struct<Record<string, Schema.Top>> =>
  "fields" in schema && schema.ast.checks === undefined && schema.ast.encoding === undefined

export const make = (simulation: Simulation, parameters: ReadonlyArray<Parameter>): Decoder => {
  if (isPlain(simulation.config)) return fieldwise(simulation.config.fields, parameters)
  const decode = whole(simulation.config, parameters)
  return { decode, again: (raw) => Result.getOrThrow(decode(raw)) }
}

/**
 * What is wrong with a value of one parameter, whatever the others are: nothing, where some variant takes it. What is
 * missing inside it, others may add.
 */
export const alone = (
  simulation: Simulation,
  parameters: ReadonlyArray<Parameter>,
  name: string,
  value: unknown
): ReadonlyArray<Problem> => {
  const fields = new Set(structs(simulation.config).flatMap((each) => (name in each ? [each[name]] : [])))
  const found = [...fields].map((field) => {
    const decoded = whole(Schema.Struct({ [name]: field }) as unknown as Codec, parameters)({ [name]: value })
    return Result.isFailure(decoded) ? decoded.failure.filter(({ kind }) => kind !== "missing") : []
  })
  return found.find((problems) => problems.length === 0) ?? found[0] ?? []
}
