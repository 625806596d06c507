/** The parts that models share. Their parameters come by name; what they are is said beside each. */
import type { Arrays, Tensor, Tensors } from "./array.ts"
import type { Parameters } from "./parameter.ts"
import { filled, matrix } from "./parameter.ts"

/** `weight` (inputs, outputs) and `bias` (outputs). */
export const linearParameters = (inputs: number, outputs: number): Parameters => ({
  weight: matrix(inputs, outputs),
  bias: filled(0, outputs)
})

/** x weight + bias over the last axis of x (..., inputs): (..., outputs). */
export const linear = (arrays: Arrays, { weight, bias }: Tensors, x: Tensor): Tensor => {
  const [inputs, outputs] = weight!.shape as [number, number]
  const leading = x.shape.slice(0, -1)
  const rows = leading.reduce((product, n) => product * n, 1)
  const product = arrays.add(arrays.matmul(arrays.reshape(x, [rows, inputs]), weight!), bias!)
  return arrays.reshape(product, [...leading, outputs])
}

/** `scale` and `shift` (width). */
export const normParameters = (width: number): Parameters => ({
  scale: filled(1, width),
  shift: filled(0, width)
})

/** Layer normalisation (Ba, Kiros, Hinton, 1607.06450, section 3) over the last axis; epsilon 1e-5. */
export const norm = (arrays: Arrays, { scale, shift }: Tensors, x: Tensor): Tensor =>
  arrays.add(arrays.multiply(arrays.standardise(x, 1e-5), scale!), shift!)

/**
 * The layer that `norm` followed by a linear layer is, in one: (n scale + shift) weight + bias =
 * n (scale weight) + (shift weight + bias), where n is x standardised. Scale and shift then cost a pass over the
 * weights, not over x, and so do their gradients.
 */
export const afterNorm = (arrays: Arrays, { scale, shift }: Tensors, { weight, bias }: Tensors): Tensors => {
  const [inputs, outputs] = weight!.shape as [number, number]
  const moved = arrays.reshape(arrays.matmul(arrays.reshape(shift!, [1, inputs]), weight!), [outputs])
  return {
    weight: arrays.multiply(arrays.reshape(scale!, [inputs, 1]), weight!),
    bias: arrays.add(moved, bias!)
  }
}

/** x standardised over the last axis; epsilon 1e-5. */
export const standard = (arrays: Arrays, x: Tensor): Tensor => arrays.standardise(x, 1e-5)

/** 1 at letters and 0 at padding, float32, of the shape of `tokens`. */
export const real = (arrays: Arrays, tokens: Tensor): Tensor =>
  arrays.cast(arrays.less(arrays.constant(Int32Array.of(0), []), tokens), "float32")

/**
 * Rows of `table` (letters, width) for tokens (batch, length), zero at padding: (batch, length, width). As a product
 * with one-hot rows: vocabularies are small, and its gradient is a product too, where a gather's would scatter.
 */
export const embed = (arrays: Arrays, table: Tensor, tokens: Tensor): Tensor => {
  const [letters, width] = table.shape as [number, number]
  const [batch, length] = tokens.shape as [number, number]
  const known = arrays.add(arrays.iota(letters), arrays.constant(Int32Array.of(1), []))
  const hot = arrays.cast(arrays.equal(arrays.reshape(tokens, [batch * length, 1]), known), "float32")
  return arrays.reshape(arrays.matmul(hot, table), [batch, length, width])
}

/** What dropout makes of a tensor at a named place of a model. */
export type Drop = (place: string, x: Tensor) => Tensor
