/** What is known of a point once its networks are drawn, or nothing is: connected functions, with errors and blocks. */
import * as Cumulant from "../../domain/field/cumulant.ts"
import * as Moment from "../../domain/field/moment.ts"
import type { Block } from "../../domain/stats/jackknife.ts"
import * as Moments from "../../domain/stats/moments.ts"
import * as Point from "./config.ts"
import type { Parts, Tally } from "./kernel.ts"
import { parts } from "./kernel.ts"

/** A function of all tuples. */
export interface Values {
  readonly mean: Float64Array
  readonly standardError: Float64Array | undefined
}

export interface Measurement {
  /** At the inputs of the fit. */
  readonly kappa4: Values
  readonly kappa6: Values | undefined
  readonly G6: Values | undefined
  /** kappa4 at the inputs of the test, by where it is from. */
  readonly tests: ReadonlyArray<readonly ["same networks" | "independent networks" | "exact", Float64Array]>
  /** How many blocks the errors of connected functions are from; 0 where nothing was drawn. */
  readonly blocks: number
  /** How many networks were drawn. */
  readonly networks: number
  /** The lots of all repeats: kappa4, then G6. */
  readonly lots: ReadonlyArray<Block>
}

const exactly = (mean: Float64Array): Values => ({ mean, standardError: undefined })

const computed = (config: Point.Config): Measurement => {
  const shape = Point.training(config)
  const six = config.order === 6 ? Cumulant.correlators(shape, 6) : undefined
  return {
    kappa4: exactly(Cumulant.correlators(shape, 4).connected),
    kappa6: six && exactly(six.connected),
    G6: six && exactly(six.full),
    tests: [["exact", Cumulant.correlators(Point.testing(config), 4).connected]],
    blocks: 0,
    networks: 0,
    lots: []
  }
}

export const of = (config: Point.Config, repeats: ReadonlyArray<Tally>): Measurement => {
  if (!Point.draws[config.source]) return computed(config)
  const pooled = repeats.map(({ moments }) => moments).reduce(Moments.merge, Moments.empty)
  const errors = Moments.standardErrors(pooled)
  const named = parts(config)
  const part = (name: keyof Parts): Values => {
    const [from, count] = named[name]
    const cut = (values: Float64Array) => values.subarray(from, from + count)
    return { mean: cut(pooled.mean), standardError: cut(errors) }
  }
  const test = Point.testing(config)
  return {
    kappa4: part("kappa4"),
    kappa6: config.order === 6 ? part("kappa6") : undefined,
    G6: config.order === 6 ? part("G6") : undefined,
    tests: [
      ["same networks", part("sameNetworks").mean],
      ["independent networks", part("independentNetworks").mean],
      ...(Moment.refusal(test, 4) === undefined
        ? ([["exact", Cumulant.correlators(test, 4).connected]] as const)
        : [])
    ],
    blocks: pooled.count,
    networks: pooled.weight,
    lots: repeats.flatMap(({ lots }) => lots)
  }
}
