/**
 * Conditions on points by their parameters: `width=5`, `width>=10`, `activation=relu,erf`, `optimiser.rate!=0.1`. Several
 * must hold together. Numbers are compared as numbers; of several values behind `=` any may be meant, of those behind
 * `!=` none.
 */
import { suggestion } from "../../engine/config/nearest.ts"
import type { StoredPoint } from "../../engine/journal/reader.ts"
import type { Json } from "../../engine/study.ts"
import { brief, canonical, pathsOf, valueAt } from "../../engine/study.ts"

const asNumber = (text: string): number | undefined => {
  const x = Number(text)
  return text.trim() === "" || Number.isNaN(x) ? undefined : x
}

/** Whether the value is what the text says. An absent value is none. */
const is = (value: Json | undefined, text: string): boolean => {
  if (value === undefined) return false
  if (typeof value === "number") return value === asNumber(text)
  return typeof value === "string" ? brief(value) === text : canonical(value) === text.replaceAll(" ", "")
}

/** Numbers alone are larger and smaller. */
const ordered =
  (test: (a: number, b: number) => boolean) =>
  (value: Json | undefined, [text]: ReadonlyArray<string>): boolean =>
    typeof value === "number" && test(value, asNumber(text!)!)

const tests = {
  "<=": ordered((a, b) => a <= b),
  ">=": ordered((a, b) => a >= b),
  "!=": (value, texts) => value !== undefined && !texts.some((text) => is(value, text)),
  "=": (value, texts) => texts.some((text) => is(value, text)),
  "<": ordered((a, b) => a < b),
  ">": ordered((a, b) => a > b)
} satisfies Readonly<Record<string, (value: Json | undefined, texts: ReadonlyArray<string>) => boolean>>

type Operator = keyof typeof tests

/** Those that need numbers. */
const orders: ReadonlySet<string> = new Set(["<=", ">=", "<", ">"])

/** Values that are said where a condition holds for none. */
const mostValues = 10

const valuesOf = (points: ReadonlyArray<Pick<StoredPoint, "config">>, path: string): string => {
  const values = new Set<string>()
  for (const { config } of points) {
    const value = valueAt(config, path.split("."))
    if (value !== undefined) values.add(typeof value === "string" ? String(brief(value)) : canonical(value))
  }
  const shown = [...values].slice(0, mostValues).join(", ")
  return values.size > mostValues ? `${shown}, …` : shown
}

/**
 * The points for which all conditions hold. Throws a RangeError, a sentence, for a condition that cannot be read, that
 * names no parameter, or that holds for no point.
 */
export const chosen = <A extends Pick<StoredPoint, "config">>(
  texts: ReadonlyArray<string>,
  points: ReadonlyArray<A>
): ReadonlyArray<A> => {
  const paths = pathsOf(points)
  return texts.reduce((left, text) => {
    const [, path, operator, value] = /^\s*([^=<>!\s]+)\s*(<=|>=|!=|=|<|>)\s*(.*?)\s*$/s.exec(text) ?? []
    if (path === undefined || value === "")
      throw new RangeError(
        `"${text}" is no condition: it is written width=5, width>=10, width!=5 or activation=relu,erf.`
      )
    if (!paths.has(path))
      throw new RangeError(`No point has a parameter "${path}".${suggestion(path, paths)}`)
    const values = orders.has(operator!) ? [value!] : value!.split(",").map((each) => each.trim())
    if (orders.has(operator!) && asNumber(value!) === undefined)
      throw new RangeError(`"${text}" compares with "${value}", which is no number.`)
    const test = tests[operator as Operator]
    // A list or a map has commas of its own.
    const found = left.filter(
      ({ config }) =>
        test(valueAt(config, path.split(".")), values) ||
        (operator === "=" && is(valueAt(config, path.split(".")), value!))
    )
    if (found.length === 0)
      throw new RangeError(
        `No point ${left.length < points.length ? "of those that are left " : ""}has ${text}; ${path} is ${valuesOf(left, path)}.`
      )
    return found
  }, points)
}
