/** What a point of the simulation is, as the kernel and the rows see it: everything resolved. */

import type * as Prior from "../../domain/braid/prior.ts"
import * as Seconds from "../../domain/braid/seconds.ts"
import * as DataSet from "../../domain/decision/data-set.ts"
import * as Given from "../../domain/decision/given.ts"
import type { Split } from "../../domain/decision/split.ts"
import * as Splits from "../../domain/decision/split.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Architecture, Reading } from "../../domain/learn/model.ts"
import type { Key } from "../../domain/random/key.ts"
import type { ConfigFault, Memory } from "../contract.ts"
import type * as Parameter from "../parameter.ts"
import * as Model from "./model.ts"
import type { parameters } from "./parameters.ts"
import { isDrawn, type Source, wordsIn } from "./source.ts"

export type Config = Parameter.Config<typeof parameters>

/** The parameter that sets an option of the words. */
const parameterOf = (option: DataSet.Option, split: Split | undefined): keyof Config => {
  switch (option) {
    case "words":
      return split ?? "train"
    case "generator":
    case "letters":
    case "strands":
    case "moves":
    case "columns":
    case "apart":
      return option
    default:
      return nothingLeft(option, "option of words")
  }
}

/** GiB that a thread may hold of a model, with its gradient and the two means of Adam, and of the words. */
const most = { weights: 4, words: 16 }

/** About so many parameters a model has. */
const weights = (config: Config): number => {
  const { model, width, blocks, embedding = 0, letters } = config
  switch (model) {
    case "feed-forward":
      return letters * embedding * width + (blocks - 1) * width ** 2
    case "transformer":
    case "reformer":
      return 12 * blocks * width ** 2
    default:
      return nothingLeft(model, "model")
  }
}

/**
 * Numbers that a word leaves in a model for its gradient: those of its layers, and the attention between its letters in
 * every layer, with what is there once beside. Measured by the memory that trainings took.
 */
const kept = (config: Config): number => {
  const { model, width, blocks, letters, embedding = 0, heads = 1, hashes = 1, bucket = 1 } = config
  const { length } = reading(config)
  const layers = 40 * blocks * length * width
  switch (model) {
    case "feed-forward":
      return 3 * (letters * embedding + blocks * width)
    case "transformer":
      return layers + heads * length ** 2 * (1.6 * blocks + 4.5)
    case "reformer":
      return layers + heads * length * 3 * bucket * hashes * (8 * blocks + 16)
    default:
      return nothingLeft(model, "model")
  }
}

/** Bytes for a weight of a training: states with their means, checkpoints, messages; and on each thread. Measured. */
const bytesOfWeight = { task: 110, thread: 20, repeat: 16 }

/** The model, the gradients of a micro-batch, and the words, which every thread has. */
export const memory = (config: Config): ReadonlyArray<Memory> => {
  const all = weights(config)
  return [
    {
      parameter: "width",
      task: bytesOfWeight.task * all,
      thread: bytesOfWeight.thread * all,
      repeat: bytesOfWeight.repeat * all
    },
    { parameter: "microBatch", thread: 4 * config.microBatch * kept(config) },
    { parameter: "train", thread: bytesOfWords(config), objects: true }
  ]
}

/** On each thread. */
const bytesOfWords = ({ train, validation, test, letters }: Config): number =>
  (train + validation + test) * (2 * letters + 200)

/** Parameters that words of a source have no use for. */
const useless: Readonly<Record<Source, ReadonlyArray<keyof Config>>> = {
  paper: ["columns", "data"],
  same: ["columns", "data"],
  grid: ["strands", "moves", "data"],
  data: ["strands", "moves", "columns", "trainLetters"]
}

