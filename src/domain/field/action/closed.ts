/**
 * Integrals of products of K_W = K - biasStd^2 over the positions of sites, where they have a closed form. Activations
 * name theirs, see `Activation.couplings`.
 *
 * gauss, all of space, any d, with s = weightStd: K_W = s^2 exp(-a |u - v|^2), a = s^2 / (2 d), so that the sites are
 * Gaussian. With A_ss = a (lines that leave s), A_st = -a (lines from s to t), B_s = a sum x, Q = a sum x.x over the
 * points joined:
 *
 *     I = s^(2 lines) (pi^V / det A)^(d/2) exp(B.A^-1.B - Q),       E|y|^2 = |A^-1 B|^2 + d / (2 A)   (one site)
 *
 * One site, four points, s = d = 1: sqrt(pi/2) exp(-sum x^2 / 2 + (sum x)^2 / 8).
 *
 * relu, one dimension, no bias, box [-L, L]: K_W = s^4 x y / 2 for equal signs, else 0, so that all sites and points
 * lie on one side, and each site contributes a power of L:
 *
 *     I = (s^4 / 2)^lines prod |x| prod_sites L^(m + 1) / (m + 1),       m = lines' ends at the site + power
 *
 * One site, four points, s = 1: prod x L^5 / 80; with y^2: prod x L^7 / 112; six points: prod x L^7 / 448.
 */
import type { Component } from "../diagram/diagram.ts"
import * as Preactivation from "../preactivation.ts"

export type Closed = (component: Component, power: 0 | 2) => number

const ends = ({ lines }: Component, s: number): number =>
  lines.reduce((sum, [u, v]) => sum + (u === s ? 1 : 0) + (v === s ? 1 : 0), 0)

/** Over all of space. */
export const gauss = (neuron: Preactivation.Preactivation): Closed => {
  const { weightStd } = neuron
  const d = Preactivation.dimension(neuron)
  const a = weightStd ** 2 / (2 * d)
  // From the first point, for all that counts are distances, which squares of what is far from the origin do not say.
  const [origin] = neuron.inputs
  const inputs = neuron.inputs.map((x) => x.map((xc, c) => xc - origin[c]))
  return (component, power) => {
    const { sites, lines } = component
    const V = sites.length
    let kernels = lines.length
    let exponent = 0
    const A = sites.map(() => new Array<number>(V).fill(0))
    for (const [s, { points, loops }] of sites.entries()) {
      kernels += points.length + loops
      A[s][s] = a * (points.length + ends(component, s))
      for (const p of points) for (const xc of inputs[p]) exponent -= a * xc * xc
    }
    for (const [u, v] of lines) {
      A[u][v] -= a
      A[v][u] -= a
    }
    // Elimination of one site after the other: B.A^-1.B is the sum of what each leaves behind.
    const B = sites.map(({ points }) =>
      Array.from({ length: d }, (_, c) => a * points.reduce((sum, p) => sum + inputs[p][c], 0))
    )
    let determinant = 1
    let centre = 0
    for (let s = 0; s < V; s++) {
      const pivot = A[s][s]
      determinant *= pivot
      for (let c = 0; c < d; c++) {
        exponent += B[s][c] ** 2 / pivot
        centre += (origin[c] + B[s][c] / pivot) ** 2
      }
      for (let t = s + 1; t < V; t++) {
        const ratio = A[t][s] / pivot
        for (let u = s; u < V; u++) A[t][u] -= ratio * A[s][u]
        for (let c = 0; c < d; c++) B[t][c] -= ratio * B[s][c]
      }
    }
    const integral = weightStd ** (2 * kernels) * (Math.PI ** V / determinant) ** (d / 2) * Math.exp(exponent)
    if (power === 0) return integral
    if (V > 1) throw new RangeError("A weight |y|^2 goes with one site alone.")
    return integral * (centre + d / (2 * determinant))
  }
}

/** Over the box [-L, L], one dimension, no bias. */
export const reluLine =
  ({ inputs, weightStd }: Preactivation.Preactivation, L: number): Closed =>
  (component, power) => {
    const { sites, lines } = component
    let value = (weightStd ** 4 / 2) ** lines.length
    const sides = new Set<number>()
    for (const [s, { points, loops }] of sites.entries()) {
      for (const p of points) {
        sides.add(Math.sign(inputs[p][0]))
        value *= (weightStd ** 4 / 2) * Math.abs(inputs[p][0])
      }
      const m = points.length + 2 * loops + ends(component, s) + power
      value *= ((weightStd ** 4 / 2) ** loops * L ** (m + 1)) / (m + 1)
    }
    if (sides.size > 1) return 0
    return sides.size === 0 ? 2 * value : value
  }
