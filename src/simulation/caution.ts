/**
 * What there is against a standard error of a mean over networks: that rare, large values, which most samples lack, decide
 * the mean. Whoever has such a row says so in its column `caution` (table.ts), by a word.
 */

/** Effective networks below which a standard error is not believed: its score has a mean of 0.1 there and more. */
const enough = 100

/** Blocks by which a standard error is known to a tenth. */
const most = 64

export type Word = "few networks" | "few blocks"

/** What the words mean. */
export const words: Readonly<Record<Word, string>> = {
  "few networks": `fewer than ${enough} effective networks: rare, large values decide the mean, and its standard error may be far too small; draw more networks, or take another estimator, or exact values`,
  "few blocks": `fewer than ${most} blocks of networks: the standard error is known by its few degrees of freedom alone, and by fewer than three blocks not at all; draw more networks`
}

/**
 * By the effective networks of the numbers of a row, see `Skew.effective`, NaN where blocks are too few to tell them; null
 * where nothing is against them.
 */
export const of = (drawn: boolean, ...effective: ReadonlyArray<number>): Word | null => {
  if (!drawn) return null
  if (effective.some((count) => count < enough)) return "few networks"
  return effective.some(Number.isNaN) ? "few blocks" : null
}

/**
 * By the blocks that standard errors come from; null where they are enough, or nothing is drawn. With few of them a score has
 * Student's t distribution, of the deviation sqrt(n / (n - 2)) for n = blocks - 1.
 */
export const ofBlocks = (blocks: number): Word | null =>
  blocks === 0 || blocks >= most ? null : "few blocks"
