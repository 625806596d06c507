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
 *
 * Values of `linspace`, `logspace` and `sample` are rounded to 12 significant digits, because the name of a point
 * is made from its values, and the last bits of a power are not the same everywhere. For an integer parameter
 * they are rounded to integers; `uniform` then gives each integer from a to b the same odds. Draws are a function of
 * the study's seed, the parameter's name and their number: neither another parameter nor a larger n changes them.
 */

import { hash } from "node:crypto"
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Distribution from "../../domain/random/distribution.ts"
import type { Key } from "../../domain/random/key.ts"
import * as Threefry from "../../domain/random/threefry.ts"
import { isMapping, type Mapping, plain, type Scalar, type Value } from "./document.ts"
import type { Report } from "./fault.ts"
import { suggestion } from "./nearest.ts"

/** Values one parameter may take; more are no sweep but a mistake. */
export const most = 1_000_000

export interface Field {
  readonly name: string
  readonly integer: boolean
  readonly seed: number
}

const generators = ["range", "linspace", "logspace", "sample"] as const
const distributions = ["uniform", "logUniform", "normal"] as const

const rounded = (x: number): number => Number(x.toPrecision(12))

/** The integer m and the digits d of `x = m / 10^d`, as JavaScript writes x. */
const decimal = (x: number): { readonly mantissa: bigint; readonly digits: number } => {
  const [coefficient, exponent = "0"] = String(x).split("e")
  const [whole, fraction = ""] = coefficient.split(".")
  return { mantissa: BigInt(whole + fraction), digits: fraction.length - Number(exponent) }
}

/** Counts in integers of the last decimal that any of the three has, so that 0.1 steps are 0.1 steps. */
const range = (a: number, b: number, step: number): ReadonlyArray<number> | string => {
  if (step === 0) return "the step of a range cannot be 0"
  if (b !== a && Math.sign(b - a) !== Math.sign(step)) return `steps of ${step} never lead from ${a} to ${b}`
  if ((b - a) / step >= most) return `the range has more than ${most} values`
  const parts = [a, b, step].map(decimal)
  const digits = Math.max(...parts.map((part) => part.digits))
  const [first, last, by] = parts.map((part) => part.mantissa * 10n ** BigInt(digits - part.digits))
  const steps = Number((last - first) / by)
  return Array.from({ length: steps + 1 }, (_, k) => Number(`${first + BigInt(k) * by}e${-digits}`))
}

const spaced = (n: number, at: (fraction: number) => number): ReadonlyArray<number> =>
  Array.from({ length: n }, (_, k) => rounded(at(n === 1 ? 0 : k / (n - 1))))

const keyOf = (field: Field): Key => {
  const digest = hash("sha256", JSON.stringify(["sample", field.seed, field.name]), "hex")
  return [Number.parseInt(digest.slice(0, 8), 16), Number.parseInt(digest.slice(8, 16), 16)]
}

const uniforms = (key: Key, n: number): ReadonlyArray<number> => {
  const words = new Uint32Array(2 * n)
  Threefry.fill(key[0], key[1], 0, 0, words)
  return Array.from({ length: n }, (_, k) => Distribution.uniform(words[2 * k]))
}

const drawn = (
  distribution: (typeof distributions)[number],
  a: number,
  b: number,
  n: number,
  field: Field
): ReadonlyArray<number> | string => {
  const key = keyOf(field)
  const outOfOrder = `${a} is above ${b}: give the lower end first`
  switch (distribution) {
    case "normal": {
      if (b < 0) return "the standard deviation of a normal cannot be negative"
      const normals = new Float64Array(n)
      Distribution.normals(key, 0, normals)
      return [...normals].map((z) => rounded(a + b * z))
    }
    case "logUniform": {
      if (a > b) return outOfOrder
      if (a <= 0) return "the ends of logUniform must be above 0"
      return uniforms(key, n).map((u) => rounded(a * (b / a) ** u))
    }
    case "uniform": {
      if (a > b) return outOfOrder
      const fractions = uniforms(key, n)
      if (!field.integer) return fractions.map((u) => rounded(a + (b - a) * u))
      const [first, last] = [Math.ceil(a), Math.floor(b)]
      if (first > last) return `there is no integer from ${a} to ${b}`
      return fractions.map((u) => first + Math.floor((last - first + 1) * u))
    }
    default:
      return nothingLeft(distribution, "distribution")
  }
}

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
  Number.isInteger(n) && (n as number) >= 1 && (n as number) <= most

const sample = (value: Value, field: Field): ReadonlyArray<number> | string => {
  const wanted = `sample is { uniform: [a, b], n: 8 }, or logUniform: [a, b], or normal: [mean, sd]`
  if (!isMapping(value)) return wanted
  const given = distributions.filter((name) => value.entries.has(name))
  const ends = numbers(value.entries.get(given[0])?.value, 2)
  const n = value.entries.get("n")
  if (given.length !== 1 || value.entries.size !== 2 || !ends || !n) return wanted
  const count = plain(n.value)
  if (!isCount(count)) return `n must be an integer from 1 to ${most}`
  return drawn(given[0], ends[0], ends[1], count, field)
}

const generate = (name: string, value: Value, field: Field): ReadonlyArray<number> | string => {
  if (name === "sample") return sample(value, field)
  const given = numbers(value, 3)
  const [a, b, c] = given ?? []
  if (name === "range") return given ? range(a, b, c) : "range is [first, last, step], three numbers"
  if (!given || !isCount(c)) return `${name} is [first, last, n], two numbers and a count from 1 to ${most}`
  if (c === 1 && a !== b) return `one value cannot be both ${a} and ${b}: n must be at least 2`
  if (name === "linspace") return spaced(c, (fraction) => a + (b - a) * fraction)
  if (!(a * b > 0)) return "the ends of logspace must both be above 0, or both below"
  return spaced(c, (fraction) => a * (b / a) ** fraction)
}

const generated = (value: Mapping, field: Field, report: Report): ReadonlyArray<Value> | undefined => {
  const [[name, entry], ...others] = [...value.entries, ["", undefined] as const]
  if (entry === undefined || others.length > 1 || !(generators as ReadonlyArray<string>).includes(name)) {
    const hint = entry ? suggestion(name, generators) : ""
    report(
      entry?.place ?? value.place,
      `The values of ${field.name} are a list, or one of range, linspace, logspace, sample.${hint}`
    )
    return undefined
  }
  const made = generate(name, entry.value, field)
  if (typeof made === "string") {
    report(entry.value.place, `The values of ${field.name} cannot be made: ${made}.`)
    return undefined
  }
  const whole = field.integer && name !== "range" ? made.map((x) => Math.round(x) + 0) : made
  return whole.map((x): Scalar => ({ kind: "scalar", place: entry.value.place, value: x }))
}

/**
 * The values, or `undefined` after a fault was reported.
 *
 * @param distinct drop what a generator makes twice (rounding to integers does); a zip needs every one
 */
export const read = (
  value: Value,
  field: Field,
  distinct: boolean,
  report: Report
): ReadonlyArray<Value> | undefined => {
  if (value.kind === "map") {
    const made = generated(value, field, report)
    return made && distinct ? [...new Map(made.map((each) => [plain(each), each])).values()] : made
  }
  if (value.kind === "scalar") {
    report(value.place, `The values of ${field.name} must be a list, such as [${plain(value) ?? "1, 2"}].`)
    return undefined
  }
  if (value.items.length > 0) return value.items
  report(value.place, `The list of values of ${field.name} is empty.`)
  return undefined
}
