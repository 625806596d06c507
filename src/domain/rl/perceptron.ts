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

/** h_0 = x (rows, inputs), h_1, ... and y (rows, outputs). */
export const forward = (
  net: Perceptron,
  arrays: Arrays,
  named: Tensors,
  x: Tensor
): ReadonlyArray<Tensor> => {
  const all = [x]
  for (let l = 0; l <= last(net); l++) {
    const y = Layer.linear(arrays, Parameter.within(named, `${l}.`), all[l])
    all.push(l === last(net) ? y : arrays.tanh(y))
  }
  return all
}

/** y alone. */
export const apply = (net: Perceptron, arrays: Arrays, named: Tensors, x: Tensor): Tensor =>
  forward(net, arrays, named, x).at(-1)!

/**
 * The derivative of y by the parameters along `direction` (by their names), written out:
 *
 *     t_0 = 0,   t_l = (1 - h_l^2) (t_(l-1) W_l + h_(l-1) W'_l + b'_l),   without the factor for y
 *
 * @param h what {@link forward} gave
 */
export const along = (
  net: Perceptron,
  arrays: Arrays,
  named: Tensors,
  direction: Tensors,
  h: ReadonlyArray<Tensor>
): Tensor => {
  let t: Tensor | null = null
  for (let l = 0; l <= last(net); l++) {
    const own = Layer.linear(arrays, Parameter.within(direction, `${l}.`), h[l])
    const sum: Tensor = t === null ? own : arrays.add(arrays.matmul(t, named[`${l}.weight`]), own)
    t = l === last(net) ? sum : arrays.multiply(bend(arrays, h[l + 1]), sum)
  }
  return t!
}

/**
 * The gradient by the parameters, by their names, of a scalar whose slope by y is `slope` (rows, outputs), written out:
 *
 *     e_last = slope,   dW_l = h_(l-1)^T e_l,   db_l = sum e_l,   e_(l-1) = (1 - h_(l-1)^2) (e_l W_l^T)
 *
 * @param h what {@link forward} gave
 */
export const back = (
  net: Perceptron,
  arrays: Arrays,
  named: Tensors,
  h: ReadonlyArray<Tensor>,
  slope: Tensor
): Tensors => {
  const gradient: Record<string, Tensor> = {}
  let e = slope
  for (let l = last(net); l >= 0; l--) {
    gradient[`${l}.weight`] = arrays.matmul(arrays.transpose(h[l], [1, 0]), e)
    gradient[`${l}.bias`] = arrays.sum(e, [0])
    if (l > 0)
      e = arrays.multiply(
        bend(arrays, h[l]),
        arrays.matmul(e, arrays.transpose(named[`${l}.weight`], [1, 0]))
      )
  }
  return gradient
}

/** The derivative of tanh where it is h. */
const bend = (arrays: Arrays, h: Tensor): Tensor => arrays.subtract(arrays.scalar(1), arrays.multiply(h, h))
