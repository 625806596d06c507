/**
 * The transformer's encoder with a yes-or-no answer: letters and their places are embedded, blocks of attention and a
 * feed-forward layer follow, the mean over the letters (never the padding) gives one logit.
 *
 *     x = letters[token] + places
 *     x = x + attention(norm(x));  x = x + feed(norm(x))        in every block
 *     logit = head(mean over letters of norm(x))
 *
 * Where places are cyclic there are none at the embedding: full attention sees how far one letter stands behind another
 * around the word (position.ts), in every block by a table of its own, so that rotations of a word of `length` letters
 * have one logit.
 *
 * Reversible blocks keep two streams, x1 = x2 = x at first, and end with both side by side:
 *
 *     y1 = x1 + attention(norm(x2));  y2 = x2 + feed(norm(y1))
 *
 * Sources: Vaswani et al. (1706.03762), with the norm before each layer; Kitaev, Kaiser, Levskaya (2001.04451), section
 * 3, for reversible blocks. Liberty: their activations are kept, not recomputed; words are short, memory is not what
 * binds, and the function computed is the same.
 */
import { nothingLeft } from "../exhaustive.ts"
import type { Arrays, Tensor, Tensors } from "./array.ts"
import * as Attention from "./attention.ts"
import * as HashedAttention from "./hashed-attention.ts"
import * as Layer from "./layer.ts"
import type { Parameters } from "./parameter.ts"
import { table, under, within } from "./parameter.ts"
import * as Position from "./position.ts"

export interface Encoder {
  readonly width: number
  readonly heads: number
  readonly blocks: number
  /** What tells places apart. */
  readonly positions: Position.Kind
  /** Whether keys are the normalised queries. Hashed attention shares them always. */
  readonly shared: boolean
  /** Attention by hashing; full attention without it. */
  readonly hashing?: HashedAttention.Hashing
  readonly reversible: boolean
}

/** Width of the hidden layer of a block's feed-forward layer, in widths of the block. */
const widening = 4

/** Places in a block where entries may be dropped, and at the embedding. */
const droppedIn = (blocks: number): ReadonlyArray<string> => [
  "embedding",
  ...Array.from({ length: blocks }, (_, i) => [`${i}.attention`, `${i}.feed`]).flat()
]

/** Masks of dropout by name, for words as tokens (batch, length). */
export const dropouts = (
  encoder: Encoder,
  batch: number,
  length: number
): Readonly<Record<string, ReadonlyArray<number>>> =>
  Object.fromEntries(droppedIn(encoder.blocks).map((place) => [place, [batch, length, encoder.width]]))

/** Rotations by name: one for every block of hashed attention. */
export const rotations = (
  { blocks, heads, width, hashing }: Encoder,
  length: number
): Readonly<Record<string, ReadonlyArray<number>>> =>
  hashing === undefined
    ? {}
    : Object.fromEntries(
        Array.from({ length: blocks }, (_, i) => [
          String(i),
          HashedAttention.rotationShape(hashing, length, heads, width / heads)
        ])
      )

export const parameters = (encoder: Encoder, letters: number, length: number): Parameters => {
  const { width, heads, blocks, positions, reversible } = encoder
  const block = {
    ...(positions === "cyclic" ? { "attention.distances": table(1, heads, length) } : {}),
    ...under("attention.norm.", Layer.normParameters(width)),
    ...under("attention.in.", Layer.linearParameters(width, (isShared(encoder) ? 2 : 3) * width)),
    ...under("attention.out.", Layer.linearParameters(width, width)),
    ...under("feed.norm.", Layer.normParameters(width)),
    ...under("feed.in.", Layer.linearParameters(width, widening * width)),
    ...under("feed.out.", Layer.linearParameters(widening * width, width))
  }
  const final = reversible ? 2 * width : width
  return {
    letters: table(1, letters, width),
    ...(positions === "learned" ? { places: table(0.1, length, width) } : {}),
    ...Object.fromEntries(
      Array.from({ length: blocks }, (_, i) => Object.entries(under(`block${i}.`, block))).flat()
    ),
    ...under("norm.", Layer.normParameters(final)),
    ...under("head.", Layer.linearParameters(final, 1))
  }
}

const isShared = (encoder: Encoder): boolean => encoder.shared || encoder.hashing !== undefined