/** What the schema cannot say. */
export const faults = (config: Config): ReadonlyArray<ConfigFault> => {
  const { model, width, heads = 1, bucket = 1, positions, letters, fewestLetters } = config
  const found: Array<ConfigFault> = []
  const fault = (parameter: string, message: string) => found.push({ path: [parameter], message })
  for (const parameter of Model.parameters) {
    const models = Model.having(parameter)
    if (parameter in config && !models.includes(model))
      fault(
        parameter,
        `A ${model} has no ${parameter}; ${models.join(" and ")} ${models.length > 1 ? "have" : "has"}.`
      )
  }
  for (const parameter of useless[config.generator])
    if (parameter in config)
      fault(parameter, `Words of generator ${config.generator} have no ${parameter}: leave it out.`)
  if (config.generator === "data" && config.data === undefined)
    fault(
      "generator",
      "Words of generator data need a file of them: name it by data, such as data: words.csv."
    )
  if (width % heads !== 0) fault("heads", `A width of ${width} cannot be shared by ${heads} heads.`)
  if (bucket > letters / 2)
    fault(
      "bucket",
      `With buckets of ${bucket} letters, words of ${letters} have a single one, and hashing is full attention under another name: make it at most ${Math.floor(letters / 2)}, or take the transformer with shared: true.`
    )
  if (positions === "cyclic" && model === "reformer")
    fault(
      "positions",
      "A reformer sorts its letters by hash and by place, so that it knows where a word begins: take learned or sinusoidal, or the transformer."
    )
  if (positions === "cyclic" && fewestLetters !== letters)
    fault(
      "positions",
      `Places are cyclic around words of N = ${letters} letters, and there are words of ${fewestLetters}: leave fewestLetters out, or take learned or sinusoidal.`
    )
  if (config.microBatch > config.batch)
    fault(
      "microBatch",
      `A micro-batch of ${config.microBatch} words is larger than the batch, ${config.batch}.`
    )
  const gibibytes = weights(config) * (16 / 2 ** 30)
  if (gibibytes > most.weights)
    fault(
      "width",
      `A model of this size takes about ${gibibytes.toPrecision(2)} GiB with what training keeps beside it; ${most.weights} GiB are the most.`
    )
  const words = config.train + config.validation + config.test
  const room = bytesOfWords(config) / 2 ** 30
  if (room > most.words)
    fault(
      "train",
      `${words} words of ${letters} letters take about ${room.toPrecision(2)} GiB on every thread; ${most.words} GiB are the most.`
    )
  if (isDrawn(config.generator))
    for (const { option, split, message } of DataSet.faults(drawn(config, config.generator)))
      fault(parameterOf(option, split), message)
  else if (config.data !== undefined) found.push(...faultsOfData(config, config.data))
  return found
}

/** What is asked of the words of a file, and they have not. */
const faultsOfData = (config: Config, data: string): ReadonlyArray<ConfigFault> => {
  const found: Array<ConfigFault> = []
  const fault = (parameter: keyof Config, message: string) => found.push({ path: [parameter], message })
  const text = wordsIn(data)
  const extent = Given.extent(text)
  if (extent.letters > config.letters)
    fault(
      "letters",
      `The longest word of data has ${extent.letters} letters: leave letters out, or make it as many.`
    )
  if (config.fewestLetters !== extent.fewestLetters)
    fault(
      "fewestLetters",
      `The shortest word of data has ${extent.fewestLetters} letters: leave fewestLetters out.`
    )
  if (config.dataSeed !== 1) fault("dataSeed", "Words of a file are not drawn: leave dataSeed out.")
  const all = Given.splits(text, config.apart)
  for (const split of Splits.names)
    if (config[split] > all[split].length)
      fault(split, `Of the words of data ${all[split].length} are for ${split}, not ${config[split]}.`)
  const taken = Given.take(text, config.apart, config)
  for (const split of ["train", "test"] as const) {
    const labels = new Set(taken[split].map(({ label }) => label))
    if (taken[split].length > 0 && labels.size === 1)
      fault(
        split,
        `The words for ${split} are all ${[...labels][0]}s: nobody can tell these from what is not there.`
      )
  }
  try {
    DataSet.requireApart(all, config.apart)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    fault("data", cause.message)
  }
  return found
}

