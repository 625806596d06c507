/** Sums over the pairings of tuples of points of cumulants of what their pairs are. */
import * as Interruption from "../interruption.ts"
import * as Tuples from "./tuples.ts"
import * as Wick from "./wick.ts"

export type Pair = readonly [number, number]

export interface Cumulants {
  /** cum(A, B) of the pairs A = (a, b) and B = (c, d) of points. */
  readonly two: (A: Pair, B: Pair) => number
  /** cum(A, B, C). */
  readonly three: (A: Pair, B: Pair, C: Pair) => number
}

/** Of all tuples of `order` points: 3 terms of two pairs, or 15 of three. */
export const sums = (points: number, order: 4 | 6, { two, three }: Cumulants): Float64Array => {
  const ways = Wick.matchings(order)
  return Float64Array.from(Tuples.multisets(points, order), (tuple) => {
    Interruption.look()
    let sum = 0
    for (const way of ways) {
      const [A, B, C] = way.map(([i, j]): Pair => [tuple[i], tuple[j]])
      sum += C === undefined ? two(A, B) : three(A, B, C)
    }
    return sum
  })
}
