import * as Schema from "effect/Schema"
import * as DataSet from "../../domain/decision/data-set.ts"
import * as Given from "../../domain/decision/given.ts"
import { type Apart, aparts, type Split } from "../../domain/decision/split.ts"
import * as Position from "../../domain/learn/position.ts"
import * as Parameter from "../parameter.ts"
import * as Model from "./model.ts"
import { type Source, sources, wordsIn } from "./source.ts"

const between = (minimum: number, maximum: number) => Schema.isBetween({ minimum, maximum })

const integer = (minimum: number, maximum: number, unit: string, description: string) =>
  Schema.Int.check(between(minimum, maximum)).annotate({ description, unit })

const real = (minimum: number, maximum: number, description: string) =>
  Schema.Finite.check(between(minimum, maximum)).annotate({ description, unit: "1" })

const choice = <const Names extends ReadonlyArray<string>>(names: Names, description: string) =>
  Schema.Literals(names).annotate({ description, unit: "-" })

const boolean = (description: string) => Schema.Boolean.annotate({ description, unit: "-" })

interface OfModel {
  readonly model: Model.Name
  readonly letters: number
}

/** `4 for transformer, 4 for reformer`. */
const told = (parameter: keyof Model.Own): string =>
  Model.having(parameter)
    .map((model) => `${Model.own(model, 1)[parameter]} for ${model}`)
    .join(", ")

/** A parameter that some models have. */
const own = <Name extends keyof Model.Own>(
  name: Name,
  schema: Schema.Codec<NonNullable<Model.Own[Name]>>,
  absent = told(name)
) =>
  Parameter.sometimes(
    schema,
    absent,
    ({ model, letters }: OfModel) =>
      Model.own(model, letters)[name] as NonNullable<Model.Own[Name]> | undefined
  )

const hasPrior: Readonly<Record<Source, boolean>> = { paper: true, same: true, grid: false, data: false }

/** A parameter of the priors: rectangular diagrams and words that are given have none of them. */
const ofPrior = (schema: Schema.Codec<number>, usual: number) =>
  Parameter.sometimes(
    schema,
    `${usual}; grid and data have none`,
    ({ generator }: { readonly generator: Source }) => (hasPrior[generator] ? usual : undefined)
  )

interface OfData {
  /** A line with the name and the digest of the file, and a line with the words (domain/decision/given.ts). */
  readonly data?: string
}

const isData = (data: string): boolean => {
  if (!data.includes("\n")) return false
  try {
    Given.parse(wordsIn(data))
    return true
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof RangeError) return false
    throw cause
  }
}

const ofFile = {
  description:
    "file of words (.csv, .tsv, .ndjson, .jsonl, .parquet) in place of drawn ones: columns word, label (knot, unknot) and, not needed, split (train, validation, test)",
  unit: "-"
}

/** JSON schemas have the description of what is checked, and columns that of the whole. */
const data = Schema.String.annotate(ofFile)
  .check(Schema.makeFilter((text) => isData(text) || "is the name of a file, and the study says it itself"))
  .annotate(ofFile)

/** Of the words that are given: a number that all of them have. */
const ofData =
  (number: (extent: Given.Extent) => number) =>
  ({ data }: OfData): number | undefined =>
    data === undefined ? undefined : number(Given.extent(wordsIn(data)))

interface Lengths extends OfData {
  readonly letters: number
  readonly fewestLetters: number
  readonly apart: Apart
}

/** How many words there are in a split. */
const words = (schema: Schema.Codec<number>, split: Split, usual: number) =>
  Parameter.derived(schema, `${usual}, or all that data has`, ({ data, apart }: Lengths) =>
    data === undefined ? usual : Given.splits(wordsIn(data), apart)[split].length
  )

/** What `trainLetters` says, whatever `train` says. */
const train = (() => {
  const all = words(
    integer(2, 100_000_000, "words", "words to train on, half of them knots where they are drawn"),
    "train",
    10_000
  )
  return {
    ...all,
    settle: (others: Lengths & { readonly trainLetters?: number }, said: unknown) => {
      const { letters, fewestLetters, trainLetters } = others
      return trainLetters === undefined
        ? all.settle!(others, said)
        : DataSet.wordsOf({ letters: [fewestLetters, letters] }, trainLetters)
    }
  }
})()

const count = (description: string) => integer(0, 10_000_000, "words", description)

