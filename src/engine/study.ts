/** A study after `config` has resolved it: every default filled in, every sweep expanded, nothing left to ask. */

import type { Direction } from "../domain/search/halving.ts"
import type { Axis } from "../domain/search/space.ts"

/** What one study may ask for. So many tasks are lines of a journal that are written and read again in minutes. */
export const most = { points: 1_000_000, repeats: 1_000_000, trials: 100_000, tasks: 2_000_000 } as const

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

/** A value as people see it: of a text of several lines, which is what a file came to, the first, which names the file. */
export const brief = (value: Json): Json =>
  typeof value === "string" && value.includes("\n") ? value.slice(0, value.indexOf("\n")) : value

/** The value at a path of a config; undefined where it has none. */
export const valueAt = (config: Json, path: ReadonlyArray<string>): Json | undefined =>
  path.reduce<Json | undefined>(
    (at, key) =>
      at !== null && typeof at === "object" && !Array.isArray(at) ? (at as Point["encoded"])[key] : undefined,
    config
  )

/** All parameters of configs, those inside others by their paths, too. */
export const pathsOf = (points: Iterable<{ readonly config: Point["encoded"] }>): ReadonlySet<string> => {
  const paths = new Set<string>()
  const add = (config: Point["encoded"], before: string): void => {
    for (const [name, value] of Object.entries(config)) {
      paths.add(before + name)
      if (value !== null && typeof value === "object" && !Array.isArray(value))
        add(value as Point["encoded"], `${before}${name}.`)
    }
  }
  for (const { config } of points) add(config, "")
  return paths
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

/** The point by the id that a run's file has for it. Its config is asked of it when it is asked for: it may be made then. */
export const named = (point: Point, id: string): Point => new Named(point, id)

/** A point by an id. */
export class Named implements Point {
  private readonly point: Point
  readonly id: string
  constructor(point: Point, id: string) {
    this.point = point
    this.id = id
  }
  get config() {
    return this.point.config
  }
  get encoded() {
    return this.point.encoded
  }
  get swept() {
    return this.point.swept
  }
}

/** What a point is made of, all over again whenever it is asked for. */
type Making = (ordinal: number) => Omit<Point, "id">

/** A million of these are in memory at a time, and a config is thirty times as large. */
class Unmade implements Point {
  private readonly making: Making
  private readonly ordinal: number
  readonly id?: string
  constructor(making: Making, ordinal: number, id: string | undefined) {
    this.making = making
    this.ordinal = ordinal
    if (id !== undefined) this.id = id
  }
  get config() {
    return this.making(this.ordinal).config
  }
  get encoded() {
    return this.making(this.ordinal).encoded
  }
  get swept() {
    return this.making(this.ordinal).swept
  }
}

/** Points that `make` makes when they are asked what they are; only the one that was asked last is kept. */
export const unmade = (make: Making): ((ordinal: number, id?: string) => Point) => {
  let last: { readonly ordinal: number; readonly point: ReturnType<Making> } | undefined
  const making: Making = (ordinal) => {
    if (last?.ordinal !== ordinal) last = { ordinal, point: make(ordinal) }
    return last.point
  }
  return (ordinal, id) => new Unmade(making, ordinal, id)
}

/** Adds repeats to a point until the standard error of `column` is met in each of its rows. */
export interface Until {
  readonly column: string
  readonly standardError: number
  /** The most repeats. */
  readonly atMost: number
}

/** The most repeats that a point gets. */
export const mostRepeats = ({ repeats, until }: Pick<Study, "repeats" | "until">): number =>
  until?.atMost ?? repeats

/** A number to be made large or small: a column of a table, in its last row of a point. */
export interface Goal {
  readonly direction: Direction
  readonly table: string
  readonly column: string
}

/** After each of `rungs`, shares of the whole of a point, the best `keep` of the points go on. */
export interface Halving extends Goal {
  readonly keep: number
  readonly rungs: ReadonlyArray<number>
}

/** One parameter of a space. */
export interface Dimension {
  readonly name: string
  readonly axis: Axis
  /** Values are rounded to integers. */
  readonly integer: boolean
  /** Of a choice. */
  readonly choices?: ReadonlyArray<Json>
}

export const samplers = ["tpe", "quasi-random", "random"] as const

/** Where the points of a search come from that no sweep names. */
export interface Sampling {
  readonly sampler: (typeof samplers)[number]
  readonly trials: number
  readonly space: ReadonlyArray<Dimension>
  /** The other parameters, as the study gives them. */
  readonly base: { readonly [key: string]: Json }
}

/** Which points are worth going on with, and which are worth trying next. */
export interface Search {
  readonly goal: Goal
  /** Points that are judged together, in plan order. */
  readonly batch: number
  readonly halving?: Halving
  readonly sampling?: Sampling
}

export interface Study {
  readonly name: string
  readonly simulation: string
  readonly seed: number
  readonly repeats: number
  readonly points: ReadonlyArray<Point>
  readonly until?: Until
  /** Of one with a space, `points` are those that have been drawn so far: at first, a batch. */
  readonly search?: Search
  /** The study file that says it, and nothing else; absent where a program made the study. */
  readonly asked?: () => Asked
  /** Absent where the study file says its points itself. */
  readonly origin?: Origin
  /** What parameters were read from; absent where no file was. */
  readonly files?: ReadonlyArray<File>
}

/** A file that a study names in the place of a parameter's value. */
export interface File {
  readonly parameter: string
  /** As the study names it. */
  readonly file: string
  /** SHA-256 of its bytes. */
  readonly digest: string
}

/** Where the points of a study come from, beside its file. */
export type Origin = { readonly digest: string | null } & (
  | {
      /** As the study file names it; the digest is the SHA-256 of its bytes. */
      readonly file: string
    }
  | {
      /** The name of its folder; the digest is that of its study, null where its manifest has none. */
      readonly run: string
      /** Points that are taken. */
      readonly points: number
      /** Points that have no results yet, where results decide. */
      readonly unfinished: number
    }
)

export interface Asked {
  /** As the command line names it. */
  readonly file: string
  readonly text: string
}
