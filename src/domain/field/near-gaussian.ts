/**
 * Moments of one variable that is nearly Gaussian, with the weight
 *
 *     exp(-a x^2 / 2 + lambda x^4),   a > 0,  lambda <= 0
 *
 * exactly and by perturbation theory in lambda:
 *
 *     <x^2n> = sum_k lambda^k/k! <x^(2n+4k)>_0 / sum_k lambda^k/k! <x^(4k)>_0,   <x^2n>_0 = (2n - 1)!! / a^n
 *
 * The quotient expanded in lambda is the sum over diagrams without vacuum parts; <x^2> = 1/a + 12 lambda/a^3 + ... The
 * expansion has no radius of convergence: its terms fall, then grow without bound. For lambda > 0 no exact moment exists.
 *
 * Source: the one-point case of Halverson, Maiti, Stoner, arXiv 2008.08601, section 3, with lambda's sign as printed in
 * the slides of Halverson's talk on that paper.
 */

const checked = (a: number, n: number): void => {
  if (!(a > 0 && a < Infinity)) throw new RangeError(`a is a positive number, not ${a}.`)
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`Moments <x^2n> have n = 0, 1, 2, ..., not ${n}.`)
}

/** <x^2n> of the Gaussian: (2n - 1)!! / a^n. */
export const gaussian = (a: number, n: number): number => {
  checked(a, n)
  let value = 1
  for (let k = 1; k <= n; k++) value *= (2 * k - 1) / a
  return value
}

/**
 * <x^2n> by the trapezoid rule, which is exact to rounding: the weight is entire and falls faster than any exponential.
 *
 * @throws RangeError for lambda > 0, where the weight cannot be normalised; for other numbers that are none
 *
 * Cost: some thousand exponentials.
 */
export const exact = (a: number, lambda: number, n: number): number => {
  checked(a, n)
  if (!(lambda <= 0 && lambda > -Infinity))
    throw new RangeError(`The weight exp(-a x^2/2 + lambda x^4) has moments for lambda <= 0, not ${lambda}.`)
  const width = Math.min(1 / Math.sqrt(a), lambda === 0 ? Infinity : (-lambda) ** -0.25)
  const h = width / 16
  let norm = 0.5
  let moment = n === 0 ? 0.5 : 0
  for (let k = 1; ; k++) {
    const square = (k * h) ** 2
    const exponent = -(a / 2) * square + lambda * square * square
    if (exponent < -200) return moment / norm
    norm += Math.exp(exponent)
    moment += Math.exp(exponent + n * Math.log(square))
  }
}

export interface Expansion {
  /** c_k: <x^2n> = sum_k c_k lambda^k. */
  readonly coefficients: Float64Array
  /** sum_(j <= k) c_j lambda^j, by the last power k. */
  readonly partial: Float64Array
  /** The quotient of both sums, each cut off after the power k. */
  readonly quotient: Float64Array
}

/**
 * Perturbation theory to the power `order` of lambda, of either sign.
 *
 * Cost: order^2.
 */
export const expand = (a: number, lambda: number, n: number, order: number): Expansion => {
  const series = (m: number) => {
    const terms = new Float64Array(order + 1)
    let factorial = 1
    for (let k = 0; k <= order; k++) {
      if (k > 0) factorial *= k
      terms[k] = gaussian(a, m + 2 * k) / factorial
    }
    return terms
  }
  const [above, below] = [series(n), series(0)]
  const coefficients = new Float64Array(order + 1)
  const partial = new Float64Array(order + 1)
  const quotient = new Float64Array(order + 1)
  let [sum, upper, lower] = [0, 0, 0]
  for (let k = 0; k <= order; k++) {
    coefficients[k] = above[k]
    for (let j = 1; j <= k; j++) coefficients[k] -= below[j] * coefficients[k - j]
    sum += coefficients[k] * lambda ** k
    upper += above[k] * lambda ** k
    lower += below[k] * lambda ** k
    partial[k] = sum
    quotient[k] = upper / lower
  }
  return { coefficients, partial, quotient }
}
