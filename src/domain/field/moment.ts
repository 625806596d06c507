/**
 * One-neuron moments M_ab.. = E[phi_a phi_b ...] of all tuples of inputs, exact or to the rounding of a quadrature, as
 * the activation has them (activation/).
 *
 * The dimensions that count are those that the points span together with the bias: at most d + 1, or d without bias.
 */
import * as Activation from "./activation/list.ts"
import type { Neuron } from "./network.ts"
import * as Network from "./network.ts"

/** Why the moments cannot be computed, as a sentence; undefined where they can. */
export const refusal = (neuron: Neuron, order: number): string | undefined => {
  if (Network.layers(neuron) !== 1)
    return "The neurons of one network are independent in the first hidden layer only."
  return order === 2 ? undefined : Activation.of(neuron.activation).moments.refusal(neuron, order)
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
  const computed = Activation.of(neuron.activation).moments.of(neuron, order)
  if (kept.size >= 16) kept.delete(kept.keys().next().value ?? "")
  kept.set(name, computed)
  return computed
}
