/** The worker's half: networks of each width learn in blocks, and a block is estimated at every time. */
import type { Backend } from "../../accelerator/backend.ts"
import type { Descent } from "../../domain/field/learning/descent.ts"
import type { Moment } from "../../domain/field/learning/infinite.ts"
import * as KStatistic from "../../domain/field/learning/k-statistic.ts"
import * as Tuples from "../../domain/field/tuples.ts"
import * as Interruption from "../../domain/interruption.ts"
import * as Key from "../../domain/random/key.ts"
import * as Moments from "../../domain/stats/moments.ts"
import type { SamplingKernel } from "../contract.ts"
import * as Config from "./config.ts"
import * as Examples from "./examples.ts"
import * as Layout from "./layout.ts"

/** Over blocks: what layout.ts says. */
export type Tally = Moments.Moments

interface Prepared {
  /** By width. */
  readonly descents: ReadonlyArray<Descent>
  /** By time. */
  readonly moments: ReadonlyArray<Moment>
}

const prepare = (config: Config.Config, backend: Backend): Prepared => {
  const motions = Config.infinite(config)
  return {
    descents: config.widths.map((width) => backend.descent(Config.lesson(config, width))),
    moments: config.times.map((time) => motions.at("descent", time))
  }
}

/** What networks would be that move from their own start by the kernel of infinite width. */
const linear = (
  start: KStatistic.Draws,
  targets: ReadonlyArray<number>,
  { transfer }: Moment
): KStatistic.Draws =>
  start.map((values, x) =>
    values.map((value, i) => {
      let f = value
      for (let a = 0; a < targets.length; a++)
        f -= transfer[x * targets.length + a] * (start[a][i] - targets[a])
      return f
    })
  )

const difference = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, k) => value - b[k])

/** Of the points asked: kappa4, and its mean at coincident points over that of 3 cov(x, x)^2. */
const fourths = (asked: KStatistic.Draws, theory: ReadonlyArray<number>) => {
  const kappa = KStatistic.fourth(asked)
  let [sum, gaussian] = [0, 0]
  theory.forEach((variance, x) => {
    sum += kappa[Tuples.rank(theory.length, [x, x, x, x])]
    gaussian += 3 * variance ** 2
  })
  return { kappa, excess: sum / gaussian }
}

const variances = (draws: KStatistic.Draws): Float64Array =>
  Float64Array.from(draws, (values) => values.reduce((sum, x) => sum + x * x, 0) / (values.length - 1))

/** The parts of one width and time. */
const estimate = (
  draws: KStatistic.Draws,
  start: KStatistic.Draws,
  targets: ReadonlyArray<number>,
  moment: Moment
): Readonly<Record<Layout.Part, ArrayLike<number>>> => {
  const n = targets.length
  const points = draws.length
  const network = KStatistic.centre(draws)
  const model = KStatistic.centre(linear(start, targets, moment))
  const asked = network.apart.slice(n)
  const askedModel = model.apart.slice(n)
  const variance = variances(network.apart.slice(0, n))
  const covariance = KStatistic.second(asked)
  const theory = asked.map((_, k) => moment.covariance[(n + k) * (points + 1)])
  const four = fourths(asked, theory)
  const fourModel = fourths(askedModel, theory)
  const count = draws[0].length
  let loss = 0
  let diverged = 0
  for (let i = 0; i < count; i++) {
    for (let a = 0; a < n; a++) loss += (draws[a][i] - targets[a]) ** 2 / 2 / count
    if (draws.some((values) => !Number.isFinite(values[i]))) diverged += 1 / count
  }
  return {
    mean: network.means,
    meanApart: difference(network.means, model.means),
    variance,
    varianceApart: difference(variance, variances(model.apart.slice(0, n))),
    covariance,
    covarianceApart: difference(covariance, KStatistic.second(askedModel)),
    fourth: four.kappa,
    fourthLinear: fourModel.kappa,
    excess: [four.excess],
    excessLinear: [fourModel.excess],
    loss: [loss],
    diverged: [diverged]
  }
}

const kernel: SamplingKernel<Config.Config, Tally, Prepared> = {
  kind: "sampling",
  prepare,
  empty: Moments.empty,
  combine: Moments.merge,
  sample: (config, { key, from, to }, { descents, moments }) => {
    const layout = Layout.of(config)
    const { targets } = Examples.of(config)
    const points = layout.learned + layout.asked
    const size = Config.block(config)
    let tally = Moments.empty
    for (let at = from; at < to; at += size) {
      const count = Math.min(size, to - at)
      const vector = new Float64Array(layout.size)
      const out = new Float64Array(config.times.length * points * count)
      config.widths.forEach((width, w) => {
        descents[w].outputs(Key.child(key, width), at, count, out)
        const drawsAt = (t: number): KStatistic.Draws =>
          Array.from({ length: points }, (_, x) =>
            out.subarray((t * points + x) * count, (t * points + x + 1) * count)
          )
        moments.forEach((moment, t) => {
          Interruption.look()
          const values = estimate(drawsAt(t), drawsAt(0), targets, moment)
          for (const part of Layout.parts) vector.set(values[part], layout.at(w, t, part))
        })
      })
      tally = Moments.merge(tally, Moments.of(count, vector))
    }
    return tally
  }
}

export default kernel
