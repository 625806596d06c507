/**
 * The couplings that connected functions come to, and their errors.
 *
 * Errors are those of the whole chain, by a jackknife over lots of networks: each lot is left out of kappa4 and G6 alike
 * and everything is solved anew, so that what kappa takes from lambda, it takes with lambda's error and with all that
 * lambda and kappa6 have in common. As lambda^2 is too large by lambda's variance, kappa beside the tree is the
 * jackknife's value, which is not.
 */
import * as Coupling from "../../domain/field/action/coupling.ts"
import * as Fit from "../../domain/field/action/fit.ts"
import * as Kernel from "../../domain/field/kernel.ts"
import * as Wick from "../../domain/field/wick.ts"
import * as Jackknife from "../../domain/stats/jackknife.ts"
import * as Average from "../average.ts"
import type { Basis, Six } from "./basis.ts"
import * as Point from "./config.ts"
import type { Measurement } from "./measurement.ts"

export type Model = keyof typeof Coupling.models
export const models = Object.keys(Coupling.models) as ReadonlyArray<Model>

export const methods = ["first order", "with lambda^2 tree"] as const
export type Method = (typeof methods)[number]

/** Of each model its couplings; of the sextic ones one number, none where there is none, and shares by tuple. */
export type Numbers = Readonly<
  Record<Model | "tensor" | Method | "treeShare" | "gpShare" | "gpAndLambdaShare", Float64Array>
>

export interface Solution {
  readonly fits: Readonly<Record<Model, Fit.Solver>>
  readonly value: Numbers
  /** Undefined where nothing was drawn; NaN of a single lot. */
  readonly standardError: Numbers | undefined
  /** Lots that the errors are from; their degrees of freedom are one less. */
  readonly blocks: number
}

interface Functions {
  readonly kappa4: Float64Array
  readonly kappa6: Float64Array
  readonly G6: Float64Array
}

const none = new Float64Array(0)

/** Mean over the tuples where `column` is not zero. */
const over = (column: Float64Array, weights: Fit.Weights, of: (tuple: number) => number): Float64Array => {
  const tuples = [...column.keys()].filter((t) => column[t] !== 0)
  const counts = weights && tuples.map((t) => weights[t])
  return Float64Array.of(Coupling.spread(tuples.map(of), counts).mean)
}

/** What the constant lambda of M1 makes of 6-point functions, and what it leaves to kappa. */
const sextic = (six: Six | null, weights: Fit.Weights, { kappa6, G6 }: Functions, lambda: number) => {
  if (six === null)
    return {
      "first order": none,
      "with lambda^2 tree": none,
      treeShare: none,
      gpShare: none,
      gpAndLambdaShare: none
    }
  const { gaussian, lambda: correction, first, tree } = six
  const squared = lambda ** 2
  return {
    "first order": over(first, weights, (t) => kappa6[t] / first[t]),
    "with lambda^2 tree":
      tree === null ? none : over(first, weights, (t) => (kappa6[t] - tree[t] * squared) / first[t]),
    treeShare: tree === null ? none : over(first, weights, (t) => (tree[t] * squared) / kappa6[t]),
    gpShare: gaussian.map((G, t) => G / G6[t]),
    gpAndLambdaShare: gaussian.map((G, t) => (G + lambda * correction[t]) / G6[t])
  }
}

/** kappa6 = G6 - sum_15 kappa4 K - sum_15 K K K. */
const connected = (config: Point.Config, { gaussian }: Six) => {
  const shape = Point.training(config)
  const K = Kernel.matrix(shape)
  const splits = Wick.splits(shape.inputs.length, 6)
  return (kappa4: Float64Array, G6: Float64Array): Float64Array => {
    const kappa6 = G6.map((G, t) => G - gaussian[t])
    Wick.addSplits(splits, kappa4, K, -1, kappa6)
    return kappa6
  }
}

/** All numbers one after the other. */
const flat = (numbers: Numbers): Float64Array =>
  Float64Array.from(Object.values(numbers).flatMap((values) => [...values]))

/** The way back. */
const cut = (values: Float64Array, like: Numbers): Numbers => {
  let from = 0
  const part = (length: number) => {
    from += length
    return values.subarray(from - length, from)
  }
  const entries = Object.entries(like).map(([name, { length }]) => [name, part(length)])
  return Object.fromEntries(entries) as Numbers
}

export const of = (config: Point.Config, basis: Basis, measured: Measurement): Solution => {
  const points = Point.training(config).inputs.length
  const [four, six] = ([4, 6] as const).map((order) => Average.weights(config.average, points, order))
  const fit = (model: Model) =>
    Fit.solver(
      Coupling.models[model].map((coupling) => basis.fit[coupling]),
      config.rankTolerance,
      four
    )
  const fits = { M0: fit("M0"), M1: fit("M1"), M2: fit("M2"), M3: fit("M3") }
  const { lambda0 } = basis.fit
  const numbers = (functions: Functions): Numbers => {
    const { kappa4 } = functions
    const M1 = fits.M1.solve(kappa4)
    return {
      M0: none,
      M1,
      M2: fits.M2.solve(kappa4),
      M3: fits.M3.solve(kappa4),
      tensor: over(lambda0, four, (t) => kappa4[t] / lambda0[t]),
      ...sextic(basis.six, six, functions, M1[0])
    }
  }
  const { kappa4, kappa6, G6, lots } = measured
  const value = numbers({ kappa4: kappa4.mean, kappa6: kappa6?.mean ?? none, G6: G6?.mean ?? none })
  if (lots.length === 0) return { fits, value, standardError: undefined, blocks: 0 }
  const kappa6Of = basis.six === null ? () => none : connected(config, basis.six)
  const { corrected, standardError, blocks } = Jackknife.of(lots, (mean) => {
    const [kappa4, G6] = [mean.subarray(0, lambda0.length), mean.subarray(lambda0.length)]
    return flat(numbers({ kappa4, kappa6: kappa6Of(kappa4, G6), G6 }))
  })
  const unbiased = lots.length < 2 ? value : cut(corrected, value)
  return {
    fits,
    value: { ...value, "with lambda^2 tree": unbiased["with lambda^2 tree"] },
    standardError: cut(standardError, value),
    blocks
  }
}