/** The words. */
export const examples = (config: Config, prior?: Prior.Make): DataSet.DataSet => {
  const { generator, data, apart } = config
  return isDrawn(generator)
    ? DataSet.of(drawn(config, generator), dataKey(config), prior)
    : Given.take(wordsIn(data!), apart, config)
}

/** The part that says which words are drawn. */
export const drawn = (config: Config, generator: DataSet.Generator): DataSet.Options => {
  const { letters, fewestLetters, apart, train, validation, test } = config
  const common = {
    letters: [fewestLetters, letters],
    apart,
    words: { train, validation, test }
  } as const
  switch (generator) {
    case "paper":
    case "same": {
      const { strands, moves } = config
      return { generator, ...common, strands: strands!, moves: moves! }
    }
    case "grid": {
      const { columns } = config
      return { generator, ...common, ...(columns === undefined ? {} : { columns }) }
    }
    default:
      return nothingLeft(generator, "generator")
  }
}

/** Of the words alone: trainings that share the seed and the options of their words share the words. */
const dataKey = ({ dataSeed }: Config): Key => [dataSeed, 0]

/** Places of a padded word: chunks of a Reformer come in pairs. */
export const reading = ({ letters, bucket, data }: Config): Reading => ({
  length: bucket === undefined ? letters : Math.ceil(letters / (2 * bucket)) * 2 * bucket,
  // The lowest and the highest generator of a collapsed word occur twice, since else they would be removed.
  generators: data === undefined ? Math.max(1, letters - 2) : Given.extent(wordsIn(data)).generators
})

export const architecture = (config: Config): Architecture => {
  const { model, width, blocks, heads = 1, positions = "learned" } = config
  const encoder = { kind: "encoder", width, blocks, heads, positions } as const
  switch (model) {
    case "feed-forward":
      return { kind: "feed-forward", width, layers: blocks, embedding: config.embedding! }
    case "transformer":
      return { ...encoder, shared: config.shared!, reversible: false }
    case "reformer": {
      const hashing = { rounds: config.hashes!, chunk: config.bucket! }
      return { ...encoder, shared: true, hashing, reversible: config.reversible! }
    }
    default:
      return nothingLeft(model, "model")
  }
}

/** Batches of an epoch. */
export const batches = ({ train, batch }: Config): number => Math.ceil(train / batch)

/** Products of two numbers that one letter costs, forward. */
const products = (config: Config): number => {
  const { model, width, blocks, embedding = 0, hashes = 1, bucket = 1 } = config
  /** Hashing, sorting and hiding cost by what a letter can reach, in every round. */
  const attention = (reach: number, around: number) =>
    blocks * (12 * width ** 2 + 2 * reach * width + around * reach)
  switch (model) {
    case "feed-forward":
      return embedding * width + ((blocks - 1) * width ** 2) / config.letters
    case "transformer":
      return attention(reading(config).length, 100)
    case "reformer":
      return attention(hashes * 3 * bucket, 1500)
    default:
      return nothingLeft(model, "model")
  }
}

/** Estimated seconds of a training: three products a forward product, each way, and what every step and word costs. */
export const cost = (config: Config): number => {
  const { train, validation, test, epochs } = config
  const { length } = reading(config)
  const seconds = (words: number) => words * (2e-6 + length * products(config) * 4e-11)
  const drawing = (train + validation + test) * drawingWord(config)
  return 0.15 + drawing + epochs * (3 * seconds(train) + seconds(validation)) + test * 5e-4
}

/** Seconds for one word that is kept. */
const drawingWord = ({ generator, letters, strands, moves }: Config): number => {
  switch (generator) {
    // Some are of a split that has enough of them.
    case "paper": {
      const options = { letters, strands: strands!, moves: moves! }
      return 0.7 * (Seconds.unknot(options) + Seconds.knot(options))
    }
    // Pairs of the same writhe become rare.
    case "same":
      return 8e-5 + 1.2e-5 * 1.21 ** letters
    case "grid":
      return 5e-4 + 2e-9 * letters ** 4
    case "data":
      return 1e-5
    default:
      return nothingLeft(generator, "generator")
  }
}
