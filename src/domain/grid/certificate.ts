import * as Decode from "../diagram/decode.ts"
import type * as Planar from "../diagram/planar.ts"
import type * as Diagram from "./diagram.ts"
import * as Move from "./move.ts"

/**
 * A proof that a diagram is one of the unknot: a rectangular diagram of it, and the moves by which that comes to n = 2.
 *
 *     exchange columns at  columns at, at+1 change places (the last and the first are neighbours too); their four marks are
 *                          in four rows, and those of one do not lie on different sides of those of the other
 *     join columns at      columns at, at+1 have one mark each in one row; they become one column at the smaller of their
 *                          places, with the other two marks, and the row goes (destabilisation)
 *
 * and the same of rows. Plain data: it goes through JSON and MessagePack as it is.
 */
export type Step = readonly [move: "exchange" | "join", of: "columns" | "rows", at: number]

/**
 * Where a crossing stands: its column, its row, and the way by which its first arc (the incoming one of the strand below)
 * leaves it, 0 to the right or 2 to the left. Letters of a braid are crossings in their order.
 */
export type Place = readonly [column: number, row: number, way: number]

export interface Certificate {
  readonly version: 1
  readonly proof: "grid"
  readonly from: Planar.Origin
  readonly columns: Diagram.Diagram
  readonly places: ReadonlyArray<Place>
  readonly steps: ReadonlyArray<Step>
}

/** Moves as people and files have them. Throws a RangeError for a circle that goes, which no unknot has. */
export const steps = (moves: ReadonlyArray<Move.Code>): ReadonlyArray<Step> =>
  moves.map((move) => {
    if (move >= Move.off) throw new RangeError("A circle went off: that is no unknot.")
    return [
      Move.isExchange(move) ? "exchange" : "join",
      Move.isRow(move) ? "rows" : "columns",
      Move.placeOf(move)
    ]
  })

/**
 * Reads a certificate from data of unknown origin. It says whether the data has the form of a certificate; whether it
 * proves anything is for the checker. Throws a TypeError with a sentence.
 */
export const decode = (data: unknown): Certificate => {
  if (!Decode.isObject(data)) throw new TypeError("A certificate is an object.")
  const { version, proof, from, columns, places, steps } = data
  if (version !== 1) throw new TypeError(`The certificate's version is ${version}; this program reads 1.`)
  if (proof !== "grid") throw new TypeError(`The certificate's \`proof\` is not "grid".`)
  if (!Decode.isTuples(columns, 2))
    throw new TypeError("The certificate's `columns` are a list of pairs of integers.")
  if (!Decode.isTuples(places, 3))
    throw new TypeError("The certificate's `places` are a list of triples of integers.")
  if (!Array.isArray(steps)) throw new TypeError("The certificate's `steps` are a list.")
  const wrong = steps.findIndex((step) => !isStep(step))
  if (wrong >= 0)
    throw new TypeError(`Step ${wrong + 1} of the certificate is no move: ${JSON.stringify(steps[wrong])}.`)
  return {
    version,
    proof,
    from: Decode.origin(from),
    columns: columns as unknown as Diagram.Diagram,
    places: places as unknown as ReadonlyArray<Place>,
    steps
  }
}

export const isSteps = (value: unknown): value is ReadonlyArray<Step> =>
  Array.isArray(value) && value.every(isStep)

const isStep = (value: unknown): value is Step => {
  if (!Array.isArray(value) || value.length !== 3) return false
  const [move, of, at] = value
  return (
    (move === "exchange" || move === "join") && (of === "columns" || of === "rows") && Number.isInteger(at)
  )
}
