/**
 * `where:` -> conditions on values by their names: `{ accuracy: { above: 0.9 }, width: 5, activation: [gelu, relu] }`.
 * Of the values of a list any may be meant; all that a map says must hold. Numbers alone are larger and smaller.
 */
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Cell } from "../../simulation/table.ts"
import type { Json } from "../study.ts"
import { canonical } from "../study.ts"
import type { Place, Report } from "./fault.ts"
import { reportUnknownKeys, shown } from "./heading.ts"
import { plain, type Value } from "./value.ts"

/** A value of a row, or of a config. */
type Given = Cell | Json | undefined

export interface Condition {
  readonly name: string
  /** Of the name. */
  readonly place: Place
  /** Of what is asked of the name. */
  readonly asked: Place
  /** Whether it compares sizes. */
  readonly isOrder: boolean
  /** What it may be; empty where it compares sizes alone. */
  readonly meant: ReadonlyArray<Json>
  readonly holds: (value: Given) => boolean
}

const orders = {
  above: (a: number | bigint, b: number) => a > b,
  below: (a: number | bigint, b: number) => a < b,
  atLeast: (a: number | bigint, b: number) => a >= b,
  atMost: (a: number | bigint, b: number) => a <= b
}

type Order = keyof typeof orders

const keys = [...(Object.keys(orders) as ReadonlyArray<Order>), "equal"] as const

export const isNumber = (value: Given): value is number | bigint =>
  (typeof value === "number" && !Number.isNaN(value)) || typeof value === "bigint"

/** Whether a value is what is meant. Lists and maps are text in tables. */
export const same = (value: Given, meant: Json): boolean => {
  if (value === undefined) return false
  if (typeof meant === "number") return isNumber(value) && value >= meant && value <= meant
  if (meant === null || typeof meant !== "object") return value === meant
  if (typeof value === "string") return value === canonical(meant)
  return typeof value === "object" && canonical(value) === canonical(meant)
}

const isBound = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value)

const example = "such as 5, [gelu, relu] or { above: 0.9 }"

const ofOne = (name: string, place: Place, value: Value, report: Report): Condition | undefined => {
  const condition = { name, place, asked: value.place, isOrder: false }
  const any = (meant: ReadonlyArray<Json>): Condition => ({
    ...condition,
    meant,
    holds: (found) => meant.some((each) => same(found, each))
  })
  switch (value.kind) {
    case "scalar":
    case "list": {
      const meant = plain(value) as Json
      const several = Array.isArray(meant) ? (meant as ReadonlyArray<Json>) : [meant]
      if (several.length > 0) return any(several)
      report(value.place, `A condition on ${name} is a value, a list of values or a comparison, ${example}.`)
      return undefined
    }
    case "map": {
      reportUnknownKeys(value, keys, `A condition on ${name}`, report)
      if (value.entries.size === 0)
        report(
          value.place,
          `A condition on ${name} is a value, a list of values or a comparison, ${example}.`
        )
      const tests: Array<Condition["holds"]> = []
      for (const key of Object.keys(orders) as ReadonlyArray<Order>) {
        const entry = value.entries.get(key)
        if (entry === undefined) continue
        const bound = plain(entry.value)
        if (isBound(bound)) tests.push((found) => isNumber(found) && orders[key](found, bound))
        else report(entry.value.place, `${key} takes a number, not ${shown(bound)}.`)
      }
      const entry = value.entries.get("equal")
      const meant = entry === undefined ? [] : [plain(entry.value) as Json]
      const equal = meant.map((each) => (found: Given) => same(found, each))
      const all = [...tests, ...equal]
      const isOrder = tests.length > 0
      return { ...condition, isOrder, meant, holds: (found) => all.every((test) => test(found)) }
    }
    default:
      return nothingLeft(value, "kind of value")
  }
}

export const read = (value: Value, report: Report): ReadonlyArray<Condition> => {
  if (value.kind !== "map" || value.entries.size === 0) {
    report(value.place, "where is a map of conditions, such as { accuracy: { above: 0.9 }, width: 5 }.")
    return []
  }
  return [...value.entries].flatMap(([name, entry]) => {
    const found = ofOne(name, entry.place, entry.value, report)
    return found === undefined ? [] : [found]
  })
}
