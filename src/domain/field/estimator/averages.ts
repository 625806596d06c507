/**
 * Means of products of values over many samples, all sorted tuples at once.
 *
 * A sorted n-tuple is a sorted tuple of its first half (the longer one for odd n) followed by another that starts no
 * earlier, and both follow each other in lexicographic order. So only products of half the length are written down, and
 * the sums over samples are dot products of pairs of these. All sums are in f64, in an order that the sizes of the
 * batches alone decide. Samples may have weights, which multiply every product once.
 */
import * as Interruption from "../../interruption.ts"
import * as Chunk from "../chunk.ts"
import * as Tuples from "../tuples.ts"

export interface Averages {
  /**
   * Adds samples `from` to `from + count` of a batch.
   *
   * @param values [point][sample]: `values[point * batch + sample]`
   * @param weights [sample]; absent: 1
   * @throws RangeError if they are not in the batch
   */
  readonly add: (
    values: Float32Array | Float64Array,
    batch: number,
    from: number,
    count: number,
    weights?: Float64Array
  ) => void
  /** How many samples were added since the last time, and the means of their products, [order][tuple]; starts anew. */
  readonly take: () => { readonly count: number; readonly means: ReadonlyArray<Float64Array> }
}

/**
 * Means of the products of `orders` values each, in the order of `Tuples.multisets`.
 *
 * Cost: one multiplication a sample and tuple. Not reentrant: it owns its scratch memory.
 */
export const make = (points: number, orders: ReadonlyArray<number>): Averages => {
  const levels = Tuples.tree(points, Math.max(...orders.map((order) => Math.ceil(order / 2))))
  const products = Chunk.make(levels)
  /** [depth][first point]: the first tuple of depth + 1 points that starts no earlier than that point. */
  const starts = levels.map((_, depth) =>
    Int32Array.from({ length: points }, (_, first) => Tuples.rank(points, new Array(depth + 1).fill(first)))
  )
  const sums = orders.map((order) => new Float64Array(Tuples.count(points, order)))
  const weighted = new Float64Array(Chunk.size)
  let added = 0

  /** Adds the sums over the chunk, whose weights begin at `from`, of the products of `order` values. */
  const dots = (
    order: number,
    count: number,
    sums: Float64Array,
    from: number,
    weights: Float64Array | undefined
  ): void => {
    const depth = Math.ceil(order / 2) - 1
    const { size, last } = levels[depth]
    const first = products[depth]
    if (order === 1) {
      for (let t = 0; t < size; t++)
        for (let i = 0; i < count; i++)
          sums[t] += first[t * Chunk.size + i] * (weights === undefined ? 1 : weights[from + i])
      return
    }
    const other = order - depth - 2
    const most = levels[other].size
    let at = 0
    for (let s = 0; s < size; s++) {
      const start = starts[other][last[s]]
      if (weights === undefined) Chunk.addDots(first, s, products[other], start, most, count, sums, at)
      else {
        for (let i = 0; i < count; i++) weighted[i] = first[s * Chunk.size + i] * weights[from + i]
        Chunk.addDots(weighted, 0, products[other], start, most, count, sums, at)
      }
      at += most - start
    }
  }

  return {
    add: (values, batch, from, count, weights) => {
      if (values.length !== points * batch || from < 0 || count < 1 || from + count > batch)
        throw new RangeError(
          `Samples ${from} to ${from + count} are not in a batch of ${batch} with ${values.length} values.`
        )
      for (let done = 0; done < count; done += Chunk.size) {
        Interruption.look()
        const some = Math.min(Chunk.size, count - done)
        Chunk.load(products, levels, values, batch, from + done, some)
        orders.forEach((order, k) => void dots(order, some, sums[k], from + done, weights))
      }
      added += count
    },
    take: () => {
      const taken = { count: added, means: sums.map((sum) => sum.map((value) => value / added)) }
      added = 0
      for (const sum of sums) sum.fill(0)
      return taken
    }
  }
}
