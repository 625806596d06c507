/** From what was measured to the rows of the tables: fits, tensors, predictions. */
import * as Coupling from "../../domain/field/action/coupling.ts"
import * as Fit from "../../domain/field/action/fit.ts"
import * as Tuples from "../../domain/field/tuples.ts"
import type { Row } from "../table.ts"
import { known } from "../table.ts"
import type { Basis } from "./basis.ts"
import * as Point from "./config.ts"
import type { Tally } from "./kernel.ts"
import type { Measurement } from "./measurement.ts"
import * as Measured from "./measurement.ts"
import * as Published from "./published.ts"

const deviation = (values: ReadonlyArray<number>): number =>
  values.length < 2 ? Number.NaN : Coupling.spread(values).deviation

const fits = (config: Point.Config, basis: Basis, measured: Measurement): ReadonlyArray<Row> => {
  const columns = basis.fit
  const { kappa4, tests } = measured
  const tuples = [...kappa4.mean.keys()].filter((t) => columns.lambda0[t] !== 0)
  const { mean, deviation: spread } = Coupling.spread(tuples.map((t) => kappa4.mean[t] / columns.lambda0[t]))
  return Object.entries(Coupling.models).flatMap(
    ([name, couplings]: [string, ReadonlyArray<Coupling.Name>]) => {
      const model = name as keyof typeof Coupling.models
      const A = couplings.map((coupling) => columns[coupling])
      const fit = Fit.least(A, kappa4.mean, config.rankTolerance)
      const again = kappa4.repeats.map((values) => Fit.least(A, values, config.rankTolerance).coefficients)
      const published = Published.of(config)?.[model]
      const value = (coupling: Coupling.Name): number => {
        const place = couplings.indexOf(coupling)
        return place < 0 ? 0 : fit.coefficients[place]
      }
      const standardError = (coupling: Coupling.Name): number | null => {
        const place = couplings.indexOf(coupling)
        if (place < 0) return null
        return known(deviation(again.map((each) => each[place])) / Math.sqrt(again.length))
      }
      const against = [
        ["fit", kappa4.mean, columns] as const,
        ...tests.map(([test, values]) => [test, values, basis.test] as const)
      ]
      return against.map(([test, values, tested]) => {
        const predicted = Fit.predict(
          couplings.map((coupling) => tested[coupling]),
          fit.coefficients,
          values.length
        )
        const norm = values.reduce((sum, each) => sum + each * each, 0) / values.length
        const mse = Fit.mse(values, predicted)
        return {
          model,
          convention: Coupling.convention,
          lambda0: value("lambda0"),
          lambda0StandardError: standardError("lambda0"),
          lambda2: value("lambda2"),
          lambda2StandardError: standardError("lambda2"),
          lambdaNL: value("lambdaNL"),
          lambdaNLStandardError: standardError("lambdaNL"),
          publishedLambda0: published?.couplings.lambda0 ?? null,
          publishedLambda2: published?.couplings.lambda2 ?? null,
          publishedLambdaNL: published?.couplings.lambdaNL ?? null,
          rank: fit.rank,
          parameters: couplings.length,
          condition: known(fit.condition),
          tensorMean: known(mean),
          tensorSpread: known(spread),
          test,
          mape: known(Fit.mape(values, predicted)),
          mse: known(mse),
          residual: known(Math.sqrt(mse / norm)),
          publishedMape: test === "fit" ? null : (published?.mape ?? null),
          publishedMse: test === "fit" ? null : (published?.mse ?? null),
          integrals: basis.source,
          quadratureError: basis.quadratureError
        }
      })
    }
  )
}

const tensor = (config: Point.Config, { fit }: Basis, { kappa4 }: Measurement): ReadonlyArray<Row> =>
  Tuples.multisets(Point.training(config).inputs.length, 4).map((tuple, t) => ({
    tuple: Tuples.label(tuple),
    convention: Coupling.convention,
    kappa4: kappa4.mean[t],
    kappa4StandardError: known(kappa4.standardError?.[t]),
    integral: fit.lambda0[t],
    lambda: known(kappa4.mean[t] / fit.lambda0[t]),
    lambdaStandardError: known(kappa4.standardError && kappa4.standardError[t] / Math.abs(fit.lambda0[t]))
  }))

/** The constant lambda of M_1 predicts the 6-point function, and is taken out of kappa6 where kappa is measured. */
const sextic = (
  config: Point.Config,
  { fit, six, quadratureError }: Basis,
  { kappa4, kappa6, G6 }: Measurement
): Readonly<Record<"sixPoint" | "kappa", ReadonlyArray<Row>>> => {
  if (kappa6 === undefined || G6 === undefined || six === null) return { sixPoint: [], kappa: [] }
  const [lambda] = Fit.least([fit.lambda0], kappa4.mean, config.rankTolerance).coefficients
  const { gaussian, lambda: correction, first, tree } = six
  const squared = lambda ** 2
  const kappas = (method: string, exchange: Float64Array | null): ReadonlyArray<Row> => {
    if (method !== "first order" && exchange === null) return []
    const tuples = [...first.keys()].filter((t) => first[t] !== 0)
    const left = (values: Float64Array) =>
      Coupling.spread(tuples.map((t) => (values[t] - (exchange?.[t] ?? 0) * squared) / first[t]))
    const { mean, deviation: spread } = left(kappa6.mean)
    const repeats = kappa6.repeats.map((values) => left(values).mean)
    const share =
      tree === null
        ? undefined
        : Coupling.spread(tuples.map((t) => (tree[t] * squared) / kappa6.mean[t])).mean
    return [
      {
        method,
        convention: Coupling.convention,
        kappa: known(mean),
        kappaStandardError: known(deviation(repeats) / Math.sqrt(repeats.length)),
        spread: known(spread),
        lambda,
        treeOverKappa6: known(share),
        quadratureError
      }
    ]
  }
  return {
    sixPoint: Tuples.multisets(Point.training(config).inputs.length, 6).map((tuple, t) => ({
      tuple: Tuples.label(tuple),
      convention: Coupling.convention,
      lambda,
      G6: G6.mean[t],
      G6StandardError: known(G6.standardError?.[t]),
      gp: gaussian[t],
      gpAndLambda: gaussian[t] + lambda * correction[t],
      gpShare: known(gaussian[t] / G6.mean[t]),
      gpAndLambdaShare: known((gaussian[t] + lambda * correction[t]) / G6.mean[t])
    })),
    kappa: [...kappas("first order", null), ...kappas("with lambda^2 tree", tree)]
  }
}

export const rows = (
  config: Point.Config,
  repeats: ReadonlyArray<Tally>
): Readonly<Record<"couplings" | "lambda" | "sixPoint" | "kappa", ReadonlyArray<Row>>> => {
  const basis = repeats.find((tally) => tally.basis !== null)?.basis
  // A preview of a point whose first replicates are still being drawn.
  if (basis === undefined || basis === null) return { couplings: [], lambda: [], sixPoint: [], kappa: [] }
  const measured = Measured.of(config, repeats)
  // Where the parameter is not a number of the kind that the column holds, or stands for nothing.
  const point: Row = {
    cutoff: Point.cutoff(config),
    ...(config.source === "exact" ? { nets: 0 } : {}),
    repeats: repeats.length
  }
  const all = (some: ReadonlyArray<Row>) => some.map((row) => ({ ...point, ...row }))
  const six = sextic(config, basis, measured)
  return {
    couplings: all(fits(config, basis, measured)),
    lambda: all(tensor(config, basis, measured)),
    sixPoint: all(six.sixPoint),
    kappa: all(six.kappa)
  }
}
