/** One parameter, one value, one place: what base, sweeps and flags are made of. */

import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Place, Report } from "./fault.ts"
import { suggestion } from "./nearest.ts"
import type { Parameter } from "./parameter.ts"
import { type Entry, type Mapping, placeOf, plain, type Value } from "./value.ts"

/** What cells of one column share. */
export interface Head {
  /** As written: `width`, or `optimiser.rate` for a value inside a parameter. */
  readonly name: string
  readonly path: ReadonlyArray<string>
  /** Where the name stands. */
  readonly place: Place
}

export interface Cell extends Head {
  readonly located: Value
  readonly value: unknown
}

export const head = (name: string, place: Place): Head => ({ name, path: name.split("."), place })

/** Lists and maps as plain values, each made once: the same value in the file is the same object in every config. */
const made = new WeakMap<Value, unknown>()
const plainOnce = (value: Value): unknown => {
  switch (value.kind) {
    case "scalar":
      return plain(value)
    case "list":
    case "map":
      if (!made.has(value)) made.set(value, plain(value))
      return made.get(value)
    default:
      return nothingLeft(value, "kind of value")
  }
}

export const of = ({ name, path, place }: Head, located: Value): Cell => ({
  name,
  path,
  place,
  located,
  value: plainOnce(located)
})

export const make = (name: string, place: Place, located: Value): Cell => of(head(name, place), located)

/** Whether one of two names is the other, or lies inside it. */
export const overlap = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean =>
  a.slice(0, b.length).every((key, depth) => key === b[depth])

/** Reports a name that is no parameter; says whether it is one. */
export const isKnown = (
  name: string,
  place: Place,
  simulation: string,
  parameters: ReadonlyArray<Parameter>,
  report: Report
): boolean => {
  const names = parameters.map((parameter) => parameter.name)
  const head = name.split(".")[0]
  if (names.length === 0 || names.includes(head)) return true
  report(place, `${simulation} has no parameter ${JSON.stringify(head)}.${suggestion(head, names)}`)
  return false
}

/** The cells of a map of parameters, those with an unknown name reported and left out. */
export const row = (map: Mapping, known: (name: string, place: Place) => boolean): ReadonlyArray<Cell> =>
  [...map.entries]
    .filter(([name, entry]: [string, Entry]) => known(name, entry.place))
    .map(([name, entry]) => make(name, entry.place, entry.value))

/** The place inside the cell of what a config's `path` names; of the key, where the key is at fault. */
export const placeIn = (cell: Cell, path: ReadonlyArray<PropertyKey>, key: boolean): Place =>
  key && path.length <= cell.path.length
    ? cell.place
    : placeOf(cell.located, path.slice(cell.path.length), key)

/**
 * `into` with the cell's value set, or taken away where that is undefined; what `into` holds is copied along the way,
 * never changed.
 */
export const assign = (into: Record<string, unknown>, cell: Pick<Cell, "path" | "value">): void => {
  let at = into
  for (const key of cell.path.slice(0, -1)) {
    const inner = Object.hasOwn(at, key) ? at[key] : undefined
    const copy = inner !== null && typeof inner === "object" && !Array.isArray(inner) ? { ...inner } : {}
    at[key] = copy
    at = copy as Record<string, unknown>
  }
  const last = cell.path[cell.path.length - 1]
  if (cell.value === undefined) delete at[last]
  else at[last] = cell.value
}
