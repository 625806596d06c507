/** Base, sweep and flags -> decoded points, each fault reported once where its value stands. */
import * as Result from "effect/Result"
import type { Simulation } from "../../simulation/contract.ts"
import type { Json, Point } from "../study.ts"
import * as Cell from "./cell.ts"
import type { Decoder } from "./decoder.ts"
import type { Place, Report } from "./fault.ts"
import { where } from "./fault.ts"
import type { Block, Row } from "./sweep.ts"

/** Points of one study. A plan holds all of them in memory. */
export const mostPoints = 1_000_000

export interface Source {
  readonly base: ReadonlyArray<Cell.Cell>
  readonly blocks: ReadonlyArray<Block>
  /** Parameters that the command line fixes. */
  readonly flags: ReadonlyArray<Cell.Cell>
  /** Where to point for a parameter that is nowhere. */
  readonly place: Place
  readonly sweepPlace: Place
}

/** The rows of a point: the last block varies fastest. */
const rowsOf = (blocks: ReadonlyArray<Block>, ordinal: number): ReadonlyArray<Row> => {
  const rows: Array<Row> = []
  let left = ordinal
  for (let b = blocks.length - 1; b >= 0; b--) {
    const { rows: choices } = blocks[b]
    rows[b] = choices[left % choices.length]
    left = Math.floor(left / choices.length)
  }
  return rows
}

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

const encodedAt = (encoded: unknown, path: ReadonlyArray<string>): Json | undefined =>
  path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], encoded) as
    | Json
    | undefined

/** What sweeps vary, by name. */
const sweptNames = (blocks: ReadonlyArray<Block>): ReadonlyArray<Cell.Cell> => [
  ...new Map(
    blocks.flatMap(({ rows }) => rows.flatMap((row) => row.cells.map((cell) => [cell.name, cell] as const)))
  ).values()
]

/** Two points with one content would be one point by name: the row that makes the second is at fault. */
const reportEqual = (source: Source, first: number, second: number, report: Report): void => {
  const [a, b] = [rowsOf(source.blocks, first), rowsOf(source.blocks, second)]
  const block = b.findLastIndex((row, i) => row !== a[i])
  report(b[block].place, `This makes the same point as ${where(a[block].place)}.`)
}

/** The points; fewer than there should be only after a fault was reported. */
export const points = (
  source: Source,
  simulation: Simulation,
  decode: Decoder,
  report: Report
): ReadonlyArray<Point> => {
  const count = source.blocks.reduce((product, { rows }) => product * rows.length, 1)
  if (count > mostPoints) {
    report(source.sweepPlace, `The sweep makes ${count} points; a study has at most ${mostPoints}.`)
    return []
  }
  const base: Record<string, unknown> = {}
  for (const cell of source.base) Cell.assign(base, cell)
  const labels = sweptNames(source.blocks)
  const isAbsent = { missing: true, unknown: false, value: false }
  const ordinals = new Map<string, number>()
  const made: Array<Point> = []
  for (let ordinal = 0; ordinal < count; ordinal++) {
    const rows = rowsOf(source.blocks, ordinal)
    const raw = { ...base }
    for (const row of rows) for (const cell of row.cells) Cell.assign(raw, cell)
    for (const cell of source.flags) Cell.assign(raw, cell)
    const decoded = decode(raw)
    if (Result.isFailure(decoded)) {
      for (const { path, kind, message } of decoded.failure)
        report(placeOf(source, rows, isAbsent[kind] ? path.slice(0, -1) : path, kind === "unknown"), message)
      continue
    }
    const { config, encoded, content } = decoded.success
    for (const { path, message } of simulation.faults?.(config) ?? [])
      report(placeOf(source, rows, path, false), message)
    const first = ordinals.get(content)
    if (first !== undefined) reportEqual(source, first, ordinal, report)
    else ordinals.set(content, ordinal)
    const swept: Record<string, Json> = {}
    for (const { name, path } of labels) {
      const value = encodedAt(encoded, path)
      if (value !== undefined) swept[name] = value
    }
    made.push({ config, encoded, swept })
  }
  return made
}
