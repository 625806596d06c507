/** From what was measured to the rows of the tables: fits, tensors, predictions. */
import * as Coupling from "../../domain/field/action/coupling.ts"
import * as Fit from "../../domain/field/action/fit.ts"
import * as Tuples from "../../domain/field/tuples.ts"
import * as Average from "../average.ts"
import type { Row } from "../table.ts"
import { known } from "../table.ts"
import type { Basis } from "./basis.ts"
import * as Point from "./config.ts"
import * as Doubt from "./doubt.ts"
import type { Tally } from "./kernel.ts"
import type { Measurement } from "./measurement.ts"
import * as Measured from "./measurement.ts"
import * as Published from "./published.ts"
import type { Solution } from "./solution.ts"
import * as Solved from "./solution.ts"

/** Standard deviation over the tuples where `column` is not zero. */
const scatter = (column: Float64Array, weights: Fit.Weights, of: (tuple: number) => number): number => {
  const tuples = [...column.keys()].filter((t) => column[t] !== 0)
  return Coupling.spread(tuples.map(of), weights && tuples.map((t) => weights[t])).deviation
}

const fits = (
  config: Point.Config,
  basis: Basis,
  { kappa4, tests }: Measurement,
  { fits, value, standardError, blocks }: Solution
): ReadonlyArray<Row> => {
  const weights = Average.weights(config.average, Point.training(config).inputs.length, 4)
  const spread = scatter(basis.fit.lambda0, weights, (t) => kappa4.mean[t] / basis.fit.lambda0[t])
  const isPapers = Average.isPapers[config.average]
  return Solved.models.flatMap((model) => {
    const couplings: ReadonlyArray<Coupling.Name> = Coupling.models[model]
    const { rank, condition } = fits[model]
    const published = Published.of(config)?.[model]
    const coupling = (name: Coupling.Name): Row => {
      const place = couplings.indexOf(name)
      return {
        [name]: place < 0 ? 0 : value[model][place],
        [`${name}StandardError`]: place < 0 ? null : known(standardError?.[model][place])
      }
    }
    const against = [
      ["fit", kappa4.mean, basis.fit] as const,
      ...tests.map(([test, values]) => [test, values, basis.test] as const)
    ]
    return against.map(([test, values, tested]) => {
      const predicted = Fit.predict(
        couplings.map((name) => tested[name]),
        value[model],
        values.length
      )
      return {
        model,
        convention: Coupling.convention,
        ...coupling("lambda0"),
        ...coupling("lambda2"),
        ...coupling("lambdaNL"),
        publishedLambda0: published?.couplings.lambda0 ?? null,
        publishedLambda2: published?.couplings.lambda2 ?? null,
        publishedLambdaNL: published?.couplings.lambdaNL ?? null,
        rank,
        parameters: couplings.length,
        condition: known(condition),
        tensorMean: known(value.tensor[0]),
        tensorMeanStandardError: known(standardError?.tensor[0]),
        tensorSpread: known(spread),
        blocks,
        test,
        mape: known(Fit.mape(values, predicted, weights)),
        mse: known(Fit.mse(values, predicted, weights)),
        residual: known(Fit.residual(values, predicted, weights)),
        publishedMape: test === "fit" || !isPapers ? null : (published?.mape ?? null),
        publishedMse: test === "fit" || !isPapers ? null : (published?.mse ?? null),
        integrals: basis.source,
        quadratureError: basis.quadratureError
      }
    })
  })
}

const tensor = (config: Point.Config, { fit }: Basis, { kappa4, blocks }: Measurement): ReadonlyArray<Row> =>
  Tuples.multisets(Point.training(config).inputs.length, 4).map((tuple, t) => ({
    tuple: Tuples.label(tuple),
    convention: Coupling.convention,
    kappa4: kappa4.mean[t],
    kappa4StandardError: known(kappa4.standardError?.[t]),
    integral: fit.lambda0[t],
    lambda: known(kappa4.mean[t] / fit.lambda0[t]),
    lambdaStandardError: known(kappa4.standardError && kappa4.standardError[t] / Math.abs(fit.lambda0[t])),
    blocks
  }))

