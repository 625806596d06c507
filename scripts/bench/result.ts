/** What the bench writes down: for each of its programs what came out, when, of which commit and on which machine. */
import type { Machine } from "./machine.ts"
import type { Measurement } from "./measurement.ts"

export interface Section {
  readonly command: string
  /** ISO 8601. */
  readonly date: string
  /** With `+` where files differed from it; null outside a repository. */
  readonly commit: string | null
  readonly machine: Machine
  readonly measurements: ReadonlyArray<Measurement>
  readonly missing: ReadonlyArray<string>
}

/** Sections by the name of the program. */
export interface Result {
  readonly format: 1
  readonly sections: Readonly<Record<string, Section>>
}

export const empty: Result = { format: 1, sections: {} }

/** Names a measurement within its section. */
export const nameOf = ({ name, peer }: Measurement): string => (peer === null ? name : `${name} / ${peer}`)

type Kind = "text" | "number" | "text or null" | "number or null"
const kinds: Readonly<Record<keyof Measurement, Kind>> = {
  name: "text",
  unit: "text",
  ours: "number",
  theirs: "number or null",
  peer: "text or null",
  ratio: "number or null",
  spread: "number or null",
  repeats: "number"
}

const isA = (kind: Kind, value: unknown): boolean =>
  (kind.endsWith("or null") && value === null) ||
  (kind.startsWith("text") ? typeof value === "string" : Number.isFinite(value))

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/**
 * Measurements that are whole, as every program must print them.
 *
 * @throws TypeError that names the first that is not, or the second of the same name
 */
export const measurements = (value: unknown, where: string): ReadonlyArray<Measurement> => {
  if (!Array.isArray(value)) throw new TypeError(`${where} has no list of measurements.`)
  const seen = new Set<string>()
  for (const [k, each] of value.entries()) {
    if (!isObject(each)) throw new TypeError(`${where}: measurement ${k} is no object.`)
    for (const [key, kind] of Object.entries(kinds))
      if (!isA(kind, each[key]))
        throw new TypeError(`${where}: ${key} of ${each.name ?? `measurement ${k}`} is not a ${kind}.`)
    const together = [each.peer, each.theirs, each.ratio].filter((one) => one === null).length
    if (together !== 0 && together !== 3)
      throw new TypeError(`${where}: ${each.name} has some of peer, theirs and ratio.`)
    const name = nameOf(each as unknown as Measurement)
    if (seen.has(name)) throw new TypeError(`${where}: ${name} is there twice.`)
    seen.add(name)
  }
  return value as ReadonlyArray<Measurement>
}

/** @throws TypeError where the text is no result, SyntaxError where it is no JSON */
export const parse = (text: string): Result => {
  const value: unknown = JSON.parse(text)
  if (!isObject(value) || value.format !== 1 || !isObject(value.sections))
    throw new TypeError("This is no result of the bench, or one of another version.")
  for (const [name, section] of Object.entries(value.sections)) {
    if (!isObject(section) || !isObject(section.machine) || typeof section.command !== "string")
      throw new TypeError(`${name} says neither its command nor its machine.`)
    measurements(section.measurements, name)
  }
  return value as unknown as Result
}

/** One measurement a line, so that a change of one is a line of a diff. */
export const print = (result: Result): string => {
  const lines = JSON.stringify(result, null, 2)
  return `${lines.replace(/\{\n {10}("name"[^}]*)\n {8}\}/g, (_, fields: string) => `{ ${fields.replace(/\n */g, " ")} }`)}\n`
}

/** Sections of `after` in the place of those of `before`. */
export const merge = (before: Result, after: Result): Result => ({
  format: 1,
  sections: { ...before.sections, ...after.sections }
})
