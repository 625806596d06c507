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
  readonly content: string
}

export type Decoder = (raw: Raw) => Result.Result<Decoded, ReadonlyArray<Problem>>

type Codec = Schema.Codec<unknown, unknown>

const options = { onExcessProperty: "error", errors: "all" } as const

const whole = (codec: Codec, parameters: ReadonlyArray<Parameter>): Decoder => {
  const decode = Schema.decodeUnknownResult(codec, options)
  const encode = Schema.encodeUnknownResult(codec)
  return (raw) => {
    const decoded = decode(raw)
    if (Result.isFailure(decoded)) return Result.fail(problems(decoded.failure.issue, raw, parameters))
    const encoded = Result.getOrThrow(encode(decoded.success)) as Decoded["encoded"]
    return Result.succeed({ config: decoded.success, encoded, content: canonical(encoded) })
  }
}

/** A value that comes again comes soon, or is one of few. */
const mostRemembered = 50_000

/** A field's decoder that remembers. A value is a primitive, or an object that stands once in the file. */
const remembering = (name: string, field: Schema.Top, parameters: ReadonlyArray<Parameter>): Decoder => {
  const decode = whole(Schema.Struct({ [name]: field }) as unknown as Codec, parameters)
  const known = new Map<unknown, ReturnType<Decoder>>()
  return (raw) => {
    // What a file gives is never undefined: that stands for a parameter that it does not give.
    const value = Object.hasOwn(raw, name) ? raw[name] : undefined
    const before = known.get(value)
    if (before !== undefined) return before
    const decoded = decode(value === undefined ? {} : { [name]: value })
    if (known.size < mostRemembered) known.set(value, decoded)
    return decoded
  }
}

const fieldwise = (
  fields: Readonly<Record<string, Schema.Top>>,
  parameters: ReadonlyArray<Parameter>
): Decoder => {
  const names = Object.keys(fields)
  const decoders = names.map((name) => remembering(name, fields[name], parameters))
  return (raw) => {
    const config: Record<string, unknown> = {}
    const encoded: Record<string, Json> = {}
    const found: Array<Problem> = []
    let content = ""
    for (const decode of decoders) {
      const one = decode(raw)
      if (Result.isFailure(one)) found.push(...one.failure)
      else {
        Object.assign(config, one.success.config)
        Object.assign(encoded, one.success.encoded)
        content += one.success.content
      }
    }
    return found.length > 0 ? Result.fail(found) : Result.succeed({ config, encoded, content })
  }
}

/** Whether decoding the schema is decoding its fields, each by itself. */
const isPlain = (schema: Schema.Top): schema is Schema.Struct<Record<string, Schema.Top>> =>
  "fields" in schema && schema.ast.checks === undefined && schema.ast.encoding === undefined

export const make = (simulation: Simulation, parameters: ReadonlyArray<Parameter>): Decoder =>
  isPlain(simulation.config)
    ? fieldwise(simulation.config.fields, parameters)
    : whole(simulation.config, parameters)

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
