/** Weighted sums of products of values at points, over all tuples at once: one multiplication a tuple. */
import * as Interruption from "../interruption.ts"
import * as Tuples from "./tuples.ts"

export interface Products {
  /** [n - 1][tuple of n points]: the sums so far; written for even n only, as odd functions vanish. */
  readonly sums: ReadonlyArray<Float64Array>
  /** Adds `weight * prod values[a]` to the sum of each tuple. */
  readonly add: (values: ArrayLike<number>, weight: number) => void
}

/** Sums for the tuples of 2, 4, ... `order` points, all zero. */
export const make = (points: number, order: number): Products => {
  const levels = Tuples.tree(points, order)
  const sums = levels.map(({ size }) => new Float64Array(size))
  const products = levels.map(({ size }) => new Float64Array(size))
  const add = (values: ArrayLike<number>, weight: number): void => {
    Interruption.look()
    for (let a = 0; a < points; a++) products[0][a] = values[a]
    for (let depth = 1; depth < order; depth++) {
      const { size, parent, last } = levels[depth]
      const product = products[depth]
      const shorter = products[depth - 1]
      for (let t = 0; t < size; t++) product[t] = shorter[parent[t]] * products[0][last[t]]
      if (depth & 1) {
        const sum = sums[depth]
        for (let t = 0; t < size; t++) sum[t] += weight * product[t]
      }
    }
  }
  return { sums, add }
}
