/** The worker's half: networks are drawn in batches, and estimates averaged over blocks of them. */

import type { Backend } from "../../accelerator/backend.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Conditional from "../../domain/field/estimator/conditional.ts"
import * as Direct from "../../domain/field/estimator/direct.ts"
import type { Estimator } from "../../domain/field/estimator/estimator.ts"
import * as Neuron from "../../domain/field/estimator/neuron.ts"
import * as Interruption from "../../domain/interruption.ts"
import * as Moments from "../../domain/stats/moments.ts"
import type { SamplingKernel } from "../contract.ts"
import * as Config from "./config.ts"
import * as Inputs from "./inputs.ts"

/**
 * Over blocks: G_n of all tuples, then kappa_n of all tuples. Empty where nothing is drawn.
 *
 * A block's estimate has no bias, so a tally is as small as a mean and a scatter: no block is kept.
 */
export type Tally = Moments.Moments

/** Floats drawn at once: 8 MiB. */
const most = 2 ** 21

/** Undefined where nothing is drawn. */
const make = ({ estimator, order, ...config }: Config.Config, backend: Backend): Estimator | undefined => {
  const shape = Inputs.shape(config)
  switch (estimator) {
    case "direct":
      return Direct.make(shape, order, backend.gram)
    case "single-neuron":
      return Neuron.make(shape, order)
    case "centred":
      return Conditional.make(shape, order, true)
    case "rao-blackwell":
      return Conditional.make(shape, order, false)
    case "exact":
      return undefined
    default:
      return nothingLeft(estimator, "estimator")
  }
}

const prepare = (config: Config.Config, backend: Backend) => {
  const estimator = make(config, backend)
  return estimator && { estimator, sampler: backend.networks(Inputs.shape(config)) }
}

const kernel: SamplingKernel<Config.Config, Tally, ReturnType<typeof prepare>> = {
  kind: "sampling",
  prepare,
  empty: Moments.empty,
  combine: Moments.merge,
  sample: async (config, { key, from, to }, prepared) => {
    if (prepared === undefined) return Moments.empty
    const { estimator, sampler } = prepared
    const shape = Inputs.shape(config)
    const draw = { outputs: sampler.sample, features: sampler.features }[estimator.source]
    const floats = shape.inputs.length * { outputs: 1, features: shape.width }[estimator.source]
    const size = Config.block(config)
    const fit = Math.max(1, Math.floor(most / floats))
    const batch = fit < 4 ? fit : fit & ~3
    let tally = Moments.empty
    let inBlock = 0
    const close = (): void => {
      if (inBlock > 0) tally = Moments.merge(tally, Moments.of(inBlock, estimator.take()))
      inBlock = 0
    }
    for (let at = from; at < to; at += batch) {
      Interruption.look()
      const count = Math.min(batch, to - at)
      const values = new Float32Array(floats * count)
      await draw(key, at, count, values)
      for (let i = 0; i < count; ) {
        const some = Math.min(size - inBlock, count - i)
        estimator.add(values, count, i, some)
        i += some
        inBlock += some
        if (inBlock === size) close()
      }
    }
    close()
    return tally
  }
}

export default kernel
