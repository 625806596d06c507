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

/**
 * @param blocks at least one, of means of one length
 * @param statistic of a mean over replicates; its numbers are taken one by one
 *
 * Cost: the statistic once more than there are blocks.
 */
export const of = (
  blocks: ReadonlyArray<Block>,
  statistic: (mean: Float64Array) => Float64Array
): Estimate => {
  const { weight: W, mean } = blocks
    .map((block) => Moments.of(block.weight, block.mean))
    .reduce(Moments.merge, Moments.empty)
  const value = statistic(mean)
  const none = value.map(() => Number.NaN)
  if (blocks.length < 2) return { value, corrected: none, standardError: none, blocks: blocks.length }
  const moments = blocks
    .map(({ weight: w, mean: block }) => {
      const without = statistic(mean.map((all, k) => all - ((block[k] - all) * w) / (W - w)))
      return Moments.of(
        w,
        value.map((all, k) => without[k] + ((all - without[k]) * W) / w)
      )
    })
    .reduce(Moments.merge, Moments.empty)
  return {
    value,
    corrected: moments.mean,
    standardError: Moments.standardErrors(moments),
    blocks: blocks.length
  }
}
