/**
 * The feed-forward net on the padded word: the embeddings of all places side by side, zero at padding, then hidden
 * layers of rectifiers, then one logit.
 */
import type { Arrays, Tensor, Tensors } from "./array.ts"
import * as Layer from "./layer.ts"
import type { Parameters } from "./parameter.ts"
import { filled, table, under, within } from "./parameter.ts"

export interface FeedForward {
  /** Neurons in each hidden layer. */
  readonly width: number
  /** Hidden layers. */
  readonly layers: number
  /** Numbers that stand for a letter. */
  readonly embedding: number
}

/** Masks of dropout by name: one after each hidden layer. */
export const dropouts = (
  { width, layers }: FeedForward,
  batch: number
): Readonly<Record<string, ReadonlyArray<number>>> =>
  Object.fromEntries(Array.from({ length: layers }, (_, i) => [String(i), [batch, width]]))

export const parameters = (net: FeedForward, letters: number, length: number): Parameters => {
  const { width, layers, embedding } = net
  return {
    letters: table(1, letters, embedding),
    ...Object.fromEntries(
      Array.from({ length: layers }, (_, i) =>
        Object.entries(under(`layer${i}.`, rectified(i === 0 ? length * embedding : width, width)))
      ).flat()
    ),
    ...under("head.", Layer.linearParameters(width, 1))
  }
}

/** Half of a rectified layer's neurons are silent: twice the variance keeps that of what comes through (He et al., 1502.01852). */
const rectified = (inputs: number, outputs: number): Parameters => ({
  weight: { shape: [inputs, outputs], start: { deviation: Math.sqrt(2 / inputs) }, decays: true },
  bias: filled(0, outputs)
})

/**
 * @param tokens int32 (batch, length), 0 at padding
 * @returns logits (batch)
 */
export const logits = (
  { layers, embedding }: FeedForward,
  arrays: Arrays,
  named: Tensors,
  tokens: Tensor,
  drop: Layer.Drop
): Tensor => {
  const [batch, length] = tokens.shape as [number, number]
  let x = arrays.reshape(Layer.embed(arrays, named.letters!, tokens), [batch, length * embedding])
  for (let i = 0; i < layers; i++)
    x = drop(String(i), arrays.relu(Layer.linear(arrays, within(named, `layer${i}.`), x)))
  return arrays.reshape(Layer.linear(arrays, within(named, "head."), x), [batch])
}
