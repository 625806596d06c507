/** Many small independent runs of a point of correlators: are what they measure and its standard error right? */
import type { Backend } from "../../src/accelerator/backend.ts"
import * as Activation from "../../src/domain/field/activation/list.ts"
import simulation from "../../src/simulation/correlators/index.ts"
import * as Correlators from "./correlators.ts"

export interface Case {
  readonly activation: Activation.Name
  readonly estimator: string
  readonly order: number
  readonly width: number
  readonly nets: number
  readonly inputs: ReadonlyArray<ReadonlyArray<number>>
}

export interface Spread {
  readonly count: number
  readonly mean: number
  readonly deviation: number
}

/** Scores of G_n and of kappa_n at all tuples: of the rows without a caution, and of those with one. */
export interface Calibration {
  readonly trusted: Spread
  readonly cautioned: Spread
}

type Sizes = Readonly<Record<2 | 4 | 6, number>>

/** Networks of a run, by estimator: as many as give most rows no caution, but for what would take too long. */
const bounded: Readonly<Record<string, Sizes>> = {
  direct: { 2: 2048, 4: 16384, 6: 65536 },
  "rao-blackwell": { 2: 1024, 4: 1024, 6: 1024 },
  centred: { 2: 1024, 4: 4096, 6: 4096 },
  "single-neuron": { 2: 1024, 4: 1024, 6: 1024 }
}
/** Of activations that grow. */
const growing: Readonly<Record<string, Sizes>> = {
  direct: { 2: 2048, 4: 131072, 6: 16384 },
  "rao-blackwell": { 2: 1024, 4: 2048, 6: 32768 },
  centred: { 2: 1024, 4: 4096, 6: 32768 },
  "single-neuron": { 2: 1024, 4: 2048, 6: 32768 }
}
/** Of exponentials, which are drawn by tilts. */
const tilted: Readonly<Record<string, Sizes>> = {
  direct: { 2: 2048, 4: 32768, 6: 4096 },
  "rao-blackwell": { 2: 1024, 4: 1024, 6: 4096 },
  centred: { 2: 1024, 4: 1024, 6: 4096 },
  "single-neuron": { 2: 1024, 4: 1024, 6: 1024 }
}
const sizes: Readonly<Record<Activation.Name, typeof bounded>> = {
  gauss: tilted,
  relu: growing,
  erf: bounded,
  tanh: bounded,
  gelu: growing,
  linear: growing,
  cos: bounded
}

/** Each activation by each estimator for each order; gauss far from the origin, where its weights are rare and large. */
export const cases: ReadonlyArray<Case> = Activation.names.flatMap((activation) =>
  Object.entries(sizes[activation]).flatMap(([estimator, nets]) =>
    ([2, 4, 6] as const).map((order) => ({
      activation,
      estimator,
      order,
      width: 4,
      nets: nets[order],
      inputs: activation === "gauss" ? [[-1.5], [0.5]] : [[0.5], [1]]
    }))
  )
)

const spread = (scores: ReadonlyArray<number>): Spread => {
  const mean = scores.reduce((sum, z) => sum + z, 0) / scores.length
  const square = scores.reduce((sum, z) => sum + (z - mean) ** 2, 0) / (scores.length - 1)
  return { count: scores.length, mean, deviation: Math.sqrt(square) }
}

export const measure = async (of: Case, runs: number, backend: Backend): Promise<Calibration> => {
  const config = Correlators.decode({ ...of })
  const [trusted, cautioned]: [Array<number>, Array<number>] = [[], []]
  for (let run = 0; run < runs; run++) {
    const tally = await Correlators.tally(config, run, backend)
    for (const row of simulation.rows(config, [tally]).correlators) {
      const scores = row.caution === null ? trusted : cautioned
      scores.push(Number(row.zScore))
      if (of.order > 2)
        scores.push((Number(row.connected) - Number(row.connectedExact)) / Number(row.connectedStandardError))
    }
  }
  return { trusted: spread(trusted), cautioned: spread(cautioned) }
}
