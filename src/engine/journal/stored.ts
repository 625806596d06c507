/** The study and the points of a run as lines of its file, and back. */
import type { DatabaseSync } from "node:sqlite"
import type { Json, Study } from "../study.ts"
import * as Checksum from "./checksum.ts"
import * as Claim from "./claim.ts"
import * as Extent from "./extent.ts"
import { Altered, Damaged } from "./fault.ts"

export interface StoredPoint {
  readonly ordinal: number
  readonly id: string
  readonly config: { readonly [key: string]: Json }
  readonly swept: { readonly [key: string]: Json }
}

/** A point that is begun and in the study no longer. Its id alone does not tell it: defaults may have changed. */
export interface FormerPoint {
  readonly id: string
  readonly seed: number
  /** As canonical JSON. */
  readonly config: string
}

export interface StoredStudy {
  readonly study: Omit<Study, "points">
  /** All that the rows depend on: they are made anew when it changes. */
  readonly signature: string
  /** How many; undefined in files of layout 1. */
  readonly points: number | undefined
}

type Line = Readonly<Record<string, unknown>>

const crcOfStudy = (study: string, signature: string, points: number): number =>
  Checksum.of("study", study, signature, points)

const crcOfPoint = (ordinal: number, id: string, config: string, swept: string): number =>
  Checksum.of("point", ordinal, id, config, swept)

/** What nobody has written is not read: JSON takes thirty times the memory of its text. */
const isText = (value: unknown): value is string =>
  typeof value === "string" && value.length <= Claim.longestText

/** The columns of `_study`. */
export const studyLine = (study: string, signature: string, points: number) =>
  [study, signature, points, crcOfStudy(study, signature, points)] as const

/** The columns of `_point`. */
export const pointLine = (ordinal: number, id: string, config: string, swept: string) =>
  [ordinal, id, config, swept, crcOfPoint(ordinal, id, config, swept)] as const

/**
 * Undefined where the line is damaged. Lines of layout 1 have no checksum. Throws {@link Altered} for a study that no study
 * file can ask for.
 */
export const parsedStudy = ({ study, signature, points, crc }: Line): StoredStudy | undefined => {
  if (!isText(study) || !isText(signature)) return undefined
  if (points !== undefined) {
    if (typeof points !== "number" || crc !== crcOfStudy(study, signature, points)) return undefined
  }
  const said = JSON.parse(study)
  const fault = Claim.faultOf(said, JSON.parse(signature), points)
  if (fault !== undefined) throw new Altered(`${fault}, as no run has it`)
  return { study: said, signature, points }
}

/** Undefined where the line is damaged. Lines of layout 1 have no checksum. */
export const parsedPoint = ({ ordinal, id, config, swept, crc }: Line): StoredPoint | undefined => {
  if (typeof ordinal !== "number" || typeof id !== "string") return undefined
  if (!isText(config) || !isText(swept)) return undefined
  if (crc !== undefined && crc !== crcOfPoint(ordinal, id, config, swept)) return undefined
  return { ordinal, id, config: JSON.parse(config), swept: JSON.parse(swept) }
}

const crcOfFormer = (id: string, seed: number, config: string): number =>
  Checksum.of("former", id, seed, config)

/** The columns of `_former`. */
export const formerLine = ({ id, seed, config }: FormerPoint) =>
  [id, seed, config, crcOfFormer(id, seed, config)] as const

/** Undefined where the line is damaged. */
export const parsedFormer = ({ id, seed, config, crc }: Line): FormerPoint | undefined => {
  if (typeof id !== "string" || typeof seed !== "number" || typeof config !== "string") return undefined
  return crc === crcOfFormer(id, seed, config) ? { id, seed, config } : undefined
}

/** Throws {@link Damaged}. */
export const study = (database: DatabaseSync): StoredStudy => {
  const found = database.prepare("SELECT * FROM _study").get()
  if (found === undefined) throw new Damaged("it holds no study")
  const stored = parsedStudy(found)
  if (stored === undefined) throw new Damaged("its study does not match its checksum")
  return stored
}

/** How many there are. Throws {@link Damaged} where they are not as many as the study says. */
export const count = (database: DatabaseSync, expected: number | undefined): number => {
  const found = Extent.count(database, "_point")
  if (expected !== undefined && found !== expected) throw new Damaged(`it has ${found} of ${expected} points`)
  return found
}

const checked = (line: Line, place: number): StoredPoint => {
  const point = parsedPoint(line)
  if (point === undefined || point.ordinal !== place)
    throw new Damaged(`the config of point ${place} does not match its checksum`)
  return point
}

/** All of them in plan order, one at a time. Throws {@link Damaged}, also where there are not as many as the study says. */
export function* each(database: DatabaseSync, expected: number | undefined): Generator<StoredPoint> {
  count(database, expected)
  let place = 0
  for (const line of database.prepare("SELECT * FROM _point ORDER BY ordinal").iterate())
    yield checked(line, place++)
}

/** The same as a list. */
export const points = (database: DatabaseSync, expected: number | undefined): ReadonlyArray<StoredPoint> => [
  ...each(database, expected)
]

/** That one; undefined where there is none. Throws {@link Damaged}. */
export const point = (database: DatabaseSync, ordinal: number): StoredPoint | undefined => {
  const line = database.prepare("SELECT * FROM _point WHERE ordinal = ?").get(ordinal)
  return line === undefined ? undefined : checked(line, ordinal)
}

/** Whether the file has the points with these ids, undamaged. */
export const arePoints = (database: DatabaseSync, ids: ReadonlyArray<string>): boolean => {
  let place = 0
  for (const line of database.prepare("SELECT * FROM _point ORDER BY ordinal").iterate()) {
    const point = parsedPoint(line)
    if (point === undefined || point.ordinal !== place || point.id !== ids[place]) return false
    place++
  }
  return place === ids.length
}
