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
 * Both couplings at once. kappa4 is of order 1/N and kappa6 of order 1/N^2, hence lambda and kappa too, and to
 * the order 1/N of G4 and 1/N^2 of G6 the diagrams that are left are, besides those of the Gaussian process,
 *
 *     kappa4(abcd)  = 24 lambda I4(abcd; L)
 *     kappa6(a...f) = 720 kappa I6(a...f; L) + lambda^2 S(a...f; L)
 *     S = 24^2 sum_{10 splits 3|3} int int K_W(a,y) K_W(b,y) K_W(c,y) K_W(y,z) K_W(d,z) K_W(e,z) K_W(f,z)
 *
 * the last one two lambdas that exchange a line. (The other diagrams of G6, 24 lambda I4 K, are kappa4 K and say nothing
 * new. Loops, 360 kappa int K_W^4 K_W(y,y) and three of lambda^2 in G4, are smaller by 1/N.) The left sides do not depend on L.
 * Their derivatives to log L vanish, d for d / d log L:
 *
 *     0 = I4 d lambda + lambda d I4
 *     0 = 720 (I6 d kappa + kappa d I6) + 2 lambda S d lambda + lambda^2 d S
 *
 *     beta(lambda) = -lambda d I4 / I4
 *     beta(kappa)  = -kappa d I6 / I6 - lambda^2 (d S / S - 2 d I4 / I4) S / (720 I6)
 *
 * So lambda runs by itself, and drives kappa: the second part is there at kappa = 0, too. A tree has points of the box
 * between its vertices, where a lambda of each tuple has no meaning; one constant lambda for all tuples is nearest to the
 * first line by least squares over the tuples, lambda = <A, kappa4> / <A, A> with A = 24 I4, and runs as that does:
 *
 *     beta(lambda) = (<d A, kappa4> - 2 lambda <A, d A>) / <A, A>
 *
 * For relu without bias both parts are powers of L, and lambda^2 S does not run at all: its kernels make S ~ L^(2 d + 8) and
 * lambda ~ L^-(d + 4), so that kappa still falls as L^-(d + 6). Where lines tend to a constant, S ~ L^(2 d), and both
 * couplings have slopes -d in the end; on the way there kappa may change its sign.
 *
 * Source: Halverson, Maiti, Stoner, arXiv 2008.08601, section 4: equations 4.13 and 4.14. Sign as in coupling.ts.
 * The exchange is integrated in one dimension.
 */
import type { Component } from "../diagram/diagram.ts"
import type { Neuron } from "../network.ts"
import * as Tuples from "../tuples.ts"
import * as Box from "./box.ts"
import * as Coupling from "./coupling.ts"
import type { Weights } from "./fit.ts"
import * as Fit from "./fit.ts"
import type { Integrals } from "./integral.ts"
import * as Integral from "./integral.ts"

export interface Running {
  /** Mean over the tuples, and standard deviation. */
  readonly mean: number
  readonly deviation: number
  /** d mean / d log L. */
  readonly beta: number
  /** beta / mean. */
  readonly slope: number
}

/** lambda and kappa of one action. */
export interface Coupled {
  readonly lambda: Running
  readonly kappa: Running & {
    /** Of beta, what lambda drives. */
    readonly driven: number
    /** How large the exchange is beside kappa6: lambda^2 |S| / |kappa6|, both as roots of the mean square over the tuples. */
    readonly exchange: number
  }
  /** Bound of the relative error of all integrals, those of the exchange too. */
  readonly error: number
}

export interface At {
  readonly lambda: Running
  readonly kappa: Running | undefined
  /** In one dimension, where kappa6 is given. */
  readonly coupled: Coupled | undefined
  /** Bound of the relative error of the integrals of one vertex. */
  readonly error: number
}

/** How often each tuple of four, and of six, counts. */
export interface Counts {
  readonly four?: Weights
  readonly six?: Weights
}

/** One-site integrals that a table holds, as diagrams want them, and those of two sites. */
const ofTable = (
  neuron: Neuron,
  shape: Box.Shape,
  table: Box.Table,
  place: number,
  joined?: (component: Component) => number
): Integrals => ({
  source: "quadrature",
  error: () => table.relative,
  joins: joined !== undefined,
  value: (component) => {
    const { sites } = component
    if (sites.length === 2 && joined !== undefined) return joined(component)
    if (sites.length !== 1 || sites[0].points.length !== shape.points || sites[0].loops !== shape.loops)
      throw new RangeError("The flow takes diagrams of one vertex, or of two that exchange a line.")
    return table.values[place][Tuples.rank(neuron.inputs.length, sites[0].points)]
  }
})

/** Mean and scatter over the tuples with a diagram, of values whose derivatives to log L are `betas`. */
const running = (
  I: Float64Array,
  weights: Weights,
  of: (tuple: number) => { readonly value: number; readonly beta: number }
): Running => {
  const tuples = [...I.keys()].filter((t) => I[t] !== 0)
  const counts = weights && tuples.map((t) => weights[t])
  const each = tuples.map(of)
  const { mean, deviation } = Coupling.spread(
    each.map(({ value }) => value),
    counts
  )
  const beta = Coupling.spread(
    each.map(({ beta }) => beta),
    counts
  ).mean
  return { mean, deviation, beta, slope: beta / mean }
}

