/**
 * erf(z) = (2 / sqrt(pi)) int_0^z exp(-t^2) dt.
 *
 *     C = (2 / pi) asin(2 q12 / sqrt((1 + 2 q11) (1 + 2 q22)))
 *     E[erf' erf'] = (4 / pi) / sqrt((1 + 2 q11) (1 + 2 q22) - 4 q12^2)
 *     E[erf^n] of all tuples: an integral over weights and bias (lattice.ts), |erf(u + i y)| <~ exp(y^2)
 *
 * Source: Williams 1997 for C; Halverson, Maiti, Stoner, arXiv 2008.08601, for the inputs.
 */
import * as Determinant from "../determinant.ts"
import * as Erf from "../erf.ts"
import * as Inputs from "../inputs.ts"
import * as Lattice from "../lattice.ts"
import type { Activation } from "./activation.ts"

export const erf: Activation = {
  value: Erf.erf,
  derivative: (z) => (2 / Math.sqrt(Math.PI)) * Math.exp(-z * z),
  covariance: (q11, q22, q12) =>
    (2 / Math.PI) * Math.asin((2 * q12) / Math.sqrt((1 + 2 * q11) * (1 + 2 * q22))),
  derivatives: (q11, q22, q12) =>
    4 / Math.PI / Math.hypot(Math.sqrt(1 + 2 * q11 + 2 * q22), 2 * Determinant.root(q11, q22, q12)),
  moments: Lattice.of("erf", { value: Erf.erf, isSymmetric: true, growth: 1, degree: 0, strip: Infinity }),
  deep: { isExact: () => false },
  isHomogeneous: false,
  biasStd: 1,
  inputs: { gaussianProcess: Inputs.bothSides, coupling: Inputs.forCouplings, couplingScale: 0.01 },
  couplings: { width: 5, cutoff: 100, integrals: () => undefined, far: "constant" },
  seconds: 4.2e-10
}
