/** The worker's half: products of outputs, and what a rotation of the outputs changes in them, over blocks of networks. */
import type { Backend, NetworkSampler } from "../../accelerator/backend.ts"
import * as Averages from "../../domain/field/estimator/averages.ts"
import * as Outputs from "../../domain/field/outputs.ts"
import * as Key from "../../domain/random/key.ts"
import * as Moments from "../../domain/stats/moments.ts"
import type { SamplingKernel } from "../contract.ts"
import * as Config from "./config.ts"

/** Over blocks: the mean product of each multiset of legs, then by how much a rotation of the outputs raises it. */
export type Tally = Moments.Moments

interface Prepared {
  readonly sampler: NetworkSampler
  /** Of outputs as they are drawn, and rotated. */
  readonly averages: readonly [Averages.Averages, Averages.Averages]
}

/** The branch of a stream that the outputs' parameters are drawn from. */
const branch = 1

const kernel: SamplingKernel<Config.Config, Tally, Prepared> = {
  kind: "sampling",
  prepare: (config, backend: Backend) => {
    const shape = Config.shape(config)
    const average = () => Averages.make(Outputs.legs(shape), [config.order])
    return { sampler: backend.networks(shape), averages: [average(), average()] }
  },
  empty: Moments.empty,
  combine: Moments.merge,
  sample: async (config, { key, from, to }, { sampler, averages: [drawn, turned] }) => {
    const shape = Config.shape(config)
    const size = Config.block(config)
    let tally = Moments.empty
    for (let at = from; at < to; at += size) {
      const count = Math.min(size, to - at)
      const features = new Float32Array(shape.inputs.length * count * shape.width)
      await sampler.features(key, at, count, features)
      const values = new Float64Array(Outputs.legs(shape) * count)
      Outputs.sample(shape, Key.child(key, branch), at, count, features, values)
      drawn.add(values, count, 0, count)
      turned.add(shape.outputs > 1 ? Outputs.rotated(shape, values) : values, count, 0, count)
      const [means] = drawn.take().means
      const [other] = turned.take().means
      const vector = Float64Array.from([...means, ...other.map((value, t) => value - means[t])])
      tally = Moments.merge(tally, Moments.of(count, vector))
    }
    return tally
  }
}

export default kernel
