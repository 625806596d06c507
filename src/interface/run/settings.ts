/** What tells the points of a run apart, and what they have in common: figures need both. */
import * as Columns from "../../engine/columns.ts"
import * as Parameter from "../../engine/config/parameter.ts"
import type { StoredPoint } from "../../engine/journal/reader.ts"
import type { Json } from "../../engine/study.ts"
import { canonical, valueAt } from "../../engine/study.ts"
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
}

/** @param simulation undefined where it does not load: then nothing is known of constants */
export const of = (
  points: ReadonlyArray<Pick<StoredPoint, "swept" | "config">>,
  simulation: Simulation | undefined
): Settings => {
  const swept = Columns.swept(points)
  const parameters = simulation === undefined ? [] : Parameter.list(simulation)
  const constant = parameters.flatMap(({ name, unit, default: usual, required }) => {
    const value = points[0]?.config[name]
    if (value === undefined || swept.some((path) => path.split(".")[0] === name)) return []
    const text = canonical(value)
    if (points.some(({ config }) => config[name] === undefined || canonical(config[name]) !== text)) return []
    const isUsual = usual === undefined ? !required : canonical(usual) === text
    return [{ name, value, unit, isUsual }]
  })
  const follows = (path: string, from: ReadonlyArray<string>): boolean => {
    const values = new Map<string, string | undefined>()
    return points.every(({ config }) => {
      const key = JSON.stringify(from.map((each) => valueAt(config, each.split("."))))
      const value = JSON.stringify(valueAt(config, path.split(".")))
      if (!values.has(key)) values.set(key, value)
      return values.get(key) === value
    })
  }
  return { swept, constant, follows }
}
