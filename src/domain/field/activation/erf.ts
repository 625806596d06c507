/**
 * erf(z) = (2 / sqrt(pi)) int_0^z exp(-t^2) dt.
 *
 *     C = (2 / pi) asin(2 q12 / sqrt((1 + 2 q11) (1 + 2 q22))) = (2 / pi) atan(2 q12 / sqrt D)
 *     E[erf' erf'] = (4 / pi) / sqrt D,   D = 1 + 2 q11 + 2 q22 + 4 (q11 q22 - q12^2)
 *     E[erf^n] of all tuples: an integral over weights and bias (lattice.ts), |erf(u + i y)| <~ exp(y^2)
 *
 * Source: Williams 1997 for C; Halverson, Maiti, Stoner, arXiv 2008.08601, for the inputs.
 */
import * as Compensated from "../compensated.ts"
import * as Determinant from "../determinant.ts"
import * as Erf from "../erf.ts"
import * as Inputs from "../inputs.ts"
import * as Lattice from "../lattice.ts"
import type * as Variation from "../variation.ts"
import type { Activation } from "./activation.ts"

/** With A = 1 + 2 q11, B = 1 + 2 q22 and D = A B - 4 q12^2: dC/dq12 = 4 / (pi sqrt D), dC/dq11 = -4 q12 / (pi A sqrt D). */
const variation: Variation.Of = (q11, q22, q12) => {
  const [A, B] = [1 + 2 * q11, 1 + 2 * q22]
  // A B - 4 q12^2, where the product of variances cancels.
  const D = 1 + 2 * q11 + 2 * q22 + 4 * Math.max(0, q11 * q22 - q12 * q12)
  const first = 4 / (Math.PI * Math.sqrt(D))
  const second = first / D
  return {
    q11: (-q12 / A) * first,
    q22: (-q12 / B) * first,
    q12: first,
    q11q11: (q12 / A) * (2 * (first / A) + B * second),
    q22q22: (q12 / B) * (2 * (first / B) + A * second),
    q12q12: 4 * q12 * second,
    q11q12: -B * second,
    q22q12: -A * second
  }
}

/** sqrt D. */
const rootOf = (q11: number, q22: number, q12: number, across = Determinant.root(q11, q22, q12)): number =>
  Compensated.length(Math.sqrt(1 + 2 * q11 + 2 * q22), 2 * across)

export const erf: Activation = {
  value: Erf.erf,
  derivative: (z) => (2 / Math.sqrt(Math.PI)) * Math.exp(-z * z),
  mean: () => 0,
  covariance: (q11, q22, q12, across) => (2 / Math.PI) * Math.atan2(2 * q12, rootOf(q11, q22, q12, across)),
  derivatives: (q11, q22, q12, across) => 4 / Math.PI / rootOf(q11, q22, q12, across),
  moments: Lattice.of("erf", { value: Erf.erf, isSymmetric: true, growth: 1, degree: 0, strip: Infinity }),
  // Where nearly all neurons are saturated their values are signs, which an angle of 1e-8 tells apart.
  deep: { isExact: () => false, variation, gain: Math.sqrt },
  isHomogeneous: false,
  biasStd: 1,
  inputs: { gaussianProcess: Inputs.bothSides, coupling: Inputs.forCouplings, couplingScale: 0.01 },
  couplings: { width: 5, cutoff: 100, integrals: () => undefined, far: "constant" },
  seconds: 4.2e-10
}
