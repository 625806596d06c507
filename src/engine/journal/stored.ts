/** The study and the points of a run as lines of its file, and back. */
import type { DatabaseSync } from "node:sqlite"
import type { Tables } from "../../simulation/table.ts"
import type { Json, Study } from "../study.ts"
import * as Checksum from "./checksum.ts"
import * as Claim from "./claim.ts"
import * as Extent from "./extent.ts"
import { Altered, Damaged } from "./fault.ts"
import * as Form from "./form.ts"

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
  /** The SHA-256 of the text that it was asked by; undefined in files of old. */
  readonly asked: string | undefined
  /** All that the rows depend on: they are made anew when it changes. */
  readonly signature: string
  /** The result tables, as the signature has them. */
  readonly tables: Tables
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
 * What the line says, or why it says nothing. Lines of layout 1 have no checksum. Throws {@link Altered} for a study that no
 * study file can ask for.
 */
const readStudy = ({ study, signature, points, crc }: Line): Form.Read<StoredStudy> => {
  const damaged = { fault: "its study does not match its checksum" }
  if (!isText(study) || !isText(signature)) return damaged
  if (points !== undefined) {
    if (typeof points !== "number" || crc !== crcOfStudy(study, signature, points)) return damaged
    if (!Number.isSafeInteger(points) || points < 1) return { fault: `its study has ${points} points` }
  }
  const read = Form.study(study)
  if ("fault" in read) throw new Altered(read.fault)
  const tables = Form.tables(signature)
  if ("fault" in tables) throw new Altered(tables.fault)
  const fault = Claim.faultOf(JSON.parse(study), JSON.parse(signature), points)
  if (fault !== undefined) throw new Altered(`${fault}, as no run has it`)
  const { asked, ...said } = read.said
  return { said: { study: said, asked, signature, tables: tables.said, points } }
}

/** Undefined where the line is damaged. Throws what {@link study} throws for one that no study file can ask for. */
export const parsedStudy = (line: Line): StoredStudy | undefined => {
  const read = readStudy(line)
  return "fault" in read ? undefined : read.said
}

/** Undefined where the line is damaged. Lines of layout 1 have no checksum. */
export const parsedPoint = ({ ordinal, id, config, swept, crc }: Line): StoredPoint | undefined => {
  if (typeof ordinal !== "number" || typeof id !== "string" || !/^[0-9a-f]{32}$/.test(id)) return undefined
  if (!isText(config) || !isText(swept)) return undefined
  if (crc !== undefined && crc !== crcOfPoint(ordinal, id, config, swept)) return undefined
  const [said, sweeps] = [Form.fields(config), Form.fields(swept)]
  return said && sweeps && { ordinal, id, config: said, swept: sweeps }
}

const crcOfFormer = (id: string, seed: number, config: string): number =>
  Checksum.of("former", id, seed, config)

/** The columns of `_former`. */
export const formerLine = ({ id, seed, config }: FormerPoint) =>
  [id, seed, config, crcOfFormer(id, seed, config)] as const

/** Undefined where the line is damaged. */
export const parsedFormer = ({ id, seed, config, crc }: Line): FormerPoint | undefined => {
  if (typeof id !== "string" || typeof seed !== "number" || typeof config !== "string") return undefined
  if (crc !== crcOfFormer(id, seed, config) || Form.fields(config) === undefined) return undefined
  return Number.isSafeInteger(seed) && seed >= 0 ? { id, seed, config } : undefined
}

/** Throws {@link Damaged}. */
export const study = (database: DatabaseSync): StoredStudy => {
  const found = database.prepare("SELECT * FROM _study").get()
  if (found === undefined) throw new Damaged("it holds no study")
  const read = readStudy(found)
  if ("fault" in read) throw new Damaged(read.fault)
  return read.said
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
