/** What tells the points of a run apart, and what they have in common: figures need both. */
import * as Columns from "../../engine/columns.ts"
import * as Parameter from "../../engine/config/parameter.ts"
import type { StoredPoint } from "../../engine/journal/reader.ts"
import type { Json } from "../../engine/study.ts"
import { brief, canonical, valueAt } from "../../engine/study.ts"
import type { Simulation } from "../../simulation/contract.ts"

/** A parameter that has one value in all points. */
export interface Constant {
  readonly name: string
  readonly value: Json
  readonly unit: string
  /** Whether it is what it is where a study says nothing, as far as that is fixed. */
  readonly isUsual: boolean
}

export interface Settings {
  /** Paths of the parameters that the study sweeps. */
  readonly swept: ReadonlyArray<string>
  readonly constant: ReadonlyArray<Constant>
  /** Whether points that are alike in the parameters of these paths are alike in that of `path`, too. */
  readonly follows: (path: string, from: ReadonlyArray<string>) => boolean
  /** The values of the parameter of that path, each once, in plan order. */
  readonly valuesOf: (path: string) => ReadonlyArray<Json>
}

/** The parameters of these names that all points have, and alike. */
const inCommon = (
  points: Iterable<Pick<StoredPoint, "config">>,
  names: ReadonlyArray<string>
): ReadonlyMap<string, Json> => {
  let common: Map<string, { readonly value: Json; readonly text: string }> | undefined
  for (const { config } of points) {
    common ??= new Map(
      names.flatMap((name) => {
        const value = config[name]
        return value === undefined ? [] : [[name, { value, text: canonical(value) }]]
      })
    )
    for (const [name, { text }] of common) {
      const value = config[name]
      if (value === undefined || canonical(value) !== text) common.delete(name)
    }
  }
  return new Map([...(common ?? [])].map(([name, { value }]) => [name, value]))
}

const doesFollow = (
  points: Iterable<Pick<StoredPoint, "config">>,
  path: string,
  from: ReadonlyArray<string>
): boolean => {
  const values = new Map<string, string | undefined>()
  for (const { config } of points) {
    const key = JSON.stringify(from.map((each) => valueAt(config, each.split("."))))
    const value = JSON.stringify(valueAt(config, path.split(".")))
    if (!values.has(key)) values.set(key, value)
    if (values.get(key) !== value) return false
  }
  return true
}

const valuesIn = (points: Iterable<Pick<StoredPoint, "config">>, path: string): ReadonlyArray<Json> => {
  const found = new Map<string, Json>()
  for (const { config } of points) {
    const value = valueAt(config, path.split("."))
    if (value !== undefined) found.set(canonical(value), value)
  }
  return [...found.values()]
}

/**
 * Goes through the points anew for each thing that is asked, and keeps none of them.
 *
 * @param simulation undefined where it does not load: then nothing is known of constants
 */
export const of = (
  points: Iterable<Pick<StoredPoint, "swept" | "config">>,
  simulation: Simulation | undefined
): Settings => {
  const swept = Columns.swept(points)
  const parameters = simulation === undefined ? [] : Parameter.list(simulation)
  const common = inCommon(
    points,
    parameters.map(({ name }) => name).filter((name) => swept.every((path) => path.split(".")[0] !== name))
  )
  const constant = parameters.flatMap(({ name, unit, default: usual, required }) => {
    const value = common.get(name)
    if (value === undefined) return []
    const isUsual = usual === undefined ? !required : canonical(usual) === canonical(value)
    return [{ name, value: brief(value), unit, isUsual }]
  })
  const found = new Map<string, boolean>()
  const follows = (path: string, from: ReadonlyArray<string>): boolean => {
    const question = JSON.stringify([path, from])
    if (!found.has(question)) found.set(question, doesFollow(points, path, from))
    return found.get(question)!
  }
  const listed = new Map<string, ReadonlyArray<Json>>()
  const valuesOf = (path: string): ReadonlyArray<Json> => {
    if (!listed.has(path)) listed.set(path, valuesIn(points, path))
    return listed.get(path)!
  }
  return { swept, constant, follows, valuesOf }
}
