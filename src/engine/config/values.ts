/**
 * The values of one parameter in a sweep: a list, or a map that makes one.
 *
 * | written | values |
 * | --- | --- |
 * | `[a, b, c]` | those |
 * | `{ range: [a, b, step] }` | `a + k step` up to and with `b`, exact in decimals |
 * | `{ linspace: [a, b, n] }` | n from a to b, equal steps |
 * | `{ logspace: [a, b, n] }` | n from a to b, equal ratios; both of one sign |
 * | `{ sample: { uniform: [a, b], n: 8 } }` | n drawn; also `logUniform: [a, b]` and `normal: [mean, sd]` |
 * | `{ sample: { uniform: [a, b], step: s, n: 8 } }` | n of `a + k s`, each with the same odds; others go to the nearest |
 * | `{ sample: { choice: [a, b, c], n: 8 } }` | n of these; with `weights: [2, 1, 1]` in those proportions |
 *
 * Values of `linspace`, `logspace` and `sample` are rounded to 12 significant digits, because the name of a point
 * is made from its values, and the last bits of a power are not the same everywhere. For an integer parameter
 * they are rounded to integers; `uniform` then gives each integer from a to b the same odds. Nothing is made before it
 * is known how many there are.
 */

import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Place, Report } from "./fault.ts"
import { suggestion } from "./nearest.ts"
import * as Sample from "./sample.ts"
import * as Spacing from "./spacing.ts"
import { isMapping, type Mapping, plain, type Value } from "./value.ts"

/** The parameter whose values are read. */
export type Field = Sample.Drawn

/** Values by their place. */
export interface Made {
  readonly count: number
  readonly at: (index: number) => Value
}

export interface Values {
  /** At least as many as there are. */
  readonly most: number
  /** Whether there are as many. */
  readonly isExact: boolean
  readonly make: () => Made
  /** What they are drawn from, where that is a list: values, too. */
  readonly from?: ReadonlyArray<Value>
}

const generators = ["range", "linspace", "logspace", "sample"] as const

/** Whether a map makes values, or is meant to: it has one key, the name of a generator. */
export const isGenerator = (map: Mapping): boolean =>
  map.entries.size === 1 && generators.some((name) => map.entries.has(name))

/** The numbers of a list of them, or `undefined` for anything else. */
const numbers = (value: Value | undefined, length: number): ReadonlyArray<number> | undefined => {
  if (value?.kind !== "list" || value.items.length !== length) return undefined
  const items = value.items.map(plain)
  return items.every((item) => typeof item === "number" && Number.isFinite(item))
    ? (items as Array<number>)
    : undefined
}

const isCount = (n: unknown): n is number =>
  Number.isInteger(n) && (n as number) >= 1 && (n as number) <= Spacing.most

const sampleForms =
  "sample is { uniform: [a, b], n: 8 }, or logUniform: [a, b], or normal: [mean, sd], each with a step if wanted, or { choice: [a, b, c], n: 8 }"

const onlyKeys = (map: Mapping, ...known: ReadonlyArray<string>): boolean =>
  [...map.entries.keys()].every((key) => known.includes(key))

const drawnCount = (map: Mapping): number | string => {
  const n = map.entries.get("n")
  const count = n && plain(n.value)
  return n === undefined
    ? sampleForms
    : isCount(count)
      ? count
      : `n must be an integer from 1 to ${Spacing.most}`
}

const sample = (value: Value, field: Field): Spacing.Numbers | string => {
  if (!isMapping(value)) return sampleForms
  const given = Sample.distributions.filter((name) => value.entries.has(name))
  const ends = numbers(value.entries.get(given[0])?.value, 2)
  if (given.length !== 1 || !ends || !onlyKeys(value, given[0], "n", "step")) return sampleForms
  const count = drawnCount(value)
  if (typeof count === "string") return count
  const entry = value.entries.get("step")
  const step = entry && plain(entry.value)
  if (entry && !(typeof step === "number" && Number.isFinite(step) && step > 0))
    return "the step of a sample must be a number above 0"
  const draw =
    typeof step === "number"
      ? Sample.drawSteps(given[0], ends[0], ends[1], step, count, field)
      : Sample.draw(given[0], ends[0], ends[1], count, field)
  if (typeof draw === "string") return draw
  let drawn: Float64Array | undefined
  return {
    count,
    at: (k) => {
      drawn ??= draw()
      return drawn[k]
    },
    isDistinct: false
  }
}

