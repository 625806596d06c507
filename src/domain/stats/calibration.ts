/** Whether probabilities mean what they say. */

const bins = 15

/**
 * The expected calibration error of probabilities of a yes, over 15 bins of equal width:
 *
 *     sum over bins b  n_b / n  |mean of p in b - share of yes in b|
 *
 * 0 for probabilities that are right bin by bin; about the standard error of a bin's share at least, in a finite sample.
 * NaN of none.
 *
 * @throws RangeError if the lengths differ, or for what is no probability
 *
 * Source: Naeini, Cooper, Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning (AAAI 2015).
 */
export const expectedError = (probabilities: ArrayLike<number>, isYes: ArrayLike<boolean>): number => {
  const n = probabilities.length
  if (isYes.length !== n) throw new RangeError(`${n} probabilities do not pair with ${isYes.length} answers.`)
  // Of p minus the answer: the sum of a bin is n_b (mean of p - share of yes).
  const surplus = new Float64Array(bins)
  for (let k = 0; k < n; k++) {
    const p = probabilities[k]
    if (!(p >= 0 && p <= 1)) throw new RangeError(`${p} is no probability.`)
    surplus[Math.min(bins - 1, Math.floor(p * bins))] += p - (isYes[k] ? 1 : 0)
  }
  return surplus.reduce((sum, each) => sum + Math.abs(each), 0) / n
}
