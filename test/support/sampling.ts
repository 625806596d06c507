/** Backends against the reference in f64, with a bound that knows how large each sum is. */

import type { Backend } from "../../src/accelerator/backend.ts"
import * as Activation from "../../src/domain/field/activation/list.ts"
import * as Network from "../../src/domain/field/network.ts"
import type { Key } from "../../src/domain/random/key.ts"
import * as Sequence from "../../src/domain/random/sequence.ts"

/** Lengths of the pairs that the normals of a network's first layer belong to, and the normals themselves. */
const drawn = (shape: Network.NetworkShape, key: Key, network: number) => {
  const normal = new Float64Array(shape.width * Network.slots(shape) + 2)
  Sequence.normals(key, network, normal)
  return { normal, length: (p: number) => Math.hypot(normal[p & ~1], normal[p | 1]) }
}

/**
 * What errors of one unit, 2^-24, add up to in the value of a neuron: in each normal, relative to the length r of the
 * pair that it belongs to (one of a pair may be as near to 0 as it likes), in each product, and in the activation:
 *
 *     |phi'| (sum_c r_c |x_c| + r_b + q) + |phi|
 *
 * scales left out, q for gauss alone; and, for those whose fit is good in absolute terms, `fit` max(|z|, 1) more.
 * [point][neuron], with the values.
 */
const neuronUnits = (shape: Network.NetworkShape, key: Key, network: number, fit: number) => {
  const { activation, width, weightStd, biasStd, inputs } = shape
  const { value, isHomogeneous } = Activation.of(activation)
  const d = Network.dimension(shape)
  const S = Network.slots(shape)
  const { normal, length } = drawn(shape, key, network)
  const hiddenStd = weightStd / Math.sqrt(d)
  return inputs.map((x) => {
    const q = biasStd ** 2 + hiddenStd ** 2 * x.reduce((sum, xc) => sum + xc * xc, 0)
    return Array.from({ length: width }, (_, j) => {
      const p = j * S
      let z = biasStd > 0 ? biasStd * normal[p + d] : 0
      let size = (biasStd > 0 ? biasStd * length(p + d) : 0) + (activation === "gauss" ? q : 0)
      for (let c = 0; c < d; c++) {
        z += hiddenStd * normal[p + c] * x[c]
        size += hiddenStd * length(p + c) * Math.abs(x[c])
      }
      const phi = value(z, q)
      const h = 1e-4
      // Homogeneous ones have a slope of 1 at most, and a kink at 0.
      const slope = isHomogeneous ? 1 : Math.abs(value(z + h, q) - value(z - h, q)) / (2 * h)
      const absolute = activation === "gauss" || isHomogeneous ? 0 : fit * Math.max(Math.abs(z), 1)
      return { phi, unit: slope * size + Math.abs(phi) + absolute }
    })
  })
}

/** The same for outputs, [point]: sum_j r_W1 |phi_j| + |W1_j| (unit of phi_j) + r_b1, scales left out. */
const units = (shape: Network.NetworkShape, key: Key, network: number): ReadonlyArray<number> => {
  const { width, weightStd, biasStd } = shape
  const S = Network.slots(shape)
  const { normal, length } = drawn(shape, key, network)
  return neuronUnits(shape, key, network, 1).map((neurons) =>
    neurons.reduce(
      (sum, { phi, unit }, j) => {
        const p = j * S + S - 1
        return sum + (weightStd / Math.sqrt(width)) * (length(p) * Math.abs(phi) + Math.abs(normal[p]) * unit)
      },
      biasStd * length(width * S)
    )
  )
}

/** The largest error of the outputs of networks `from` to `from + count`, in units of 2^-24 of {@link units}. */
export const worst = async (
  backend: Backend,
  shape: Network.NetworkShape,
  key: Key,
  from: number,
  count: number
): Promise<number> => {
  const points = shape.inputs.length
  const exact = new Float64Array(points * count)
  const out = new Float32Array(points * count)
  Network.sample(shape, key, from, count, exact)
  await backend.networks(shape).sample(key, from, count, out)
  let most = 0
  for (let i = 0; i < count; i++) {
    const unit = units(shape, key, from + i)
    for (let a = 0; a < points; a++) {
      const at = a * count + i
      const error = Math.abs(out[at] - exact[at]) / (unit[a] * 2 ** -24)
      if (!(error <= most)) most = error
    }
  }
  return most
}

/** The same of the values of the neurons; one by one they show the worst of a fit, 5 units, which sums average. */
export const worstFeature = async (
  backend: Backend,
  shape: Network.NetworkShape,
  key: Key,
  from: number,
  count: number
): Promise<number> => {
  const { width, inputs } = shape
  const exact = new Float64Array(inputs.length * count * width)
  const out = new Float32Array(exact.length)
  Network.features(shape, key, from, count, exact)
  await backend.networks(shape).features(key, from, count, out)
  let most = 0
  for (let i = 0; i < count; i++)
    neuronUnits(shape, key, from + i, 2).forEach((neurons, a) => {
      neurons.forEach(({ unit }, j) => {
        const at = (a * count + i) * width + j
        const error = Math.abs(out[at] - exact[at]) / (unit * 2 ** -24)
        if (!(error <= most)) most = error
      })
    })
  return most
}

const points = (d: number, count: number) =>
  Array.from({ length: count }, (_, a) => Array.from({ length: d }, (_, c) => Math.sin(3 * a + c + 1)))

/** Every activation, with and without bias, one to three coordinates, one to nine points, evenly spaced ones too. */
export const shapes = (widths: ReadonlyArray<number>): ReadonlyArray<Network.NetworkShape> =>
  Activation.names.flatMap((activation) =>
    [0, 0.8].flatMap((biasStd) =>
      widths.flatMap((width, k) => [
        ...[1, 2, 3].map((d) => ({
          activation,
          width,
          weightStd: 1.2,
          biasStd,
          inputs: points(d, 1 + ((4 * k + 3 * d) % 9))
        })),
        { activation, width, weightStd: 0.9, biasStd, inputs: [-1, -0.5, 0, 0.5, 1, 1.5, 2].map((x) => [x]) }
      ])
    )
  )

export const label = ({ activation, width, biasStd, inputs }: Network.NetworkShape): string =>
  `${activation}, width ${width}, ${inputs.length} points of ${inputs[0].length} coordinates, ${biasStd > 0 ? "" : "no "}bias`

/** In units: every backend stays below. The largest seen over the shapes below, 4000 networks each, was 4.2. */
export const bound = 5

/** One neuron that shows its two normals. */
export const line: Network.NetworkShape = {
  activation: "relu",
  width: 1,
  weightStd: 1,
  biasStd: 0,
  inputs: [[1], [-1]]
}

/**
 * Networks of the key (1, 2) whose first word, as a signed number, is within 100 of 0, or of 2^31 in size, but not so near that
 * its pair is 0; found among the first 2^26.
 */
export const extreme = [9710802, 15635265, 55802858]