const weightsOf = (map: Mapping, length: number): ReadonlyArray<number> | string => {
  const entry = map.entries.get("weights")
  if (entry === undefined) return Array.from({ length }, () => 1)
  if (entry.value.kind === "list" && entry.value.items.length !== length)
    return `there are ${length} values to choose from and ${entry.value.items.length} weights`
  const weights = numbers(entry.value, length)
  if (!weights?.every((weight) => weight >= 0)) return "weights is a list of numbers from 0 on"
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return total > 0 && total < Number.POSITIVE_INFINITY ? weights : "the weights must have a sum above 0"
}

/** What `choice` makes, from any values; each that is drawn once if `distinct`. */
const chosen = (map: Mapping, field: Field, distinct: boolean): Values | string => {
  const all = map.entries.get("choice")?.value
  if (all?.kind !== "list" || all.items.length === 0 || !onlyKeys(map, "choice", "n", "weights"))
    return sampleForms
  const n = drawnCount(map)
  if (typeof n === "string") return n
  const weights = weightsOf(map, all.items.length)
  if (typeof weights === "string") return weights
  const indices = Sample.choose(weights, n, field)
  const kept = distinct ? [...new Set(indices)] : indices
  const count = kept.length
  const { items } = all
  return { from: items, most: count, isExact: true, make: () => ({ count, at: (k) => items[kept[k]] }) }
}

const generate = (
  name: (typeof generators)[number],
  value: Value,
  field: Field
): Spacing.Numbers | string => {
  if (name === "sample") return sample(value, field)
  const given = numbers(value, 3)
  const [a, b, c] = given ?? []
  if (name === "range") return given ? Spacing.range(a, b, c) : "range is [first, last, step], three numbers"
  if (!given || !isCount(c))
    return `${name} is [first, last, n], two numbers and a count from 1 to ${Spacing.most}`
  if (c === 1 && a !== b) return `one value cannot be both ${a} and ${b}: n must be at least 2`
  switch (name) {
    case "linspace":
      return Spacing.linear(a, b, c, field.integer)
    case "logspace":
      return Spacing.logarithmic(a, b, c, field.integer)
    default:
      return nothingLeft(name, "generator")
  }
}

/** What a generator makes, each once if `distinct`. */
const madeOf = ({ count, at, isDistinct }: Spacing.Numbers, place: Place, distinct: boolean): Values => {
  const valueAt = (x: number): Value => ({ kind: "scalar", place, value: x })
  if (isDistinct || !distinct)
    return { most: count, isExact: true, make: () => ({ count, at: (k) => valueAt(at(k)) }) }
  let kept: Float64Array | undefined
  const make = (): Made => {
    kept ??= Float64Array.from(new Set(Float64Array.from({ length: count }, (_, k) => at(k))))
    const each = kept
    return { count: each.length, at: (k) => valueAt(each[k]) }
  }
  return { most: count, isExact: count === 1, make }
}

const generated = (value: Mapping, field: Field, distinct: boolean, report: Report): Values | undefined => {
  const [[name, entry], ...others] = [...value.entries, ["", undefined] as const]
  const generator = generators.find((each) => each === name)
  if (entry === undefined || others.length > 1 || generator === undefined) {
    const hint = entry ? suggestion(name, generators) : ""
    report(
      entry?.place ?? value.place,
      `The values of ${field.name} are a list, or one of range, linspace, logspace, sample.${hint}`
    )
    return undefined
  }
  if (generator === "sample" && isMapping(entry.value) && entry.value.entries.has("choice")) {
    const values = chosen(entry.value, field, distinct)
    if (typeof values !== "string") return values
    report(entry.value.place, `The values of ${field.name} cannot be made: ${values}.`)
    return undefined
  }
  const made = generate(generator, entry.value, field)
  if (typeof made === "string") {
    report(entry.value.place, `The values of ${field.name} cannot be made: ${made}.`)
    return undefined
  }
  const isRounded = field.integer && generator !== "range"
  const whole = isRounded ? { ...made, at: (k: number) => Math.round(made.at(k)) + 0 } : made
  return madeOf(whole, entry.value.place, distinct)
}

/**
 * The values, or `undefined` after a fault was reported.
 *
 * @param distinct drop what a generator makes twice (rounding to integers does); a zip needs every one
 */
export const read = (value: Value, field: Field, distinct: boolean, report: Report): Values | undefined => {
  switch (value.kind) {
    case "map":
      return generated(value, field, distinct, report)
    case "scalar":
      report(value.place, `The values of ${field.name} must be a list, such as [${plain(value) ?? "1, 2"}].`)
      return undefined
    case "list": {
      const { items } = value
      const count = items.length
      if (count > 0) return { most: count, isExact: true, make: () => ({ count, at: (k) => items[k] }) }
      report(value.place, `The list of values of ${field.name} is empty.`)
      return undefined
    }
    default:
      return nothingLeft(value, "kind of value")
  }
}