/** Standard errors that kappa6 has to be away from zero, in every tuple, where something is divided by it. */
const distinct = 5

/** The constant lambda of M1 predicts the 6-point function, and is taken out of kappa6 where kappa is measured. */
const sextic = (
  config: Point.Config,
  { six, quadratureError }: Basis,
  { kappa6, G6 }: Measurement,
  { value, standardError, blocks }: Solution
): Readonly<Record<"sixPoint" | "kappa", ReadonlyArray<Row>>> => {
  if (kappa6 === undefined || G6 === undefined || six === null) return { sixPoint: [], kappa: [] }
  const points = Point.training(config).inputs.length
  const weights = Average.weights(config.average, points, 6)
  const [lambda] = value.M1
  const lambdaError = standardError?.M1[0]
  const { gaussian, lambda: correction, first, tree } = six
  const exchanged: Readonly<Record<Solved.Method, Float64Array | null>> = {
    "first order": new Float64Array(first.length),
    "with lambda^2 tree": tree
  }
  // A mean of ratios to what may be zero has neither a value nor an error.
  const divides = [...first.keys()].every(
    (t) => first[t] === 0 || Math.abs(kappa6.mean[t]) > distinct * (kappa6.standardError?.[t] ?? 0)
  )
  return {
    sixPoint: Tuples.multisets(points, 6).map((tuple, t) => ({
      tuple: Tuples.label(tuple),
      convention: Coupling.convention,
      lambda,
      lambdaStandardError: known(lambdaError),
      G6: G6.mean[t],
      G6StandardError: known(G6.standardError?.[t]),
      gp: gaussian[t],
      gpAndLambda: gaussian[t] + lambda * correction[t],
      gpAndLambdaStandardError: known(lambdaError && lambdaError * Math.abs(correction[t])),
      gpShare: known(value.gpShare[t]),
      gpShareStandardError: known(standardError?.gpShare[t]),
      gpAndLambdaShare: known(value.gpAndLambdaShare[t]),
      gpAndLambdaShareStandardError: known(standardError?.gpAndLambdaShare[t]),
      blocks
    })),
    kappa: Solved.methods.flatMap((method): ReadonlyArray<Row> => {
      const exchange = exchanged[method]
      if (exchange === null) return []
      const left = (t: number) => (kappa6.mean[t] - exchange[t] * lambda ** 2) / first[t]
      return [
        {
          method,
          convention: Coupling.convention,
          kappa: known(value[method][0]),
          kappaStandardError: known(standardError?.[method][0]),
          spread: known(scatter(first, weights, left)),
          lambda,
          lambdaStandardError: known(lambdaError),
          treeOverKappa6: divides ? known(value.treeShare[0]) : null,
          treeOverKappa6StandardError: divides ? known(standardError?.treeShare[0]) : null,
          blocks,
          quadratureError
        }
      ]
    })
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
  const solution = Solved.of(config, basis, measured)
  // Where the parameter is not a number of the kind that the column holds, or stands for nothing.
  const point: Row = {
    cutoff: Point.cutoff(config),
    ...(config.source === "exact" ? { nets: 0 } : {}),
    repeats: repeats.length
  }
  const doubts = {
    four: Doubt.of(config, 4, measured.networks),
    six: config.order === 6 ? Doubt.of(config, 6, measured.networks) : undefined
  }
  const all = (some: ReadonlyArray<Row>, doubt: Doubt.Doubt | undefined) =>
    some.map((row) => ({ ...point, ...row, ...doubt }))
  const six = sextic(config, basis, measured, solution)
  return {
    couplings: all(fits(config, basis, measured, solution), doubts.four),
    lambda: all(tensor(config, basis, measured), doubts.four),
    sixPoint: all(six.sixPoint, doubts.six),
    kappa: all(six.kappa, doubts.six)
  }
}
