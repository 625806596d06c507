/**
 * tanh(z), which has poles at i pi / 2 and its odd multiples.
 *
 *     C and E[tanh^n] of all tuples: integrals over weights and bias (lattice.ts), to 1e-11
 *
 * C has no closed form: it is the integral over two dimensions, where standard deviations of z are below some 20. Over
 * the box, which asks for C far from the origin and often, nothing is integrated.
 *
 * The inputs are erf's, which is our choice: Halverson, Maiti, Stoner (arXiv 2008.08601) have no tanh.
 */
import * as Inputs from "../inputs.ts"
import * as Lattice from "../lattice.ts"
import * as Variation from "../variation.ts"
import type { Activation } from "./activation.ts"

const analytic: Lattice.Analytic = {
  value: Math.tanh,
  isSymmetric: true,
  growth: 0,
  degree: 0,
  strip: Math.PI / 2
}

/** tanh'. Its poles are double: a product of two has the poles of four factors. */
const sechSquared = (z: number): number => 1 / Math.cosh(z) ** 2

/** tanh and its first four derivatives. */
const series = (z: number): ReadonlyArray<number> => {
  const t = Math.tanh(z)
  const slope = 1 - t * t
  return [t, slope, -2 * t * slope, (6 * t * t - 2) * slope, (16 - 24 * t * t) * t * slope]
}

/** Multiplications for one C, 40 ms; 12 points have 78. */
const affordable = 5e6

export const tanh: Activation = {
  value: Math.tanh,
  derivative: sechSquared,
  /** x P(x^2) / Q(x^2) on [-9.02, 9.02], relative error 4e-7 in f32, cut at 1 (scripts/minimax.py). */
  single: (z) => {
    const x = Math.max(-9.02, Math.min(9.02, z))
    const y = x * x
    let p = (0.00000001352178068 * y + 0.00002071957013) * y + 0.003502019096
    p = (p * y + 0.1338637345) * y + 0.9999999805
    const q = ((0.0000007841623904 * y + 0.0003296328906) * y + 0.02590122983) * y + 0.4671968994
    return Math.max(-1, Math.min(1, (x * p) / (q * y + 1)))
  },
  mean: () => 0,
  covariance: (q11, q22, q12, across) => Lattice.covariance(analytic, q11, q22, q12, across),
  derivatives: (q11, q22, q12, across) =>
    Lattice.moments(Lattice.pair(q11, q22, q12, across), 4, { ...analytic, value: sechSquared })[1][1],
  refusal: (q) => {
    const products = Lattice.work(Lattice.pair(q, q, 0), 2, analytic)
    return products <= affordable
      ? undefined
      : `The kernel of tanh has no closed form, and would take ${products.toExponential(0)} multiplications a pair of these inputs, ` +
          `whose neurons' inputs have a standard deviation of ${Number(Math.sqrt(q).toPrecision(2))}; use smaller inputs or deviations.`
  },
  moments: Lattice.of("tanh", analytic),
  deep: { isExact: () => false, variation: Variation.analytic(series), gain: Math.sqrt },
  isHomogeneous: false,
  biasStd: 1,
  inputs: { gaussianProcess: Inputs.bothSides, coupling: Inputs.forCouplings, couplingScale: 0.01 },
  couplings: {
    width: 5,
    cutoff: 100,
    integrals: () => undefined,
    far: "constant",
    refusal: "The kernel of tanh has no closed form, and integrals over the box would ask for it too often."
  },
  seconds: 5.6e-10
}