/** Values of a diagram by tuple, and L times their derivatives. */
interface Diagram {
  readonly I: Float64Array
  readonly d: Float64Array
}

const coupled = (
  { four, six }: { readonly four: Diagram; readonly six: Diagram },
  tree: Diagram,
  kappa4: Float64Array,
  kappa6: Float64Array,
  counts: Counts
): Omit<Coupled, "error"> => {
  const product = (a: Float64Array, b: Float64Array, weights: Weights) =>
    a.reduce((sum, value, t) => sum + (weights?.[t] ?? 1) * value * b[t], 0)
  const dot = (a: Float64Array, b: Float64Array) => product(a, b, counts.four)
  const size = (values: Float64Array) => {
    const by = Fit.scale([values])
    const scaled = values.map((value) => by * value)
    return Math.sqrt(product(scaled, scaled, counts.six)) / by
  }
  const by = Fit.scale([four.I])
  const [I, d] = [four.I, four.d].map((values) => values.map((value) => by * value))
  const square = dot(I, I)
  const least = dot(I, kappa4) / square
  const lambda = by * least
  const beta = by * ((dot(d, kappa4) - 2 * least * dot(I, d)) / square)
  const { deviation } = running(four.I, counts.four, (t) => ({ value: kappa4[t] / four.I[t], beta: 0 }))
  const driven = (t: number) => -(2 * lambda * beta * tree.I[t] + lambda ** 2 * tree.d[t]) / six.I[t]
  const kappa = running(six.I, counts.six, (t) => {
    const value = (kappa6[t] - lambda ** 2 * tree.I[t]) / six.I[t]
    return { value, beta: driven(t) - (value * six.d[t]) / six.I[t] }
  })
  return {
    lambda: { mean: lambda, deviation, beta, slope: beta / lambda },
    kappa: {
      ...kappa,
      driven: running(six.I, counts.six, (t) => ({ value: 0, beta: driven(t) })).beta,
      exchange: (lambda ** 2 * size(tree.I)) / size(kappa6)
    }
  }
}

/**
 * lambda and, where kappa6 is given, kappa at the cutoff L, and how they run: each alone at first order, and both at once.
 *
 * @param kappa4 of all tuples of the neuron's inputs, at some width
 * @throws RangeError if the cutoff is not positive and finite or d > 3
 *
 * Cost: two quadratures, over the box and over its surface; for both at once pairs of the nodes, a tenth of a second.
 */
export const at = (
  neuron: Neuron,
  L: number,
  kappa4: Float64Array,
  kappa6: Float64Array | undefined,
  settings: Box.Settings = {},
  counts: Counts = {}
): At => {
  const shapes = [Coupling.quarticShapes[0], ...(kappa6 === undefined ? [] : [Coupling.sexticShape])]
  const inside = Box.volume(neuron, L, shapes, settings)
  const outside = Box.surface(neuron, L, shapes, settings)
  const error = Math.max(inside.relative, outside.relative)
  const scaled = (values: Float64Array) => values.map((value) => L * value)
  const quartic = (table: Box.Table) => Coupling.constantColumn(neuron, ofTable(neuron, shapes[0], table, 0))
  const four: Diagram = { I: quartic(inside), d: scaled(quartic(outside)) }
  Coupling.check(neuron, 4, four.I)
  const alone = ({ I, d }: Diagram, connected: Float64Array, weights: Weights) =>
    running(I, weights, (t) => {
      const value = connected[t] / I[t]
      return { value, beta: value * (-d[t] / I[t]) }
    })
  const lambda = alone(four, kappa4, counts.four)
  if (kappa6 === undefined) return { lambda, kappa: undefined, coupled: undefined, error }
  const joined =
    neuron.inputs[0].length === 1 ? Integral.pairs(neuron, L, inside.cells, settings.full) : undefined
  let worst = error
  const value = (component: Component) => {
    const found = joined!.value(component)
    worst = Math.max(worst, found.error)
    return found.value
  }
  const sextic = (table: Box.Table, join: ((component: Component) => number) | undefined) =>
    Coupling.sexticColumns(neuron, ofTable(neuron, shapes[1], table, 1, joined && join))
  const [within, beyond] = [sextic(inside, value), sextic(outside, joined?.change)]
  const six: Diagram = { I: within.first, d: scaled(beyond.first) }
  Coupling.check(neuron, 6, six.I)
  const both =
    within.tree && beyond.tree
      ? coupled({ four, six }, { I: within.tree, d: scaled(beyond.tree) }, kappa4, kappa6, counts)
      : undefined
  return {
    lambda,
    kappa: alone(six, kappa6, counts.six),
    coupled: both && { ...both, error: worst },
    error
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
