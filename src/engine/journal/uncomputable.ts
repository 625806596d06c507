/** Points whose kernel says that their values have no answer: nobody tries them again, unless asked (aside.ts). */
import type { DatabaseSync } from "node:sqlite"
import * as Checksum from "./checksum.ts"
import * as Extent from "./extent.ts"

export interface Uncomputable {
  /** The id of the point. */
  readonly point: string
  /** The task that found it out. */
  readonly task: string
  readonly message: string
}

/** A line of `_uncomputable`; `version` is the simulation's, of which another one may know an answer. */
export const line = ({ point, task, message }: Uncomputable, version: number) =>
  [point, version, task, message, Checksum.of("uncomputable", point, version, task, message)] as const

/** Undefined where the line is damaged: then the point is tried again. */
const parsed = ({ point, version, task, message, crc }: Record<string, unknown>): Uncomputable | undefined =>
  typeof point === "string" &&
  typeof version === "number" &&
  typeof task === "string" &&
  typeof message === "string" &&
  crc === Checksum.of("uncomputable", point, version, task, message)
    ? { point, task, message }
    : undefined

/** By the id of the point. None in files of old, which have no such table. */
export const all = (database: DatabaseSync): ReadonlyMap<string, Uncomputable> => {
  const isThere = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = '_uncomputable'").get()
  if (isThere === undefined) return new Map()
  const columns = "point, version, task, message, crc"
  const found = database
    .prepare(`SELECT * FROM ${Extent.limited("_uncomputable", columns)} ORDER BY point`)
    .all(Extent.limit(database))
  return new Map(found.flatMap((each) => parsed(each) ?? []).map((each) => [each.point, each]))
}
