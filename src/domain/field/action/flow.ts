/**
 * How couplings run with the cutoff L. Connected functions do not depend on it, so that with one coupling each, at
 * first order and for one tuple of inputs,
 *
 *     lambda(L) = kappa4 / I4(L),   kappa(L) = kappa6 / I6(L)
 *     slope = d log lambda / d log L = -L I4'(L) / I4(L),   beta = d lambda / d log L = lambda slope
 *
 * where I is the diagram's value for a coupling of 1 and I' the same over the surface of the box. relu without bias has
 * kernels that are homogeneous of degree 1 in y: the slopes are -(d + 4) and -(d + 6), at every L. Where lines at
 * vertices tend to a constant, the slopes tend to -d: the paper's beta = -lambda d.
 *
 * Source: Halverson, Maiti, Stoner, arXiv 2008.08601, section 4: equations 4.13 and 4.14. Sign as in coupling.ts.
 */
import type { Component } from "../diagram/diagram.ts"
import type { Neuron } from "../network.ts"
import * as Tuples from "../tuples.ts"
import * as Box from "./box.ts"
import * as Coupling from "./coupling.ts"
import type { Integrals } from "./integral.ts"

export interface Running {
  /** Mean over the tuples, and standard deviation. */
  readonly mean: number
  readonly deviation: number
  /** d mean / d log L. */
  readonly beta: number
  /** beta / mean. */
  readonly slope: number
}

/** One-site integrals that a table holds, as diagrams want them. */
const ofTable = (neuron: Neuron, shape: Box.Shape, table: Box.Table, place: number): Integrals => ({
  source: "quadrature",
  error: () => table.relative,
  joins: false,
  value: ({ sites }: Component) => {
    if (sites.length !== 1 || sites[0].points.length !== shape.points || sites[0].loops !== shape.loops)
      throw new RangeError("The flow takes diagrams of one vertex, without loops.")
    return table.values[place][Tuples.rank(neuron.inputs.length, sites[0].points)]
  }
})

const running = (connected: Float64Array, I: Float64Array, slopes: Float64Array): Running => {
  const tuples = [...I.keys()].filter((t) => I[t] !== 0)
  const values = tuples.map((t) => connected[t] / I[t])
  const { mean, deviation } = Coupling.spread(values)
  const beta = Coupling.spread(tuples.map((t, i) => values[i] * slopes[t])).mean
  return { mean, deviation, beta, slope: beta / mean }
}

/**
 * lambda and, where kappa6 is given, kappa at the cutoff L, both at first order, and how they run.
 *
 * @param kappa4 of all tuples of the neuron's inputs, at some width
 * @throws RangeError if the cutoff is not positive and finite or d > 3
 *
 * Cost: two quadratures, over the box and over its surface.
 */
export const at = (
  neuron: Neuron,
  L: number,
  kappa4: Float64Array,
  kappa6: Float64Array | undefined,
  settings: Box.Settings = {}
): { readonly lambda: Running; readonly kappa: Running | undefined; readonly error: number } => {
  const shapes = [Coupling.quarticShapes[0], ...(kappa6 === undefined ? [] : [Coupling.sexticShape])]
  const inside = Box.volume(neuron, L, shapes, settings)
  const outside = Box.surface(neuron, L, shapes, settings)
  const slopes = (I: Float64Array, surface: Float64Array) => I.map((value, t) => (-L * surface[t]) / value)
  const column = (table: Box.Table, place: number) => {
    const integrals = ofTable(neuron, shapes[place], table, place)
    return place === 0
      ? Coupling.constantColumn(neuron, integrals)
      : Coupling.sexticColumns(neuron, integrals).first
  }
  const both = (connected: Float64Array, place: number): Running => {
    const I = column(inside, place)
    return running(connected, I, slopes(I, column(outside, place)))
  }
  return {
    lambda: both(kappa4, 0),
    kappa: kappa6 && both(kappa6, 1),
    error: Math.max(inside.relative, outside.relative)
  }
}

/** The straight line of log |value| against log L by least squares. */
export interface Line {
  readonly slope: number
  /** From the scatter about the line; NaN for fewer than three cutoffs. */
  readonly standardError: number
}

export const line = (cutoffs: ReadonlyArray<number>, values: ReadonlyArray<number>): Line => {
  const x = cutoffs.map(Math.log)
  const y = values.map((value) => Math.log(Math.abs(value)))
  const [mx, my] = [Coupling.spread(x).mean, Coupling.spread(y).mean]
  const xx = x.reduce((sum, xi) => sum + (xi - mx) ** 2, 0)
  const slope = x.reduce((sum, xi, i) => sum + (xi - mx) * (y[i] - my), 0) / xx
  const rest = y.reduce((sum, yi, i) => sum + (yi - my - slope * (x[i] - mx)) ** 2, 0)
  return { slope, standardError: x.length < 3 ? Number.NaN : Math.sqrt(rest / (x.length - 2) / xx) }
}
