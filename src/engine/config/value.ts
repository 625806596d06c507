/** What stands in a study file: scalars, lists and maps that know where they stand. */
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Place } from "./fault.ts"

export interface Scalar {
  readonly kind: "scalar"
  readonly place: Place
  readonly value: null | boolean | number | string
  /** As it is written, for a number that is not what is written. */
  readonly written?: string
}

export interface List {
  readonly kind: "list"
  readonly place: Place
  readonly items: ReadonlyArray<Value>
}

export interface Entry {
  readonly place: Place
  readonly value: Value
}

export interface Mapping {
  readonly kind: "map"
  readonly place: Place
  /** The place of an entry is that of its key. */
  readonly entries: ReadonlyMap<string, Entry>
}

export type Value = Scalar | List | Mapping

export const isMapping = (value: Value): value is Mapping => value.kind === "map"

/** The entry at a path of maps; undefined where there is none. */
export const entryAt = (map: Value, [head, ...rest]: ReadonlyArray<string>): Entry | undefined => {
  const entry = map.kind === "map" && head !== undefined ? map.entries.get(head) : undefined
  return entry === undefined || rest.length === 0 ? entry : entryAt(entry.value, rest)
}

/** The value without its places. -0 becomes 0: the identity of a point is its text, which does not tell them apart. */
export const plain = (value: Value): unknown => {
  switch (value.kind) {
    case "scalar":
      return value.value === 0 ? 0 : value.value
    case "list":
      return value.items.map(plain)
    case "map":
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry.value)]))
    default:
      return nothingLeft(value, "kind of value")
  }
}

/** A value of JSON; all in it has one place. */
export const ofJson = (json: unknown, place: Place): Value => {
  if (Array.isArray(json)) return { kind: "list", place, items: json.map((item) => ofJson(item, place)) }
  if (json !== null && typeof json === "object")
    return { kind: "map", place, entries: entriesOf(json, place) }
  return { kind: "scalar", place, value: json as Scalar["value"] }
}

/** The entries of a map of JSON, likewise. */
export const entriesOf = (json: object, place: Place): ReadonlyMap<string, Entry> =>
  new Map(Object.entries(json).map(([key, inner]) => [key, { place, value: ofJson(inner, place) }]))

/** The place of what `path` names inside `value`, as deep as it goes; of the key, where `key` asks for it. */
export const placeOf = (value: Value, path: ReadonlyArray<PropertyKey>, key: boolean): Place => {
  const [head, ...rest] = path
  if (head === undefined) return value.place
  if (value.kind === "map") {
    const entry = value.entries.get(String(head))
    if (entry) return key && rest.length === 0 ? entry.place : placeOf(entry.value, rest, key)
  }
  if (value.kind === "list") {
    const item = value.items[Number(head)]
    if (item) return placeOf(item, rest, key)
  }
  return value.place
}
