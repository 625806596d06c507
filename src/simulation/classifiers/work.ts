/** What a thread does with a message: the words it names through the model. */

import type * as Prior from "../../domain/braid/prior.ts"
import * as Word from "../../domain/braid/word.ts"
import * as Baseline from "../../domain/decision/baseline.ts"
import type { Example } from "../../domain/decision/example.ts"
import * as Prediction from "../../domain/decision/prediction.ts"
import type { Split } from "../../domain/decision/split.ts"
import * as Variation from "../../domain/decision/variation.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Interruption from "../../domain/interruption.ts"
import * as Finding from "../../domain/invariant/finding.ts"
import * as Subject from "../../domain/invariant/subject.ts"
import * as Model from "../../domain/learn/model.ts"
import * as Randomness from "../../domain/learn/randomness.ts"
import * as Vocabulary from "../../domain/learn/vocabulary.ts"
import type { Key } from "../../domain/random/key.ts"
import { child } from "../../domain/random/key.ts"
import * as Stream from "../../domain/random/stream.ts"
import type { Artefact } from "../contract.ts"
import type { Config } from "./config.ts"
import * as Point from "./config.ts"
import * as Net from "./net.ts"
import type { Contribution, Message, Score, State } from "./state.ts"
import { add, nothing } from "./state.ts"
import { branch } from "./training.ts"

type Slope = Extract<Message, { readonly kind: "slope" }>

/** What a thread has ready for a config. */
export interface Prepared {
  readonly nets: Net.Nets
  readonly prior: Prior.Make
}

export const work = async (
  config: Config,
  message: Message,
  { nets, prior }: Prepared
): Promise<Contribution> => {
  switch (message.kind) {
    case "slope":
      return slope(config, message, await nets.slopes(), prior)
    case "baseline":
      return baseline(config, message.features, prior)
    case "score": {
      const examples = examplesOf(config, "validation", prior).slice(message.from, message.to)
      const ask = await asker(config, message, nets)
      return { kind: "score", score: scoreOf(examples, await ask(examples.map(({ word }) => word))) }
    }
    case "predict": {
      const examples = examplesOf(config, "test", prior).slice(message.from, message.to)
      const ask = await asker(config, message, nets)
      const logits = await ask(examples.map(({ word }) => word))
      return { kind: "predict", predictions: examples.map((example, i) => predictionOf(example, logits[i])) }
    }
    case "vary": {
      const examples = examplesOf(config, "test", prior).slice(message.from, message.to)
      return vary(config, message.key, message.move, examples, await asker(config, message, nets))
    }
    default:
      return nothingLeft(message, "message")
  }
}

/** Words to logits, by the parameters of a message. */
const asker = async (
  config: Config,
  { key, parameters }: Extract<Message, { readonly kind: "score" | "predict" | "vary" }>,
  nets: Net.Nets
): Promise<(words: ReadonlyArray<Word.Word>) => Promise<Float32Array>> => {
  const net = await nets.outputs()
  return (words) => outputs(config, net, key, parameters, words)
}

/** What a regression on word statistics says of the words for tests, having seen those for training. */
const baseline = (config: Config, features: Baseline.Features, prior: Prior.Make): Contribution => {
  const fitted = Baseline.train(examplesOf(config, "train", prior), features)
  const examples = examplesOf(config, "test", prior)
  return {
    kind: "baseline",
    features,
    outputs: Float32Array.from(examples, (each) => {
      Interruption.look()
      return Baseline.output(fitted, each)
    })
  }
}

/** The outputs for words after a move, at places drawn for each; NaN where the move leaves no other word that fits. */
const vary = async (
  config: Config,
  key: Key,
  move: Variation.Kind,
  examples: ReadonlyArray<Example>,
  ask: (words: ReadonlyArray<Word.Word>) => Promise<Float32Array>
): Promise<Contribution> => {
  // No word for training was longer: what a model says of places that it never saw filled is no answer.
  const { generators } = Point.reading(config)
  const room = { letters: config.letters, generators }
  const stream = Stream.make(child(child(key, branch.moves), Variation.kinds.indexOf(move)))
  const changed = examples.map(({ word }) => {
    Interruption.look()
    return Variation.of(word, move, stream, room)
  })
  const logits = await ask(changed.filter((word) => word !== null))
  const all = new Float32Array(examples.length).fill(Number.NaN)
  let next = 0
  changed.forEach((word, i) => {
    if (word !== null) all[i] = logits[next++]
  })
  return { kind: "vary", move, outputs: all }
}

const examplesOf = (config: Config, split: Split, prior: Prior.Make): ReadonlyArray<Example> =>
  Point.examples(config, prior)[split]

