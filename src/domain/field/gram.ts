/**
 * Sums over networks of products of outputs, and the reference that forms them in plain f64:
 *
 *     sums[t] = sum_i prod_{a in t} f_i(a)
 *
 * for all sorted tuples t of n points. A sorted n-tuple is a sorted n/2-tuple followed by another that starts no
 * earlier, and both follow each other in lexicographic order. So only products of n/2 outputs are written down, and
 * the sums are part of their Gram matrix, row by row, each tuple once.
 */
import * as Chunk from "./chunk.ts"
import * as Tuples from "./tuples.ts"

export interface Gram {
  /**
   * Sums over the networks `from` to `from + count` of a batch, in the order of `Tuples.multisets`, in f64. The
   * order of summation depends on `count` alone.
   *
   * @param outputs [point][network]: `outputs[point * batch + network]`
   * @throws RangeError if the networks are not in the batch
   */
  readonly sums: (outputs: Float32Array, batch: number, from: number, count: number) => Float64Array
}

/** Prepares the sums for a number of points and n = `order`. Throws RangeError if n is odd or not positive. */
export type Make = (points: number, order: number) => Gram

/**
 * The rows of the Gram matrix whose n/2-tuple ends with point `last`; each goes from column `start`, the first tuple
 * that starts with it, to the end.
 */
export interface Group {
  /** Numbers of the n/2-tuples, ascending. */
  readonly rows: ReadonlyArray<number>
  readonly start: number
}

export interface Plan {
  /** The tuples of 1, 2, ... n/2 points. */
  readonly levels: ReadonlyArray<Tuples.Level>
  /** One a point. */
  readonly groups: ReadonlyArray<Group>
  /** [row]: where its sums begin. */
  readonly at: ReadonlyArray<number>
  /** How many n-tuples there are. */
  readonly tuples: number
}

/** What every way to form the sums goes by. */
export const plan = (points: number, order: number): Plan => {
  if (!Number.isInteger(order) || order < 2 || order % 2 === 1)
    throw new RangeError(`Products are summed for an even number of points, not ${order}.`)
  const levels = Tuples.tree(points, order / 2)
  const { size, last } = levels[levels.length - 1]
  const groups = Array.from({ length: points }, (_, point) => ({
    rows: Array.from(last.keys()).filter((s) => last[s] === point),
    start: Tuples.rank(points, new Array(order / 2).fill(point))
  }))
  const at: Array<number> = []
  let tuples = 0
  for (let s = 0; s < size; s++) {
    at.push(tuples)
    tuples += size - groups[last[s]].start
  }
  return { levels, groups, at, tuples }
}

/** Throws RangeError unless the networks are in the batch. */
export const check = (points: number, length: number, batch: number, from: number, count: number): void => {
  if (length !== points * batch || from < 0 || count < 1 || from + count > batch)
    throw new RangeError(
      `Networks ${from} to ${from + count} are not in a batch of ${batch} with ${length} outputs.`
    )
}

/**
 * The reference. Not reentrant: what is prepared owns its scratch memory.
 *
 * Error: (n + 64 + count / 64) 2^-53 sum_i |prod| at most.
 *
 * Cost: one multiplication and addition a network and tuple, 0.7 ns each.
 */
export const make: Make = (points, order) => {
  const { levels, groups, at, tuples } = plan(points, order)
  const products = Chunk.make(levels)

  const { size, last } = levels[levels.length - 1]
  const half = products[levels.length - 1]

  return {
    sums: (outputs, batch, from, count) => {
      check(points, outputs.length, batch, from, count)
      const sums = new Float64Array(tuples)
      for (let done = 0; done < count; done += Chunk.size) {
        const some = Math.min(Chunk.size, count - done)
        Chunk.load(products, levels, outputs, batch, from + done, some)
        for (let s = 0; s < size; s++)
          Chunk.addDots(half, s, half, groups[last[s]].start, size, some, sums, at[s])
      }
      return sums
    }
  }
}