export const parameters = Parameter.make({
  model: choice(
    Model.names,
    "feed-forward net on the padded word; transformer; reformer, whose attention is hashed"
  ),
  width: Parameter.derived(
    integer(
      1,
      4096,
      "1",
      "numbers that stand for a letter between two layers; feed-forward: neurons of a layer"
    ),
    told("width"),
    ({ model, letters }: OfModel) => Model.own(model, letters).width
  ),
  blocks: Parameter.usually(
    integer(1, 32, "1", "layers of attention, each with its feed-forward layer; feed-forward: hidden layers"),
    2
  ),
  embedding: own("embedding", integer(1, 256, "1", "feed-forward: numbers that stand for a letter")),
  heads: own("heads", integer(1, 64, "heads", "heads of attention; the width is a multiple of them")),
  positions: own(
    "positions",
    choice(
      Position.kinds,
      "what tells the places of a word apart: a trained table; sinusoids; or, of a transformer whose words all have N letters, how far letters stand apart around the word, so that its rotations are one to it"
    )
  ),
  shared: own("shared", boolean("transformer: keys are the normalised queries, as in the reformer")),
  hashes: own("hashes", integer(1, 64, "rounds", "reformer: rounds of hashing")),
  bucket: own(
    "bucket",
    integer(1, 1024, "letters", "reformer: letters of a bucket"),
    "for the reformer the largest power of two up to half a word's letters, and up to 16"
  ),
  reversible: own("reversible", boolean("reformer: two streams, so that a block can be undone")),

  dropout: Parameter.usually(
    real(0, 0.9, "share of the entries dropped behind each layer, to a multiple of 1/256"),
    0
  ),
  rate: Parameter.usually(real(0, 100, "learning rate at its largest"), 1e-3),
  warmUp: Parameter.usually(
    integer(0, 1e6, "steps", "steps in which the rate rises; then it falls along half a cosine"),
    100
  ),
  decay: Parameter.usually(real(0, 10, "weight decay, decoupled from the gradient"), 0.01),
  clip: Parameter.usually(real(1e-6, 1e9, "largest norm of the gradient; longer ones are shortened"), 1),
  batch: Parameter.usually(integer(1, 65_536, "words", "words in a step"), 64),
  microBatch: Parameter.derived(
    integer(1, 4096, "words", "words whose gradients one thread computes at once; part of the bits"),
    "32, or the batch if that is less",
    ({ batch }: { readonly batch: number }) => Math.min(32, batch)
  ),
  epochs: Parameter.usually(
    integer(1, 100_000, "epochs", "times that training goes through its words, at most"),
    20
  ),
  patience: Parameter.usually(
    integer(
      0,
      100_000,
      "epochs",
      "epochs without a smaller loss in validation after which training ends; 0: it never ends early"
    ),
    5
  ),
  turn: Parameter.usually(
    boolean("training reads a word from a letter drawn anew each time: its closure is the same"),
    false
  ),

  apart: Parameter.usually(
    choice(
      aparts,
      "what is never in two of the splits for training, validation and test. rotation: a word's rotations; symmetry: also its mirror image and reversal"
    ),
    "rotation"
  ),
  data: Parameter.optional(data, "words are drawn"),
  generator: Parameter.derived(
    choice(
      sources,
      "paper: unknots by RANDOMUNKNOT, knots by RANDOMKNOT; same: both by RANDOMKNOT, matched in strands and writhe; grid: both by random rectangular diagrams, matched in the exponent sum of every generator; data: the file that data names"
    ),
    "paper, or data where that names a file",
    ({ data }: OfData) => (data === undefined ? "paper" : "data")
  ),
  letters: Parameter.derived(
    integer(4, 4096, "letters", "letters of the longest words, N"),
    "those of the longest word of data",
    (others: OfData) => ofData(({ letters }) => Math.max(4, letters))(others)!
  ),
  fewestLetters: Parameter.derived(
    integer(1, 4096, "letters", "letters of the shortest words"),
    "all have N; of data its shortest",
    (others: OfData & { readonly letters: number }) =>
      ofData(({ fewestLetters }) => fewestLetters)(others) ?? others.letters ?? 4
  ),
  strands: ofPrior(integer(2, 64, "strands", "strands of the letters that RANDOMKNOT draws"), 5),
  moves: ofPrior(integer(1, 1000, "moves", "random Markov moves between two collapses, M"), 10),
  columns: Parameter.optional(
    integer(2, 1000, "columns", "grid: columns of the rectangular diagrams"),
    "for words of each length as many as make them frequent, about 2 + sqrt(1 + 6 letters)"
  ),
  train,
  trainLetters: Parameter.optional(
    integer(8, 1_000_000_000, "letters", "letters of all words to train on together, in place of train"),
    "train says how many words"
  ),
  validation: words(count("words that say when to stop"), "validation", 1000),
  test: words(count("words held out for the test"), "test", 2000),
  dataSeed: Parameter.usually(
    integer(
      0,
      0xffffffff,
      "1",
      "seed of the words: points and repeats with this seed and the same options of words have the same words"
    ),
    1
  )
})
