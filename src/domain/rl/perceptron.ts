/**
 * Layers of tanh and a linear one on top: the policy and the value networks.
 *
 *     h_0 = x,   h_l = tanh(h_(l-1) W_l + b_l),   y = h_last W + b
 *
 * Weights start normal with standard deviation gain / sqrt(inputs), biases 0. The gain of a hidden layer is 5/3, the
 * usual one of tanh; that of the last layer is its own.
 */
import type { Arrays, Tensor, Tensors } from "../learn/array.ts"
import * as Layer from "../learn/layer.ts"
import type { Parameters } from "../learn/parameter.ts"
import * as Parameter from "../learn/parameter.ts"

export interface Perceptron {
  /** Inputs, neurons of each hidden layer, outputs. */
  readonly sizes: ReadonlyArray<number>
  /** Of the last layer. */
  readonly gain: number
}

const last = ({ sizes }: Perceptron): number => sizes.length - 2

/** `<l>.weight` (inputs, outputs) and `<l>.bias` (outputs) of layer l = 0, 1, ... */
export const parameters = (net: Perceptron): Parameters =>
  Object.fromEntries(
    net.sizes.slice(1).flatMap((outputs, l) => {
      const inputs = net.sizes[l]
      const gain = l === last(net) ? net.gain : 5 / 3
      const weight = {
        shape: [inputs, outputs],
        start: { deviation: gain / Math.sqrt(inputs) },
        decays: true
      }
      return Object.entries(Parameter.under(`${l}.`, { weight, bias: Parameter.filled(0, outputs) }))
    })
  )

/** y (rows, outputs) of x (rows, inputs). */
export const apply = (net: Perceptron, arrays: Arrays, named: Tensors, x: Tensor): Tensor => {
  let h = x
  for (let l = 0; l <= last(net); l++) {
    const y = Layer.linear(arrays, Parameter.within(named, `${l}.`), h)
    h = l === last(net) ? y : arrays.tanh(y)
  }
  return h
}
