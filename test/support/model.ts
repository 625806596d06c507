/** Small models of every kind, and words for them. */
import type { Architecture, Model, Reading, Specs } from "../../src/domain/learn/model.ts"
import * as Models from "../../src/domain/learn/model.ts"
import * as Parameter from "../../src/domain/learn/parameter.ts"
import * as Randomness from "../../src/domain/learn/randomness.ts"
import * as Vocabulary from "../../src/domain/learn/vocabulary.ts"
import type { Key } from "../../src/domain/random/key.ts"
import * as Stream from "../../src/domain/random/stream.ts"

const encoder = {
  kind: "encoder",
  width: 8,
  heads: 2,
  blocks: 2,
  positions: "learned",
  shared: false,
  reversible: false
} as const

export const architectures: Readonly<Record<string, Architecture>> = {
  "feed-forward": { kind: "feed-forward", width: 12, layers: 2, embedding: 3 },
  transformer: encoder,
  "transformer with shared queries": { ...encoder, shared: true, positions: "sinusoidal" },
  "transformer with cyclic places": { ...encoder, positions: "cyclic" },
  reformer: { ...encoder, hashing: { rounds: 2, chunk: 3 } },
  "reversible reformer": { ...encoder, blocks: 1, reversible: true, hashing: { rounds: 1, chunk: 2 } }
}

export const reading: Reading = { length: 12, generators: 3 }

export const words = (key: Key, lengths: ReadonlyArray<number>): ReadonlyArray<Int16Array> => {
  const stream = Stream.make(key)
  return lengths.map((length) =>
    Int16Array.from({ length }, () => (1 + Stream.below(stream, reading.generators)) * Stream.sign(stream))
  )
}

export type Inputs = Readonly<
  Record<string, Specs[string] & { readonly values: Float32Array | Int32Array | Uint8Array }>
>

/** Everything that the loss of a model reads, with dropout at this rate. */
export const lossInputs = (
  model: Model,
  read: ReadonlyArray<Int16Array>,
  dropout: number,
  length = reading.length
): Inputs => {
  const tokens = new Int32Array(read.length * length)
  read.forEach((word, i) => {
    Vocabulary.encode(word, reading.generators, tokens.subarray(i * length, (i + 1) * length))
  })
  const flat = Parameter.initialise(model.parameters, [3, 5])
  // Zeros at the start would hide what biases and shifts do.
  const moved = flat.map((x, i) => x + 0.1 * Math.sin(i))
  const values: Record<string, Float32Array | Int32Array | Uint8Array> = {
    ...Parameter.split(model.parameters, moved),
    ...Randomness.rotations(model.rotations, [4, 9]),
    tokens,
    labels: Float32Array.from(read, (_, i) => i % 2),
    weights: Float32Array.from(read, (_, i) => (i + 1) / 10)
  }
  const specs = Models.lossInputs(model, read.length, length, dropout)
  const masks = Object.keys(specs).filter((name) => name.startsWith("dropout."))
  for (const [i, name] of masks.entries()) {
    const mask = new Uint8Array(Parameter.entries(specs[name]!.shape))
    Randomness.mask([6, 6], i, dropout, mask)
    values[name] = mask
  }
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, { ...spec, values: values[name]! }])
  )
}
