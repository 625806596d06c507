/** Schema issues -> sentences about a config. */
import * as SchemaIssue from "effect/SchemaIssue"
import type { Json } from "../study.ts"
import { shown } from "./heading.ts"
import { suggestion } from "./nearest.ts"
import * as Parameter from "./parameter.ts"

export interface Problem {
  readonly path: ReadonlyArray<PropertyKey>
  readonly kind: "value" | "unknown" | "missing"
  readonly message: string
}

const unknown = "unknown"
const missing = "missing"

const format = SchemaIssue.makeFormatterStandardSchemaV1({
  leafHook: (issue) => {
    if (issue._tag === "UnexpectedKey") return unknown
    if (issue._tag === "MissingKey") return missing
    return SchemaIssue.defaultLeafHook(issue)
  }
})

const valueAt = (config: unknown, path: ReadonlyArray<PropertyKey>): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], config)

/** `inputs[0].x` */
const pathText = (path: ReadonlyArray<PropertyKey>): string =>
  path
    .map((key, depth) => (typeof key === "number" ? `[${key}]` : `${depth ? "." : ""}${String(key)}`))
    .join("")

const nouns: Readonly<Record<string, string>> = {
  number: "a number",
  string: "text",
  boolean: "true or false",
  array: "a list",
  object: "a map",
  null: "empty"
}

const sentence = (path: ReadonlyArray<PropertyKey>, message: string, value: unknown): string => {
  const name = pathText(path)
  const [, expected] = /^Expected (.*)$/s.exec(message) ?? []
  if (expected === undefined) return `${name}: ${message.replace(/\.?$/, ".")}`
  const isMap = expected.includes("{ readonly")
  const choices = isMap ? ["another map"] : expected.split(" | ").map((choice) => nouns[choice] ?? choice)
  const literals = choices.flatMap((choice) => (/^"[^"\\]*"$/.test(choice) ? [choice.slice(1, -1)] : []))
  const hint = typeof value === "string" ? suggestion(value, literals) : ""
  if (value === undefined)
    return `${name} is not given, and what follows for it from the other parameters is not ${choices.join(" or ")}.`
  return `${name} must be ${choices.join(" or ")}, not ${shown(value)}.${hint}`
}

/**
 * What is wrong where no variant of a union of structs fits at all: the parameter that tells the variants apart, if
 * it has a value that none of them knows or is missing.
 */
const misfit = (config: unknown, parameters: ReadonlyArray<Parameter.Parameter>): Problem => {
  for (const { name, allowed, type } of parameters) {
    const value = valueAt(config, [name])
    if (!allowed || allowed.includes(value as Json)) continue
    if (value === undefined) return { path: [name], kind: "missing", message: `${name} is missing: ${type}.` }
    const hint = typeof value === "string" ? suggestion(value, allowed.map(String)) : ""
    return { path: [name], kind: "value", message: `${name} must be ${type}, not ${shown(value)}.${hint}` }
  }
  return { path: [], kind: "missing", message: "These parameters do not fit together." }
}

/** What is said of a parameter that only other variants have. */
const misplaced = (name: string, config: unknown, parameters: ReadonlyArray<Parameter.Parameter>): string => {
  const of = parameters.find((parameter) => parameter.name === name)?.of
  if (of === undefined) return `${name} does not go with the other parameters.`
  const variant = String(valueAt(config, [of.parameter]))
  return `${variant} has no ${name}: leave it out, or take ${of.parameter} ${Parameter.alternatives(of.values.map(String))}.`
}

/** One problem a path: what a value must be besides says little while it is not even a number. */
export const problems = (
  issue: SchemaIssue.Issue,
  config: unknown,
  parameters: ReadonlyArray<Parameter.Parameter>
): ReadonlyArray<Problem> => {
  const found = new Map<string, Problem>()
  for (const { path: written = [], message } of format(issue).issues) {
    const path = written.map((key) => (typeof key === "object" ? key.key : key))
    const name = pathText(path)
    if (found.has(name)) continue
    if (path.length === 0) found.set(name, misfit(config, parameters))
    else if (message === unknown) {
      const siblings = Parameter.namesAt(parameters, path.slice(0, -1).map(String))
      const last = String(path[path.length - 1])
      const why = siblings.includes(last)
        ? misplaced(name, config, parameters)
        : `There is no ${name}.${suggestion(last, siblings)}`
      found.set(name, { path, kind: "unknown", message: why })
    } else if (message === missing) found.set(name, { path, kind: "missing", message: `${name} is missing.` })
    else found.set(name, { path, kind: "value", message: sentence(path, message, valueAt(config, path)) })
  }
  return [...found.values()]
}
