/** Student's t distribution: how far a mean of few values may be off. */

/** Freedom beyond which nothing changes in ten digits: there is the normal distribution. */
const most = 1e12

/**
 * The number that a variable of Student's t distribution stays below with probability p, 1/2 or more, at f degrees of freedom:
 *
 *     p = 1/2 + g(f / 2) / sqrt(pi) * integral from 0 to s of cosh^-f,   t = sqrt(f) sinh s,   g(b) = Gamma(b + 1/2) / Gamma(b)
 *
 * solved for s by halving; below 1/2 it is minus that of 1 - p. Right to nine digits for p from 0.001 to 0.999.
 *
 * @param freedom 1 or more, need not be an integer; of infinite freedom it is the normal distribution's
 * @throws RangeError otherwise
 *
 * Source: Abramowitz and Stegun, 26.7.1, with u = sqrt(f) sinh s under the integral. Cost: 60 integrals by Simpson's rule.
 */
export const quantile = (p: number, freedom: number): number => {
  if (!(p > 0 && p < 1)) throw new RangeError(`${p} is no probability between 0 and 1.`)
  if (!(freedom >= 1)) throw new RangeError(`Degrees of freedom are 1 or more, not ${freedom}.`)
  if (p < 0.5) return -quantile(1 - p, freedom)
  const f = Math.min(freedom, most)
  const scale = halfStep(f / 2) / Math.sqrt(Math.PI)
  const isBelow = (s: number): boolean => scale * integral(f, s) < p - 0.5
  let [low, high] = [0, 1 / Math.sqrt(f)]
  while (isBelow(high)) [low, high] = [high, 2 * high]
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    if (isBelow(middle)) low = middle
    else high = middle
  }
  return Math.sqrt(f) * Math.sinh((low + high) / 2)
}

/** Of cosh^-f from 0 to s, by Simpson's rule. */
const integral = (f: number, s: number): number => {
  const pairs = 300
  const step = s / (2 * pairs)
  // cosh x = 1 + 2 sinh^2 (x / 2), which keeps the digits of small x.
  const at = (k: number): number => Math.exp(-f * Math.log1p(2 * Math.sinh((k * step) / 2) ** 2))
  let sum = at(0) + at(2 * pairs)
  for (let k = 1; k < 2 * pairs; k++) sum += (k % 2 === 1 ? 4 : 2) * at(k)
  return (sum * step) / 3
}

/** Gamma(b + 1/2) / Gamma(b): by its series for large b, to which b rises by g(b) = g(b + 1) b / (b + 1/2). */
const halfStep = (b: number): number => {
  let factor = 1
  let at = b
  for (; at < 60; at++) factor *= at / (at + 0.5)
  const x = 1 / at
  const series = 1 + x * (-1 / 8 + x * (1 / 128 + x * (5 / 1024 + x * (-21 / 32768 - (x * 399) / 262144))))
  return factor * Math.sqrt(at) * series
}
