/** The worker's half: networks are drawn in batches and their products averaged over blocks. */
import type { Backend } from "../../accelerator/backend.ts"
import * as Direct from "../../domain/field/estimator/direct.ts"
import * as Moments from "../../domain/stats/moments.ts"
import type { SamplingKernel } from "../contract.ts"
import * as Config from "./config.ts"

/** Over blocks: G_n of all tuples, then kappa_n of all tuples. Empty where nothing is drawn. */
export type Tally = Moments.Moments

/** One task asks many times with the same config. */
const prepared = new WeakMap<Config.Config, { readonly backend: Backend; readonly direct: Direct.Direct }>()

const prepare = (config: Config.Config, backend: Backend): Direct.Direct => {
  const known = prepared.get(config)
  if (known?.backend === backend) return known.direct
  const direct = Direct.make(Config.shape(config), config.order, backend.gram)
  prepared.set(config, { backend, direct })
  return direct
}

const kernel: SamplingKernel<Config.Config, Tally> = {
  kind: "sampling",
  empty: Moments.empty,
  combine: Moments.merge,
  sample: async (config, { key, from, to }, backend) => {
    if (config.estimator === "exact") return Moments.empty
    const shape = Config.shape(config)
    const count = to - from
    const outputs = new Float32Array(shape.inputs.length * count)
    await backend.networks(shape).sample(key, from, count, outputs)
    const direct = prepare(config, backend)
    const size = Config.block(config)
    let tally = Moments.empty
    for (let at = 0; at < count; at += size) {
      const some = Math.min(size, count - at)
      tally = Moments.merge(tally, Moments.of(some, direct.means(outputs, count, at, some)))
    }
    return tally
  }
}

export default kernel
