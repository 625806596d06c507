import * as Decode from "../../diagram/decode.ts"
import type * as Planar from "../../diagram/planar.ts"
import * as Grid from "../certificate.ts"
import type * as Diagram from "../diagram.ts"
import * as Link from "../link.ts"
import type { Apart } from "./apart.ts"

/**
 * How a diagram is cut in two.
 *
 *     split rows from to  no column has one mark in rows from ... to - 1 and one in another row: the link is split into what is
 *                         inside and what is outside
 *     sum rows from to    two columns have: it is a connected sum. Each piece is closed by a row of its own in which both columns
 *                         have a mark: inside it is the last, outside it is in the place of those that are inside
 *
 * and the same of columns. The lines across that a piece has are those with a mark in it; all lines keep their order.
 */
export type Cut = readonly [joined: "split" | "sum", of: "columns" | "rows", from: number, to: number]

/** Moves of a diagram, and how it is cut then; or the columns that it has, as one of the pieces. */
export type Part =
  | { readonly steps: ReadonlyArray<Grid.Step>; readonly cut: Cut }
  | { readonly steps: ReadonlyArray<Grid.Step>; readonly columns: Diagram.Diagram }

/**
 * A proof that a link is put together of others: a rectangular diagram of it, with moves and cuts by which that comes apart. Plain
 * data: it goes through JSON and MessagePack as it is.
 */
export interface Certificate {
  readonly version: 1
  readonly proof: "pieces"
  readonly from: Planar.Origin
  readonly columns: Diagram.Diagram
  readonly places: ReadonlyArray<Grid.Place>
  /** The first begins with `columns`; what is inside and outside of each cut follows in the order of the cuts. */
  readonly parts: ReadonlyArray<Part>
}

export const make = (
  { from, columns, places }: Pick<Certificate, "from" | "columns" | "places">,
  { parts, pieces }: Apart
): Certificate => {
  const left = pieces.values()
  return {
    version: 1,
    proof: "pieces",
    from,
    columns,
    places,
    parts: parts.map(({ moves, cut }) =>
      cut === undefined
        ? { steps: Grid.steps(moves), columns: Link.diagram(left.next().value!) }
        : { steps: Grid.steps(moves), cut: [cut.bridges === 0 ? "split" : "sum", cut.of, cut.from, cut.to] }
    )
  }
}

/**
 * Reads a certificate from data of unknown origin: whether it has the form of one. Whether it proves anything is for the checker.
 * Throws a TypeError with a sentence.
 */
export const decode = (data: unknown): Certificate => {
  const { parts, ...rest } = Decode.isObject(data) ? data : {}
  const { from, columns, places } = Grid.decode({ ...rest, proof: "grid", steps: [] })
  if (!Array.isArray(parts)) throw new TypeError("The certificate's `parts` are a list.")
  return { version: 1, proof: "pieces", from, columns, places, parts: parts.map(part) }
}

const part = (data: unknown, i: number): Part => {
  if (!Decode.isObject(data)) throw new TypeError(`Part ${i + 1} of the certificate is an object.`)
  const { steps, cut, columns } = data
  if (!Grid.isSteps(steps)) throw new TypeError(`The \`steps\` of part ${i + 1} are a list of moves.`)
  if (isCut(cut)) return { steps, cut }
  if (cut === undefined && Decode.isTuples(columns, 2))
    return { steps, columns: columns as unknown as Diagram.Diagram }
  throw new TypeError(
    `Part ${i + 1} of the certificate has a \`cut\`, ["split" or "sum", "columns" or "rows", from, to], or \`columns\`, a list of pairs of integers.`
  )
}

const isCut = (value: unknown): value is Cut => {
  if (!Array.isArray(value) || value.length !== 4) return false
  const [joined, of, from, to] = value
  const isKnown = (joined === "split" || joined === "sum") && (of === "columns" || of === "rows")
  return isKnown && Number.isInteger(from) && Number.isInteger(to)
}
