/** What all backends do with a request before they draw: check it, and prepare a shape once. */
import * as Network from "../domain/field/network.ts"
import type { NetworkSampler } from "./backend.ts"

export type Draw = NetworkSampler["sample"]

const checked =
  (values: number, draw: Draw): Draw =>
  (key, from, count, out) => {
    if (out.length !== values * count)
      throw new RangeError(`${count} networks of ${values} values each do not fill ${out.length} values.`)
    if (!Number.isInteger(from) || from < 0 || from + count > 2 ** 32)
      throw new RangeError(`Networks ${from} to ${from + count} are not all below 2^32.`)
    return draw(key, from, count, out)
  }

/** The reference as a sampler: any depth, plain f64. */
export const plain = (shape: Network.NetworkShape): NetworkSampler => ({
  sample: (key, from, count, out) => Network.sample(shape, key, from, count, out),
  features: (key, from, count, out) => Network.features(shape, key, from, count, out)
})

/** What a backend is asked for. */
export type Product = keyof NetworkSampler

/** Prepared when it is first used. */
const lazily = (prepare: () => Draw): Draw => {
  let made: Draw | undefined
  return (key, from, count, out) => {
    made ??= prepare()
    return made(key, from, count, out)
  }
}

/** Shapes that a backend keeps prepared: each may hold an instance of a module, of which there is room for some thousand. */
const mostShapes = 8

/** The last shapes, prepared, by content; each product when it is first asked for. */
export const keep = (prepare: (shape: Network.NetworkShape, product: Product) => Draw) => {
  const prepared = new Map<string, NetworkSampler>()
  return {
    /** @throws RangeError for a shape that is none */
    networks: (shape: Network.NetworkShape): NetworkSampler => {
      const name = JSON.stringify(shape)
      const known = prepared.get(name)
      prepared.delete(name)
      if (known !== undefined) {
        prepared.set(name, known)
        return known
      }
      Network.dimension(shape)
      if (!Number.isInteger(shape.width) || shape.width < 1)
        throw new RangeError(`A width is a positive integer, not ${shape.width}.`)
      const product = (name: Product, values: number): Draw =>
        checked(
          values,
          lazily(() => prepare(shape, name))
        )
      const points = shape.inputs.length
      const sampler = {
        sample: product("sample", points),
        features: product("features", points * shape.width)
      }
      const [oldest] = prepared.keys()
      if (prepared.size >= mostShapes) prepared.delete(oldest!)
      prepared.set(name, sampler)
      return sampler
    },
    clear: (): void => prepared.clear()
  }
}
