/** The worker's half: networks are drawn in batches, and estimates averaged over blocks of them. */

import type { Backend } from "../../accelerator/backend.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Conditional from "../../domain/field/estimator/conditional.ts"
import * as Direct from "../../domain/field/estimator/direct.ts"
import type { Estimator } from "../../domain/field/estimator/estimator.ts"
import * as Neuron from "../../domain/field/estimator/neuron.ts"
import * as Interruption from "../../domain/interruption.ts"
import * as Skew from "../../domain/stats/skew.ts"
import type { SamplingKernel } from "../contract.ts"
import * as Config from "./config.ts"
import * as Drawing from "./drawing.ts"
import * as Inputs from "./inputs.ts"

/**
 * Over blocks: G_n of all tuples, then kappa_n of all tuples. Empty where nothing is drawn.
 *
 * A block's estimate has no bias, so a tally is as small as a mean, a scatter and a skewness: no block is kept.
 */
export type Tally = Skew.Skew

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
  return estimator && { estimator, ...Drawing.make(Inputs.shape(config), config.order, estimator, backend) }
}

const kernel: SamplingKernel<Config.Config, Tally, ReturnType<typeof prepare>> = {
  kind: "sampling",
  prepare,
  empty: Skew.empty,
  combine: Skew.merge,
  sample: async (config, { key, from, to }, prepared) => {
    if (prepared === undefined) return Skew.empty
    const { estimator, draw, floats } = prepared
    const size = Config.block(config)
    const fit = Math.max(1, Math.floor(most / floats))
    const batch = fit < 4 ? fit : fit & ~3
    let tally = Skew.empty
    let inBlock = 0
    const close = (): void => {
      if (inBlock > 0) tally = Skew.merge(tally, Skew.of(inBlock, estimator.take()))
      inBlock = 0
    }
    for (let at = from; at < to; at += batch) {
      Interruption.look()
      const count = Math.min(batch, to - at)
      const { values, weights } = await draw(key, at, count)
      for (let i = 0; i < count; ) {
        const some = Math.min(size - inBlock, count - i)
        estimator.add(values, count, i, some, weights)
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
