/** What the tallies of a point say, beside what it would be at infinite width. */

import * as Kernel from "../../domain/field/kernel.ts"
import type { Moment } from "../../domain/field/learning/infinite.ts"
import * as Tuples from "../../domain/field/tuples.ts"
import * as Moments from "../../domain/stats/moments.ts"
import * as Config from "./config.ts"
import * as Examples from "./examples.ts"
import type { Tally } from "./kernel.ts"
import * as Layout from "./layout.ts"

export interface Value {
  readonly value: number
  readonly standardError: number
}

/** A value, what it is at infinite width by descent and by flow, and how far it is from the former. */
export interface Beside extends Value {
  readonly theory: number
  readonly flow: number
  /** Its error may be far below that of the value: what networks and theory have in common cancels. */
  readonly deviation: Value
}

export interface Measured {
  readonly layout: Layout.Layout
  /** Networks of each width. */
  readonly networks: number
  readonly mean: (width: number, time: number, point: number) => Beside
  /** Of a point learned from or asked. */
  readonly variance: (width: number, time: number, point: number) => Beside
  /** Of pair number `pair` of the points asked. */
  readonly covariance: (width: number, time: number, pair: number) => Beside
  readonly loss: (width: number, time: number) => Beside
  readonly part: (width: number, time: number, part: Layout.Part, index?: number) => Value
}

export const of = (config: Config.Config, tallies: ReadonlyArray<Tally>): Measured => {
  const layout = Layout.of(config)
  const { targets } = Examples.of(config)
  const pooled = tallies.reduce(Moments.merge, Moments.empty)
  const errors = Moments.standardErrors(pooled)
  const motions = Config.infinite(config)
  const [descent, flow] = (["descent", "flow"] as const).map((motion) =>
    config.times.map((time) => motions.at(motion, time))
  )
  const { learned, asked } = layout
  const points = learned + asked
  const pairs = Tuples.multisets(asked, 2)
  const isExact = Kernel.isExact(Config.neuron(config))

  const part = (width: number, time: number, name: Layout.Part, index = 0): Value => {
    const at = layout.at(width, time, name) + index
    return { value: pooled.mean[at], standardError: errors[at] }
  }
  const beside = (value: Value, at: (moment: Moment) => number, time: number, apart?: Value): Beside => {
    const theory = at(descent[time])
    return {
      ...value,
      theory,
      flow: at(flow[time]),
      deviation: apart ?? { value: value.value - theory, standardError: value.standardError }
    }
  }
  // Where the covariance of networks as drawn is that of the process, so is that of the linear model at every time.
  const apart = (width: number, time: number, name: Layout.Part, index: number): Value | undefined =>
    isExact ? part(width, time, name, index) : undefined

  const covariance = (width: number, time: number, pair: number): Beside => {
    const [a, b] = pairs[pair]
    const entry = (learned + a) * points + learned + b
    return beside(
      part(width, time, "covariance", pair),
      (moment) => moment.covariance[entry],
      time,
      apart(width, time, "covarianceApart", pair)
    )
  }
  const half = (moment: Moment): number =>
    targets.reduce(
      (sum, y, a) => sum + ((moment.mean[a] - y) ** 2 + moment.covariance[a * (points + 1)]) / 2,
      0
    )

  return {
    layout,
    networks: pooled.weight,
    part,
    covariance,
    mean: (width, time, point) =>
      beside(
        part(width, time, "mean", point),
        (moment) => moment.mean[point],
        time,
        part(width, time, "meanApart", point)
      ),
    variance: (width, time, point) =>
      point < learned
        ? beside(
            part(width, time, "variance", point),
            (moment) => moment.covariance[point * (points + 1)],
            time,
            apart(width, time, "varianceApart", point)
          )
        : covariance(width, time, Tuples.rank(asked, [point - learned, point - learned])),
    loss: (width, time) => beside(part(width, time, "loss"), half, time)
  }
}
