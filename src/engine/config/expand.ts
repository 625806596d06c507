/** Base, sweep and flags -> decoded points, each fault reported once where its value stands. */
import * as Result from "effect/Result"
import type { Simulation } from "../../simulation/contract.ts"
import { type Json, type Point, unmade, valueAt } from "../study.ts"
import * as Blame from "./blame.ts"
import * as Cell from "./cell.ts"
import * as Contents from "./contents.ts"
import type { Decoded, Decoder } from "./decoder.ts"
import type { Place, Report } from "./fault.ts"
import { mostFaults, where } from "./fault.ts"
import type { Problem } from "./issue.ts"
import * as Parameter from "./parameter.ts"
import * as Room from "./room.ts"
import { countText } from "./spacing.ts"
import type { Block, Row, Rows } from "./sweep.ts"

export interface Source {
  readonly base: ReadonlyArray<Cell.Cell>
  readonly blocks: ReadonlyArray<Block>
  /** Parameters that the command line fixes. */
  readonly flags: ReadonlyArray<Cell.Cell>
  /** Where to point for a parameter that is nowhere. */
  readonly place: Place
  readonly sweepPlace: Place
  /** Names whose values were at fault: nothing more is said of what their absence leads to. */
  readonly broken: ReadonlySet<string>
  readonly parameters: ReadonlyArray<Parameter.Parameter>
  readonly room: Room.Room
}

/**
 * The rows of the blocks, or how many points they make where those are too many. Blocks that know their number count
 * first, so that others are made only where it matters.
 */
const madeOf = (blocks: ReadonlyArray<Block>, room: Room.Room): ReadonlyArray<Rows> | string => {
  const known = blocks.reduce((product, { most, isExact }) => product * (isExact ? BigInt(most) : 1n), 1n)
  const inexact = blocks.filter(({ isExact }) => !isExact)
  const upTo = inexact.reduce((product, { most }) => product * BigInt(most), known)
  const text = (inexact.length > 0 ? "up to " : "") + countText(upTo)
  const drawn = inexact.reduce((sum, { most }) => sum + most, 0)
  if (known > BigInt(room.points) || drawn > room.drawn) return text
  room.drawn -= drawn
  let count = known
  const made = new Map<Block, Rows>()
  for (const block of inexact) {
    const rows = block.make()
    made.set(block, rows)
    count *= BigInt(rows.count)
    if (count > BigInt(room.points)) return inexact.length === made.size ? countText(count) : text
  }
  return blocks.map((block) => made.get(block) ?? block.make())
}

/** Which row of each block a point takes: the last block varies fastest. */
const placesOf = (blocks: ReadonlyArray<Rows>, ordinal: number): ReadonlyArray<number> => {
  const places: Array<number> = []
  let left = ordinal
  for (let b = blocks.length - 1; b >= 0; b--) {
    const { count } = blocks[b]
    places[b] = left % count
    left = Math.floor(left / count)
  }
  return places
}

const rowsOf = (blocks: ReadonlyArray<Rows>, ordinal: number): ReadonlyArray<Row> =>
  placesOf(blocks, ordinal).map((place, b) => blocks[b].at(place))

const cellsOf = (source: Source, rows: ReadonlyArray<Row>): ReadonlyArray<Cell.Cell> => [
  ...source.base,
  ...rows.flatMap((row) => row.cells),
  ...source.flags
]

/** The place of `path`: of the last cell that says something about it, else of the point. */
const placeOf = (
  source: Source,
  rows: ReadonlyArray<Row>,
  path: ReadonlyArray<PropertyKey>,
  key: boolean
): Place => {
  const names = path.map(String)
  const cell = names.length > 0 && cellsOf(source, rows).findLast((each) => Cell.overlap(each.path, names))
  if (cell) return Cell.placeIn(cell, path, key)
  const listed = rows.findLast((_, b) => source.blocks[b].kind === "list")
  return listed?.place ?? source.place
}

/** Two points with one content would be one point by name: the row that makes the second is at fault. */
const reportEqual = (blocks: ReadonlyArray<Rows>, first: number, second: number, report: Report): void => {
  const [a, b] = [placesOf(blocks, first), placesOf(blocks, second)]
  const block = b.findLastIndex((place, i) => place !== a[i])
  const [early, late] = [a, b].map((places) => blocks[block].at(places[block]))
  report(late.place, `This makes the same point as ${where(early.place)}.`)
}

