/**
 * Couplings of the effective action
 *
 *     dS = int d^d x [lambda(x) f^4 + kappa f^6] + lambda_NL int int f(x)^2 f(y)^2,   lambda(x) = lambda_0 + lambda_2 |x|^2
 *
 * over the box [-L, L]^d, measured from connected functions and used to predict others. All that is computed here is
 * diagrams, evaluated: lines between external points are the full kernel K, lines at vertices are K_W = K - biasStd^2.
 *
 * The sign is that of the paper's table of couplings: the weight of a field is exp(-S_GP + dS), so that a positive
 * kappa4 has a positive lambda. Its equation 3.18 has exp(-S_GP - dS), and couplings of the opposite sign.
 *
 * Source: Halverson, Maiti, Stoner, arXiv 2008.08601, sections 3 and 4.
 */
import * as Interruption from "../../interruption.ts"
import { Uncomputable } from "../../uncomputable.ts"
import type { Component } from "../diagram/diagram.ts"
import * as Diagram from "../diagram/diagram.ts"
import * as Expression from "../diagram/expression.ts"
import type { Interaction } from "../diagram/interaction.ts"
import { nonLocal, quartic, sextic } from "../diagram/interaction.ts"
import * as Kernel from "../kernel.ts"
import type { Neuron } from "../network.ts"
import * as Tuples from "../tuples.ts"
import type { Shape } from "./box.ts"
import type { Integrals } from "./integral.ts"

export const names = ["lambda0", "lambda2", "lambdaNL"] as const
export type Name = (typeof names)[number]

/** The couplings that each model fits. */
export const models = {
  M0: [],
  M1: ["lambda0"],
  M2: ["lambda0", "lambda2"],
  M3: ["lambda0", "lambda2", "lambdaNL"]
} as const satisfies Readonly<Record<string, ReadonlyArray<Name>>>

/** The sign of couplings, said wherever one is printed. */
export const convention = "table"

/** What that means. */
export const conventions: Readonly<Record<typeof convention, string>> = {
  table: "the sign of the paper's table: weight exp(-S_GP + dS), opposite to its equation 3.18"
}

/** The one-site integrals that {@link quarticColumns} and {@link sixPoint} need. */
export const quarticShapes: ReadonlyArray<Shape> = [
  { points: 4, loops: 0, power: 0 },
  { points: 4, loops: 0, power: 2 },
  { points: 2, loops: 0, power: 0 }
]

export const sexticShape: Shape = { points: 6, loops: 0, power: 0 }

/** Diagrams at a coupling of 1 are between 10^-widest and 10^widest, so that sums of them are numbers, and not 0. */
const widest = 290

const beyond = (neuron: Neuron, order: number, size: number): string =>
  `What a coupling of 1 adds to ${order}-point functions of ${neuron.activation} is some 1e${Math.round(size)} on these inputs, and ` +
  `beyond 1e-${widest} to 1e+${widest}; use another cutoff, or other inputs or deviations.`

/**
 * Why there are no couplings over the box [-L, L]^d, as a sentence; undefined where there are. Diagrams are less than the
 * product of their lines, each at its largest, and the volume.
 */
export const refusal = (neuron: Neuron, L: number, order: 4 | 6): string | undefined => {
  const largest = Math.max(...neuron.inputs.map((x) => Kernel.feature(neuron, x, x)))
  if (largest === 0)
    return `Neurons of ${neuron.activation} are 0 at all of these inputs, so that no coupling has a meaning; use other inputs.`
  const d = neuron.inputs[0].length
  const length = L === Infinity ? Math.sqrt(d) / neuron.weightStd : L
  const corner = new Array<number>(d).fill(length)
  const line =
    2 * Math.log10(neuron.weightStd) +
    (Math.log10(largest) + Math.log10(Kernel.feature(neuron, corner, corner))) / 2
  const volume = d * Math.log10(2 * length)
  const [one, two] = [order * line + volume, 4 * line + 2 * volume]
  const most = Math.max(one + Math.max(0, 2 * Math.log10(length)), two)
  return one < -widest || most > widest ? beyond(neuron, order, one < -widest ? one : most) : undefined
}