/** 1 for a knot, 0 for an unknot. */
const target = (example: Example): number => (Prediction.isKnot(example) ? 1 : 0)

const scoreOf = (examples: ReadonlyArray<Example>, logits: Float32Array): Score =>
  examples.reduce((sum, example, i) => {
    const judged = { label: example.label, output: logits[i] }
    return add(sum, { loss: Prediction.loss(judged), correct: Prediction.isRight(judged) ? 1 : 0, words: 1 })
  }, nothing)

const predictionOf = (example: Example, output: number): Prediction.Prediction => {
  Interruption.look()
  const { word, label, proof, strands, writhe } = example
  const findings: Readonly<Record<typeof label, () => Finding.Finding>> = {
    unknot: () => Finding.constructed,
    knot: () => Finding.ofKnot(Subject.of(word))
  }
  const { name, jonesLow, jonesHigh } = findings[label]()
  return { word: Word.print(word), label, proof, output, strands, writhe, name, jonesLow, jonesHigh }
}

/**
 * The logits of words. The compiled program takes `net.batch` of them at a time: where fewer are left for its last call,
 * empty words make up the number, and what it says of those is dropped.
 */
export const outputs = async (
  config: Config,
  net: Net.Net,
  key: Key,
  parameters: Float32Array,
  words: ReadonlyArray<ArrayLike<number>>
): Promise<Float32Array> => {
  const { generators, length } = Point.reading(config)
  net.load(parameters)
  net.write(Randomness.rotations(net.model.rotations, child(key, branch.rotations)))
  const logits = new Float32Array(words.length)
  for (let from = 0; from < words.length; from += net.batch) {
    const some = words.slice(from, from + net.batch)
    net.tokens.fill(Vocabulary.padding)
    some.forEach((word, i) => {
      Vocabulary.encode(word, generators, net.tokens.subarray(i * length, (i + 1) * length))
    })
    await net.run()
    logits.set(net.logits.subarray(0, some.length), from)
  }
  return logits
}

/** The trained model as `model.onnx`; nothing before the first epoch has ended. */
export const artefacts = async (config: Config, { key, best }: State): Promise<ReadonlyArray<Artefact>> => {
  if (best === null) return []
  const { rotations } = Model.make(Point.architecture(config), Point.reading(config))
  const drawn = Randomness.rotations(rotations, child(key, branch.rotations))
  return [{ name: "model.onnx", bytes: Net.file(config, best.parameters, drawn) }]
}

/** Gradient and score of one micro-batch, in training: with dropout, rotations of queries and turns of words of its own. */
const slope = async (
  config: Config,
  message: Slope,
  net: Net.Slopes,
  prior: Prior.Make
): Promise<Contribution> => {
  const { key, epoch, step, from, to, weight } = message
  const { generators, length } = Point.reading(config)
  const train = examplesOf(config, "train", prior)
  const order = orderOf(key, epoch, train.length)
  const noise = child(child(child(key, branch.noise), step), from)
  net.load(message.parameters)
  net.write(Randomness.rotations(net.model.rotations, child(noise, 0)))
  for (const [i, mask] of net.masks.entries()) Randomness.mask(child(noise, 1), i, config.dropout, mask)
  net.tokens.fill(Vocabulary.padding)
  net.labels.fill(0)
  net.weights.fill(0)
  const examples = Array.from({ length: to - from }, (_, i) => train[order[from + i]])
  const turns = Stream.make(child(noise, 2))
  for (const [i, example] of examples.entries()) {
    const { word } = example
    const read = config.turn ? Word.rotate(word, Stream.below(turns, Math.max(1, word.length))) : word
    Vocabulary.encode(read, generators, net.tokens.subarray(i * length, (i + 1) * length))
    net.labels[i] = target(example)
    net.weights[i] = weight
  }
  await net.run()
  return { kind: "slope", score: scoreOf(examples, net.logits), gradient: net.gradient() }
}

let latest: { readonly key: Key; readonly epoch: number; readonly order: Uint32Array } | undefined

/** The order of the words in an epoch, by Fisher and Yates. The latest is remembered. */
const orderOf = (key: Key, epoch: number, words: number): Uint32Array => {
  const isKnown =
    latest?.epoch === epoch &&
    latest.order.length === words &&
    latest.key[0] === key[0] &&
    latest.key[1] === key[1]
  if (isKnown) return latest!.order
  const order = Uint32Array.from({ length: words }, (_, i) => i)
  const stream = Stream.make(child(child(key, branch.order), epoch))
  for (let i = words - 1; i > 0; i--) {
    if ((i & 0xffff) === 0) Interruption.look()
    const j = Stream.below(stream, i + 1)
    const word = order[i]
    order[i] = order[j]
    order[j] = word
  }
  latest = { key, epoch, order }
  return order
}
