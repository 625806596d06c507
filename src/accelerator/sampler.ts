/** What all backends do with a request before they draw: check it, and prepare a shape once. */
import * as Network from "../domain/field/network.ts"
import type { NetworkSampler } from "./backend.ts"

const checked = (shape: Network.NetworkShape, sampler: NetworkSampler): NetworkSampler => ({
  sample: (key, from, count, out) => {
    if (out.length !== shape.inputs.length * count)
      throw new RangeError(
        `${shape.inputs.length} inputs and ${count} networks do not fill ${out.length} outputs.`
      )
    if (!Number.isInteger(from) || from < 0 || from + count > 2 ** 32)
      throw new RangeError(`Networks ${from} to ${from + count} are not all below 2^32.`)
    return sampler.sample(key, from, count, out)
  }
})

/** Prepared shapes, by content. */
export const keep = (prepare: (shape: Network.NetworkShape) => NetworkSampler) => {
  const prepared = new Map<string, NetworkSampler>()
  return {
    /** @throws RangeError for a shape that is none */
    networks: (shape: Network.NetworkShape): NetworkSampler => {
      const name = JSON.stringify(shape)
      const known = prepared.get(name)
      if (known !== undefined) return known
      Network.dimension(shape)
      if (!Number.isInteger(shape.width) || shape.width < 1)
        throw new RangeError(`A width is a positive integer, not ${shape.width}.`)
      const sampler = checked(shape, prepare(shape))
      prepared.set(name, sampler)
      return sampler
    },
    clear: (): void => prepared.clear()
  }
}
