/**
 * The decoder of a simulation's parameters, fit for a million points.
 *
 * A plain struct is decoded field by field and each distinct value once, since its fields do not see each other:
 * 10^5 points then cost as much as the few hundred values that their sweep names. Where parameters are settled by
 * others (simulation/parameter.ts), what a study says is read so, settled, and what comes of it read so, too; what is
 * wrong is then told by the schema as a whole. Any other schema (a struct with checks, a transformation) is decoded
 * whole, point by point.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Simulation } from "../../simulation/contract.ts"
import * as Declared from "../../simulation/parameter.ts"
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
const remembering = (name: string, decode: Decode): Field => {
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

interface Pieces {
  readonly decode: (raw: Raw) => Result.Result<ReadonlyArray<Piece>, ReadonlyArray<Problem>>
  readonly again: (raw: Raw) => ReadonlyArray<Piece>
  /** What they come to together. */
  readonly config: (pieces: ReadonlyArray<Piece>) => Raw
  readonly decoded: (pieces: ReadonlyArray<Piece>) => Decoded
}

const piecesOf = (
  fields: Readonly<Record<string, Schema.Top>>,
  decodeOf: (name: string, field: Schema.Top) => Decode
): Pieces => {
  const names = Object.keys(fields)
  const all = names.map((name) => remembering(name, decodeOf(name, fields[name])))
  const config = (pieces: ReadonlyArray<Piece>): Raw => {
    const config: Record<string, unknown> = {}
    for (let k = 0; k < names.length; k++) if (pieces[k].inConfig) config[names[k]] = pieces[k].config
    return config
  }
  const encoded = (pieces: ReadonlyArray<Piece>): Decoded["encoded"] => {
    const encoded: Record<string, Json> = {}
    for (let k = 0; k < names.length; k++) if (pieces[k].inEncoded) encoded[names[k]] = pieces[k].encoded
    return encoded
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
      // What is told of one may be nothing.
      return pieces.length < names.length ? Result.fail(found) : Result.succeed(pieces)
    },
    again: (raw) => all.map((field) => field.again(raw)),
    config,
    decoded: (pieces) => ({
      config: config(pieces),
      encoded: encoded(pieces),
      content: () => pieces.map(({ content }) => content()).join("")
    })
  }
}

const fieldwise = (
  fields: Readonly<Record<string, Schema.Top>>,
  parameters: ReadonlyArray<Parameter>
): Decoder => {
  const { decode, again, decoded } = piecesOf(fields, (name, field) =>
    whole(structOf(name, field), parameters)
  )
  return {
    decode: (raw) => Result.map(decode(raw), decoded),
    again: (raw) => decoded(again(raw))
  }
}

const structOf = (name: string, field: Schema.Top): Codec =>
  Schema.Struct({ [name]: field }) as unknown as Codec

/** Lists and maps that settling makes anew for each point, each content once. */
const sharing = (): ((raw: Raw) => Raw) => {
  const known = new Map<string, object>()
  const shared = (value: unknown): unknown => {
    const content = JSON.stringify(value)
    const before = known.get(content)
    if (before === undefined && known.size < mostRemembered) known.set(content, value as object)
    return before ?? value
  }
  return (raw) => {
    const values: Record<string, unknown> = { ...raw }
    for (const name in values) if (!isPrimitive(values[name])) values[name] = shared(values[name])
    return values
  }
}

/** In stages; undefined where there is something wrong. */
const staged = (
  { said, resolve, resolved }: Declared.Stages,
  parameters: ReadonlyArray<Parameter>
): ((raw: Raw) => Decoded | undefined) => {
  const reading = piecesOf(said, (name, field) => whole(structOf(name, field), parameters))
  const checking = piecesOf(resolved, (name, field) => {
    const decode = whole(structOf(name, field), parameters)
    const write = Schema.encodeUnknownResult(structOf(name, said[name]))
    return (raw) =>
      Result.flatMap(decode(raw), ({ config, encoded: settled }) => {
        const written = Result.mapError(write(settled), () => [])
        return Result.map(written, (value): Decoded => {
          const encoded = value as Decoded["encoded"]
          return { config, encoded, content: () => canonical(encoded) }
        })
      })
  })
  const share = sharing()
  return (raw) => {
    for (const name in raw) if (!Object.hasOwn(said, name)) return undefined
    const read = reading.decode(raw)
    if (Result.isFailure(read)) return undefined
    const checked = checking.decode(share(resolve(reading.config(read.success))))
    return Result.isFailure(checked) ? undefined : checking.decoded(checked.success)
  }
}

const settling = (
  codec: Codec,
  stagesFor: (said: Raw) => Declared.Stages | undefined,
  parameters: ReadonlyArray<Parameter>
): Decoder => {
  const decode = whole(codec, parameters)
  const known = new Map<Declared.Stages, ReturnType<typeof staged>>()
  const settled = (raw: Raw): Decoded | undefined => {
    const stages = stagesFor(raw)
    if (stages === undefined) return undefined
    const of = known.get(stages) ?? staged(stages, parameters)
    known.set(stages, of)
    return of(raw)
  }
  const of: Decode = (raw) => {
    const decoded = settled(raw)
    return decoded === undefined ? decode(raw) : Result.succeed(decoded)
  }
  return { decode: of, again: (raw) => Result.getOrThrow(of(raw)) }
}

/** Whether decoding the schema is decoding its fields, each by itself. */
const isPlain = (schema: Schema.Top): schema is Schema.Struct<Record<string, Schema.Top>> =>
  "fields" in schema && schema.ast.checks === undefined && schema.ast.encoding === undefined

export const make = (simulation: Simulation, parameters: ReadonlyArray<Parameter>): Decoder => {
  const { config } = simulation
  if (isPlain(config)) return fieldwise(config.fields, parameters)
  const stagesFor = Declared.stagesOf(config)
  if (stagesFor !== undefined) return settling(config, stagesFor, parameters)
  const decode = whole(config, parameters)
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
    const decoded = whole(structOf(name, field), parameters)({ [name]: value })
    return Result.isFailure(decoded) ? decoded.failure.filter(({ kind }) => kind !== "missing") : []
  })
  return found.find((problems) => problems.length === 0) ?? found[0] ?? []
}
