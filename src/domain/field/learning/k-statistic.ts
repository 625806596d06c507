/**
 * Estimates of joint cumulants from n draws, without bias at any n: k-statistics. With m the means over the draws of products
 * of distances from the draws' mean,
 *
 *     k(ab)   = n / (n - 1) m(ab)
 *     k(abcd) = n^2 ((n + 1) m(abcd) - (n - 1) (m(ab) m(cd) + m(ac) m(bd) + m(ad) m(bc))) / ((n - 1) (n - 2) (n - 3))
 *
 * They do not feel what is added to all draws of a component.
 *
 * Source: Fisher 1930; Stuart and Ord, Kendall's Advanced Theory of Statistics, volume 1, 12.22 and 13.2.
 */
import * as Tuples from "../tuples.ts"

/** [component][draw]. */
export type Draws = ReadonlyArray<Float64Array>

/** The means of the components, and what the draws are beside them. */
export const centre = (draws: Draws): { readonly means: Float64Array; readonly apart: Draws } => {
  const means = Float64Array.from(draws, (values) => values.reduce((sum, x) => sum + x, 0) / values.length)
  return { means, apart: draws.map((values, c) => values.map((x) => x - means[c])) }
}

const dot = (x: Float64Array, y: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i]
  return sum
}

/**
 * k(ab) of all pairs of components, in the order of `Tuples.multisets`, from at least 2 draws.
 *
 * @param apart from {@link centre}
 */
export const second = (apart: Draws): Float64Array => {
  const n = apart[0]?.length ?? 0
  return Float64Array.from(Tuples.multisets(apart.length, 2), ([a, b]) => dot(apart[a], apart[b]) / (n - 1))
}

/**
 * k(abcd) of all tuples of four components, in the order of `Tuples.multisets`, from at least 4 draws.
 *
 * @param apart from {@link centre}
 */
export const fourth = (apart: Draws): Float64Array => {
  const n = apart[0]?.length ?? 0
  const pairs = Tuples.multisets(apart.length, 2)
  const at = new Map(pairs.map(([a, b], p) => [a * apart.length + b, p]))
  const pair = (a: number, b: number): number => at.get(Math.min(a, b) * apart.length + Math.max(a, b))!
  const products = pairs.map(([a, b]) => apart[a].map((x, i) => x * apart[b][i]))
  const m2 = products.map((values) => values.reduce((sum, x) => sum + x, 0) / n)
  const scale = n ** 2 / ((n - 1) * (n - 2) * (n - 3))
  return Float64Array.from(Tuples.multisets(apart.length, 4), ([a, b, c, d]) => {
    const m4 = dot(products[pair(a, b)], products[pair(c, d)]) / n
    const paired =
      m2[pair(a, b)] * m2[pair(c, d)] + m2[pair(a, c)] * m2[pair(b, d)] + m2[pair(a, d)] * m2[pair(b, c)]
    return scale * ((n + 1) * m4 - (n - 1) * paired)
  })
}
