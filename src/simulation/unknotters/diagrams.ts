/**
 * The rectangular diagrams of the unknot that games begin with, in one split, none of which has a destabilisation left. A
 * diagram is a function of its number alone; the splits never meet, whoever draws: they are told apart by a hash of the
 * diagram up to shifts.
 */
import * as Word from "../../domain/braid/word.ts"
import * as Planar from "../../domain/diagram/planar.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Diagram from "../../domain/grid/diagram.ts"
import { fromPlanar } from "../../domain/grid/from-planar.ts"
import * as Marks from "../../domain/grid/marks.ts"
import * as Play from "../../domain/grid/play.ts"
import { toPlanar } from "../../domain/grid/to-planar.ts"
import { prove } from "../../domain/group/prove.ts"
import * as Interruption from "../../domain/interruption.ts"
import type { Key } from "../../domain/random/key.ts"
import { child } from "../../domain/random/key.ts"
import * as Stream from "../../domain/random/stream.ts"
import { settled } from "../../domain/rl/environment/grid.ts"
import * as Composite from "../../domain/rl/search/composite.ts"
import type { Split } from "./words.ts"

/**
 * How they are made: `play` from a circle by splits and exchanges; `sums` likewise from random sums of hard unknots; `pairs`
 * from random pairs of permutations, each diagram of a knot as likely as any other, as many as the knot's group proves to be
 * unknots.
 */
export const names = ["play", "sums", "pairs"] as const
export type Name = (typeof names)[number]

export const usual: Name = "play"

/** The fewest columns that a diagram of each kind may be asked for. */
export const fewest: Readonly<Record<Name, number>> = { play: 7, sums: 20, pairs: 7 }

export interface Diagrams {
  /** Diagram number `index` of so many columns. */
  readonly diagram: (columns: number, index: number) => Diagram.Diagram
}

/** As text: of each column its two rows. */
export const print = (diagram: Diagram.Diagram): string => diagram.map((column) => column.join(",")).join(" ")

/** Reads what {@link print} wrote. Throws a RangeError for what is no diagram. */
export const parse = (text: string): Diagram.Diagram =>
  Diagram.of(text.split(" ").map((column) => column.split(",").map(Number)))

/** The same for every agent and every repeat. */
const keys: Readonly<Record<Split, Key>> = { train: [2006, 190], test: [190, 2006] }

/** A fifth of all diagrams up to shifts. */
const testShare = 0.2

/** Columns beyond those asked for with which inverse play is given up: many of them go at once. */
const excess = 3

export const splitOf = (diagram: Diagram.Diagram): Split => {
  const rows = Int16Array.from(Diagram.canonical(diagram).flat())
  return Word.hash(rows) / 2 ** 32 < testShare ? "test" : "train"
}

const made = new Map<string, Diagrams>()

/** Keeps the diagrams it has drawn, for as long as the thread lives. */
export const on = (split: Split, unknots: Name, exchanges: number): Diagrams => {
  const name = `${split} ${unknots} ${exchanges}`
  const known = made.get(name)
  if (known !== undefined) return known
  const drawn = new Map<string, Diagram.Diagram>()
  const draw = (columns: number, index: number): Diagram.Diagram => {
    const stream = Stream.make(child(child(keys[split], columns), index))
    for (;;) {
      Interruption.look()
      const diagram = attempt(unknots, stream, columns, exchanges)
      if (diagram !== undefined && splitOf(diagram) === split) return diagram
    }
  }
  const diagrams: Diagrams = {
    diagram: (columns, index) => {
      const place = `${columns} ${index}`
      const diagram = drawn.get(place) ?? draw(columns, index)
      drawn.set(place, diagram)
      return diagram
    }
  }
  made.set(name, diagrams)
  return diagrams
}

const attempt = (
  unknots: Name,
  stream: Stream.Stream,
  columns: number,
  exchanges: number
): Diagram.Diagram | undefined => {
  switch (unknots) {
    case "play":
      return grown(Diagram.circle, stream, columns, exchanges)
    case "sums":
      return grown(sum(stream, columns), stream, columns, exchanges)
    case "pairs":
      return pair(stream, columns)
    default:
      return nothingLeft(unknots, "kind of diagrams")
  }
}

/** By inverse play until as many columns are left as were asked for, once all that can be destabilised is. */
const grown = (
  start: Diagram.Diagram,
  stream: Stream.Stream,
  columns: number,
  exchanges: number
): Diagram.Diagram | undefined => {
  const room = excess * columns
  const marks = { ...Play.room(room), n: start.length }
  const { columns: across, rows } = Marks.of(start)
  marks.columns.set(across)
  marks.rows.set(rows)
  while (marks.n < room) {
    Interruption.look()
    Play.grow(marks, stream, exchanges)
    if (marks.n < columns) continue
    const diagram = settled(Marks.diagram(marks))
    if (diagram.length === columns) return diagram
  }
  return undefined
}

/** Random sums have about three quarters as many columns as letters. */
const sum = (stream: Stream.Stream, columns: number): Diagram.Diagram => {
  for (;;) {
    Interruption.look()
    const word = Composite.draw(stream, { letters: columns, strands: Math.max(4, Math.floor(columns / 8)) })
    const diagram = settled(fromPlanar(Planar.ofBraid(word)).diagram)
    if (diagram.length < columns) return diagram
  }
}

/** With as many columns as were asked for; those that go at once are few. */
const pair = (stream: Stream.Stream, columns: number): Diagram.Diagram | undefined => {
  const diagram = settled(Play.knot(stream, columns + 4))
  if (diagram.length !== columns) return undefined
  const { crossings, circles } = toPlanar(diagram)
  return prove({ crossings, circles }) === null ? undefined : diagram
}
