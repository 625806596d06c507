/** From the tallies of a point's repeats to the rows of its tables. */
import type * as Activation from "../../domain/field/activation/list.ts"
import * as Expansion from "../../domain/field/learning/expansion.ts"
import * as Tuples from "../../domain/field/tuples.ts"
import type { Row } from "../table.ts"
import { known } from "../table.ts"
import type * as Config from "./config.ts"
import * as Examples from "./examples.ts"
import type { Tally } from "./kernel.ts"
import * as Measured from "./measured.ts"

/** kappa4 over its Gaussian sum, beyond which networks are here taken for far from a Gaussian process. */
export const tolerance = 0.1

/** Series of two terms are fitted to so many of the widest networks: narrow ones need more terms. */
const fittedWidths = 4

/** In which power of 1/N deviations begin once networks have moved, see expansion.ts of the domain. */
const powers: Readonly<Record<Activation.Name, number>> = {
  gauss: 1,
  relu: 0.5,
  erf: 1,
  tanh: 1,
  gelu: 1,
  linear: 1,
  cos: 1
}

const half = (times: ReadonlyArray<number>): number => Math.sqrt(Math.max(1, times[times.length - 1]))

/** start, middle (about the root of all steps) and end; none for other times. */
const phases = (times: ReadonlyArray<number>): ReadonlyArray<string | null> => {
  const inner = times.map((time, t) =>
    t === 0 || t === times.length - 1 ? Infinity : Math.abs(Math.log(time / half(times)))
  )
  const middle = inner.indexOf(Math.min(...inner))
  return times.map((_, t) =>
    t === 0 ? "start" : t === times.length - 1 ? "end" : t === middle ? "middle" : null
  )
}

const pair = (name: string, { value, standardError }: Measured.Value): Row => ({
  [name]: known(value),
  [`${name}StandardError`]: known(standardError)
})

const beside = (name: string, values: Measured.Beside): Row => ({
  ...pair(name, values),
  [`${name}Theory`]: known(values.theory),
  [`${name}Flow`]: known(values.flow),
  ...pair(`${name}Deviation`, values.deviation)
})

interface Quantity {
  readonly quantity: string
  readonly point: string | null
  readonly at: (width: number, time: number) => Measured.Value
}

type Tables = Readonly<Record<"learning" | "functions" | "pairs" | "connected" | "limit", ReadonlyArray<Row>>>

export const rows = (config: Config.Config, tallies: ReadonlyArray<Tally>): Tables => {
  const { widths, times, learningRate } = config
  const measured = Measured.of(config, tallies)
  const { inputs, targets } = Examples.of(config)
  const points = [...inputs, ...config.inputs]
  const { learned, asked } = measured.layout
  const phase = phases(times)
  const instant = (t: number): Row => ({ step: times[t], time: learningRate * times[t], phase: phase[t] })
  const each = (of: (w: number, t: number, point: Row) => ReadonlyArray<Row>): ReadonlyArray<Row> =>
    widths.flatMap((width, w) =>
      times.flatMap((_, t) => of(w, t, { width, networks: measured.networks, ...instant(t) }))
    )
  const label = (x: ReadonlyArray<number>): string => x.join(" ")

  /** Over the networks' own variances, which are far above those of infinite width where networks are narrow. */
  const ownExcess = (w: number, t: number): Measured.Value => {
    const { value, standardError } = measured.part(w, t, "excess")
    const variances = config.inputs.map((_, k) => measured.variance(w, t, learned + k))
    const square = (of: (each: Measured.Beside) => number) =>
      variances.reduce((sum, each) => sum + of(each) ** 2, 0)
    const ratio = square(({ theory }) => theory) / square(({ value }) => value)
    return { value: value * ratio, standardError: standardError * ratio }
  }

  const quantities: ReadonlyArray<Quantity> = [
    { quantity: "excess", point: null, at: (w, t) => measured.part(w, t, "excess") },
    { quantity: "loss", point: null, at: (w, t) => measured.loss(w, t).deviation },
    ...config.inputs.flatMap(
      (x, k): ReadonlyArray<Quantity> => [
        { quantity: "mean", point: label(x), at: (w, t) => measured.mean(w, t, learned + k).deviation },
        {
          quantity: "variance",
          point: label(x),
          at: (w, t) => measured.variance(w, t, learned + k).deviation
        }
      ]
    )
  ]

  const limitOf = ({ quantity, point, at }: Quantity, t: number): Row => {
    const values = widths.map((width, w) => ({ width, ...at(w, t) }))
    const fitted = values.slice(-fittedWidths)
    const power = times[t] === 0 ? 1 : powers[config.activation]
    const decay = Expansion.decay(fitted, power)
    const limit = Expansion.limit(fitted, power)
    const left = limit && { value: limit.coefficients[0], standardError: limit.standardErrors[0] }
    const own = widths.map((width, w) => ({ width, ...ownExcess(w, t) }))
    const tenth = quantity === "excess" ? Expansion.below(own, tolerance) : undefined
    return {
      widths: fitted.map(({ width }) => width).join(" "),
      networks: measured.networks,
      ...instant(t),
      quantity,
      point,
      power,
      first: known(decay?.coefficients[0]),
      firstStandardError: known(decay?.standardErrors[0]),
      second: known(decay?.coefficients[1]),
      secondStandardError: known(decay?.standardErrors[1]),
      chiSquared: known(decay?.chiSquared),
      freedom: decay ? decay.freedom : null,
      left: known(left?.value),
      leftStandardError: known(left?.standardError),
      zScore: known(left && left.value / left.standardError),
      tenth: known(tenth)
    }
  }

  return {
    learning: each((w, t, point) => [
      {
        ...point,
        ...beside("loss", measured.loss(w, t)),
        ...pair("excess", measured.part(w, t, "excess")),
        ...pair("ownExcess", ownExcess(w, t)),
        ...pair("excessLinear", measured.part(w, t, "excessLinear")),
        diverged: measured.part(w, t, "diverged").value
      }
    ]),
    functions: each((w, t, point) =>
      points.map((x, p) => {
        const mean = measured.mean(w, t, p)
        const variance = measured.variance(w, t, p)
        const [spread, spreadTheory] = [variance.value, variance.theory].map((v) => Math.sqrt(Math.max(0, v)))
        return {
          ...point,
          isWidest: w === widths.length - 1,
          role: p < learned ? "learned" : "asked",
          point: label(x),
          x: x[0],
          target: p < learned ? targets[p] : null,
          ...beside("mean", mean),
          meanZ: known((mean.value - mean.theory) / mean.standardError),
          low: known(mean.value - spread),
          high: known(mean.value + spread),
          theoryLow: known(mean.theory - spreadTheory),
          theoryHigh: known(mean.theory + spreadTheory),
          ...beside("variance", variance)
        }
      })
    ),
    pairs: each((w, t, point) =>
      Tuples.multisets(asked, 2).map((tuple, p) => ({
        ...point,
        tuple: Tuples.label(tuple),
        ...beside("covariance", measured.covariance(w, t, p))
      }))
    ),
    connected: each((w, t, point) =>
      Tuples.multisets(asked, 4).map((tuple, p) => ({
        ...point,
        tuple: Tuples.label(tuple),
        ...pair("connected", measured.part(w, t, "fourth", p)),
        ...pair("connectedLinear", measured.part(w, t, "fourthLinear", p))
      }))
    ),
    limit: times.flatMap((_, t) => quantities.map((quantity) => limitOf(quantity, t)))
  }
}
