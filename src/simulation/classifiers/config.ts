/** What a point of the simulation is, as the kernel and the rows see it: everything resolved. */

import * as DataSet from "../../domain/decision/data-set.ts"
import type { Apart } from "../../domain/decision/split.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Architecture, Reading } from "../../domain/learn/model.ts"
import type { Key } from "../../domain/random/key.ts"
import type { ConfigFault } from "../contract.ts"

export const models = ["feed-forward", "transformer", "reformer"] as const

export interface Config {
  readonly model: (typeof models)[number]
  readonly width?: number
  readonly blocks: number
  readonly embedding?: number
  readonly heads?: number
  readonly positions?: "learned" | "sinusoidal"
  readonly shared?: boolean
  readonly hashes?: number
  readonly bucket?: number
  readonly reversible?: boolean

  readonly dropout: number
  readonly rate: number
  readonly warmUp: number
  readonly decay: number
  readonly clip: number
  readonly batch: number
  readonly microBatch: number
  readonly epochs: number
  readonly patience: number
  /** Whether training reads each word from a letter drawn anew each time; its closure stays. */
  readonly turn: boolean

  readonly generator: DataSet.Generator
  readonly apart: Apart
  readonly letters: number
  readonly fewestLetters?: number
  readonly strands: number
  readonly moves: number
  readonly train: number
  readonly trainLetters?: number
  readonly validation: number
  readonly test: number
  readonly dataSeed: number
}

/** As a study says it. */
export type Given = Omit<Config, "microBatch"> & { readonly microBatch?: number }

/** Parameters that some models have not, with what they are where the study says nothing. */
const optional = {
  "feed-forward": { width: 256, embedding: 16 },
  transformer: { width: 64, heads: 4, positions: "learned", shared: false },
  reformer: { width: 64, heads: 4, positions: "learned", hashes: 2, reversible: false }
} as const

/** The largest power of two up to half of the letters, and up to 16. */
const usualBucket = (letters: number): number =>
  2 ** Math.floor(Math.log2(Math.min(16, Math.max(1, letters / 2))))

/** Fills in what the study left out, so that leaving it out and writing it down name the same point. */
export const resolve = (given: Given): Config => {
  const { letters, trainLetters } = given
  const isReformer = given.model === "reformer"
  return {
    ...optional[given.model],
    ...(isReformer ? { bucket: usualBucket(letters) } : {}),
    fewestLetters: letters,
    microBatch: Math.min(32, given.batch),
    ...given,
    train: trainLetters === undefined ? given.train : DataSet.wordsOf({ letters: span(given) }, trainLetters)
  }
}

/** Options that a model has not are said by name, with the models that have them. */
const ofModels: Readonly<Record<string, ReadonlyArray<Config["model"]>>> = {
  embedding: ["feed-forward"],
  heads: ["transformer", "reformer"],
  positions: ["transformer", "reformer"],
  shared: ["transformer"],
  hashes: ["reformer"],
  bucket: ["reformer"],
  reversible: ["reformer"]
}

const span = ({ letters, fewestLetters = letters }: Given): readonly [number, number] => [
  fewestLetters,
  letters
]

/** What the schema cannot say. */
export const faults = (config: Config): ReadonlyArray<ConfigFault> => {
  const { model, width = 0, heads = 1, bucket = 1, letters } = config
  const found: Array<ConfigFault> = []
  const fault = (parameter: string, message: string) => found.push({ path: [parameter], message })
  for (const [parameter, models] of Object.entries(ofModels)) {
    if (parameter in config && !models.includes(model))
      fault(
        parameter,
        `A ${model} has no ${parameter}; ${models.join(" and ")} ${models.length > 1 ? "have" : "has"}.`
      )
  }
  if (width % heads !== 0) fault("heads", `A width of ${width} cannot be shared by ${heads} heads.`)
  if (bucket > letters / 2)
    fault(
      "bucket",
      `With buckets of ${bucket} letters, words of ${letters} have a single one, and hashing is full attention under another name: make it at most ${Math.floor(letters / 2)}, or take the transformer with shared: true.`
    )
  if (config.microBatch > config.batch)
    fault(
      "microBatch",
      `A micro-batch of ${config.microBatch} words is larger than the batch, ${config.batch}.`
    )
  for (const { option, split, message } of DataSet.faults(options(config)))
    fault(option === "words" ? (split ?? "train") : option, message)
  return found
}

/** The part that says which words there are. */
export const options = (config: Config): DataSet.Options => {
  const { generator, strands, moves, apart, train, validation, test } = config
  return { generator, letters: span(config), strands, moves, apart, words: { train, validation, test } }
}

/** Of the words alone: trainings that share the seed and the options of their words share the words. */
export const dataKey = ({ dataSeed }: Config): Key => [dataSeed, 0]

const isHashing: Readonly<Record<Config["model"], boolean>> = {
  "feed-forward": false,
  transformer: false,
  reformer: true
}

/** Places of a padded word: chunks of a Reformer come in pairs. */
export const reading = ({ model, letters, bucket = 1 }: Config): Reading => ({
  length: isHashing[model] ? Math.ceil(letters / (2 * bucket)) * 2 * bucket : letters,
  // The lowest and the highest generator of a collapsed word occur twice, since else they would be removed.
  generators: Math.max(1, letters - 2)
})

export const architecture = (config: Config): Architecture => {
  const { model, width = 0, blocks, heads = 1, positions = "learned" } = config
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
  const { model, width = 0, blocks, embedding = 0, hashes = 1, bucket = 1 } = config
  // Hashing, sorting and hiding cost by what a letter can reach, in every round.
  const attending = (reach: number, around: number): number =>
    blocks * (12 * width ** 2 + 2 * reach * width + around * reach)
  switch (model) {
    case "feed-forward":
      return embedding * width + ((blocks - 1) * width ** 2) / config.letters
    case "transformer":
      return attending(reading(config).length, 100)
    case "reformer":
      return attending(hashes * 3 * bucket, 1500)
    default:
      return nothingLeft(model, "model")
  }
}

/** Estimated seconds of a training: three products a forward product, each way, and what every step and word costs. */
export const cost = (config: Config): number => {
  const { train, validation, test, epochs } = config
  const { length } = reading(config)
  const seconds = (words: number) => words * (2e-6 + length * products(config) * 4e-11)
  const drawing = (train + validation + test) * 6e-5
  return 0.5 + drawing + epochs * (3 * seconds(train) + seconds(validation)) + test * 5e-4
}
