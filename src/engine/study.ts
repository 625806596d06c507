/** A study after `config` has resolved it: every default filled in, every sweep expanded, nothing left to ask. */

/** Of a study and of its runs: a name is that of a folder. */
export const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

/** A config as plain data that JSON can hold, all defaults filled in. */
export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json }

/** JSON with the keys of objects in order, so that equal configs have equal text. */
export const canonical = (value: Json): string => {
  if (value === null || typeof value !== "object") return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`
  const object = value as { readonly [key: string]: Json }
  const fields = Object.keys(object).sort()
  return `{${fields.map((field) => `${JSON.stringify(field)}:${canonical(object[field]!)}`).join(",")}}`
}

export interface Point {
  /** What kernels see: the schema's decoded form. */
  readonly config: unknown
  /** The schema's encoded form, all defaults filled in: equal for equal points. */
  readonly encoded: { readonly [key: string]: Json }
  /** The part of `encoded` that the sweep varies, for labels. */
  readonly swept: { readonly [key: string]: Json }
  /** What a run's file calls it, where it has it already. */
  readonly id?: string
}

/** Adds repeats to a point until the standard error of `column` is met in each of its rows. */
export interface Until {
  readonly column: string
  readonly standardError: number
  /** The most repeats. */
  readonly atMost: number
}

export interface Study {
  readonly name: string
  readonly simulation: string
  readonly seed: number
  readonly repeats: number
  readonly points: ReadonlyArray<Point>
  readonly until?: Until
}
