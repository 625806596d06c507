/**
 * The identity of a point, what of its config names it: all that it says beyond the defaults, the shortest that a study
 * could have said. So a simulation may gain a parameter, at the top or inside a value, and every point that leaves it at
 * its default keeps its id, its random numbers and its results.
 *
 * The defaults are those of today: a parameter whose default changes gives old names to new points, which is why a run
 * that has such points is refused ({@link file://./continued.ts}) and the simulation's version must be raised.
 */
import { isDeepStrictEqual } from "node:util"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Simulation } from "../simulation/contract.ts"
import * as Founding from "../simulation/founding.ts"
import * as Parameter from "../simulation/parameter.ts"
import { canonical, type Json, type Point } from "./study.ts"

type Encoded = Point["encoded"]
type Codec = Simulation["config"]

/** The defaults of a plain struct, each field by itself; undefined for any other schema. */
const usualOfFields = (codec: Codec): Parameter.Usual | undefined => {
  if (!("fields" in codec) || codec.ast.checks !== undefined || codec.ast.encoding !== undefined)
    return undefined
  const fields = codec.fields as Readonly<Record<string, Schema.Top>>
  const known = new Map<string, unknown>()
  return (_, name) => {
    if (!known.has(name)) {
      const alone = Schema.Struct({ [name]: fields[name]! }) as unknown as Schema.Codec<Encoded, unknown>
      const decoded = Schema.decodeUnknownResult(alone)({})
      known.set(name, Result.isSuccess(decoded) ? decoded.success[name] : undefined)
    }
    return known.get(name)
  }
}

const isEqual = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === "object" && typeof b === "object" && isDeepStrictEqual(a, b))

const hasKeys = (value: Json): boolean =>
  value !== null && typeof value === "object" && (!Array.isArray(value) || value.some(hasKeys))

/** The value without the keys, at any depth, whose absence `says` the same; those of `always` stay. */
const shortest = (value: Json, says: (shorter: Json) => boolean, always?: ReadonlySet<string>): Json => {
  if (!hasKeys(value)) return value
  if (Array.isArray(value)) {
    let list: ReadonlyArray<Json> = value
    for (const [index, item] of value.entries())
      list = list.with(
        index,
        shortest(item, (shorter) => says(list.with(index, shorter)))
      )
    return list
  }
  let left = value as Encoded
  for (const key of Object.keys(value as Encoded).sort()) {
    const { [key]: own, ...others } = left
    if (always?.has(key) !== true && says(others)) left = others
    else left = { ...left, [key]: shortest(own!, (shorter) => says({ ...left, [key]: shorter })) }
  }
  return left
}

/**
 * What the points of a simulation are named by. Cost: a comparison a parameter; for values with keys inside, and for
 * codecs that {@link Parameter} did not make and that are no plain structs, a decoding of the config each.
 */
export const make = (name: string, { config: codec }: Simulation): ((point: Point) => Encoded) => {
  const usual = Parameter.usual(codec) ?? usualOfFields(codec)
  const decode = Schema.decodeUnknownResult(codec)
  const encode = Schema.encodeSync(codec)
  const textOf = (said: Json): string | undefined => {
    const decoded = decode(said)
    return Result.isSuccess(decoded) ? canonical(encode(decoded.success) as Json) : undefined
  }
  return ({ config, encoded }) => {
    const founding = Founding.of(name, encoded)
    const names = Object.keys(encoded)
    const stays = (parameter: string): boolean =>
      founding.has(parameter) ||
      usual === undefined ||
      !isEqual((config as Encoded)[parameter], usual(config as Readonly<Record<string, unknown>>, parameter))
    const kept = names.filter(stays)
    const said =
      kept.length === names.length
        ? encoded
        : Object.fromEntries(kept.map((parameter) => [parameter, encoded[parameter]!]))
    const isSettled = usual !== undefined || kept.every((parameter) => founding.has(parameter))
    if (isSettled && !kept.some((parameter) => hasKeys(encoded[parameter]!))) return said
    const text = canonical(encoded)
    const always = isSettled ? new Set(kept) : founding
    return shortest(said, (shorter) => textOf(shorter) === text, always) as Encoded
  }
}
