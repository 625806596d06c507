/**
 * A model that answers yes or no to a word: its parameters, what it draws, and its programs. What differs between the
 * three architectures is behind this; what trains, evaluates or exports a model sees no more of it.
 */
import { nothingLeft } from "../exhaustive.ts"
import type { Arrays, Program, Tensor, Tensors, Type } from "./array.ts"
import * as Encoder from "./encoder.ts"
import * as FeedForward from "./feed-forward.ts"
import type { Drop } from "./layer.ts"
import { crossEntropy } from "./loss.ts"
import type { Parameters } from "./parameter.ts"
import { under, within } from "./parameter.ts"
import type { Shapes } from "./randomness.ts"
import * as Randomness from "./randomness.ts"
import * as Vocabulary from "./vocabulary.ts"

export type Architecture =
  | ({ readonly kind: "feed-forward" } & FeedForward.FeedForward)
  | ({ readonly kind: "encoder" } & Encoder.Encoder)

/** Which words a model reads. */
export interface Reading {
  /** Places of a padded word. */
  readonly length: number
  /** The largest generator. */
  readonly generators: number
}

export interface Model {
  readonly parameters: Parameters
  /** Rotations by name, `rotations.<block>`. */
  readonly rotations: Shapes
  /** Masks of dropout by name, `dropout.<place>`, for a batch of words. */
  readonly dropouts: (batch: number) => Shapes
  /** Logits (batch) of tokens (batch, length). Named tensors are parameters and rotations. */
  readonly logits: (arrays: Arrays, named: Tensors, tokens: Tensor, drop: Drop) => Tensor
}

export const make = (architecture: Architecture, { length, generators }: Reading): Model => {
  const letters = Vocabulary.size(generators)
  switch (architecture.kind) {
    case "feed-forward":
      return {
        parameters: FeedForward.parameters(architecture, letters, length),
        rotations: {},
        dropouts: (batch) => under("dropout.", FeedForward.dropouts(architecture, batch)),
        logits: (arrays, named, tokens, drop) => FeedForward.logits(architecture, arrays, named, tokens, drop)
      }
    case "encoder":
      return {
        parameters: Encoder.parameters(architecture, letters, length),
        rotations: under("rotations.", Encoder.rotations(architecture, length)),
        dropouts: (batch) => under("dropout.", Encoder.dropouts(architecture, batch, length)),
        logits: (arrays, named, tokens, drop) =>
          Encoder.logits(architecture, arrays, named, tokens, within(named, "rotations."), drop)
      }
    default:
      return nothingLeft(architecture, "architecture")
  }
}

export type Specs = Readonly<Record<string, { readonly shape: ReadonlyArray<number>; readonly type: Type }>>

const specs = (shapes: Shapes, type: Type): Specs =>
  Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, { shape, type }]))

const shapesOf = (parameters: Parameters): Shapes =>
  Object.fromEntries(Object.entries(parameters).map(([name, { shape }]) => [name, shape]))

/** What {@link outputs} reads: parameters, rotations and `tokens`. */
export const outputInputs = (model: Model, batch: number, length: number): Specs => ({
  ...specs(shapesOf(model.parameters), "float32"),
  ...specs(model.rotations, "float32"),
  tokens: { shape: [batch, length], type: "int32" }
})

/** `logits` (batch), without dropout. */
export const outputs =
  (model: Model): Program =>
  (arrays, named) => ({ logits: model.logits(arrays, named, named.tokens!, (_place, x) => x) })

/** What {@link loss} reads: the same, `labels` and `weights`, and the masks of dropout where its rate is not zero. */
export const lossInputs = (model: Model, batch: number, length: number, dropout: number): Specs => ({
  ...outputInputs(model, batch, length),
  labels: { shape: [batch], type: "float32" },
  weights: { shape: [batch], type: "float32" },
  ...(dropout === 0 ? {} : specs(model.dropouts(batch), "bool"))
})

/** `loss`, the weighted sum of cross entropies, and `logits` (batch). An example of weight 0 changes nothing. */
export const loss =
  (model: Model, dropout: number): Program =>
  (arrays, named) => {
    const drop: Drop = (place, x) =>
      dropout === 0
        ? x
        : arrays.where(
            named[`dropout.${place}`]!,
            arrays.multiply(x, arrays.scalar(Randomness.keptScale(dropout))),
            arrays.scalar(0)
          )
    const logits = model.logits(arrays, named, named.tokens!, drop)
    const each = crossEntropy(arrays, logits, named.labels!)
    return { loss: arrays.sum(arrays.multiply(each, named.weights!), [0]), logits }
  }