/** Letters with where they stand, which is nowhere if places are cyclic: (batch, length, width). */
const placed = ({ positions, width }: Encoder, arrays: Arrays, named: Tensors, embedded: Tensor): Tensor => {
  const length = embedded.shape[1]!
  switch (positions) {
    case "learned":
      return arrays.add(embedded, named.places!)
    case "sinusoidal":
      return arrays.add(embedded, arrays.constant(Position.sinusoids(length, width), [length, width]))
    case "cyclic":
      return embedded
    default:
      return nothingLeft(positions, "kind of positions")
  }
}

/**
 * @param tokens int32 (batch, length), 0 at padding
 * @param drop what dropout makes of a tensor at a named place
 * @returns logits (batch)
 */
export const logits = (
  encoder: Encoder,
  arrays: Arrays,
  named: Tensors,
  tokens: Tensor,
  rotations: Tensors,
  drop: Layer.Drop
): Tensor => {
  const { blocks, reversible } = encoder
  const [batch] = tokens.shape as [number, number]
  const mask = Layer.real(arrays, tokens)
  const letters = Layer.embed(arrays, named.letters!, tokens)
  const embedded = drop("embedding", placed(encoder, arrays, named, letters))
  let x1 = embedded
  let x2 = embedded
  for (let i = 0; i < blocks; i++) {
    const block = within(named, `block${i}.`)
    const attend = (x: Tensor): Tensor =>
      drop(`${i}.attention`, attention(encoder, arrays, within(block, "attention."), x, mask, rotations[i]))
    const feed = (x: Tensor): Tensor => drop(`${i}.feed`, feedForward(arrays, within(block, "feed."), x))
    if (reversible) {
      x1 = arrays.add(x1, attend(x2))
      x2 = arrays.add(x2, feed(x1))
    } else {
      const seen = arrays.add(x1, attend(x1))
      x1 = arrays.add(seen, feed(seen))
    }
  }
  const end = reversible ? arrays.concatenate([x1, x2], -1) : x1
  const pooled = mean(arrays, Layer.norm(arrays, within(named, "norm."), end), mask)
  return arrays.reshape(Layer.linear(arrays, within(named, "head."), pooled), [batch])
}

const attention = (
  encoder: Encoder,
  arrays: Arrays,
  named: Tensors,
  x: Tensor,
  mask: Tensor,
  rotations: Tensor | undefined
): Tensor => {
  const { heads, width, hashing } = encoder
  const [batch, length] = x.shape as [number, number]
  const d = width / heads
  const parts = isShared(encoder) ? 2 : 3
  const layer = Layer.afterNorm(arrays, within(named, "norm."), within(named, "in."))
  const projected = Layer.linear(arrays, layer, Layer.standard(arrays, x))
  const split = arrays.transpose(arrays.reshape(projected, [batch, length, parts, heads, d]), [2, 0, 3, 1, 4])
  const part = (i: number): Tensor =>
    arrays.reshape(arrays.slice(split, 0, i, i + 1), [batch, heads, length, d])
  const { distances } = named
  const around = distances === undefined ? undefined : Position.around(arrays, distances)
  const out =
    hashing === undefined
      ? Attention.full(arrays, part(0), isShared(encoder) ? undefined : part(2), part(1), mask, around)
      : HashedAttention.hashed(arrays, part(0), part(1), mask, rotations!, hashing)
  const joined = arrays.reshape(arrays.transpose(out, [0, 2, 1, 3]), [batch, length, width])
  return Layer.linear(arrays, within(named, "out."), joined)
}

const feedForward = (arrays: Arrays, named: Tensors, x: Tensor): Tensor => {
  const layer = Layer.afterNorm(arrays, within(named, "norm."), within(named, "in."))
  const inner = Layer.linear(arrays, layer, Layer.standard(arrays, x))
  return Layer.linear(arrays, within(named, "out."), arrays.gelu(inner))
}

/** Of x (batch, length, width) over the letters that `mask` marks; zero for the empty word. */
const mean = (arrays: Arrays, x: Tensor, mask: Tensor): Tensor => {
  const [batch, length] = mask.shape as [number, number]
  const letters = arrays.maximum(arrays.sum(mask, [1], true), arrays.scalar(1))
  const sum = arrays.sum(arrays.multiply(x, arrays.reshape(mask, [batch, length, 1])), [1])
  return arrays.divide(sum, letters)
}
