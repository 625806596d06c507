/** From the tallies of a point's repeats to the rows of its tables. */
import type { Correlators } from "../../domain/field/activation/activation.ts"
import * as Cumulant from "../../domain/field/cumulant.ts"
import * as FirstOrder from "../../domain/field/first-order.ts"
import * as Kernel from "../../domain/field/kernel.ts"
import type { NetworkShape } from "../../domain/field/network.ts"
import * as Network from "../../domain/field/network.ts"
import * as Tuples from "../../domain/field/tuples.ts"
import * as Wick from "../../domain/field/wick.ts"
import type { Key } from "../../domain/random/key.ts"
import * as Bootstrap from "../../domain/stats/bootstrap.ts"
import * as Moments from "../../domain/stats/moments.ts"
import type { Row } from "../table.ts"
import { known } from "../table.ts"
import type * as Config from "./config.ts"
import * as Inputs from "./inputs.ts"
import type { Tally } from "./kernel.ts"

/** Rows depend on tallies alone, so the bootstrap's stream is a constant. */
const bootstrapKey: Key = [0x20080860, 1]

const mean = (values: ReadonlyArray<number>): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

const standardDeviation = (values: ReadonlyArray<number>): number => {
  const middle = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1))
}

interface Measured {
  /** [tuple], of G_n (full) or kappa_n (connected). */
  readonly mean: Float64Array
  readonly standardError: Float64Array
  /** [repeat][tuple] */
  readonly repeats: ReadonlyArray<Float64Array>
  readonly exact: Float64Array | undefined
  /** Of deep networks, where it is known. */
  readonly firstOrder: Float64Array | undefined
}

/** One part of what was measured; with nothing drawn, the exact values stand in, without an error. */
const part = (
  pooled: Tally,
  repeats: ReadonlyArray<Tally>,
  from: number,
  tuples: number,
  exact: Float64Array | undefined,
  firstOrder: Float64Array | undefined
): Measured => {
  if (pooled.count === 0) {
    const none = new Float64Array(tuples).fill(Number.NaN)
    return { mean: exact ?? none, standardError: none, repeats: [], exact, firstOrder }
  }
  return {
    mean: pooled.mean.subarray(from, from + tuples),
    standardError: Moments.standardErrors(pooled).subarray(from, from + tuples),
    repeats: repeats.map((each) => each.mean.subarray(from, from + tuples)),
    exact,
    firstOrder
  }
}

/**
 * How far a part is from the Gaussian process, in units of its prediction G, averaged over the tuples:
 *
 *     full       m = mean |G_n - G| / |G|           connected   m = mean |kappa_n| / |G|
 *     background = mean over tuples of the standard deviation over the repeats / |G|
 *     standardError = background / sqrt(repeats)
 *
 * Tuples that the process gives no correlation at all (G = 0) are left out.
 */
const deviation = (name: "full" | "connected", measured: Measured, gp: Float64Array): Row => {
  const tuples = [...gp.keys()].filter((t) => gp[t] !== 0)
  const processOf = { full: gp, connected: new Float64Array(gp.length) }[name]
  const relative = (values: Float64Array): ReadonlyArray<number> =>
    tuples.map((t) => Math.abs(values[t] - processOf[t]) / Math.abs(gp[t]))
  const each = relative(measured.mean)
  const { repeats } = measured
  const background =
    repeats.length < 2
      ? undefined
      : mean(tuples.map((t) => standardDeviation(repeats.map((values) => values[t])) / Math.abs(gp[t])))
  const band = each.length === 0 ? undefined : Bootstrap.band(each, bootstrapKey)
  return {
    part: name,
    m: known(mean(each)),
    background: known(background),
    standardError: known(background === undefined ? undefined : background / Math.sqrt(repeats.length)),
    exact: known(measured.exact && mean(relative(measured.exact))),
    firstOrder: known(measured.firstOrder && mean(relative(measured.firstOrder))),
    bandLow: known(band?.low),
    bandHigh: known(band?.high)
  }
}

/** Of deep networks alone: with one layer what is exact says all. */
const firstOrder = (shape: NetworkShape, order: Config.Config["order"]): Correlators | undefined =>
  order === 8 || Network.layers(shape) === 1 || FirstOrder.refusal(shape) !== undefined
    ? undefined
    : FirstOrder.correlators(shape, order)

/** The rows of both tables. The exact values are computed here, on first use of an activation and its inputs. */
export const rows = (
  config: Config.Config,
  repeats: ReadonlyArray<Tally>
): Readonly<Record<"correlators" | "deviations", ReadonlyArray<Row>>> => {
  const { order } = config
  const shape = Inputs.shape(config)
  const points = shape.inputs.length
  const tuples = Tuples.multisets(points, order)
  const gp = Wick.gaussian(Kernel.matrix(shape), points, order)
  const exact = Cumulant.refusal(shape, order) === undefined ? Cumulant.correlators(shape, order) : undefined
  const first = firstOrder(shape, order)
  const pooled = repeats.reduce(Moments.merge, Moments.empty)
  const full = part(pooled, repeats, 0, tuples.length, exact?.full, first?.full)
  const connected = part(
    pooled,
    repeats,
    tuples.length,
    tuples.length,
    exact?.connected,
    order === 6 ? undefined : first?.connected
  )
  const point: Row = { ...(config.estimator === "exact" ? { nets: 0 } : {}), repeats: repeats.length }
  return {
    correlators: tuples.map((tuple, t) => ({
      ...point,
      tuple: Tuples.label(tuple),
      mean: known(full.mean[t]),
      standardError: known(full.standardError[t]),
      exact: known(full.exact?.[t]),
      firstOrder: known(full.firstOrder?.[t]),
      zScore: known(full.exact && (full.mean[t] - full.exact[t]) / full.standardError[t]),
      gp: gp[t],
      connected: known(connected.mean[t]),
      connectedStandardError: known(connected.standardError[t]),
      connectedExact: known(connected.exact?.[t]),
      connectedFirstOrder: known(connected.firstOrder?.[t])
    })),
    deviations: (order === 2 || order === 8
      ? ([["full", full]] as const)
      : ([
          ["full", full],
          ["connected", connected]
        ] as const)
    ).map(([name, measured]) => ({ ...point, ...deviation(name, measured, gp) }))
  }
}
