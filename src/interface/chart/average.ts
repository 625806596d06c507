/** Rows that differ in nothing but a repetition, as one: the mean and its standard error. */

export interface Sampled {
  readonly y: number
  readonly error?: number
}

/**
 * mean = sum y / n; its standard error is sqrt(sum (y - mean)^2 / (n (n - 1))), from the scatter of the repetitions.
 * One value alone keeps the error it came with.
 */
export const average = (values: ReadonlyArray<Sampled>): Sampled => {
  if (values.length === 1) return values[0]!
  const n = values.length
  const mean = values.reduce((sum, { y }) => sum + y, 0) / n
  const squares = values.reduce((sum, { y }) => sum + (y - mean) ** 2, 0)
  return { y: mean, error: Math.sqrt(squares / (n * (n - 1))) }
}

/** Places in sorted order, from 1, equal values sharing the mean of theirs. */
const ranks = (values: ReadonlyArray<number>): ReadonlyArray<number> => {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!)
  const found = new Array<number>(values.length)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++
    for (let k = from; k < to; k++) found[order[k]!] = (from + to + 1) / 2
    from = to
  }
  return found
}

/**
 * Spearman's rank correlation: Pearson's of the ranks. NaN for fewer than two pairs, or where one side is constant.
 *
 * @param x [n]
 * @param y [n]
 */
export const rankCorrelation = (x: ReadonlyArray<number>, y: ReadonlyArray<number>): number => {
  const [a, b] = [ranks(x), ranks(y)]
  const middle = (x.length + 1) / 2
  const sum = (f: (k: number) => number): number => a.reduce((total, _, k) => total + f(k), 0)
  const covariance = sum((k) => (a[k]! - middle) * (b[k]! - middle))
  return covariance / Math.sqrt(sum((k) => (a[k]! - middle) ** 2) * sum((k) => (b[k]! - middle) ** 2))
}
