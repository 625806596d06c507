/**
 * Layers of tanh and a linear one on top: the policy and the value networks.
 *
 *     h_0 = x,   h_l = tanh(h_(l-1) W_l + b_l),   y = h_last W + b
 *
 * Weights are [input][output] and named `<name>.<l>.weight`, biases `<name>.<l>.bias`. They begin orthogonal (biases 0)
 * with the usual gain of tanh, 5/3, but for the last layer, whose gain is its own: 0.01 for a policy, so that training
 * begins with equal chances, and 1 for a value.
 */
import type { Arrays, Tensor, Tensors } from "../learn/array.ts"
import type { Gains, Layout } from "./parameters.ts"

export interface Perceptron {
  readonly name: string
  /** Inputs, neurons of each hidden layer, outputs. */
  readonly sizes: ReadonlyArray<number>
  /** Of the last layer. */
  readonly gain: number
}

const layers = ({ name, sizes }: Perceptron) =>
  sizes
    .slice(1)
    .map((to, l) => ({ weight: `${name}.${l}.weight`, bias: `${name}.${l}.bias`, from: sizes[l], to }))

export const layout = (net: Perceptron): Layout =>
  Object.fromEntries(
    layers(net).flatMap(({ weight, bias, from, to }) => [
      [weight, [from, to]],
      [bias, [to]]
    ])
  )

export const gains = (net: Perceptron): Gains =>
  Object.fromEntries(
    layers(net).map(({ weight }, l) => [weight, l === net.sizes.length - 2 ? net.gain : 5 / 3])
  )

/** y [rows][output] for x [rows][input]; the parameters are among the inputs by their names. */
export const apply = (net: Perceptron, arrays: Arrays, inputs: Tensors, x: Tensor): Tensor =>
  layers(net).reduce((h, { weight, bias }, l) => {
    const y = arrays.add(arrays.matmul(h, inputs[weight]), inputs[bias])
    return l === net.sizes.length - 2 ? y : arrays.tanh(y)
  }, x)
