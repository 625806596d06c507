/**
 * What the diagrams of a point are worth at couplings of 1: the columns that fits and predictions are made of. Known
 * from the config alone, and dear where integrals are quadratures: up to 12 s.
 */
import * as Coupling from "../../domain/field/action/coupling.ts"
import * as Integral from "../../domain/field/action/integral.ts"
import * as Point from "./config.ts"

type Columns = Readonly<Record<Coupling.Name, Float64Array>>

export interface Basis {
  readonly source: Integral.Integrals["source"]
  /** Bound of the relative error of the integrals; 0 for closed forms. */
  readonly quadratureError: number
  /** Of kappa4, at the inputs of the fit and at those of the test; [tuple]. */
  readonly fit: Columns
  readonly test: Columns
  readonly six: Six | null
}

/** Of the 6-point functions at the inputs of the fit; [tuple]. */
export interface Six {
  /** Of G6: the Gaussian process alone, and what a constant lambda adds. */
  readonly gaussian: Float64Array
  readonly lambda: Float64Array
  /** Of kappa6: kappa at first order, and the exchange between two lambdas where it can be integrated. */
  readonly first: Float64Array
  readonly tree: Float64Array | null
}

const make = (config: Point.Config): Basis => {
  const L = Point.cutoff(config)
  const shape = Point.training(config)
  const test = Point.testing(config)
  const sextic = config.order === 6
  const shapes = [...Coupling.quarticShapes, ...(sextic ? [Coupling.sexticShape] : [])]
  const integrals = Integral.make(shape, L, shapes)
  const fit = Coupling.quarticColumns(shape, integrals)
  const tested = Coupling.quarticColumns(test, Integral.make(test, L, Coupling.quarticShapes))
  const six = sextic
    ? { ...Coupling.sixPoint(shape, integrals), ...Coupling.sexticColumns(shape, integrals) }
    : undefined
  Coupling.check(shape, 4, fit.lambda0)
  Coupling.check(test, 4, tested.lambda0)
  if (six !== undefined) Coupling.check(shape, 6, six.first)
  return {
    source: integrals.source,
    quadratureError: integrals.error(),
    fit,
    test: tested,
    six: six === undefined ? null : { ...six, tree: six.tree ?? null }
  }
}

/** The last one made: the repeats of a point ask for the same. */
let last: { readonly name: string; readonly basis: Basis } | undefined

export const of = (config: Point.Config): Basis => {
  const name = JSON.stringify(config)
  if (last?.name !== name) last = { name, basis: make(config) }
  return last.basis
}
