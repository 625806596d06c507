/**
 * The error function in f64, to a few units in the last place.
 *
 *     erf(x) = (2 / sqrt(pi)) x exp(-x^2) sum_n (2 x^2)^n / (2n + 1)!!           |x| < 3
 *     1 - erf(x) = exp(-x^2) / sqrt(pi) / (x + (1/2)/(x + 1/(x + (3/2)/(x + ...   |x| >= 3
 *
 * All terms of the series are positive, so nothing cancels. Source: Abramowitz and Stegun, 7.1.6 and 7.1.14.
 * Cost: at most 40 terms of the series, 30 levels of the fraction.
 */
export const erf = (x: number): number => {
  const a = Math.abs(x)
  if (a >= 6) return Math.sign(x)
  if (a < 3) {
    let term = 1
    let sum = 1
    for (let n = 1; term > 1e-17 * sum; n++) {
      term *= (2 * x * x) / (2 * n + 1)
      sum += term
    }
    return (2 / Math.sqrt(Math.PI)) * x * Math.exp(-x * x) * sum
  }
  let fraction = a
  for (let level = 30; level > 0; level--) fraction = a + level / 2 / fraction
  return Math.sign(x) * (1 - Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction)
}
