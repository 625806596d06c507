/**
 * tanh, whose means have no closed form, by the orthonormal polynomials h_m of Hermite: with sigma^2 = q,
 *
 *     tanh'(sigma g) = sum_m c_m h_m(g),   c_m = E[tanh'(sigma g) h_m(g)],   0 for odd m
 *     E[tanh' tanh'] = sum_m c_m c'_m rho^m,   E[tanh tanh] = covariance sum_m c_m c'_m rho^m / (m + 1)
 *
 * rho the correlation of z and z' (Mehler's formula; tanh = sum over m of sigma c_m h_(m+1) / sqrt(m + 1)). So each point
 * has its coefficients once, and a pair takes a sum of one dimension: microseconds, where a lattice of two takes
 * milliseconds.
 *
 * tanh'(sigma g) has a double pole at i pi / (2 sigma): c_m^2 falls as exp(-pi sqrt(2 m) / sigma) but for powers of m, and
 * is below 1e-19 of its sum from m = 110 sigma^2 + 80 on.
 *
 * The coefficients are sums over a lattice g = h k, with the functions psi_m = h_m(g) exp(-g^2 / 4) / (2 pi)^(1/4), which
 * stay of order 1, in the place of polynomials: psi_(m+1) sqrt(m + 1) = g psi_m - sqrt(m) psi_(m-1). What oscillates as
 * sqrt(m) and decays as exp(-pi |k| / (2 sigma)) in its Fourier transform is summed to 1e-17 with
 * 2 pi / h = sqrt(m) + 16 + 28 sigma.
 *
 * Source: Mehler 1866; Daniely, Frostig, Singer, arXiv 1602.05897, for activations by their Hermite coefficients; Trefethen
 * and Weideman, SIAM Review 56, 2014, for the rule.
 */
import * as Interruption from "../../interruption.ts"
import * as Across from "./across.ts"
import type { Make, Points } from "./step.ts"

/** exp(-g^2 / 4) is 1e-17 there. */
const reach = 12.5

/** Powers of rho^2 below this add nothing. */
const least = 1e-18

const slope = (z: number): number => 1 / Math.cosh(z) ** 2

/** E[tanh(sigma g)^2], by the lattice g = h k. */
export const variance = (q: number): number => {
  const sigma = Math.sqrt(q)
  const h = 1 / (2 + 6 * sigma)
  let sum = 0
  for (let k = 1; h * k < 9.5; k++) sum += Math.tanh(sigma * h * k) ** 2 * Math.exp(-((h * k) ** 2) / 2)
  return (2 * h * sum) / Math.sqrt(2 * Math.PI)
}

/** [point][m / 2] flat: c_m of even m. */
const coefficients = (deviations: Float64Array, widest: number, terms: number): Float64Array => {
  const h = (2 * Math.PI) / (Math.sqrt(2 * terms) + 16 + 28 * widest)
  const nodes = Math.ceil(reach / h) + 1
  const points = deviations.length
  const values = new Float64Array(points * nodes)
  let before = new Float64Array(nodes)
  let psi = new Float64Array(nodes)
  for (let k = 0; k < nodes; k++) {
    const g = h * k
    const root = Math.exp((-g * g) / 4) / (2 * Math.PI) ** (1 / 4)
    psi[k] = root
    for (let a = 0; a < points; a++)
      values[a * nodes + k] = (k === 0 ? 1 : 2) * h * root * slope(deviations[a] * g)
  }
  const all = new Float64Array(points * terms)
  for (let m = 0; m < 2 * terms; m++) {
    if (m % 2 === 0) {
      Interruption.look()
      for (let a = 0; a < points; a++) {
        let sum = 0
        for (let k = 0; k < nodes; k++) sum += values[a * nodes + k] * psi[k]
        all[a * terms + m / 2] = sum
      }
    }
    const [down, up] = [Math.sqrt(m), 1 / Math.sqrt(m + 1)]
    for (let k = 0; k < nodes; k++) before[k] = up * (h * k * psi[k] - down * before[k])
    ;[before, psi] = [psi, before]
  }
  return all
}

export const tanh: Make = (layer) => {
  const { weight, bias, rows, columns } = layer
  const widest = Math.max(
    ...[rows, columns].map(({ deviations }) => deviations.reduce((a, b) => Math.max(a, b), 0))
  )
  const terms = Math.ceil(55 * widest ** 2) + 40
  const of = ({ deviations }: Points) => coefficients(deviations, widest, terms)
  const own = of(rows)
  const others = rows === columns ? own : of(columns)
  const shares = Float64Array.from({ length: terms }, (_, t) => 1 / (2 * t + 1))
  const measure = Across.make(layer)
  return (row, a, count) => {
    const { covariances, Theta } = row
    for (let b = 0; b < count; b++) {
      const covariance = covariances[b]
      const s = rows.deviations[a] * columns.deviations[b]
      const rho = s === 0 ? 0 : covariance / s
      const square = Math.min(1, rho * rho)
      const [one, other] = [a * terms, b * terms]
      let power = 1
      let slopes = 0
      let sum = 0
      for (let t = 0; t < terms && power > least; t++) {
        const term = own[one + t] * others[other + t] * power
        slopes += term
        sum += term * shares[t]
        power *= square
      }
      const K = bias + weight * covariance * sum
      covariances[b] = K
      Theta[b] = K + weight * slopes * Theta[b]
    }
    measure(row, a, count)
  }
}
