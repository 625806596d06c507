/**
 * gelu(z) = z Phi(z), Phi the distribution function of a standard normal: the exact one, not the approximation by tanh.
 *
 *     C = q12 (1/4 + atan(q12 / sqrt D) / (2 pi)) + (q11 q22 sqrt D + q12^2 / sqrt D) / (2 pi (1 + q11) (1 + q22))
 *     D = (1 + q11) (1 + q22) - q12^2
 *
 * By Stein's lemma, E[z1 h] = q11 E[d1 h] + q12 E[d2 h], twice: with J = E[Phi' Phi'] = 1 / (2 pi sqrt D),
 *
 *     C = q12 E[Phi Phi] + q11 E[z2 Phi' Phi] + q12 E[z2 Phi Phi']
 *     E[z2 Phi' Phi] = (q22 - q12^2 / (1 + q11)) J,   E[z2 Phi Phi'] = q12 J / (1 + q22)
 *     E[Phi Phi] = 1/4 + asin(q12 / sqrt((1 + q11) (1 + q22))) / (2 pi)
 *
 * Where z1 and z2 are large and nearly opposite its two parts cancel, and there, with cos e = -q12 / sqrt P,
 *
 *     2 pi C = sqrt P (sin e - e cos e) + 1 / sqrt D - (2 + q11 + q22) sqrt D / P,   P = (1 + q11) (1 + q22)
 *
 *     E[gelu' gelu'] = dC / dq12
 *                    = 1/4 + atan(q12 / sqrt D) / (2 pi)
 *                      + q12 / (2 pi sqrt D) ((2 + q11 + q22) / ((1 + q11) (1 + q22)) + 1 / D)
 *     E[gelu^n] of all tuples: an integral over weights and bias (lattice.ts). gelu is entire, neither odd nor even, and
 *     |gelu(u + i y)| <~ |z| exp(y^2 / 2)
 *
 * Source: Hendrycks and Gimpel, arXiv 1606.08415, for gelu; Tsuchida, Pearce, van der Heide, Roosta, Gallagher, Avoiding
 * kernel fixed points: computing with ELU and GELU infinite networks, arXiv 2002.08517, have C too. The inputs are erf's,
 * which is our choice: Halverson, Maiti, Stoner (arXiv 2008.08601) have no gelu.
 */
import * as Compensated from "../compensated.ts"
import * as Determinant from "../determinant.ts"
import * as Erf from "../erf.ts"
import * as Inputs from "../inputs.ts"
import * as Lattice from "../lattice.ts"
import * as Variation from "../variation.ts"
import * as Wedge from "../wedge.ts"
import type { Activation } from "./activation.ts"

const value = (z: number): number => (z / 2) * (1 + Erf.erf(z * Math.SQRT1_2))

/** gelu and its first four derivatives. */
const series = (z: number): ReadonlyArray<number> => {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  const below = (1 + Erf.erf(z * Math.SQRT1_2)) / 2
  return [
    z * below,
    below + z * density,
    (2 - z * z) * density,
    (z * z - 4) * z * density,
    ((7 - z * z) * z * z - 4) * density
  ]
}

/** sqrt D. */
const rootOf = (q11: number, q22: number, q12: number, across = Determinant.root(q11, q22, q12)): number =>
  Compensated.length(Math.sqrt(1 + q11 + q22), across)

export const gelu: Activation = {
  value,
  derivative: (z) =>
    (1 + Erf.erf(z * Math.SQRT1_2)) / 2 + (z * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI),
  /** z (1 + erf(z / sqrt 2)) / 2 with erf as in the backends; error 3e-7 max(1, |z|) in f32, none beyond 5.55: 0 or z. */
  single: (z) => {
    const x = Math.max(-3.92, Math.min(3.92, z * Math.SQRT1_2))
    const y = x * x
    let p = ((0.00000001996583908 * y - 0.000001959401028) * y + 0.0001417834437) * y + 0.003696174027
    p = ((p * y + 0.05055574975) * y + 0.1997805493) * y + 1.128379109
    const q = ((0.0009549083513 * y + 0.01434181638) * y + 0.1149402811) * y + 0.5103825615
    return z * (0.5 + 0.5 * Math.max(-1, Math.min(1, (x * p) / (q * y + 1))))
  },
  mean: (q) => q / Math.sqrt(2 * Math.PI * (1 + q)),
  covariance: (q11, q22, q12, across) => {
    const [p1, p2] = [1 + q11, 1 + q22]
    const root = rootOf(q11, q22, q12, across)
    const e = Math.atan2(root, -q12)
    const parts =
      e < Math.PI / 4
        ? Wedge.of(e, Math.sqrt(p1) * Math.sqrt(p2)) + 1 / root - (1 / p1 + 1 / p2) * root
        : q12 * e + (q11 / p1) * (q22 / p2) * root + (q12 / p1) * (q12 / p2 / root)
    return parts / (2 * Math.PI)
  },
  derivatives: (q11, q22, q12, across) => {
    const root = rootOf(q11, q22, q12, across)
    const slopes = 1 / (1 + q11) + 1 / (1 + q22) + 1 / root ** 2
    return (Math.atan2(root, -q12) + (q12 / root) * slopes) / (2 * Math.PI)
  },
  moments: Lattice.of("gelu", { value, isSymmetric: false, growth: 0.5, degree: 1, strip: Infinity }),
  deep: { isExact: () => false, variation: Variation.analytic(series) },
  isHomogeneous: false,
  biasStd: 1,
  inputs: { gaussianProcess: Inputs.bothSides, coupling: Inputs.forCouplings, couplingScale: 0.01 },
  couplings: { width: 20, cutoff: 100, integrals: () => undefined, far: "grows" },
  seconds: 6.9e-10
}