/** A problem as it is told: large numbers as they are written, a default that there is not as such. */
const told = (
  { path, kind, message }: Problem,
  source: Source,
  rows: ReadonlyArray<Row>
): { readonly place: Place; readonly message: string } => {
  const isMissing = kind === "missing"
  const place = placeOf(source, rows, isMissing ? path.slice(0, -1) : path, kind === "unknown")
  const names = path.map(String)
  const cell = cellsOf(source, rows).findLast((each) => names.length > 0 && Cell.overlap(each.path, names))
  const scalar = cell?.located.kind === "scalar" ? cell.located : undefined
  if (cell === undefined || scalar === undefined) return { place, message }
  const { value, written } = scalar
  if (isMissing && value === null)
    return { place: scalar.place, message: `${cell.name} has no default: give it a value.` }
  return {
    place,
    message: written === undefined ? message : message.replace(`not ${value}.`, `not ${written}.`)
  }
}

/** The points; fewer than there should be only after a fault was reported. */
export const points = (
  source: Source,
  simulation: Simulation,
  decoder: Decoder,
  report: Report
): ReadonlyArray<Point> => {
  const blocks = madeOf(source.blocks, source.room)
  if (typeof blocks === "string") {
    report(source.sweepPlace, `The sweep makes ${blocks} points; ${Room.pointsText(source.room)}`)
    return []
  }
  const count = blocks.reduce((product, rows) => product * rows.count, 1)
  source.room.points -= count
  const nullDefaults = new Map<string, boolean>()
  const isDefault = ({ name, path, value }: Cell.Cell): boolean => {
    if (value !== null) return false
    const known = nullDefaults.get(name) ?? Parameter.isNullDefault(source.parameters, path)
    nullDefaults.set(name, known)
    return known
  }
  const assign = (into: Record<string, unknown>, cell: Cell.Cell): void =>
    Cell.assign(into, isDefault(cell) ? { path: cell.path, value: undefined } : cell)
  const base: Record<string, unknown> = {}
  for (const cell of source.base) assign(base, cell)
  const labels = source.blocks.flatMap(({ heads }) => heads)
  const rawOf = (rows: ReadonlyArray<Row>): Record<string, unknown> => {
    const raw = { ...base }
    for (const row of rows) for (const cell of row.cells) assign(raw, cell)
    for (const cell of source.flags) assign(raw, cell)
    return raw
  }
  const sweptOf = (encoded: Point["encoded"]): Point["swept"] => {
    const swept: Record<string, Json> = {}
    for (const { name, path } of labels) {
      const value = valueAt(encoded, path)
      if (value !== undefined) swept[name] = value
    }
    return swept
  }
  const decoded = (ordinal: number): Decoded => decoder.again(rawOf(rowsOf(blocks, ordinal)))
  const pointAt = unmade((ordinal) => {
    const { config, encoded } = decoded(ordinal)
    return { config, encoded, swept: sweptOf(encoded) }
  })
  const ordinals = Contents.make(count, (ordinal) => decoded(ordinal).content())
  const made: Array<Point> = []
  const found: Array<Blame.Found> = []
  let failed = 0
  for (let ordinal = 0; ordinal < count && failed < mostFaults; ordinal++) {
    const rows = rowsOf(blocks, ordinal)
    const result = decoder.decode(rawOf(rows))
    if (Result.isFailure(result)) {
      failed += 1
      for (const problem of result.failure) {
        if (problem.kind === "missing" && source.broken.has(String(problem.path[0]))) continue
        const { place, message } = told(problem, source, rows)
        report(place, message)
      }
      continue
    }
    const { config, content } = result.success
    const faults = source.broken.size > 0 ? [] : (simulation.faults?.(config) ?? [])
    const places = placesOf(blocks, ordinal)
    for (const { path, message } of faults) found.push({ rows: places, path, message })
    const first = ordinals.add(content(), ordinal)
    if (first !== undefined) reportEqual(blocks, first, ordinal, report)
    if (first !== undefined || faults.length > 0) failed += 1
    made.push(pointAt(ordinal))
  }
  const usual = ({ rows, path }: Blame.Found): Place =>
    placeOf(
      source,
      rows.map((row, b) => blocks[b]!.at(row)),
      path,
      false
    )
  // Of a sweep that has not been seen to its end nobody knows which points would do.
  const isWhole = failed < mostFaults
  for (const { place, message } of isWhole
    ? Blame.told(found, blocks, usual)
    : found.map((each) => ({ place: usual(each), message: each.message })))
    report(place, message)
  return made
}
