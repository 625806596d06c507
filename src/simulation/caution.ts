/**
 * What there is against a standard error of a mean over networks: that rare, large values, which most samples lack, decide
 * the mean. Whoever has such a row says so in its column `caution` (table.ts).
 */

/** Effective networks below which a standard error is not believed: its score has a mean of 0.1 there and more. */
const enough = 100

/** By the effective networks of the numbers of a row, see `Skew.effective`; null where nothing is against them. */
export const of = (drawn: boolean, ...effective: ReadonlyArray<number>): string | null => {
  if (!drawn) return null
  if (effective.some((count) => count < enough))
    return `fewer than ${enough} effective networks: rare, large values decide the mean, and its standard error may be far too small; draw more networks, or take another estimator, or exact values`
  return effective.some(Number.isNaN)
    ? "too few blocks of networks to tell whether the standard error is right; draw more networks"
    : null
}

/** Blocks by which a standard error is known to a tenth. */
const most = 64

/**
 * By the blocks that standard errors come from; null where they are enough, or nothing is drawn. With few of them a score has
 * Student's t distribution, of the deviation sqrt(n / (n - 2)) for n = blocks - 1.
 */
export const ofBlocks = (blocks: number): string | null =>
  blocks === 0 || blocks >= most
    ? null
    : `fewer than ${most} blocks of networks: the standard error is known by its few degrees of freedom alone; draw more networks`
