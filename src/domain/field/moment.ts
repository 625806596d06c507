/**
 * One-neuron moments M_ab.. = E[phi_a phi_b ...] of all tuples of inputs, exact or to the rounding of a quadrature:
 *
 *     gauss  M_n = exp((n^2/2 - n) biasStd^2 + weightStd^2 / (2 d) (|sum x|^2 - 2 sum |x|^2)),   any d
 *     relu   an integral over directions (see angular.ts), where the points span at most 3 dimensions
 *     erf    an integral over weights and bias (see lattice.ts), where that is affordable
 *
 * The dimensions that count are those that the points span together with the bias: at most d + 1, or d without bias.
 */
import * as Angular from "./angular.ts"
import * as Erf from "./erf.ts"
import * as Frame from "./frame.ts"
import * as Lattice from "./lattice.ts"
import type { Neuron } from "./network.ts"
import * as Network from "./network.ts"
import * as Tuples from "./tuples.ts"

/** Multiplications that a quadrature may take: some seconds. */
const affordable = 2e9

/** Why the moments cannot be computed, as a sentence; undefined where they can. */
export const refusal = (neuron: Neuron, order: number): string | undefined => {
  if (Network.layers(neuron) !== 1)
    return "The neurons of one network are independent in the first hidden layer only."
  if (neuron.activation === "gauss" || order === 2) return undefined
  const frame = Frame.of(neuron)
  const D = frame[0].length
  if (neuron.activation === "relu")
    return D <= 3
      ? undefined
      : `No exact ${order}-point function of relu is known here where inputs and bias span ${D} dimensions; 3 is the most.`
  const work = Lattice.work(frame, order)
  return work <= affordable
    ? undefined
    : `The exact ${order}-point function of erf would take ${work.toExponential(0)} multiplications on these inputs ` +
        `(${D} dimensions); use fewer or smaller inputs.`
}

const gauss = ({ inputs, weightStd, biasStd }: Neuron, tuple: Tuples.Tuple): number => {
  const n = tuple.length
  const d = inputs[0].length
  let exponent = (n ** 2 / 2 - n) * biasStd ** 2
  for (let c = 0; c < d; c++) {
    let sum = 0
    let squares = 0
    for (const a of tuple) {
      sum += inputs[a][c]
      squares += inputs[a][c] ** 2
    }
    exponent += (weightStd ** 2 / (2 * d)) * (sum ** 2 - 2 * squares)
  }
  return Math.exp(exponent)
}

const compute = (neuron: Neuron, order: number): ReadonlyArray<Float64Array> => {
  if (neuron.activation === "relu") return Angular.moments(Frame.of(neuron), order)
  if (neuron.activation === "erf") return Lattice.moments(Frame.of(neuron), order, Erf.erf)
  return Array.from({ length: order }, (_, depth) =>
    Float64Array.from(Tuples.multisets(neuron.inputs.length, depth + 1), (tuple) => gauss(neuron, tuple))
  )
}

/** A sweep asks for the same neuron at every width; a few are kept. */
const kept = new Map<string, ReadonlyArray<Float64Array>>()

/**
 * The moments of all tuples of 2, 4, ... `order` points; [n - 1][tuple], in the order of `Tuples.multisets`. Odd n are
 * not to be read. The arrays are shared: do not write to them.
 *
 * @throws RangeError with the sentence of {@link refusal}, or if `order` is not 2, 4, 6 or 8
 *
 * Cost: closed forms nothing; relu a fraction of a second in 3 dimensions; erf up to some seconds in 4.
 */
export const moments = (neuron: Neuron, order: number): ReadonlyArray<Float64Array> => {
  if (![2, 4, 6, 8].includes(order)) throw new RangeError(`Moments have order 2, 4, 6 or 8, not ${order}.`)
  const refused = refusal(neuron, order)
  if (refused !== undefined) throw new RangeError(refused)
  const name = JSON.stringify([neuron.activation, neuron.weightStd, neuron.biasStd, neuron.inputs, order])
  const found = kept.get(name)
  if (found !== undefined) return found
  const computed = compute(neuron, order)
  if (kept.size >= 16) kept.delete(kept.keys().next().value ?? "")
  kept.set(name, computed)
  return computed
}
