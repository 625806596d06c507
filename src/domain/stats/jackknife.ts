/**
 * Standard errors of what is computed of means over blocks of replicates, by leaving out one block after the other.
 *
 *     pseudo_i = (W theta - (W - w_i) theta_(i)) / w_i,   theta_(i) = statistic of the mean without block i,   W = sum w
 *
 * Pseudo-values count as values of the blocks: their mean is the statistic without its bias of first order (a product
 * of two means has no other), their scatter tells the error. Of a mean they are the blocks themselves, so that there the
 * error is that of `Moments.standardErrors`.
 *
 * Source: Tukey 1958; blocks of unequal weight: Busing, Meijer, van der Leeden, Delete-m jackknife for unequal m,
 * Statistics and Computing 9 (1999).
 */
import * as Moments from "./moments.ts"

/** The mean over `weight` replicates. */
export interface Block {
  readonly weight: number
  readonly mean: Float64Array
}

export interface Estimate {
  /** The statistic of all blocks. */
  readonly value: Float64Array
  /** Without its bias of first order. */
  readonly corrected: Float64Array
  /** NaN for fewer than two blocks. Student's t of `blocks - 1` degrees of freedom, where the statistic is smooth. */
  readonly standardError: Float64Array
  readonly blocks: number
}

/** Blocks that are kept apart at most: they know an error to 1 %. */
const most = 4096

/** Neighbours as one block, so that there are `most` at most. */
const gathered = (blocks: ReadonlyArray<Block>): ReadonlyArray<Block> => {
  const each = Math.ceil(blocks.length / most)
  if (each <= 1) return blocks
  return Array.from({ length: Math.ceil(blocks.length / each) }, (_, i) =>
    meanOf(blocks.slice(i * each, (i + 1) * each))
  )
}

const meanOf = (blocks: ReadonlyArray<Block>): Block => {
  let all = Moments.empty
  for (const { weight, mean } of blocks) all = Moments.merge(all, Moments.of(weight, mean))
  return all
}

/**
 * @param all the blocks, at least one, of means of one length
 * @param statistic of a mean over replicates; its numbers are taken one by one
 *
 * Cost: the statistic once more than there are blocks, of which some thousands are kept apart.
 */
export const of = (all: ReadonlyArray<Block>, statistic: (mean: Float64Array) => Float64Array): Estimate => {
  const blocks = gathered(all)
  const { weight: W, mean } = meanOf(blocks)
  const value = statistic(mean)
  if (blocks.length < 2) {
    const none = value.map(() => Number.NaN)
    return { value, corrected: none, standardError: none, blocks: blocks.length }
  }
  let pseudo = Moments.empty
  for (const { weight: w, mean: block } of blocks) {
    const without = statistic(mean.map((all, k) => all - ((block[k] - all) * w) / (W - w)))
    const values = value.map((all, k) => without[k] + ((all - without[k]) * W) / w)
    pseudo = Moments.merge(pseudo, Moments.of(w, values))
  }
  return {
    value,
    corrected: pseudo.mean,
    standardError: Moments.standardErrors(pseudo),
    blocks: blocks.length
  }
}
