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
import * as Skew from "../../domain/stats/skew.ts"
import * as Average from "../average.ts"
import * as Caution from "../caution.ts"
import type { Row } from "../table.ts"
import { known } from "../table.ts"
import type * as Config from "./config.ts"
import * as Doubt from "./doubt.ts"
import * as Inputs from "./inputs.ts"
import type { Tally } from "./kernel.ts"

/** Rows depend on tallies alone, so the bootstrap's stream is a constant. */
const bootstrapKey: Key = [0x20080860, 1]

/** Each counts once, or as `weights` have it. */
const mean = (values: ReadonlyArray<number>, weights?: ReadonlyArray<number>): number => {
  const weight = (k: number) => weights?.[k] ?? 1
  const all = values.reduce((sum, _, k) => sum + weight(k), 0)
  return values.reduce((sum, value, k) => sum + weight(k) * value, 0) / all
}

const standardDeviation = (values: ReadonlyArray<number>): number => {
  const middle = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1))
}

interface Measured {
  /** [tuple], of G_n (full) or kappa_n (connected). */
  readonly mean: Float64Array
  readonly standardError: Float64Array
  /** Networks that count, see `Skew.effective`; NaN where that is not known. */
  readonly effective: Float64Array
  /** [repeat][tuple] */
  readonly repeats: ReadonlyArray<Float64Array>
  readonly exact: Float64Array | undefined
  /** Of deep networks, where it is known. */
  readonly firstOrder: Float64Array | undefined
}

/**
 * One part of what was measured, of `tuples` components `from` on, with the squared skewness that is `known` of each; with
 * nothing drawn, the exact values stand in, without an error.
 */
const part = (
  pooled: Tally,
  repeats: ReadonlyArray<Tally>,
  from: number,
  tuples: number,
  exact: Float64Array | undefined,
  firstOrder: Float64Array | undefined,
  known: ReadonlyArray<number>
): Measured => {
  if (pooled.count === 0) {
    const none = new Float64Array(tuples).fill(Number.NaN)
    return { mean: exact ?? none, standardError: none, effective: none, repeats: [], exact, firstOrder }
  }
  return {
    mean: pooled.mean.subarray(from, from + tuples),
    standardError: Moments.standardErrors(pooled).subarray(from, from + tuples),
    effective: Skew.squared(pooled)
      .subarray(from, from + tuples)
      .map((squared, t) => Skew.effective(pooled.weight, Math.max(squared, known[t]))),
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
 *     standardError = mean over tuples of the standard error, which blocks of networks give, / |G|
 *
 * The last is the error of m where all tuples move together, as they nearly do, and above it where they do not.
 * Tuples that the process gives no correlation at all (G = 0) are left out. Means over ordered tuples have `weights`.
 */
const deviation = (
  name: "full" | "connected",
  measured: Measured,
  gp: Float64Array,
  blocks: number,
  weights: Float64Array | undefined
): Row => {
  const tuples = [...gp.keys()].filter((t) => gp[t] !== 0)
  const counts = weights && tuples.map((t) => weights[t])
  const over = (values: ReadonlyArray<number>) => mean(values, counts)
  const processOf = { full: gp, connected: new Float64Array(gp.length) }[name]
  const relative = (values: Float64Array): ReadonlyArray<number> =>
    tuples.map((t) => Math.abs(values[t] - processOf[t]) / Math.abs(gp[t]))
  const each = relative(measured.mean)
  const { repeats } = measured
  const background =
    repeats.length < 2
      ? undefined
      : over(tuples.map((t) => standardDeviation(repeats.map((values) => values[t])) / Math.abs(gp[t])))
  const least = tuples.reduce((least, t) => Math.min(least, measured.effective[t]), Number.POSITIVE_INFINITY)
  const band = each.length === 0 ? undefined : Bootstrap.band(each, bootstrapKey, counts)
  return {
    part: name,
    m: known(over(each)),
    background: known(background),
    standardError: known(over(tuples.map((t) => measured.standardError[t] / Math.abs(gp[t])))),
    exact: known(measured.exact && over(relative(measured.exact))),
    firstOrder: known(measured.firstOrder && over(relative(measured.firstOrder))),
    bandLow: known(band?.low),
    bandHigh: known(band?.high),
    effective: known(least),
    caution: Caution.of(blocks > 0, least) ?? Caution.ofBlocks(blocks)
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
  const pooled = repeats.reduce(Skew.merge, Skew.empty)
  const drawn = pooled.count > 0
  const first = firstOrder(shape, order)
  const skewed = Doubt.skewness(config, tuples)
  const full = part(pooled, repeats, 0, tuples.length, exact?.full, first?.full, skewed.full)
  const connected = part(
    pooled,
    repeats,
    tuples.length,
    tuples.length,
    exact?.connected,
    order === 6 ? undefined : first?.connected,
    skewed.connected
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
      gp: known(gp[t]),
      connected: known(connected.mean[t]),
      connectedStandardError: known(connected.standardError[t]),
      connectedExact: known(connected.exact?.[t]),
      connectedFirstOrder: known(connected.firstOrder?.[t]),
      degreesOfFreedom: drawn ? pooled.count - 1 : null,
      effective: known(full.effective[t]),
      connectedEffective: known(connected.effective[t]),
      caution:
        Caution.of(drawn, full.effective[t], ...(order === 8 ? [] : [connected.effective[t]])) ??
        Caution.ofBlocks(pooled.count),
      note: Doubt.note(
        exact !== undefined,
        [full.mean[t], gp[t], ...(order === 8 ? [] : [connected.mean[t]])].every(Number.isFinite)
      )
    })),
    deviations: (order === 2 || order === 8
      ? ([["full", full]] as const)
      : ([
          ["full", full],
          ["connected", connected]
        ] as const)
    ).map(([name, measured]) => ({
      ...point,
      ...deviation(name, measured, gp, pooled.count, Average.weights(config.average, points, order)),
      note: Doubt.note(exact !== undefined, true)
    }))
  }
}
