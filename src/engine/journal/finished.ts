/** The points that have rows, and what those rows add up to. */
import type { DatabaseSync } from "node:sqlite"
import type { Sum, Sums } from "./checksum.ts"
import * as Checksum from "./checksum.ts"
import * as Extent from "./extent.ts"
import { Damaged } from "./fault.ts"
import * as Form from "./form.ts"

export interface Finished {
  readonly ordinal: number
  /** In its rows. */
  readonly repeats: number
  /** Absent in files of layout 1. */
  readonly sums: Sums | undefined
}

const crcOf = (ordinal: number, repeats: number, sums: string): number =>
  Checksum.of("finished", ordinal, repeats, sums)

/** The columns of a line of `_finished`. */
export const line = (ordinal: number, repeats: number, sums: Sums): [number, number, string, number] => {
  const text = JSON.stringify(sums)
  return [ordinal, repeats, text, crcOf(ordinal, repeats, text)]
}

/** Of points, repeats, rows, and what a checksum is: all of them have 32 bits. */
const isCount = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 32

const areSums = (value: Readonly<Record<string, unknown>>): value is Sums =>
  Object.values(value).every((sum) => Array.isArray(sum) && sum.length === 2 && sum.every(isCount))

/** Undefined where the line is damaged. */
export const parsed = (found: Record<string, unknown>): Finished | undefined => {
  const { ordinal, repeats, sums, crc } = found
  if (!isCount(ordinal) || !isCount(repeats) || repeats === 0) return undefined
  if (sums === undefined) return { ordinal, repeats, sums }
  if (typeof sums !== "string" || crc !== crcOf(ordinal, repeats, sums)) return undefined
  const read = Form.fields(sums)
  return read !== undefined && areSums(read) ? { ordinal, repeats, sums: read } : undefined
}

const checked = (found: Record<string, unknown>): Finished => {
  const finished = parsed(found)
  if (finished === undefined)
    throw new Damaged(`what it says of the rows of point ${found.ordinal} does not match its checksum`)
  return finished
}

const lines = (database: DatabaseSync) =>
  Extent.lines(database, database.prepare("SELECT * FROM _finished ORDER BY ordinal").iterate())

/** In plan order. Throws {@link Damaged}. */
export function* all(database: DatabaseSync): Generator<Finished> {
  for (const found of lines(database)) yield checked(found)
}

/** Those whose lines are intact. */
export function* intact(database: DatabaseSync): Generator<Finished> {
  for (const found of lines(database)) {
    const finished = parsed(found)
    if (finished !== undefined) yield finished
  }
}

/** The points whose lines are not. */
export const damaged = (database: DatabaseSync): ReadonlyArray<number> =>
  [...lines(database)].flatMap((found) => (parsed(found) === undefined ? [Number(found.ordinal)] : []))

/** How many points have rows. */
export const count = (database: DatabaseSync): number => Extent.count(database, "_finished")

/** Of one point. Throws {@link Damaged}. */
export const of = (database: DatabaseSync, ordinal: number): Finished | undefined => {
  const found = database.prepare("SELECT * FROM _finished WHERE ordinal = ?").get(ordinal)
  return found === undefined ? undefined : checked(found)
}

/** What the rows of the point in a table must add up to. */
export const sumOf = ({ sums }: Finished, table: string): Sum => sums?.[table] ?? Checksum.empty