/** Throws Uncomputable where diagrams of that order are beyond the numbers there are, after all. */
export const check = (neuron: Neuron, order: 4 | 6, column: Float64Array): void => {
  const largest = column.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const size = Math.log10(largest)
  if (!(Math.abs(size) <= widest)) throw new Uncomputable(beyond(neuron, order, size))
}

/** Diagrams enter with (-1)^V for exp(-dS). */
const signed = (interactions: ReadonlyArray<Interaction>): number => (-1) ** interactions.length

const sum = (
  diagrams: ReadonlyArray<Diagram.Diagram>,
  neuron: Neuron,
  integral: (component: Component) => number
): Float64Array => {
  const count = neuron.inputs.length
  const K = Kernel.matrix(neuron)
  const rules: Expression.Rules = { kernel: (a, b) => K[a * count + b], integral }
  return Float64Array.from(Tuples.multisets(count, diagrams[0].points), (tuple) => {
    Interruption.look()
    return diagrams.reduce(
      (total, diagram) => total + signed(diagram.interactions) * Expression.evaluate(diagram, tuple, rules),
      0
    )
  })
}

const chosen = (points: number, interactions: ReadonlyArray<Interaction>, connected: boolean) =>
  Diagram.all(points, interactions).filter(
    (diagram) => diagram.kind === "kept" && (diagram.connected || !connected)
  )

/** The first-order contribution to kappa4 of a constant lambda of 1, or of lambda(x) = |x|^2; [tuple]. */
export const constantColumn = (neuron: Neuron, integrals: Integrals, power: 0 | 2 = 0): Float64Array =>
  sum(chosen(4, [quartic], true), neuron, (component) => integrals.value(component, power))

/** First-order contributions to kappa4 of each coupling at the value 1; [coupling][tuple]. */
export const quarticColumns = (
  neuron: Neuron,
  integrals: Integrals
): Readonly<Record<Name, Float64Array>> => ({
  lambda0: constantColumn(neuron, integrals),
  lambda2: constantColumn(neuron, integrals, 2),
  lambdaNL: sum(chosen(4, [nonLocal], true), neuron, (component) => integrals.value(component))
})

/** The Gaussian process's G6, and what a constant lambda of 1 adds to it at first order. */
export const sixPoint = (neuron: Neuron, integrals: Integrals) => ({
  gaussian: sum(Diagram.all(6, []), neuron, () => 1),
  lambda: sum(chosen(6, [quartic], false), neuron, (component) => integrals.value(component))
})

/**
 * Contributions to kappa6: of kappa at the value 1, first order; and of a constant lambda of 1, second order, the tree
 * in which two vertices exchange a line. Undefined where {@link Integrals} cannot join two sites.
 */
export const sexticColumns = (neuron: Neuron, integrals: Integrals) => ({
  first: sum(chosen(6, [sextic], true), neuron, (component) => integrals.value(component)),
  tree: integrals.joins
    ? sum(chosen(6, [quartic, quartic], true), neuron, (component) => integrals.value(component))
    : undefined
})

/**
 * Mean over the tuples, and standard deviation: what a coupling that is not constant scatters. With `weights`, each tuple
 * counts for so many.
 */
export const spread = (
  values: ArrayLike<number>,
  weights?: ArrayLike<number>
): { readonly mean: number; readonly deviation: number } => {
  const all = Array.from(values)
  const weight = (i: number) => weights?.[i] ?? 1
  const count = all.reduce((total, _, i) => total + weight(i), 0)
  const mean = all.reduce((total, value, i) => total + weight(i) * value, 0) / count
  const squares = all.reduce((total, value, i) => total + weight(i) * (value - mean) ** 2, 0)
  return { mean, deviation: Math.sqrt(squares / Math.max(1, count - 1)) }
}
