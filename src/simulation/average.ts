/**
 * Which tuples of inputs an average is over. An n-point function is symmetric, so that tables have a row for each sorted
 * tuple; but of all P^n ordered tuples the sorted one 1-1-1-1 is one, and 1-2-3-4 is 24.
 */
import { nothingLeft } from "../domain/exhaustive.ts"
import * as Tuples from "../domain/field/tuples.ts"

export const names = ["unordered", "ordered"] as const
export type Name = (typeof names)[number]

/** Whether it is the average of Halverson, Maiti, Stoner (arXiv 2008.08601), whose numbers it may stand beside. */
export const isPapers: Readonly<Record<Name, boolean>> = { unordered: false, ordered: true }

/** How often each sorted tuple of `order` of the points counts; undefined where each counts once. */
export const weights = (name: Name, points: number, order: number): Float64Array | undefined => {
  switch (name) {
    case "unordered":
      return undefined
    case "ordered":
      return Float64Array.from(Tuples.multisets(points, order), Tuples.multiplicity)
    default:
      return nothingLeft(name, "average")
  }
}
